//! What stands on a page: names as their reader may see them, links that lead somewhere, nothing that acts.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::common::Folder;
use gobag::artifact::Artifacts;
use gobag::compile::{self, Request};

/// A public page with this text.
fn page(body: &str) -> String {
    format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n{body}")
}

/// A procedure with steps in every phase, and this text besides.
fn procedure(body: &str) -> String {
    format!(
        "+++\ntitle = \"Lockdown\"\nsummary = \"Danger inside.\"\naudience = \"public\"\naction = \"lockdown\"\n\
         trigger = \"Danger.\"\nauthority = [\"teacher\"]\nannouncement = \"Lock the door.\"\nall_clear = \"It is over.\"\n\
         [[accommodation]]\nneed = \"Deaf\"\nsupport = \"Touch signal.\"\nrole = \"teacher\"\n+++\n\
         ## Before\n\n1. @teacher: Carry your key.\n\n## During\n\n1. @teacher within 30s: Lock the door.\n\
         \x20  - If the lock is broken: Block it.\n2. @nurse: Stay with the hurt.\n\n## After\n\n1. @teacher: Count.\n\n## Accounting\n\nIf someone is missing, tell the office at once; it keeps the list of the missing.\n\n{body}"
    )
}

/// A handbook with two roles, a place, a contact, a term and a staff page.
fn handbook() -> Folder {
    Folder::small()
        .file(
            "roles.toml",
            "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\n\
             [[role]]\nid = \"nurse\"\ntitle = \"School nurse\"\nprimary = \"Nurse\"\nalternates = [\"Aide\"]\n",
        )
        .file("places.toml", "[[place]]\nid = \"assembly\"\ntitle = \"The meadow\"\nuse = \"assembly\"\naccessible = true\n")
        .file(
            "contacts.toml",
            "[[contact]]\nid = \"office\"\nlabel = \"Front office\"\nphone = \"+1 231 555 0110\"\naudience = \"public\"\nverified = 2026-11-01\n",
        )
        .file("glossary.toml", "[[term]]\nid = \"drill\"\nterm = \"Drill\"\nmeaning = \"Practice.\"\n")
        .file("procedures/lockdown.md", &procedure(""))
        .file("pages/secret.md", "+++\ntitle = \"The hidden title\"\nsummary = \"For staff.\"\n+++\nText.\n")
}

/// The page of a text in that handbook.
fn shown(body: &str) -> String {
    handbook().file("pages/page.md", &page(body)).page("pages/page.html")
}

/// The part of a page between two pieces of it.
fn between<'p>(page: &'p str, start: &str, end: &str) -> &'p str {
    let from = page.find(start).unwrap_or_else(|| panic!("{start} is not in {page}")) + start.len();
    &page[from..from + page[from..].find(end).unwrap_or_else(|| panic!("{end} does not follow {start}"))]
}

fn sample(audience: &str, schools: &[&str]) -> Artifacts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let sources = gobag::disk::read::read(&folder).expect("the sample handbook can be read");
    let schools = schools.iter().map(|school| (*school).to_owned()).collect();
    let request = Request { audience: Some(audience.to_owned()), schools, ..Request::default() };
    let compiled =
        compile::compile(&sources, &request, &|_| {}).expect("the sample has this audience and these schools");
    let findings: Vec<_> = compiled.diagnostics.iter().map(|found| crate::common::shown(&sources, found)).collect();
    compiled.artifacts.unwrap_or_else(|| panic!("the sample has errors: {findings:#?}"))
}

fn pages(artifacts: &Artifacts) -> impl Iterator<Item = (&str, &str)> {
    let pages = artifacts.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("pages are UTF-8")))
}

/// The values of an attribute on a page.
fn values<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    page.match_indices(&start).filter_map(|(at, _)| page[at + start.len()..].split('"').next()).collect()
}

#[test]
fn a_name_that_the_reader_may_not_see_leaves_the_authors_own_words() {
    let page = shown("Ask [[secret|our team]] first.\n");
    assert!(page.contains("<p>Ask our team first.</p>"));
    assert!(!page.contains("hidden title") && !page.contains("secret"));
}

