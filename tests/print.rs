//! What is printed, held up to the light: its words, its pages' numbers, its codes, its tags, and what bad input does to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};

use gobag::artifact::Artifacts;
use gobag::compile::print::{self, Copy, Printing};
use gobag::config::Paper;
use gobag::diagnostic::Severity;
use gobag::source::Sources;
use lopdf::{Dictionary, Document, Object};

use crate::common::page::Page;
use crate::common::{Folder, shown, site, tools};

mod pdf;

use pdf::Pdf;

/// What comes of a request.
fn printed(sources: &Sources, printing: &Printing) -> (Artifacts, Vec<Copy>, Vec<String>) {
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, sources, printing, &|_| {}).expect("the handbook has what is asked for");
    let errors = pressed.compiled.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let errors = errors.map(|found| format!("{}: {}", shown(sources, found), found.message)).collect();
    (shelf.into_inner().expect("nobody panicked"), pressed.copies, errors)
}

/// A small handbook with one binder of everything.
fn small(page: &str) -> Folder {
    Folder::small()
        .file(
            "handbook.toml",
            "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\ninclude = [\"pages\", \"procedures\", \"roles\", \"places\"]\naudience = \"team\"\n",
        )
        .file("pages/tried.md", &format!("+++\ntitle = \"Tried\"\nsummary = \"What is tried.\"\naudience = \"staff\"\nlast_reviewed = 2026-11-01\n+++\n{page}\n"))
}

/// Its PDF.
fn all(folder: &Folder) -> Pdf {
    let (artifacts, _, errors) = printed(&folder.sources(), &Printing::default());
    assert_eq!(errors, Vec::<String>::new());
    Pdf::of(artifacts.get("all.pdf").expect("the binder is printed"))
}

/// The sample handbook as it is on the tests' day.
fn sample() -> &'static Sources {
    static SAMPLE: OnceLock<Sources> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
        let read = gobag::disk::read::read(&folder).expect("the sample can be read");
        let files = read.iter().map(|(_, source)| source.clone()).collect();
        Sources::new(files, jiff::civil::date(2026, 11, 24))
    })
}

fn only(binder: &str, school: Option<&str>) -> Printing {
    Printing {
        binders: vec![binder.to_owned()],
        schools: school.map(str::to_owned).into_iter().collect(),
        ..Printing::default()
    }
}

/// The classroom binder of one school, printed once for all tests.
fn classroom() -> &'static Pdf {
    static PRINTED: OnceLock<Pdf> = OnceLock::new();
    PRINTED.get_or_init(|| {
        let (artifacts, _, errors) = printed(sample(), &only("classroom", Some("harbor")));
        assert_eq!(errors, Vec::<String>::new());
        Pdf::of(artifacts.get("schools/harbor/classroom.pdf").expect("the binder is printed"))
    })
}

