//! `gobag import`: old plans in, documents and an account of every part out. The documents are written here, part by part, as
//! word processors write them.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use zip::write::SimpleFileOptions;

/// A document's body as the parts of a .docx file.
struct Docx {
    parts: Vec<(String, Vec<u8>)>,
}

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\"";

impl Docx {
    fn of(body: &str) -> Docx {
        let document = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"
        );
        let styles = format!(
            "<w:styles {SPACES}><w:style w:type=\"paragraph\" w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"Chapter\"/><w:basedOn w:val=\"berschrift1\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Heading2\"><w:name w:val=\"Heading 2\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"Title\"><w:name w:val=\"Title\"/></w:style>\
             <w:style w:type=\"paragraph\" w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"
        );
        let numbering = format!(
            "<w:numbering {SPACES}><w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl>\
             <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId=\"8\">\
             <w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
             <w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num></w:numbering>"
        );
        Docx { parts: Vec::new() }
            .part("word/document.xml", document)
            .part("word/styles.xml", styles)
            .part("word/numbering.xml", numbering)
    }

    fn part(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Docx {
        self.parts.retain(|(known, _)| known != name);
        self.parts.push((name.to_owned(), bytes.into()));
        self
    }

    fn relations(self, rows: &[(&str, &str, bool)]) -> Docx {
        let rows: String = rows
            .iter()
            .map(|(id, target, outside)| {
                let mode = if *outside { " TargetMode=\"External\"" } else { "" };
                format!("<Relationship Id=\"{id}\" Type=\"x\" Target=\"{target}\"{mode}/>")
            })
            .collect();
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        self.part("word/_rels/document.xml.rels", format!("<Relationships xmlns=\"{space}\">{rows}</Relationships>"))
    }

    fn bytes(&self) -> Vec<u8> {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &self.parts {
            zip.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part");
            zip.write_all(bytes).expect("its bytes");
        }
        zip.finish().expect("an archive").into_inner()
    }
}

fn p(words: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>")
}

fn styled(style: &str, words: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
}

fn h1(words: &str) -> String {
    styled("berschrift1", words)
}

fn bold(words: &str) -> String {
    format!("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{words}</w:t></w:r></w:p>")
}

fn item(list: u8, depth: u8, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

fn table(rows: &[&[&str]]) -> String {
    let cell = |words: &&str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(words));
    let rows: String =
        rows.iter().map(|row| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>())).collect();
    format!("<w:tbl><w:tblPr/>{rows}</w:tbl>")
}

fn gobag(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null()).output().expect("gobag runs")
}

