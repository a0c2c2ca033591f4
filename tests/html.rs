//! Every page of the sample handbook as HTML: valid, whole, and closed: nothing in it leads out of the folder unasked.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::OnceLock;

use crate::common::page::{Element, Page};
use crate::common::{site, tools};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// A site with its pages read.
struct Site {
    audience: &'static str,
    files: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
    styles: BTreeMap<String, String>,
}

impl Site {
    /// The site of an audience; read once.
    fn of(audience: &'static str) -> &'static Site {
        static SITES: [OnceLock<Site>; site::AUDIENCES.len()] = [const { OnceLock::new() }; site::AUDIENCES.len()];
        let at = site::AUDIENCES.iter().position(|known| *known == audience).expect("one of the audiences");
        SITES[at].get_or_init(|| Site::read(audience))
    }

    fn read(audience: &'static str) -> Site {
        let folder = site::sample(audience);
        let files = site::files(&folder);
        let styles = files.iter().filter(|(path, _)| path.ends_with(".css"));
        let styles = styles.map(|(path, bytes)| (path.clone(), String::from_utf8(bytes.clone()).expect("UTF-8")));
        let pages = site::pages(&folder).into_iter().map(|(path, html)| (path, Page::read(&html)));
        Site { audience, pages: pages.collect(), styles: styles.collect(), files: files.into_keys().collect() }
    }

    /// The file that an address on a page means, and the anchor in it; nothing where it leads out.
    fn file(&self, page: &str, address: &str) -> Option<(String, Option<String>)> {
        let (path, anchor) = match address.split_once('#') {
            Some((path, anchor)) => (path, Some(decoded(anchor))),
            None => (address, None),
        };
        let path = decoded(path.split('?').next().unwrap_or(path));
        if path.is_empty() {
            return Some((page.to_owned(), anchor));
        }
        let mut names: Vec<&str> = page.split('/').collect();
        names.pop();
        let path = match path.strip_prefix('/') {
            // A server shows this one page at every address, so it counts from the top of the host.
            Some(path) if page == "404.html" => path,
            Some(_) => return None,
            None => &path,
        };
        for name in path.split('/') {
            match name {
                ".." => {
                    names.pop()?;
                }
                "." => {}
                name => names.push(name),
            }
        }
        Some((names.join("/"), anchor))
    }

    /// The pages that a page links to.
    fn links(&self, path: &str) -> Vec<String> {
        let hrefs = self.pages[path].all("a").filter_map(|link| link.attribute("href"));
        let inside = hrefs.filter(|href| scheme(href).is_none());
        inside.filter_map(|href| self.file(path, href)).map(|(file, _)| file).collect()
    }
}

/// Runs a check over every page of every audience and tells all that it found at once.
#[track_caller]
fn on_every_page(check: impl Fn(&Site, &str, &Page) -> Vec<String>) {
    let mut found = Vec::new();
    for audience in site::AUDIENCES {
        let site = Site::of(audience);
        for (path, page) in &site.pages {
            found.extend(check(site, path, page).into_iter().map(|fault| format!("{audience}/{path}: {fault}")));
        }
    }
    tell(&found);
}

#[track_caller]
fn tell(found: &[String]) {
    let shown = found.iter().take(40).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(found.is_empty(), "{} found:\n{shown}", found.len());
}

/// What stands before the colon of an address that is no path.
fn scheme(address: &str) -> Option<&str> {
    if address.starts_with("//") {
        return Some("//");
    }
    let (scheme, _) = address.split_once(':')?;
    let is_one = scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    (is_one && !scheme.is_empty()).then_some(scheme)
}

fn decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = (byte == b'%').then(|| tail.get(..2)).flatten().and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(value) => {
                bytes.push(value);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}

/// Every address that an element names, with the attribute it stands in.
fn addresses(element: &Element) -> Vec<(&'static str, &str)> {
    const PLAIN: [&str; 10] =
        ["href", "src", "action", "formaction", "poster", "data", "cite", "background", "xlink:href", "manifest"];
    let mut addresses: Vec<(&str, &str)> =
        PLAIN.iter().filter_map(|name| element.attribute(name).map(|value| (*name, value))).collect();
    for name in ["srcset", "imagesrcset"] {
        let candidates = element.attribute(name).into_iter().flat_map(|value| value.split(','));
        addresses.extend(candidates.filter_map(|one| one.split_whitespace().next()).map(|address| (name, address)));
    }
    addresses
}

/// The addresses in a style sheet.
fn style_addresses(style: &str) -> Vec<String> {
    let mut addresses = Vec::new();
    for (at, _) in style.match_indices("url(") {
        let inside = style[at + 4..].split(')').next().unwrap_or("");
        addresses.push(inside.trim_matches(['"', '\'', ' ']).to_owned());
    }
    for (at, _) in style.match_indices("@import") {
        let inside = style[at + 7..].split(';').next().unwrap_or("");
        addresses.push(inside.trim().trim_matches(['"', '\'']).to_owned());
    }
    addresses
}

#[test]
fn every_page_is_valid_to_a_strict_checker() {
    let sites = site::AUDIENCES.map(site::sample);
    let mut command = tools::node();
    command.arg("node_modules/html-validate/bin/html-validate.mjs").args(["--max-warnings", "0", "--config"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/htmlvalidate.mjs")).args(sites);
    let output = command.args(["--formatter", "text"]).output().expect("html-validate starts");
    let words = String::from_utf8_lossy(&output.stdout);
    tell(&words.lines().map(str::to_owned).collect::<Vec<_>>());
    assert!(output.status.success(), "html-validate fails: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn no_page_leaves_anything_for_a_browser_to_guess() {
    on_every_page(|_, _, page| page.errors.clone());
}

#[test]
fn every_link_and_every_anchor_leads_somewhere_in_the_folder() {
    on_every_page(|site, path, page| {
        let mut found = Vec::new();
        for element in &page.elements {
            for (attribute, address) in addresses(element) {
                let shown = format!("line {}: <{} {attribute}=\"{address}\">", element.line, element.name);
                if scheme(address).is_some() {
                    continue;
                }
                let Some((file, anchor)) = site.file(path, address) else {
                    found.push(format!("{shown} leads out of the folder"));
                    continue;
                };
                if !site.files.contains(&file) {
                    found.push(format!("{shown} leads to no file"));
                } else if let (Some(anchor), Some(there)) = (anchor, site.pages.get(&file))
                    && !there.elements.iter().any(|element| element.attribute("id") == Some(&anchor))
                {
                    found.push(format!("{shown} leads to no element"));
                }
            }
        }
        found
    });
}

#[test]
fn nothing_comes_from_another_host() {
    let mut found = Vec::new();
    for audience in site::AUDIENCES {
        for (path, style) in &Site::of(audience).styles {
            let addresses = style_addresses(style);
            found
                .extend(addresses.into_iter().filter(|address| scheme(address).is_some_and(|scheme| scheme != "data")));
            assert!(!style.contains("</"), "{path} ends an element");
        }
    }
    tell(&found);
    on_every_page(|_, _, page| {
        let mut found = Vec::new();
        for element in &page.elements {
            for (attribute, address) in addresses(element) {
                let itself = element.attribute("rel").is_some_and(|rel| matches!(rel, "canonical" | "alternate"));
                let is_canonical = element.name == "link" && itself;
                let is_fine = match (element.name.as_str(), scheme(address)) {
                    (_, None) => true,
                    ("a", Some("http" | "https" | "mailto" | "tel" | "sms")) => attribute == "href",
                    ("link", Some("http" | "https")) => is_canonical,
                    ("img", Some("data")) => attribute == "src",
                    _ => false,
                };
                if !is_fine {
                    found.push(format!("line {}: <{} {attribute}=\"{address}\">", element.line, element.name));
                }
            }
            if element.name == "meta"
                && element.attribute("http-equiv").is_some_and(|kind| kind != "Content-Security-Policy")
            {
                found.push(format!("line {}: <meta http-equiv>", element.line));
            }
        }
        found
    });
}

#[test]
fn no_page_holds_scripts_or_styles_of_its_own() {
    on_every_page(|_, _, page| {
        let mut found = Vec::new();
        for element in &page.elements {
            let is_data = element.attribute("type") == Some("application/json");
            let is_inline = match element.name.as_str() {
                "style" => !is_named_by_policy(page, element),
                "script" => !is_data && (element.attribute("src").is_none() || !element.words.trim().is_empty()),
                _ => false,
            };
            let mut names = element.attributes.iter().map(|(name, _)| name.as_str());
            if let Some(name) = names.find(|name| *name == "style" || name.starts_with("on")) {
                found.push(format!("line {}: <{} {name}>", element.line, element.name));
            }
            if is_inline {
                found.push(format!("line {}: <{}> with words in it", element.line, element.name));
            }
        }
        found
    });
}

/// Whether a page's policy lets in these very styles, and nothing else at all: as the pocket page does, which is to be read
/// without any other file.
fn is_named_by_policy(page: &Page, style: &Element) -> bool {
    let hash = STANDARD.encode(Sha256::digest(style.words.as_bytes()));
    let only = format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
    page.all("meta").any(|meta| meta.attribute("content") == Some(&only))
}

#[test]
fn the_pocket_page_of_every_school_needs_no_other_file_and_leads_to_none() {
    for audience in site::AUDIENCES {
        let site = Site::of(audience);
        let pockets: Vec<_> = site.pages.iter().filter(|(path, _)| path.ends_with("pocket.html")).collect();
        assert_eq!(pockets.len(), 8, "one for the district and each school, in each language");
        for (path, page) in pockets {
            let all = page.elements.iter().flat_map(addresses).map(|(_, address)| address);
            let led: Vec<&str> = all.filter(|address| scheme(address).is_none() && !address.starts_with('#')).collect();
            assert!(led.is_empty(), "{audience}/{path} leads to {led:?}");
            assert_eq!(page.all("script").count() + page.all("link").count() + page.all("img").count(), 0, "{path}");
        }
    }
}

#[test]
fn the_pocket_page_has_every_procedure_and_every_number() {
    for audience in site::AUDIENCES {
        let site = Site::of(audience);
        for root in ["", "schools/harbor/"] {
            let pocket = &site.pages[&format!("{root}pocket.html")];
            let ids: BTreeSet<&str> = pocket.elements.iter().filter_map(|element| element.attribute("id")).collect();
            let folder = format!("{root}procedures/");
            let procedures = site.pages.keys().filter_map(|path| path.strip_prefix(&folder)?.strip_suffix(".html"));
            let lost: Vec<&str> = procedures.filter(|id| *id != "index" && !ids.contains(id)).collect();
            assert!(lost.is_empty(), "{audience}/{root}pocket.html lacks {lost:?}");
            let numbers = |page: &Page| -> BTreeSet<String> {
                let hrefs = page.all("a").filter_map(|link| link.attribute("href"));
                hrefs.filter(|href| href.starts_with("tel:")).map(str::to_owned).collect()
            };
            let lost: Vec<String> =
                numbers(&site.pages[&format!("{root}contacts.html")]).difference(&numbers(pocket)).cloned().collect();
            assert!(lost.is_empty(), "{audience}/{root}pocket.html lacks {lost:?}");
        }
    }
}

#[test]
fn no_two_elements_of_a_page_have_one_id() {
    on_every_page(|_, _, page| {
        let mut seen = BTreeSet::new();
        let ids = page.elements.iter().filter_map(|element| Some((element, element.attribute("id")?)));
        ids.filter(|(_, id)| !seen.insert(*id) || id.is_empty())
            .map(|(element, id)| format!("line {}: id=\"{id}\"", element.line))
            .collect()
    });
}

#[test]
fn whatever_names_an_element_names_one_that_is_there() {
    const NAMES: [&str; 9] = [
        "for",
        "list",
        "headers",
        "form",
        "aria-labelledby",
        "aria-describedby",
        "aria-controls",
        "aria-owns",
        "aria-details",
    ];
    on_every_page(|_, _, page| {
        let ids: BTreeSet<&str> = page.elements.iter().filter_map(|element| element.attribute("id")).collect();
        let mut found = Vec::new();
        for element in &page.elements {
            for name in NAMES {
                let named = element.attribute(name).into_iter().flat_map(str::split_whitespace);
                for id in named.filter(|id| !ids.contains(id)) {
                    found.push(format!("line {}: <{} {name}=\"{id}\">", element.line, element.name));
                }
            }
        }
        found
    });
}

#[test]
fn every_page_has_one_h1_and_headings_without_jumps() {
    on_every_page(|_, _, page| {
        let level = |element: &Element| match element.name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        };
        let mut found = Vec::new();
        let mut above = 0;
        for (element, level) in page.elements.iter().filter_map(|element| Some((element, level(element)?))) {
            if level > above + 1 {
                found.push(format!("line {}: <h{level}> after <h{above}>", element.line));
            }
            if element.words.trim().is_empty() {
                found.push(format!("line {}: <h{level}> without words", element.line));
            }
            above = level;
        }
        match page.all("h1").count() {
            1 => {}
            count => found.push(format!("{count} <h1>")),
        }
        found
    });
}

#[test]
fn every_page_says_its_language_its_title_and_how_wide_it_is() {
    on_every_page(|_, _, page| {
        let mut found = Vec::new();
        if !page.all("html").any(|html| html.attribute("lang").is_some_and(|language| !language.is_empty())) {
            found.push("no language".to_owned());
        }
        let titles: Vec<&Element> = page.all("title").filter(|title| page.is_inside(title, "head")).collect();
        if titles.len() != 1 || titles[0].words.trim().is_empty() {
            found.push(format!("{} titles", titles.len()));
        }
        if !page.all("meta").any(|meta| meta.attribute("name") == Some("viewport")) {
            found.push("no viewport".to_owned());
        }
        if page.all("main").count() != 1 {
            found.push("not one <main>".to_owned());
        }
        found
    });
}

#[test]
fn no_two_pages_of_a_school_have_one_title() {
    for audience in site::AUDIENCES {
        let site = Site::of(audience);
        let mut titles: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (path, page) in &site.pages {
            let title = page.all("title").find(|title| page.is_inside(title, "head"));
            titles.entry(title.map_or("", |title| title.words.as_str())).or_default().push(path);
        }
        let twice = titles.iter().filter(|(_, pages)| pages.len() > 1);
        tell(&twice.map(|(title, pages)| format!("{audience}: {title:?} is {pages:?}")).collect::<Vec<_>>());
    }
}

#[test]
fn every_page_is_reached_by_links_from_the_first() {
    for audience in site::AUDIENCES {
        let site = Site::of(audience);
        let mut reached = BTreeSet::from(["index.html".to_owned()]);
        let mut next = vec!["index.html".to_owned()];
        while let Some(path) = next.pop() {
            let links = site.links(&path).into_iter().filter(|link| site.pages.contains_key(link));
            let fresh: Vec<String> = links.filter(|link| reached.insert(link.clone())).collect();
            next.extend(fresh);
        }
        // A server shows it for an address that is not there; nobody goes there by choice.
        reached.insert("404.html".to_owned());
        let lost: Vec<String> = site.pages.keys().filter(|path| !reached.contains(*path)).cloned().collect();
        assert!(lost.is_empty(), "{}: no link leads to {lost:#?}", site.audience);
    }
}