/// Letters and digits alone: line ends, bullets and the numbers of pages do not count.
fn bare(words: &str) -> String {
    words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Words without the pages that paper adds to names: "Lockdown (A3-1)".
fn without_pages(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(at) = rest.find('(') {
        let end = rest[at..].find(')').map_or(rest.len(), |end| at + end + 1);
        let inside: String = rest[at..end].chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
        let is_page = inside.len() <= 8
            && inside.starts_with(|c: char| c.is_ascii_uppercase())
            && inside.contains('-')
            && inside[1..].chars().all(|c| c.is_ascii_digit() || c == '-');
        kept.push_str(&rest[..at]);
        if !is_page {
            kept.push_str(&rest[at..end]);
        }
        rest = &rest[end..];
    }
    kept + rest
}

#[test]
fn a_binder_has_every_step_of_every_procedure_once_and_in_the_order_of_the_page() {
    let pages = site::pages(&site::sample("staff"));
    let paper = bare(&without_pages(&classroom().body()));
    let here = pages.iter().filter(|(path, _)| path.starts_with("schools/harbor/"));
    let bodies: Vec<String> = here.map(|(_, html)| bare_body(html)).collect();
    let mut looked_at = 0;
    for (path, html) in pages.iter().filter(|(path, _)| path.starts_with("schools/harbor/procedures/")) {
        let page = Page::read(html);
        let steps: Vec<String> = page
            .elements
            .iter()
            .filter(|element| element.attribute("class") == Some("step-do"))
            .map(|element| bare(&element.words))
            .collect();
        let title = page.all("h1").next().map(|title| title.words.clone()).unwrap_or_default();
        let mut at = 0;
        for step in &steps {
            let found = paper.match_indices(step.as_str()).count();
            assert!(found > 0, "{path} ({title}): this step is not on paper: {step}");
            // A sentence that several procedures share is there once for each of them.
            let shared: usize = bodies.iter().map(|body| body.matches(step.as_str()).count()).sum();
            assert!(found <= shared, "{path}: on paper {found} times: {step}");
            if found == 1 && steps.iter().filter(|other| *other == step).count() == 1 {
                let place = paper.find(step.as_str()).unwrap_or(0);
                assert!(place >= at, "{path}: this step stands before the one before it: {step}");
                at = place;
            }
            looked_at += 1;
        }
    }
    assert!(looked_at > 200, "only {looked_at} steps");
}

/// A page's words, letters and digits alone.
fn bare_body(html: &str) -> String {
    Page::read(html).all("main").next().map(|main| bare(&main.words)).unwrap_or_default()
}

#[test]
fn the_contents_and_the_index_name_the_sheets_on_which_things_stand() {
    let pdf = classroom();
    let sheets = pdf.sheets();
    let entries: Vec<(String, String)> = pdf
        .pages
        .iter()
        .find(|page| page.lines().any(|line| line.trim() == "Contents"))
        .expect("there are contents")
        .lines()
        .filter_map(|line| {
            let (title, page) = line.trim_end().rsplit_once('.')?;
            is_page(page.trim()).then_some(())?;
            let title = title.trim_end_matches(['.', ' ']).trim();
            let (_, title) = title.split_once(char::is_whitespace)?;
            Some((title.trim().to_owned(), page.trim().to_owned()))
        })
        .collect();
    assert!(entries.len() > 20, "{entries:?}");
    for (title, page) in &entries {
        let sheet =
            sheets.get(page).unwrap_or_else(|| panic!("there is no sheet {page} for {title}: {:?}", sheets.keys()));
        assert!(bare(&pdf.pages[*sheet]).contains(&bare(title)), "{title} is not on {page}");
        assert!(page.ends_with("-1"), "{title} does not begin on its own sheet: {page}");
        assert_eq!(sheet % 2, 0, "{title} begins on the back of another sheet");
    }
    let last = *sheets.values().max().expect("there are sheets");
    let words = pdf.pages[last + 1..].join("\n");
    assert!(words.contains("Index"), "the index stands at the end");
    let lockdown = entries.iter().find(|(title, _)| title == "Lockdown").expect("Lockdown is in the contents");
    assert!(words.contains(&format!("Lockdown, {}", lockdown.1)), "{words}");
    for token in words.split([' ', ',', '\n']).filter(|token| is_page(token)) {
        assert!(sheets.contains_key(token), "the index names {token}, which is no sheet");
    }
}

fn is_page(token: &str) -> bool {
    token.split_once('-').is_some_and(|(unit, page)| {
        unit.len() >= 2
            && unit.starts_with(|c: char| c.is_ascii_uppercase())
            && unit[1..].bytes().all(|b| b.is_ascii_digit())
            && !page.is_empty()
            && page.bytes().all(|b| b.is_ascii_digit())
    })
}

#[test]
fn every_sheet_says_what_it_is_which_revision_and_for_whom() {
    let pdf = classroom();
    for (name, page) in pdf.sheets() {
        let words = &pdf.pages[page];
        assert!(words.contains("For staff. Not for the public."), "{name}: {words}");
        assert!(words.contains("printed November 24, 2026"), "{name}: {words}");
        let registers = ["Roles", "Contacts", "Places", "Glossary"];
        let is_register = registers.iter().any(|register| {
            words.contains(&format!("{register} 1 of"))
                || words.contains(&format!("{register} {} of", name.rsplit('-').next().unwrap_or("")))
        });
        assert!(is_register || words.contains("Revision "), "{name} has no revision: {words}");
    }
}

#[test]
fn a_phone_reads_from_a_sheet_a_code_that_the_site_calls_current() {
    let pdf = classroom();
    let page = *pdf.sheets().get("A1-1").expect("the first procedure has a sheet");
    let codes = pdf.codes(page);
    let code = codes.iter().find(|code| code.contains("verify.html#")).unwrap_or_else(|| panic!("{codes:?}"));
    let (address, code) = code.split_once('#').expect("the address has a code");
    assert_eq!(address, "https://handbook.example.org/schools/harbor/verify.html");
    let (document, revision) = code.rsplit_once('.').expect("the code has a revision");
    let html = fs::read_to_string(site::sample("staff").join("schools/harbor/verify.html")).expect("the page is there");
    let start = html.find("id=\"verify-data_\">").expect("the page has its data") + "id=\"verify-data_\">".len();
    let end = start + html[start..].find("</script>").expect("the data ends");
    let data: serde_json::Value = serde_json::from_str(&html[start..end]).expect("the data is JSON");
    assert_eq!(data["documents"][document]["code"], revision);
}

#[test]
fn the_same_handbook_is_the_same_bytes_with_one_thread_and_with_two() {
    let printing = only("quick-card", Some("harbor"));
    let print = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
        pool.install(|| printed(sample(), &printing).0)
    };
    let (one, two) = (print(1), print(2));
    let path = "schools/harbor/quick-card.pdf";
    assert!(one.get(path).is_some_and(|bytes| bytes.starts_with(b"%PDF-")));
    assert!(one.get(path) == two.get(path));
}

