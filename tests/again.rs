//! A handbook that is read again and again, as `serve` and `lsp` do: what is kept from one state to the next shows in nothing that is
//! said or made.

use std::collections::BTreeMap;

use gobag::compile::draft::{Draft, Memory};
use gobag::compile::{self, Request};
use gobag::rules::Kept;
use gobag::source::{Content, Sources};
use proptest::prelude::*;

use crate::common::Folder;

/// A change: a file, and what becomes of it.
type Change = (&'static str, Option<String>);

const PAGES: [&str; 4] = ["pages/one.md", "pages/two.md", "pages/three.md", "policies/four.md"];

const PUBLIC: &str = "audience = \"public\"\n";

/// What a page may say; most of it is about other pages.
const WORDS: [&str; 12] = [
    "## Doors\n\nWords.",
    "## Windows\n\nWords.",
    "## Staff only {audience=staff}\n\nWords.",
    "[The doors](one.md#doors) and [[two#windows|windows]].",
    "[[one]] and [[three]].",
    "See [[two#doors]].",
    "Ask [[role:teacher]] at [[value:radio]].",
    "![A plan](../media/plan.png)",
    "[? The name of the hall ]",
    "[[hall]] and [[role:nurse]].",
    "[A form](../media/form.pdf)",
    "Plain words, and no more.",
];

fn page() -> impl Strategy<Value = String> {
    let audience = prop_oneof![4 => Just(PUBLIC), 1 => Just("audience = \"staff\"\n"), 1 => Just("")];
    let id = prop_oneof![6 => Just(""), 1 => Just("id = \"hall\"\n")];
    let words = prop::sample::subsequence(WORDS.to_vec(), 0..6);
    (audience, id, words).prop_map(|(audience, id, words)| text(&format!("{id}{audience}"), &words))
}

fn text(keys: &str, words: &[&str]) -> String {
    format!(
        "+++\ntitle = \"A page\"\nsummary = \"About it.\"\n{keys}owner = \"teacher\"\nlast_reviewed = 2026-11-01\n+++\n\n{}\n",
        words.join("\n\n")
    )
}

/// Where it begins: most links lead somewhere.
fn whole() -> Folder {
    let config = "title = \"Handbook\"\npublisher = \"School\"\n[values]\nradio = \"channel 4\"\n";
    let folder = Folder::small().file("handbook.toml", config).file("media/plan.png", "no picture");
    PAGES.iter().fold(folder, |folder, path| folder.file(path, &text(PUBLIC, &WORDS[..2])))
}

fn change() -> impl Strategy<Value = Change> {
    let file = |path: &'static str, texts: &'static [&'static str]| {
        prop::sample::select(texts).prop_map(move |text| (path, (!text.is_empty()).then(|| text.to_owned())))
    };
    let pages = (prop::sample::select(&PAGES[..]), prop::option::weighted(0.85, page()));
    prop_oneof![
        6 => pages,
        1 => file("handbook.toml", &[
            "title = \"Handbook\"\npublisher = \"School\"\n",
            "title = \"Handbook\"\npublisher = \"School\"\n[values]\nradio = \"channel 4\"\n",
        ]),
        1 => file("glossary.toml", &["", "[[term]]\nid = \"hall\"\nterm = \"Hall\"\nmeaning = \"A large room.\"\n"]),
        1 => file("media/form.pdf", &["", "%PDF-1.4 nothing"]),
    ]
}

/// Everything that is found, with all that is said of it.
fn said(found: &gobag::diagnostic::Diagnostics) -> Vec<String> {
    found.iter().map(|finding| format!("{finding:?}")).collect()
}

fn sources(changes: &[Change], before: &Sources) -> Sources {
    let content = |path: &str, text: String| match path.starts_with("media/") {
        true => Content::Media(text.into_bytes().into()),
        false => Content::Text(text),
    };
    let changes: BTreeMap<String, Option<Content>> =
        changes.iter().map(|(path, text)| ((*path).to_owned(), text.clone().map(|text| content(path, text)))).collect();
    before.with(changes, before.today)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn what_is_read_again_says_and_shows_what_is_read_for_the_first_time(
        states in prop::collection::vec(prop::collection::vec(change(), 1..3), 2..12),
    ) {
        let mut sources_now = whole().sources();
        let (mut memory, mut kept) = (Memory::default(), Kept::default());
        prop_assert!(whole().compile().artifacts.is_some(), "the first state is a site");
        for changes in std::iter::once(&Vec::new()).chain(&states) {
            sources_now = sources(changes, &sources_now);
            let draft = Draft::read(sources_now.clone(), &mut memory);
            let whole = compile::compile(&sources_now, &Request::default(), &|_| {}).expect("nothing was asked for");
            prop_assert_eq!(said(&draft.check(&mut kept)), said(&compile::check(&sources_now, &|_| {}).diagnostics));
            if let Some(files) = whole.artifacts {
                draft.show(&Request::default(), &whole.prints, |_, pages| {
                    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
                        let page = pages.file(path).expect("the theme is sound");
                        assert!(page.as_deref() == Some(bytes), "{path} is another one");
                    }
                }).expect("nothing was asked for");
            }
        }
    }
}
