//! Parsing never fails, and every finding points at words that are there: on random bytes, random Markdown, and the sample's
//! own files cut short and muddled.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::cell::RefCell;
use std::path::Path;
use std::sync::OnceLock;

use crate::common::site;
use gobag::diagnostic::{Diagnostic, Diagnostics, Place};
use gobag::document::Document;
use gobag::document::body::{Block, BlockKind, Inline, Section, Step};
use gobag::fields::Language;
use gobag::handbook::Handbook;
use gobag::source::{Content, Source, Sources, Span};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::Index;

const DAY: Date = jiff::civil::date(2026, 11, 24);

/// The texts of the sample handbook, by path.
fn sample() -> &'static [(String, String)] {
    static SAMPLE: OnceLock<Vec<(String, String)>> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let files = site::files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")).into_iter();
        let texts = files.filter(|(path, _)| path.ends_with(".md") || path.ends_with(".toml"));
        texts.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("the sample is UTF-8"))).collect()
    })
}

/// Reads one document twice, and holds that both say the same and point only at what is there.
#[track_caller]
fn document(path: &str, text: &str) {
    let sources = Sources::new(vec![Source { path: path.to_owned(), content: Content::Text(text.to_owned()) }], DAY);
    let id = sources.find(path).expect("it was just put there");
    let read = || {
        let findings = RefCell::new(Diagnostics::new());
        let document = Document::read(id, path, text, &Language::parse("en").expect("a language"), &findings);
        (document, findings.into_inner())
    };
    let (document, findings) = read();
    findings.iter().for_each(|found| finding(&sources, found));
    let mut spans = vec![document.head, document.id.span];
    blocks(&document.body.opening, &mut spans);
    document.body.sections.iter().for_each(|section| in_section(section, &mut spans));
    spans.into_iter().for_each(|span| inside(&sources, span));
    let (again, findings_again) = read();
    assert_eq!(format!("{document:?} {findings:?}"), format!("{again:?} {findings_again:?}"), "read twice");
}

/// Reads a whole handbook in which one file has another text.
#[track_caller]
fn handbook(changed: &str, text: &str) {
    let files = sample().iter().map(|(path, sample)| {
        let text = if path == changed { text } else { sample };
        Source { path: path.clone(), content: Content::Text(text.to_owned()) }
    });
    let sources = Sources::new(files.collect(), DAY);
    let read = Handbook::read(&sources);
    read.diagnostics.iter().for_each(|found| finding(&sources, found));
}

#[track_caller]
fn finding(sources: &Sources, found: &Diagnostic) {
    for label in std::iter::once(&found.label).chain(&found.related) {
        if let Place::Words(span) = label.place {
            inside(sources, span);
        }
    }
    assert!(!found.message.is_empty() && !found.message.ends_with('.'), "{:?}", found.message);
}

/// Holds that a span lies in its file, on whole letters.
#[track_caller]
fn inside(sources: &Sources, span: Span) {
    let text = sources.text(span.source);
    assert!(text.get(span.range()).is_some(), "{:?} is no run of letters in a text of {} bytes", span, text.len());
}

fn in_section(section: &Section, spans: &mut Vec<Span>) {
    spans.push(section.span);
    inlines(&section.title, spans);
    blocks(&section.blocks, spans);
    section.sections.iter().for_each(|section| in_section(section, spans));
}

fn blocks(all: &[Block], spans: &mut Vec<Span>) {
    for block in all {
        spans.push(block.span);
        match &block.kind {
            BlockKind::Paragraph(words) | BlockKind::Heading(_, words) => inlines(words, spans),
            BlockKind::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, spans)),
            BlockKind::Steps { steps, .. } => steps.iter().for_each(|step| in_step(step, spans)),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) | BlockKind::Footnote(_, inner) => {
                blocks(inner, spans)
            }
            BlockKind::Table(table) => {
                for cell in table.head.iter().chain(table.rows.iter().flatten()) {
                    spans.push(cell.span);
                    inlines(&cell.inlines, spans);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    definition.terms.iter().for_each(|term| inlines(term, spans));
                    definition.details.iter().for_each(|detail| blocks(detail, spans));
                }
            }
            BlockKind::Figure(image) => spans.push(image.span),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) | BlockKind::Behind(_) => {}
        }
    }
}