#[test]
fn a_pdf_is_tagged_says_that_it_is_pdf_ua_and_has_its_language_and_bookmarks() {
    let document = &classroom().document;
    let catalog = document.catalog().expect("a PDF has a catalog");
    let marked = resolved(document, catalog.get(b"MarkInfo").expect("it is marked"));
    assert!(matches!(marked.as_dict().and_then(|marked| marked.get(b"Marked")), Ok(Object::Boolean(true))));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    assert!(catalog.get(b"Outlines").is_ok());
    let view = resolved(document, catalog.get(b"ViewerPreferences").expect("preferences")).clone();
    assert!(matches!(view.as_dict().and_then(|view| view.get(b"DisplayDocTitle")), Ok(Object::Boolean(true))));
    let metadata = resolved(document, catalog.get(b"Metadata").expect("metadata"));
    let stream = metadata.as_stream().expect("a stream");
    let xmp =
        String::from_utf8_lossy(&stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())).into_owned();
    assert!(xmp.contains("pdfuaid:part"), "{xmp}");
    let root = resolved(document, catalog.get(b"StructTreeRoot").expect("a tag tree"));
    let mut tags = BTreeMap::new();
    walk(document, root.as_dict().expect("a dictionary"), &mut tags);
    for needed in ["H1", "H2", "H3", "P", "L", "LI", "Table", "TH", "TD", "Link"] {
        assert!(tags.contains_key(needed), "no {needed} among {tags:?}");
    }
    assert_eq!(tags.get("Figure without Alt"), None);
    assert_eq!(tags.get("TH without Scope"), None);
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// Counts the tags of a tree, and what lacks something.
fn walk(document: &Document, element: &Dictionary, tags: &mut BTreeMap<String, usize>) {
    if let Ok(name) = element.get(b"S").and_then(Object::as_name) {
        let name = String::from_utf8_lossy(name).into_owned();
        if name == "Figure" && element.get(b"Alt").is_err() {
            *tags.entry("Figure without Alt".to_owned()).or_default() += 1;
        }
        if name == "TH" && element.get(b"A").is_err() {
            *tags.entry("TH without Scope".to_owned()).or_default() += 1;
        }
        *tags.entry(name).or_default() += 1;
    }
    let Ok(kids) = element.get(b"K") else { return };
    let kids = match resolved(document, kids) {
        Object::Array(kids) => kids.clone(),
        other => vec![other.clone()],
    };
    for kid in &kids {
        if let Object::Dictionary(kid) = resolved(document, kid) {
            walk(document, kid, tags);
        }
    }
}

