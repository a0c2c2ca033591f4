//! What comes from outside, as bytes nobody has looked at: each target takes any bytes, and panics where a promise is broken.
//!
//! Two engines drive them: `tests/fuzz/mod.rs` changes known files in a few thousand ways in every run of the tests, and
//! `fuzz/` has libFuzzer look for what no test has reached, for as long as somebody lets it.

use std::cell::RefCell;
use std::io::{Cursor, Read as _, Write as _};
use std::net::{IpAddr, Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::sync::{OnceLock, mpsc};
use std::time::Duration;

use gobag::compile::{self, Request};
use gobag::diagnostic::{Diagnostics, Place};
use gobag::document::Document;
use gobag::fields::Language;
use gobag::handbook::{Handbook, metadata};
use gobag::import::{self, Old};
use gobag::rules::{self, Example};
use gobag::serve::{self, Settings, Told};
use gobag::source::{Content, Source, Sources};
use zip::write::SimpleFileOptions;

/// What is done with any bytes.
pub type Target = fn(&[u8]);

/// All targets by name.
pub const TARGETS: [(&str, Target); 7] = [
    ("body", body),
    ("front", front),
    ("toml", toml),
    ("site", site),
    ("docx", docx),
    ("media", media),
    ("http", http),
];

/// The day on which everything is read.
const DAY: jiff::civil::Date = jiff::civil::date(2026, 11, 24);

/// Registers, each of which may hold anything.
const REGISTERS: [&str; 13] = [
    "roles.toml",
    "contacts.toml",
    "places.toml",
    "glossary.toml",
    "hazards.toml",
    "drills.toml",
    "approvals.toml",
    "roles.es.toml",
    "schools/north/school.toml",
    "releases/2026-08-15.toml",
    "frameworks/own.toml",
    "assessments/threat.toml",
    "theme/words/en.toml",
];

/// Markdown below a front matter, as a procedure and as a page.
pub fn body(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for path in ["procedures/a.md", "pages/a.es.md"] {
        document(path, &format!("+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n{text}"));
    }
}

/// A front matter, of every kind of document.
pub fn front(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for path in ["procedures/a.md", "annexes/a.md", "practices/a.md", "policies/a.md", "pages/a.md"] {
        document(path, &format!("+++\n{text}\n+++\n\n## During\n\n1. @teacher: Go.\n"));
    }
    document("assessments/a.toml", &text);
}

/// Any TOML, as every register at once, and as `handbook.toml`.
pub fn toml(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let registers = REGISTERS.iter().map(|path| (*path, text.as_ref()));
    let page = [("procedures/a.md", "+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n## During\n\n1. @teacher: Go.\n")];
    for files in [
        Example::BASE[..1].iter().copied().chain(registers).chain(page).collect::<Vec<_>>(),
        [("handbook.toml", text.as_ref())].into_iter().chain(Example::BASE[1..].iter().copied()).chain(page).collect(),
    ] {
        let sources = sources(files);
        let read = Handbook::read(&sources);
        all_point_at_words(&sources, &read.diagnostics);
        all_point_at_words(&sources, &rules::check(&read.value));
    }
}

/// A page's text through everything: what is published holds no script, no style and no address that the theme did not write.
pub fn site(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let page = format!("+++\ntitle = \"T\"\nsummary = \"S.\"\naudience = \"public\"\n+++\n{text}");
    let files = Example::BASE.iter().copied().chain([("pages/a.md", page.as_str())]).collect();
    let compiled = compile::compile(&sources(files), &Request::default(), &|_| {}).expect("nothing was asked for");
    let Some(artifacts) = compiled.artifacts else { return };
    static SCRIPTS: OnceLock<usize> = OnceLock::new();
    let empty = || {
        let page = "+++\ntitle = \"T\"\nsummary = \"S.\"\naudience = \"public\"\n+++\n";
        let files = Example::BASE.iter().copied().chain([("pages/a.md", page)]).collect();
        let compiled = compile::compile(&sources(files), &Request::default(), &|_| {}).expect("nothing was asked for");
        scripts(&page_of(&compiled.artifacts.expect("an empty page is no error")))
    };
    let page = page_of(&artifacts);
    assert_eq!(scripts(&page), *SCRIPTS.get_or_init(empty), "a text has brought a script");
    nothing_acts(&page);
}

/// A plan from a word processor: an archive, or the text of its main part.
pub fn docx(bytes: &[u8]) {
    static EMPTY: OnceLock<Handbook> = OnceLock::new();
    let handbook = EMPTY.get_or_init(|| Handbook::read(&sources(Example::BASE.to_vec())).value);
    let whole = if bytes.starts_with(b"PK") { bytes.to_vec() } else { archive(bytes) };
    let read = |bytes: &[u8]| {
        let old = Old { name: "plan.docx", bytes, beside: &|_| None };
        import::import(&old, handbook, &|_| false).map(|imported| format!("{:?}", imported.files))
    };
    let first = read(&whole);
    assert_eq!(first, read(&whole), "read twice, it is the same");
}

/// A picture or an attachment, from which what it says of people is taken out. What was taken out once is gone.
pub fn media(bytes: &[u8]) {
    let cleaned = metadata::clean("", bytes);
    let again = metadata::clean("", bytes);
    assert_eq!(format!("{cleaned:?}"), format!("{again:?}"), "cleaned twice, it is the same");
    for name in ["a.png", "a.jpg", "a.webp", "a.svg", "a.gif"] {
        let _ = gobag::picture::size(name, bytes);
    }
}

/// What a client sends to `gobag serve`: it is answered or the line is closed, and the next client gets its page.
pub fn http(bytes: &[u8]) {
    static SERVED: OnceLock<SocketAddr> = OnceLock::new();
    let at = *SERVED.get_or_init(serve);
    let answer = send(at, bytes);
    let asked = bytes.iter().position(|byte| !b"\r\n".contains(byte)).map_or(&[][..], |start| &bytes[start..]);
    if asked.windows(4).any(|four| four == b"\r\n\r\n") {
        assert!(!answer.is_empty(), "a whole request is answered");
    }
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 "), "{:?}", String::from_utf8_lossy(&answer));
    // A page that is not there is named as it was asked for.
    let tells = |bytes: &[u8]| bytes.windows(SECRET.len()).any(|words| words == SECRET.as_bytes());
    assert!(!tells(&answer) || tells(bytes), "nothing beside the pages is read");
    let next = send(at, format!("GET /public/index.html HTTP/1.1\r\nHost: {at}\r\n\r\n").as_bytes());
    assert!(next.starts_with(b"HTTP/1.1 "), "the next client is answered");
}

/// Reads one document twice, and holds that both say the same and that findings point at words.
fn document(path: &str, text: &str) {
    let sources = sources(vec![(path, text)]);
    let id = sources.find(path).expect("it was just put there");
    let read = || {
        let findings = RefCell::new(Diagnostics::new());
        let document = Document::read(id, path, text, &Language::parse("en").expect("a language"), &findings);
        (document, findings.into_inner())
    };
    let (document, findings) = read();
    all_point_at_words(&sources, &findings);
    assert_eq!(format!("{document:?} {findings:?}"), format!("{:?} {:?}", read().0, read().1), "read twice");
}

fn all_point_at_words(sources: &Sources, found: &Diagnostics) {
    for found in found.iter() {
        for label in std::iter::once(&found.label).chain(&found.related) {
            if let Place::Words(span) = label.place {
                let text = sources.text(span.source);
                assert!(text.get(span.range()).is_some(), "{span:?} is no run of letters: {:?}", found.message);
            }
        }
    }
}

fn sources(files: Vec<(&str, &str)>) -> Sources {
    let mut all: Vec<Source> = Vec::new();
    for (path, text) in files {
        all.retain(|known| known.path != path);
        all.push(Source { path: path.to_owned(), content: Content::Text(text.to_owned()) });
    }
    Sources::new(all, DAY)
}

fn page_of(artifacts: &gobag::artifact::Artifacts) -> String {
    let page = artifacts.get("pages/a.html").expect("the page is there");
    String::from_utf8(page.to_vec()).expect("pages are UTF-8")
}

fn scripts(page: &str) -> usize {
    page.to_ascii_lowercase().matches("<script").count()
}

/// Holds that no element acts by itself or leads where a click would run something.
fn nothing_acts(page: &str) {
    for tag in page.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(tag, _)| tag) {
        let mut pieces = tag.split('"');
        while let Some(names) = pieces.next() {
            let value = pieces.next().unwrap_or("").trim_start().to_ascii_lowercase();
            let name =
                names.trim_end_matches('=').rsplit(char::is_whitespace).next().unwrap_or("").to_ascii_lowercase();
            assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "<{tag}>");
            if matches!(name.as_str(), "href" | "src" | "action" | "formaction") {
                let scheme =
                    value.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(scheme, _)| scheme);
                assert!(scheme.is_none_or(|it| ["http", "https", "mailto", "tel", "sms"].contains(&it)), "<{tag}>");
            }
        }
    }
}