#[test]
fn a_link_to_a_file_that_the_reader_may_not_see_is_its_words() {
    let page = shown("Ask [our team](secret.md) first.\n");
    assert!(page.contains("<p>Ask our team first.</p>") && !page.contains("secret"));
}

#[test]
fn a_contact_is_its_label_and_a_number_to_tap() {
    let page = shown("Call [[contact:office]] or [[contact:office|the desk]].\n");
    let tel = "<a class=\"tel\" href=\"tel:+12315550110\"><bdi>+1 231 555 0110</bdi></a>";
    assert!(page.contains(&format!("<p>Call Front office {tel} or the desk {tel}.</p>")));
}

#[test]
fn names_lead_to_their_entries() {
    let page = shown("The [[role:nurse]] goes to [[place:assembly]] in a [[term:drill]]; see [[lockdown#during]].\n");
    assert!(page.contains("<a href=\"../roles/nurse.html\">school nurse</a>"));
    assert!(page.contains("<a href=\"../places.html#assembly\">The meadow</a>"));
    assert!(page.contains("<a class=\"term\" href=\"../glossary.html#drill\">drill</a>"));
    assert!(page.contains("<a href=\"../procedures/lockdown.html#during\">Lockdown</a>"));
}

#[test]
fn a_role_begins_with_a_capital_where_a_sentence_does() {
    let page = shown("[[role:nurse]] and *tell* [[role:nurse]].\n");
    assert!(page.contains(">School nurse</a> and <em>tell</em> <a href=\"../roles/nurse.html\">school nurse</a>."));
}

#[test]
fn a_step_says_who_by_when_what_and_what_if() {
    let page = handbook().page("procedures/lockdown.html");
    let during = between(&page, "id=\"during\">", "</section>");
    assert!(during.contains("<li class=\"step\" data-roles=\"teacher\" data-within=\"30\"><span class=\"no\">1</span><p class=\"step-who\"><a class=\"role\" href=\"../roles/teacher.html\">"));
    assert!(during.contains("<span class=\"quiet\">within </span>30 seconds</span>"));
    assert!(during.contains("<p class=\"step-do\">Lock the door.</p>"));
    assert!(during.contains("<b class=\"if-when\">If the lock is broken:</b> Block it.</div></li>"));
}

#[test]
fn a_procedure_opens_with_the_teachers_first_steps_and_the_emergency_number() {
    let page = handbook().page("procedures/lockdown.html");
    let first = between(&page, "<ol class=\"first-steps\">", "</ol>");
    assert!(first.contains("Lock the door.") && !first.contains("Stay with the hurt"));
    assert!(between(&page, "<ul class=\"calls\">", "</li>").contains("href=\"tel:911\""));
}