#[test]
fn nothing_is_printed_beyond_the_paper_whatever_is_typed() {
    let long = "a".repeat(300);
    let head: Vec<String> = (1..=22).map(|at| format!("Column{at}")).collect();
    let row: Vec<String> = (1..=22).map(|at| format!("incomprehensibilities{at}")).collect();
    let bars = vec!["---"; 22].join("|");
    let table = format!("|{}|\n|{bars}|\n|{}|\n", head.join("|"), row.join("|"));
    let steps: String = (1..=200).map(|at| format!("{at}. @teacher: Do thing number {at} now.\n")).collect();
    let details: String = (1..=40).map(|at| format!("   - Row {at} of this step\n")).collect();
    let page = format!(
        "One {long} word, and `{long}`.\n\n{table}\n## Steps\n\n{steps}\n\n## Long\n\n1. @teacher: Begin.\n{details}\nمرحبا שלום — καλημέρα, привет, Đường Nguyễn.\n"
    );
    let pdf = all(&small(&page));
    let outside = pdf.outside();
    assert_eq!(outside, Vec::<String>::new());
    let words = bare(&pdf.text());
    assert!(words.contains(&long), "the long word is whole");
    assert!(words.contains("incomprehensibilities22"));
    assert!(words.contains("dothingnumber200now") && words.contains("row40ofthisstep"));
}

#[test]
fn what_an_author_writes_is_never_a_command() {
    let page = "#panic(\"no\") #include \"kit.typ\" $x^2$ <label> @reference *stars* _lines_ = Heading `#let a = 1` \\ // comment /* and */ ~ --- '' #sys.inputs";
    let pdf = all(&small(&page.replace('*', "\\*").replace('_', "\\_").replace('<', "\\<")));
    let words = pdf.text().split_whitespace().collect::<Vec<_>>().join(" ");
    for typed in
        ["#panic(", "#include", "$x^2$", "<label>", "@reference", "*stars*", "= Heading", "#let a = 1", "#sys.inputs"]
    {
        assert!(words.contains(typed), "{typed} is not on paper: {words}");
    }
}

#[test]
fn a_letter_that_no_font_has_is_told_with_its_word_and_script() {
    let folder = small("The shelter is called 避難所 in Japanese.\n\nA dragon: 🐉 there.");
    let sources = folder.sources();
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, &sources, &Printing::default(), &|_| {}).expect("nothing else is asked for");
    let found: Vec<(String, String)> = pressed
        .compiled
        .diagnostics
        .iter()
        .filter(|found| found.rule.0 == "missing-glyph")
        .map(|found| (shown(&sources, found), found.message.clone()))
        .collect();
    assert_eq!(found.len(), 2, "{found:#?}");
    assert_eq!(found[0].0, "missing-glyph pages/tried.md:7 \"避難所\"");
    assert!(found[0].1.contains("Chinese or Japanese"), "{}", found[0].1);
    assert!(found[1].0.contains("🐉") && found[1].1.contains("U+1F409"), "{found:?}");
}

#[test]
fn a_broken_picture_is_told_and_its_words_stand_in_its_place() {
    let huge = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00N \x00\x00N \x08\x02\x00\x00\x00";
    let folder = small("![The way to the field](../media/way.svg)\n\n![A very large map](../media/map.png)\n\n![Nothing](../media/none.png)\n\n![Drawn](../media/drawn.svg)\n\n![Linked](../media/linked.svg)")
        .media("media/way.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0")
        .media("media/map.png", huge)
        .media("media/none.png", b"")
        .media("media/drawn.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><script>alert(1)</script><path d=\"M0 0h9v9z\"/></svg>")
        .media("media/linked.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><image href=\"https://example.org/a.png\" width=\"9\" height=\"9\"/></svg>");
    let sources = folder.sources();
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, &sources, &Printing::default(), &|_| {}).expect("nothing else is asked for");
    let told: BTreeSet<String> = pressed
        .compiled
        .diagnostics
        .iter()
        .filter(|found| found.rule.0 == "unprintable-picture")
        .map(|found| shown(&sources, found))
        .collect();
    let expected =
        ["linked.svg", "map.png", "none.png", "way.svg"].map(|name| format!("unprintable-picture media/{name}"));
    assert_eq!(told, BTreeSet::from(expected));
    let pdf = Pdf::of(shelf.into_inner().expect("nobody panicked").get("all.pdf").expect("it is printed"));
    assert!(pdf.text().contains("The way to the field") && pdf.text().contains("A very large map"));
}