fn in_step(step: &Step, spans: &mut Vec<Span>) {
    spans.extend([step.span, step.head]);
    spans.extend(step.roles.iter().map(|role| role.span));
    spans.extend(step.within.iter().map(|within| within.span));
    spans.extend(step.place.iter().map(|place| place.span));
    inlines(&step.action, spans);
    blocks(&step.details, spans);
    for decision in &step.decisions {
        spans.push(decision.span);
        inlines(&decision.condition, spans);
        blocks(&decision.blocks, spans);
    }
}

fn inlines(all: &[Inline], spans: &mut Vec<Span>) {
    for inline in all {
        match inline {
            Inline::Text(words) | Inline::Code(words) | Inline::FootnoteMark(words) | Inline::Html(words) => {
                spans.push(words.span);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => inlines(inner, spans),
            Inline::Link(link) => {
                spans.push(link.span);
                inlines(&link.label, spans);
            }
            Inline::Reference(reference) => {
                spans.push(reference.span);
                reference.label.iter().for_each(|label| inlines(label, spans));
            }
            Inline::Image(image) => spans.push(image.span),
            Inline::SoftBreak | Inline::HardBreak => {}
        }
    }
}

/// How often each property is tried: 256 times as many, or `PROPTEST_CASES` times, for a long night.
fn cases(times: u32, over: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig { cases: usual.cases * times / over, failure_persistence: None, ..usual }
}

/// Where documents of each kind stand.
fn path() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "procedures/a.md",
        "annexes/a.md",
        "practices/a.es.md",
        "policies/a.md",
        "pages/a.md",
        "assessments/a.toml",
        "schools/north/procedures/a.md",
        "a.md",
        "pages/..md",
    ])
}

/// Pieces that mean something, and pieces that have tripped readers before.
fn piece() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "    ",
        "\t",
        " ",
        "  \n",
        "\\",
        "\\\n",
        "+++\n",
        "---\n",
        "===\n",
        "***\n",
        "# ",
        "## ",
        "###### ",
        " {phase=during}",
        " {#id .class}",
        " {setting=bus,hall}",
        " {audience=team}",
        " {locked}",
        "{",
        "}",
        "1. ",
        "2) ",
        "- ",
        "* ",
        "+ ",
        "   - ",
        "@teacher",
        "@",
        "@é",
        "&#64;",
        "&amp;",
        "&",
        ":",
        ": ",
        " within ",
        "30s",
        "5 min",
        " at ",
        "[[place:assembly]]",
        "[[",
        "]]",
        "[[role:",
        "[[a|",
        "|",
        "[[a#b|c]]",
        "[[\\|]]",
        "If ",
        "If blocked: ",
        "Si ",
        "> ",
        "> [!NOTE]\n",
        ">",
        "`",
        "```\n",
        "~~~\n",
        "~~",
        "*",
        "**",
        "_",
        "[a](b)",
        "[a](../c.md#d)",
        "![",
        "](",
        ")",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<http://a.b>",
        "[^1]",
        "[^1]: ",
        "[a]: b\n",
        "| a | b |\n|---|:-:|\n",
        "| c | d |\n",
        "Term\n: Detail\n",
        ": ",
        "- [ ] ",
        "- [x] ",
        "title = \"T\"\n",
        "extends = true\n",
        "\"",
        "'",
        "...",
        "--",
        "é",
        "🔥",
        "\u{202e}",
        "\u{0}",
        "\u{feff}",
        "\u{301}",
        "ا",
        "word",
        "Two words",
        "%20",
        "%é",
        "#",
    ]);
    prop_oneof![8 => known.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from), 1 => "\\PC{0,8}"]
}

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat())
}

