//! What search engines are told: every page of a public site whose address is known, and nothing of any other.

use super::book::Book;
use super::escape;
use super::page::{canonical, is_unlisted};
use crate::artifact::Shelf;
use crate::plan::Planned;

/// `robots.txt`, and `sitemap.xml` where the site's address is known; a page is foreign where nobody has translated it.
pub(super) fn files(book: &Book<'_>, is_foreign: &dyn Fn(&Planned) -> bool, shelf: &dyn Shelf) {
    let mut robots = String::from("User-agent: *\n");
    if !book.is_public() {
        robots.push_str("Disallow: /\n");
        shelf.put("robots.txt", robots.as_bytes());
        return;
    }
    robots.push_str("Allow: /\n");
    if let Some(url) = &book.edition.masthead.url {
        robots.push_str(&format!("Sitemap: {url}sitemap.xml\n"));
        shelf.put("sitemap.xml", sitemap(book, is_foreign, url).as_bytes());
    }
    shelf.put("robots.txt", robots.as_bytes());
}

fn sitemap(book: &Book<'_>, is_foreign: &dyn Fn(&Planned) -> bool, url: &str) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    // A page that nobody has translated is listed once, as the original.
    let listed = |planned: &&Planned| !is_unlisted(planned.subject) && !is_foreign(planned);
    for planned in book.plan.pages.iter().filter(listed) {
        xml.push_str("<url><loc>");
        escape::text(url, &mut xml);
        escape::text(&canonical(planned), &mut xml);
        xml.push_str("</loc></url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