#[test]
fn a_mistyped_binder_gets_the_nearest_name_and_an_empty_one_a_finding() {
    let shelf = Mutex::new(Artifacts::default());
    let misfit = print::print(&shelf, sample(), &only("clasroom", None), &|_| {}).expect_err("there is no such binder");
    assert!(misfit.to_string().contains("classroom"), "{misfit}");
    let since = Printing { since: Some("2026-08-16".to_owned()), ..Printing::default() };
    let misfit = print::print(&shelf, sample(), &since, &|_| {}).expect_err("there is no such release");
    assert!(misfit.to_string().contains("2026-08-15"), "{misfit}");
    let spoken = Printing { language: Some("xx".to_owned()), ..Printing::default() };
    let misfit = print::print(&shelf, sample(), &spoken, &|_| {}).expect_err("there is no such language");
    assert!(misfit.to_string().contains("its languages are en"), "{misfit}");
    let empty = Folder::small().file(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"none\"\ntitle = \"None\"\ninclude = [\"policies\"]\n",
    );
    let (artifacts, _, errors) = printed(&empty.sources(), &Printing::default());
    assert!(artifacts.is_empty());
    assert!(errors.len() == 1 && errors[0].starts_with("empty-binder handbook.toml:5"), "{errors:?}");
}

#[test]
fn a_template_of_the_handbooks_own_is_used_and_its_mistake_is_shown_at_its_line() {
    let own = small("Words.").file(
        "theme/print/binder.typ",
        "#import \"kit.typ\": *\n#show: base\n#heading(level: 1)[Ours: #data.binder.title]\n",
    );
    assert!(all(&own).text().contains("Ours: All of it"));
    let wrong = own.file("theme/print/binder.typ", "#import \"kit.typ\": *\n#show: base\n\n#nonsense(1)\n");
    let (_, _, errors) = printed(&wrong.sources(), &Printing::default());
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(errors[0].starts_with("broken-template theme/print/binder.typ:4 \"nonsense\""), "{errors:?}");
}

#[test]
fn a_replacement_pack_holds_the_changed_sheets_and_says_what_to_exchange() {
    let files = sample().iter().map(|(_, source)| source.clone()).map(|mut source| {
        if let gobag::source::Content::Text(text) = &mut source.content {
            if source.path == "procedures/hold.md" {
                *text = format!("{text}\nOne more sentence about holding.\n");
            }
            if source.path == "approvals.toml" {
                text.push_str(
                    "\n[[change]]\nnumber = 99\ndate = 2026-11-24\nsummary = \"Changed.\"\ndocuments = [\"hold\"]\n",
                );
            }
        }
        source
    });
    let sources = Sources::new(files.collect(), jiff::civil::date(2026, 11, 24));
    let since = sample_release();
    let printing = Printing { since: Some(since.clone()), ..only("classroom", Some("harbor")) };
    let (artifacts, _, errors) = printed(&sources, &printing);
    assert_eq!(errors, Vec::<String>::new());
    let pack = Pdf::of(artifacts.get("schools/harbor/classroom.pdf").expect("the pack is printed"));
    let text = pack.text();
    assert!(text.contains("What to exchange") && text.contains(&since), "{}", pack.pages[0]);
    assert!(text.contains("One more sentence about holding"));
    let whole = classroom();
    let same = |unit: &str| whole.sheets().get(&format!("{unit}-1")).map(|page| whole.pages[*page].clone());
    for (name, page) in pack.sheets().into_iter().filter(|(name, _)| name.ends_with("-1")) {
        let unit = name.trim_end_matches("-1");
        let before = same(unit).unwrap_or_else(|| panic!("the whole binder has no {name}"));
        let title = |words: &str| {
            let foot = words.lines().map(str::trim).rfind(|line| line.contains(" 1 of "))?;
            Some(bare(foot.split(" 1 of ").next()?))
        };
        assert_eq!(title(&pack.pages[page]), title(&before), "a sheet keeps its number");
    }
    assert!(pack.sheets().len() < whole.sheets().len() / 2, "a pack is much less than the binder");
}