/// The nearest place at or before `at` where a letter begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[test]
fn a_step_in_toml_whose_head_is_written_otherwise_than_it_reads_is_read() {
    let text = "@teacher 🕴Ⱥ>0Ὓ𞹂᪘%:\"?+^\u{feff}| a | b |\n|---|:-:|\n===\n1. &#64;---\n🔥@}| a | b |\n</b>[[a#b|c]]:: <!--@é~~> [!NOTE]\n\\===\n+ X$#[a](../c.md#d)\u{202e} within ## %é%é\u{d}:{:**\t.ss🕴<¥ 30s[[place:assembly]]}[^1]: `";
    document("procedures/a.md", &format!("+++\ntitle = \"T\"\nannouncement = '''{text}'''\n+++\n"));
}

proptest! {
    #![proptest_config(cases(3, 1))]

    #[test]
    fn random_bytes_are_read(path in path(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        document(path, &String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_letters_are_read(path in path(), text in "\\PC{0,200}") {
        document(path, &text);
    }

    #[test]
    fn random_markdown_is_read(path in path(), text in pieces()) {
        document(path, &text);
    }

    #[test]
    fn random_markdown_below_a_front_matter_is_read(path in path(), text in pieces()) {
        document(path, &format!("+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n{text}"));
    }

    #[test]
    fn random_steps_are_read(heads in prop::collection::vec(pieces(), 1..5)) {
        let steps: String = heads.iter().map(|head| format!("1. @{}\n", head.replace(['\n', '\r'], " "))).collect();
        document("procedures/a.md", &format!("+++\ntitle = \"T\"\n+++\n## During\n\n{steps}"));
    }

    #[test]
    fn random_markdown_inside_toml_is_read(text in pieces(), sign in prop::sample::select(vec!["\"", "'", "\"\"\"", "'''"])) {
        document("pages/a.md", &format!("+++\ntitle = \"T\"\nsummary = {sign}{text}{sign}\n+++\n"));
        document("procedures/a.md", &format!("+++\ntitle = \"T\"\nannouncement = {sign}@teacher {text}{sign}\n+++\n"));
    }

    #[test]
    fn a_sample_file_cut_short_is_read(file in any::<Index>(), at in any::<Index>()) {
        let (path, text) = file.get(sample());
        document(path, &text[..floor(text, at.index(text.len() + 1))]);
    }

    #[test]
    fn a_sample_file_with_a_hole_is_read(file in any::<Index>(), from in any::<Index>(), length in 0usize..200, text in pieces()) {
        let (path, whole) = file.get(sample());
        let from = floor(whole, from.index(whole.len() + 1));
        let to = floor(whole, (from + length).min(whole.len())).max(from);
        document(path, &format!("{}{text}{}", &whole[..from], &whole[to..]));
    }

    #[test]
    fn a_sample_file_that_was_pasted_twice_is_read(file in any::<Index>(), other in any::<Index>(), at in any::<Index>()) {
        let ((path, text), (_, other)) = (file.get(sample()), other.get(sample()));
        let at = floor(text, at.index(text.len() + 1));
        document(path, &format!("{}{other}{}", &text[..at], &text[at..]));
    }
}

proptest! {
    // A whole handbook takes longer to read.
    #![proptest_config(cases(1, 5))]

    #[test]
    fn a_handbook_with_one_muddled_file_is_read(file in any::<Index>(), from in any::<Index>(), length in 0usize..400, text in pieces()) {
        let (path, whole) = file.get(sample());
        let from = floor(whole, from.index(whole.len() + 1));
        let to = floor(whole, (from + length).min(whole.len())).max(from);
        handbook(path, &format!("{}{text}{}", &whole[..from], &whole[to..]));
    }

    #[test]
    fn a_handbook_with_one_random_register_is_read(
        path in prop::sample::select(vec!["handbook.toml", "roles.toml", "contacts.toml", "places.toml", "glossary.toml", "hazards.toml",
            "drills.toml", "approvals.toml", "schools/harbor/school.toml"]),
        text in pieces(),
    ) {
        handbook(path, &text);
    }
}