#[test]
fn what_can_be_chosen_on_a_device_is_what_its_reader_may_see() {
    let hidden = "[[role]]\nid = \"watch\"\ntitle = \"Night watch\"\nprimary = \"A\"\nalternates = [\"B\"]\naudience = \"staff\"\n";
    let everyone = "[[role]]\nid = \"everyone\"\ntitle = \"Every adult\"\nprimary = \"A\"\nalternates = [\"B\"]\n";
    let roles = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\nalternates = [\"Next\"]\n\
                 [[role]]\nid = \"nurse\"\ntitle = \"School nurse\"\nprimary = \"Nurse\"\nalternates = [\"Aide\"]\n";
    let folder = handbook().file("roles.toml", &format!("{roles}{hidden}{everyone}"));
    let page = folder.page("procedures/lockdown.html");
    let path = between(&page, "data-choices=\"../", "\"");
    let script = folder.page(path);
    assert!(
        script.starts_with("gobag.give(\"choices\",{")
            && script.contains("{\"id\":\"nurse\",\"title\":\"School nurse\"")
    );
    assert!(!script.contains("watch") && !script.contains("everyone"), "{script}");
}

#[test]
fn a_page_of_the_district_names_the_schools_that_have_it_too() {
    let site = sample("staff", &["harbor", "ridgeline"]);
    let page = |path: &str| pages(&site).find(|(at, _)| *at == path).expect("the page is there").1.to_owned();
    assert_eq!(values(&page("procedures/lockdown.html"), "data-schools"), ["harbor ridgeline"]);
    assert!(values(&page("checks.html"), "data-schools").is_empty(), "no school has a page about the rules");
    assert!(values(&page("schools/harbor/procedures/lockdown.html"), "data-schools").is_empty());
}

#[test]
fn a_roles_page_gathers_its_steps_with_the_way_to_where_they_stand() {
    let page = handbook().page("roles/nurse.html");
    assert!(page.contains("Stay with the hurt.") && !page.contains("Carry your key"));
    assert!(page.contains("<h4><a href=\"../procedures/lockdown.html#during\">During</a></h4>"));
}

#[test]
fn the_authors_words_never_become_markup() {
    let body = "a <script>alert(1)</script> `<b>` [x](https://example.org/?a=1&b=\"2)\n\n| <i> |\n|---|\n| & |\n";
    let title = "\"<script>alert('t')</script> & \\\"co\\\"\"";
    let page = page(body).replace("\"Page\"", title);
    let folder = handbook().file("pages/page.md", &page);
    for path in ["pages/page.html", "pages/index.html", "a-z.html"] {
        let page = folder.page(path);
        assert!(!page.contains("<b>`") && !page.contains("<i>"), "{path}");
        assert!(page.contains("&lt;script&gt;alert(&#39;t&#39;)&lt;/script&gt; &amp; &quot;co&quot;"), "{path}");
    }
}

#[test]
fn raw_html_is_cleaned_where_a_handbook_allows_it() {
    let allowed = "title = \"H\"\npublisher = \"P\"\nraw_html = true\n";
    let body = "Press <kbd onclick=\"x()\">A</kbd> and <kbd>B.\n\n<div style=\"color:red\" id=\"main_\"><script>x()</script><b>bold</b></div>\n";
    let page = handbook().file("handbook.toml", allowed).file("pages/page.md", &page(body)).page("pages/page.html");
    assert!(page.contains("<p>Press A and <kbd>B.</kbd></p>"), "{page}");
    assert!(page.contains("<div><b>bold</b></div>") && !page.contains("x()") && !page.contains("color:red"));
}

#[test]
fn footnotes_are_numbered_as_they_are_marked_and_lead_back() {
    let page = shown("One[^b] two[^a] three[^b].\n\n[^a]: Note A.\n\n[^b]: Note B.\n\n[^c]: Nobody marks me.\n");
    assert!(page.contains("<sup id=\"mark_1_2\"><a href=\"#note_1\" aria-label=\"Footnote 1\">1</a></sup>"));
    let notes = between(&page, "<section class=\"section footnotes\">", "</section>");
    assert!(notes.find("Note B").expect("is marked") < notes.find("Note A").expect("is marked"));
    assert!(notes.contains("<a href=\"#mark_1_2\"") && !notes.contains("Nobody"));
}

#[test]
fn tables_align_by_class_and_name_what_their_heads_head() {
    let page = shown("| Who | Number |\n|:-:|--:|\n| A | 1 |\n");
    assert!(page.contains("<th scope=\"col\" class=\"center\">Who</th>"));
    assert!(page.contains("<td class=\"right\">1</td>"));
}

#[test]
fn a_section_in_another_language_says_so() {
    let page = shown("## Hola {lang=es}\n\nUno.\n\n## مرحبا {lang=ar #hello}\n\nنعم.\n");
    assert!(
        page.contains("id=\"hola\" lang=\"es\" dir=\"ltr\"") && page.contains("id=\"hello\" lang=\"ar\" dir=\"rtl\"")
    );
}

#[test]
fn pictures_carry_their_size_and_come_with_the_site() {
    let folder = handbook()
        .file("media/map.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"></svg>")
        .file("pages/page.md", &page("![The way](../media/map.svg)\n"));
    let page = folder.page("pages/page.html");
    assert!(page.contains("<figure><img src=\"../media/map.svg\" alt=\"The way\" width=\"40\" height=\"30\""));
    assert_eq!(folder.page("media/map.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 30\"></svg>");
}

#[test]
fn a_schools_page_shows_the_schools_place_and_leads_to_the_schools_own_pages() {
    let folder = handbook()
        .file(
            "schools/north/school.toml",
            "title = \"North\"\n[places.assembly]\ntitle = \"The pier\"\naccessible = true\n",
        )
        .file("pages/page.md", &page("Go to [[place:assembly]].\n"));
    assert!(folder.page("pages/page.html").contains(">The meadow</a>"));
    assert!(folder.page("schools/north/pages/page.html").contains("<a href=\"../places.html#assembly\">The pier</a>"));
    assert!(folder.page("index.html").contains("href=\"schools/north/index.html\""));
    assert!(folder.page("schools/north/index.html").contains("href=\"../../index.html\""));
}

#[test]
fn a_schools_own_page_says_whose_it_is() {
    let folder = handbook()
        .file("schools/north/school.toml", "title = \"North School\"\nshort = \"North\"\n")
        .file("schools/north/pages/pier.md", &page("Mind the water.\n"));
    assert!(folder.page("schools/north/pages/pier.html").contains("Local to North"));
}

#[test]
fn staff_pages_say_so_and_ask_search_engines_to_stay_away() {
    let staff = handbook().audience("staff");
    let home = staff.page("index.html");
    assert!(
        home.contains("For staff. Not for the public.") && home.contains("<meta name=\"robots\" content=\"noindex\">")
    );
    assert_eq!(staff.page("robots.txt"), "User-agent: *\nDisallow: /\n");
    assert!(!handbook().page("index.html").contains("noindex"));
}

#[test]
fn a_site_with_an_address_has_a_map_of_itself() {
    let config = "title = \"H\"\npublisher = \"P\"\nurl = \"https://example.org/book\"\n";
    let folder = handbook().file("handbook.toml", config);
    assert!(folder.page("sitemap.xml").contains("<loc>https://example.org/book/procedures/lockdown.html</loc>"));
    assert!(
        folder
            .page("roles/nurse.html")
            .contains("<link rel=\"canonical\" href=\"https://example.org/book/roles/nurse.html\">")
    );
    assert!(folder.page("404.html").contains("href=\"/book/index.html\""));
    assert!(handbook().compile().artifacts.expect("no errors").get("sitemap.xml").is_none());
}

#[test]
fn a_long_chapter_shows_its_first_page_and_those_near() {
    let mut folder = handbook();
    for number in 100..300 {
        let text = page("Text.\n").replace("\"Page\"", &format!("\"Page {number}\""));
        folder = folder.file(&format!("pages/p{number}.md"), &text);
    }
    let page = folder.page("pages/p200.html");
    let menu = between(&page, "<ul class=\"chapters\">", "</details>");
    assert!(menu.contains("aria-current=\"page\">Page 200</a>") && menu.contains("\"../pages/index.html\""));
    assert!(menu.contains("Page 190<") && !menu.contains("Page 150<") && !menu.contains("Page 250<"));
}

#[test]
fn colours_are_given_in_a_style_sheet_with_an_ink_that_can_be_read() {
    let config =
        "title = \"H\"\npublisher = \"P\"\n[theme]\ncolour = \"#a3182f\"\naction_colours = { hold = \"#62308f\" }\n";
    let folder = handbook().file("handbook.toml", config);
    let home = folder.page("index.html");
    let path = values(&home, "href").into_iter().find(|href| href.contains("colours.")).expect("a style sheet");
    let css = folder.page(path);
    assert!(
        css.contains("--brand: #a3182f;")
            && css.contains("--brand-ink: #ffffff")
            && css.contains("--action-hold: #62308f")
    );
    let words = between(&css, "--brand-text: ", ";");
    let night = gobag::fields::Colour::parse("#161f20").expect("a colour");
    assert!(gobag::fields::Colour::parse(words).expect("a colour").contrast(night) >= 4.5);
}

#[test]
fn a_handbooks_own_file_stands_in_the_place_of_the_themes() {
    let folder = handbook()
        .file("theme/templates/contents.html", "<p>my own contents</p>")
        .file("theme/assets/own.css", "body { color: red }")
        .file("theme/words/en.toml", "[document]\nabout = \"Who keeps this\"\n");
    let page = folder.page("procedures/lockdown.html");
    assert!(
        page.contains("<p>my own contents</p>") && page.contains("Who keeps this") && page.contains("Do this first")
    );
    let css = values(&page, "href").into_iter().find(|href| href.contains("site.")).expect("a style sheet");
    assert!(folder.page(css.trim_start_matches("../")).ends_with("body { color: red }\n"));
}

#[test]
fn a_document_can_have_a_template_of_its_own() {
    let own = "{% extends \"page.html\" %}{% block document_body %}<b>mine</b> {{ document.body }}{% endblock document_body %}";
    let folder = handbook().file("theme/templates/page-page.html", own).file("pages/page.md", &page("## A\n\nText.\n"));
    assert!(folder.page("pages/page.html").contains("<b>mine</b> <section"));
}

#[test]
fn a_template_that_breaks_off_is_told_with_its_line() {
    let folder = handbook().file("theme/templates/stamp.html", "<p>\n{% if document.owner %}owner\n");
    let found = folder.findings_of("broken-template");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("broken-template theme/templates/stamp.html:"), "{found:?}");
}

#[test]
fn a_template_that_asks_for_what_is_not_there_is_told_with_its_words() {
    let folder = handbook().file("theme/templates/stamp.html", "<p>\n{{ document.colour }}</p>");
    assert_eq!(folder.findings_of("broken-template"), ["broken-template theme/templates/stamp.html:2 \"colour\""]);
    let folder = handbook().file("theme/templates/stamp.html", "<p>\n{{ document.title | shout }}</p>");
    let found = folder.findings_of("broken-template");
    assert!(found[0].starts_with("broken-template theme/templates/stamp.html:2 \""), "{found:?}");
}

#[test]
fn a_word_that_the_theme_does_not_have_is_told() {
    let folder = handbook().file("theme/words/en.toml", "[document]\nabuot = \"x\"\n");
    assert_eq!(folder.findings_of("unknown-key"), ["unknown-key theme/words/en.toml:2 \"abuot\""]);
}

#[test]
fn the_same_bytes_come_from_one_thread_and_from_two() {
    let made = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        let artifacts = pool.install(|| sample("staff", &["harbor"]));
        artifacts.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect::<BTreeMap<_, _>>()
    };
    assert!(made(1) == made(2), "the trees differ");
}

#[test]
fn every_link_of_the_sample_leads_to_a_page_and_a_section_that_are_there() {
    for audience in ["public", "team"] {
        let artifacts = sample(audience, &[]);
        let mut anchors: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (path, page) in pages(&artifacts) {
            let ids = values(page, "id");
            let distinct: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(ids.len(), distinct.len(), "{path} has one id twice: {ids:?}");
            anchors.insert(path, distinct);
        }
        for (path, page) in pages(&artifacts).filter(|(path, _)| *path != "404.html") {
            for link in values(page, "href").into_iter().chain(values(page, "src")) {
                if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
                    continue;
                }
                let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
                let target = if file.is_empty() { path.to_owned() } else { joined(path, file) };
                assert!(artifacts.get(&target).is_some(), "{path}: {link} leads nowhere");
                if let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) {
                    assert!(anchors[target.as_str()].contains(anchor), "{path}: {link} leads to no section");
                }
            }
        }
    }
}

#[test]
fn nothing_on_a_page_of_the_sample_acts_or_is_styled_in_place() {
    for (path, page) in pages(&sample("team", &[])) {
        // The pocket page is to be read without any other file; `tests/html.rs` holds its styles against its policy.
        let is_pocket = path.ends_with("pocket.html");
        for forbidden in [" style=", "<style", " onclick=", " onload=", "javascript:", "<form"] {
            assert!(!page.contains(forbidden) || (is_pocket && forbidden == "<style"), "{path} has {forbidden}");
        }
        assert!(page.contains("http-equiv=\"Content-Security-Policy\""), "{path} has no policy");
    }
}

/// Where a link on a page leads.
fn joined(page: &str, link: &str) -> String {
    let mut names: Vec<&str> = page.split('/').collect();
    names.pop();
    for name in link.split('/') {
        match name {
            ".." => {
                names.pop();
            }
            name => names.push(name),
        }
    }
    names.join("/")
}