/// A folder with an imported document, and the report.
fn imported(document: &Docx) -> (tempfile::TempDir, String) {
    let here = tempfile::tempdir().expect("a folder");
    fs::write(here.path().join("plan.docx"), document.bytes()).expect("it is written");
    let output = gobag(here.path(), &["import", "plan.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let report = String::from_utf8(output.stdout).expect("it is text");
    assert!(!report.contains("could not be followed"), "{report}");
    (here, report)
}

fn read(here: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(here.path().join("content").join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn errors(here: &tempfile::TempDir) -> Vec<String> {
    let output = gobag(here.path(), &["check", "--format", "short"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().filter(|line| line.contains(": error[")).map(str::to_owned).collect()
}

#[test]
fn headings_split_a_plan_and_lists_become_steps_with_their_roles() {
    let body = [
        styled("Title", "Cedar High Plan"),
        p("Kept by the office."),
        h1("1. Lockdown"),
        p("Danger inside the building, so everyone hides."),
        bold("Teachers:"),
        item(1, 0, "Lock the door."),
        item(1, 1, "If it does not lock: Block it with furniture."),
        item(1, 0, "Turn off the lights &amp; hide."),
        bold("Front office and Site Lead:"),
        item(2, 0, "Call 911."),
        styled("Own", "Visitor policy"),
        p("Visitors sign in."),
        h1("How we write"),
        p("# not a heading, *not* emphasis, [not] a link"),
        "<w:p/>".to_owned(),
    ]
    .concat();
    let (here, report) = imported(&Docx::of(&body));
    let lockdown = read(&here, "procedures/lockdown.md");
    for wanted in [
        "title = \"Lockdown\"",
        "summary = \"Danger inside the building, so everyone hides.\"",
        "action = \"lockdown\"",
        "1. @teacher: Lock the door.\n   - If it does not lock: Block it with furniture.\n2. @teacher: Turn off the lights & hide.\n",
        "3. @office @site-lead: Call 911.",
        "## During {phase=during}",
    ] {
        assert!(lockdown.contains(wanted), "{wanted}\n{lockdown}");
    }
    assert!(read(&here, "policies/visitor-policy.md").contains("Visitors sign in."));
    assert!(read(&here, "pages/how-we-write.md").contains(r"\# not a heading, \*not\* emphasis, \[not\] a link"));
    assert!(read(&here, "pages/cedar-high-plan.md").contains("Kept by the office."));
    let roles = read(&here, "roles.toml");
    assert!(roles.contains("id = \"site-lead\"") && roles.contains("title = \"Front office\""), "{roles}");
    assert!(report.contains("15 paragraphs: "), "{report}");
    assert!(report.contains("1 empty") && report.contains("4 steps and items of lists"), "{report}");
    assert_eq!(errors(&here), Vec::<String>::new());
}

#[test]
fn tables_become_steps_contacts_or_tables() {
    let body = [
        h1("Fire"),
        table(&[&["Who", "Action"], &["Teachers", "Lead everyone out."], &["Nurse", "Bring the medicines."]]),
        h1("Numbers"),
        table(&[
            &["Name", "Phone", "Notes"],
            &["Fire department", "231 555 0140", "day and night"],
            &["Gas company", "+1 231 555 0141", ""],
        ]),
        h1("Supplies"),
        table(&[&["What", "Where"], &["Blankets | water", "Closet"]]),
        table(&[&["Name", "Phone"], &["Someone", "see list"]]),
    ]
    .concat();
    let (here, report) = imported(&Docx::of(&body));
    let fire = read(&here, "procedures/fire.md");
    assert!(fire.contains("1. @teacher: Lead everyone out.\n2. @nurse: Bring the medicines.\n"), "{fire}");
    let contacts = read(&here, "contacts.toml");
    assert!(
        contacts.contains("label = \"Fire department\"\nphone = \"231 555 0140\"\nnote = \"day and night\""),
        "{contacts}"
    );
    assert!(read(&here, "pages/numbers.md").contains("- [[contact:gas-company]]"));
    let supplies = read(&here, "pages/supplies.md");
    assert!(supplies.contains("| What | Where |\n| --- | --- |\n| Blankets \\| water | Closet |"), "{supplies}");
    assert!(supplies.contains("| Someone | see list |"));
    assert!(report.contains("4 tables: 2 as they were, 1 became contacts, 1 became steps"), "{report}");
    assert_eq!(errors(&here), Vec::<String>::new());
}

#[test]
fn tracked_changes_are_resolved_and_hidden_words_left_out_and_both_said() {
    let body = [
        h1("Page"),
        "<w:p><w:r><w:t>We </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:ins><w:r><w:t>always </w:t></w:r></w:ins>\
         <w:r><w:t>practice.</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>"
            .to_owned(),
        format!("<w:del>{}</w:del>", p("All gone.")),
        "<w:p><w:r><w:t>Note</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>".to_owned(),
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr><w:sdtContent>".to_owned()
            + &p("Page ..... 1")
            + "</w:sdtContent></w:sdt>",
        h1("Other"),
        p("Words."),
    ]
    .concat();
    let notes =
        format!("<w:footnotes {SPACES}><w:footnote w:id=\"2\">{}</w:footnote></w:footnotes>", p("From the county."));
    let document = Docx::of(&body)
        .part("word/footnotes.xml", notes)
        .part("word/vbaProject.bin", "macro")
        .part("word/header1.xml", "<x/>");
    let (here, report) = imported(&document);
    let page = read(&here, "pages/page.md");
    assert!(
        page.contains("We always practice.") && page.contains("Note[^2]") && page.contains("[^2]: From the county."),
        "{page}"
    );
    assert!(!page.contains("never") && !page.contains("secret") && !page.contains("gone"), "{page}");
    for said in [
        "1 tracked insertion was taken as accepted",
        "1 tracked deletion was carried out",
        "1 piece of hidden text was left out",
        "It has macros; they were not looked at and not run",
        "1 page header or footer was left out",
        "1 deleted with tracked changes",
        "1 in a table of contents",
    ] {
        assert!(report.contains(said), "{said}\n{report}");
    }
}

/// The smallest picture there is.
const PNG: &[u8] = &[
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
    6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 0x0d, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1,
    0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
];

#[test]
fn pictures_go_to_media_and_nothing_is_fetched() {
    let drawing = |blip: &str, words: &str| {
        format!(
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id=\"1\" name=\"x\" descr=\"{words}\"/><a:blip {blip}/></wp:inline></w:drawing></w:r></w:p>"
        )
    };
    let boxed = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><w:txbxContent>{}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
        p("In a box."),
        p("In a box.")
    );
    let body = [
        h1("Map"),
        drawing("r:embed=\"rId1\"", "The way out"),
        drawing("r:embed=\"rId1\"", ""),
        drawing("r:link=\"rId2\"", "x"),
        drawing("r:embed=\"rId3\"", "x"),
        boxed,
        h1("More"),
        "<w:p><w:hyperlink r:id=\"rId4\"><w:r><w:t>Our site</w:t></w:r></w:hyperlink></w:p>".to_owned(),
    ]
    .concat();
    let document = Docx::of(&body)
        .relations(&[
            ("rId1", "media/Image 1.PNG", false),
            ("rId2", "http://127.0.0.1:9/x.png", true),
            ("rId3", "media/image2.emf", false),
            ("rId4", "https://handbook.example.org/a", true),
        ])
        .part("word/media/Image 1.PNG", PNG)
        .part("word/media/image2.emf", "EMF");
    let (here, report) = imported(&document);
    let page = read(&here, "pages/map.md");
    assert!(
        page.contains("![The way out](../media/image-1.png)")
            && page.contains("![Picture: [? what it shows]](../media/image-1.png)"),
        "{page}"
    );
    assert_eq!(page.matches("In a box.").count(), 1);
    assert!(read(&here, "pages/more.md").contains("[Our site](https://handbook.example.org/a)"));
    assert_eq!(fs::read(here.path().join("content/media/image-1.png")).expect("it is there"), PNG);
    assert!(report.contains("4 pictures: 2 in media/, 2 left out"), "{report}");
    assert!(report.contains("nothing was fetched") && report.contains(".emf"), "{report}");
    assert_eq!(errors(&here), Vec::<String>::new());
}

#[test]
fn what_cannot_be_read_is_said_and_nothing_is_made() {
    let here = tempfile::tempdir().expect("a folder");
    let mut encrypted = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let old = encrypted.clone();
    encrypted.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    let whole = Docx::of(&p("Words.")).bytes();
    let laughs = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document xmlns:w=\"x\"><w:body>&b;</w:body></w:document>";
    let bomb = Docx::of(&p("Words.")).part("word/styles.xml", vec![b' '; 70 * 1024 * 1024]).bytes();
    assert!(bomb.len() < 1024 * 1024);
    for (name, bytes, words) in [
        ("empty.docx", Vec::new(), "is empty"),
        ("locked.docx", encrypted, "is protected with a password"),
        ("old.docx", old, "is in the older .doc format"),
        ("old.doc", b"x".to_vec(), "is in the older .doc format"),
        ("text.docx", b"Only words.".to_vec(), "is damaged"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "is damaged"),
        ("laughs.docx", Docx::of("").part("word/document.xml", laughs).bytes(), "is damaged"),
        ("nothing.docx", Docx { parts: vec![("a".to_owned(), Vec::new())] }.bytes(), "is damaged"),
        ("bomb.docx", bomb, "unpacks to more than 256 MB"),
        ("latin.md", vec![0xe9, 0xff], "is not UTF-8 text"),
        ("plan.pdf", b"%PDF".to_vec(), "is neither a .docx nor a .md file"),
    ] {
        fs::write(here.path().join(name), bytes).expect("it is written");
        let output = gobag(here.path(), &["import", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
        assert!(!here.path().join("content").exists(), "{name}");
    }
}

#[test]
fn strange_documents_are_accounted_for() {
    let deep = format!("{}{}{}", "<w:customXml>".repeat(900), p("Deep."), "</w:customXml>".repeat(900));
    let nested = "<w:tbl><w:tr><w:tc>".repeat(60) + &p("Nested.") + &"</w:tc></w:tr></w:tbl>".repeat(60);
    let circle = format!(
        "<w:styles {SPACES}><w:style w:styleId=\"A\"><w:name w:val=\"a\"/><w:basedOn w:val=\"A\"/></w:style></w:styles>"
    );
    let odd =
        ["<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>", &p("Wide"), "</w:tc></w:tr><w:tr/></w:tbl>"]
            .concat();
    for body in [deep, nested, odd, "<w:p><w:r><w:t>+++</w:t></w:r></w:p>".to_owned(), p("1. Alone"), String::new()] {
        let document =
            Docx::of(&(p("Words.") + &styled("A", "Styled.") + &body)).part("word/styles.xml", circle.clone());
        let (_, report) = imported(&document);
        assert!(report.contains("paragraph"), "{report}");
    }
}

#[test]
fn five_hundred_pages_are_one_import() {
    let chapter = |number: usize| {
        h1(&format!("Chapter {number}"))
            + &(0..20).map(|line| p(&format!("Line {line} of a page. ").repeat(6))).collect::<String>()
    };
    let (here, report) = imported(&Docx::of(&(0..500).map(chapter).collect::<String>()));
    assert!(report.contains("10500 paragraphs: 10000 as they were, 500 headings"));
    assert_eq!(fs::read_dir(here.path().join("content/pages")).expect("a folder").count(), 500);
}

#[test]
fn a_folder_of_markdown_comes_in_with_its_pictures_and_replaces_nothing() {
    let here = tempfile::tempdir().expect("a folder");
    let old = here.path().join("old");
    fs::create_dir_all(old.join("img")).expect("a folder");
    fs::write(old.join("img/map.png"), PNG).expect("a picture");
    let text = "---\ntitle: Old handbook\nlayout: page\n---\n\n# Hold\n\nThe halls are clear.\n\n![Map](img/map.png) ![Gone](https://example.org/x.png)\n\n\
                # Code\n\n```\n# no heading\n\nstill code\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n";
    fs::write(old.join("a.md"), text).expect("a file");
    fs::write(old.join("b.md"), "# Hold\n\nAnother one.\n\n# Second\n\nWords.\n").expect("a file");
    fs::write(old.join("~$b.docx"), "lock").expect("a file");
    gobag(here.path(), &["init"]);
    let before = fs::read_to_string(here.path().join("content/procedures/hold.md")).expect("it is there");
    let output = gobag(here.path(), &["import", "old"]);
    let report = String::from_utf8(output.stdout.clone()).expect("it is text");
    assert_eq!(output.status.code(), Some(0), "{report}");
    assert!(read(&here, "pages/hold-2.md").contains("![Map](../media/map.png)"));
    assert!(read(&here, "pages/hold-3.md").contains("Another one."));
    let code = read(&here, "pages/code.md");
    assert!(code.contains("# no heading\n\nstill code") && code.contains("| 1 | 2 |"), "{code}");
    assert!(report.contains("2 pictures: 1 in media/, 1 left out"), "{report}");
    assert_eq!(fs::read_to_string(here.path().join("content/procedures/hold.md")).expect("it is there"), before);
    assert_eq!(errors(&here), Vec::<String>::new());
}