/// The sample's newest release.
fn sample_release() -> String {
    let releases = sample()
        .iter()
        .filter_map(|(_, source)| Some(source.path.strip_prefix("releases/")?.strip_suffix(".toml")?.to_owned()));
    releases.max().expect("the sample has a release")
}

#[test]
fn every_layout_of_the_sample_is_printed_on_letter_and_on_a4() {
    let size = |pdf: &Pdf| pdf.size(0);
    let letter: &[&str] = &["flip-chart", "quick-card", "role-cards", "forms", "risk-report"];
    let a4: &[&str] = &["classroom", "flip-chart", "quick-card", "role-cards"];
    for (paper, width, card, binders) in [(Paper::Letter, 612.0, 288.0, letter), (Paper::A4, 595.28, 297.64, a4)] {
        let printing = Printing {
            binders: binders.iter().map(|name| (*name).to_owned()).collect(),
            paper: Some(paper),
            schools: vec!["harbor".to_owned()],
            ..Printing::default()
        };
        let (artifacts, copies, errors) = printed(sample(), &printing);
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(copies.len(), binders.len());
        for copy in &copies {
            let pdf = Pdf::of(artifacts.get(&copy.path).expect("it is printed"));
            assert_eq!(pdf.pages.len(), copy.pages, "{}", copy.path);
            let short = size(&pdf).0.min(size(&pdf).1);
            let expected = if copy.layout == "role-card" { card } else { width };
            assert!((short - expected).abs() < 0.5, "{}: {:?}", copy.path, size(&pdf));
            assert_eq!(pdf.outside(), Vec::<String>::new(), "{}", copy.path);
            if copy.layout == "quick-card" {
                assert_eq!(copy.pages, 1, "a card for the wall has one side");
            }
        }
    }
}

#[test]
fn the_command_lists_what_there_is_and_prints_it_as_a_whole() {
    let target = tools::target().join("tmp/printed");
    let _ = fs::remove_dir_all(&target);
    let gobag = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        command
            .arg("print")
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("SOURCE_DATE_EPOCH", site::EPOCH);
        command
    };
    let list = tools::run(&mut gobag(&["--list"]), "the list fails");
    assert!(list.contains("schools/harbor/classroom.pdf: Classroom binder (binder, letter, for staff)"), "{list}");
    let out = target.display().to_string();
    let said = tools::run(&mut gobag(&["risk-report", "content", "--out", &out]), "printing fails");
    assert!(said.contains("risk-report.pdf: Risk report"), "{said}");
    let made: Vec<PathBuf> = site::files(&target).into_keys().map(PathBuf::from).collect();
    assert_eq!(made, [PathBuf::from("risk-report.pdf")]);
}

#[test]
fn a_pdf_that_the_handbook_wants_on_its_site_is_there_and_its_pages_say_how_large_it_is() {
    let folder = small("Words about doors.").file(
        "handbook.toml",
        "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\ninclude = [\"pages\"]\naudience = \"staff\"\non_site = true\n",
    );
    let compiled = folder.clone().audience("staff").compile();
    let artifacts = compiled.artifacts.expect("it is made");
    let bytes = artifacts.get("print/all.pdf").expect("the PDF is on the site");
    assert!(bytes.starts_with(b"%PDF-"));
    let page = String::from_utf8(artifacts.get("pages/tried.html").expect("the page").to_vec()).expect("UTF-8");
    assert!(page.contains("href=\"../print/all.pdf\">All of it</a> (PDF, "), "{page}");
    let public = folder.audience("public").compile().artifacts.expect("it is made");
    assert!(public.get("print/all.pdf").is_none(), "staff's sheets are not public");
}