/// A word processor's file around its main part.
fn archive(document: &[u8]) -> Vec<u8> {
    let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let styles = format!(
        "<w:styles {space}><w:style w:type=\"paragraph\" w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in [("word/document.xml", document), ("word/styles.xml", styles.as_bytes())] {
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// What stands in a file beside the handbook.
const SECRET: &str = "for nobody's eyes";

/// Serves a small handbook for as long as this process lives, and says where.
fn serve() -> SocketAddr {
    let folder = tempfile::tempdir().expect("a folder").keep();
    for (path, text) in Example::BASE {
        std::fs::create_dir_all(folder.join("content")).expect("a folder");
        std::fs::write(folder.join("content").join(path), text).expect("a file");
    }
    std::fs::write(folder.join("secret.txt"), SECRET).expect("a file");
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        let settings = Settings {
            folder: folder.join("content"),
            address: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 4600,
            audience: None,
            schools: Vec::new(),
            editor: serve::Editor::default(),
        };
        let ended = serve::serve(settings, &|what| {
            if let Told::Open { at, .. } = what {
                let _ = tell.send(at);
            }
        });
        panic!("serving has ended: {ended:?}");
    });
    told.recv().expect("it says where")
}

fn send(at: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(at).expect("it lets everybody in");
    stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a time limit");
    // It may refuse before it has heard everything.
    let _ = stream.write_all(bytes);
    let _ = stream.shutdown(Shutdown::Write);
    let mut answer = Vec::new();
    match stream.read_to_end(&mut answer) {
        Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => panic!("the line is kept open"),
        _ => answer,
    }
}
