//! Rules on words: one word for one thing, and texts that families can read.

use crate::common::Folder;
use proptest::prelude::{Strategy, any, proptest};

fn none() -> Vec<String> {
    Vec::new()
}

const GLOSSARY: &str = "[[term]]\nid = \"class-list\"\nterm = \"Class list\"\nmeaning = \"A list, not a roster.\"\navoid = [\"roster\", \"class roll\"]\n\n[[term]]\nid = \"person-harmed\"\nterm = \"Person harmed\"\nmeaning = \"M.\"\navoid = [\"victim\"]\n\n[[term]]\nid = \"reverse\"\nterm = \"Reverse evacuation\"\nmeaning = \"M.\"\navoid = [\"bring-in\", \"code white\"]\n";

fn page(text: &str) -> Vec<String> {
    let page =
        format!("+++\ntitle = \"P\"\nsummary = \"S.\"\nsources = [\"Roster Handbook, a roster guide\"]\n+++\n{text}\n");
    Folder::small().file("glossary.toml", GLOSSARY).file("pages/a.md", &page).findings_of("inconsistent-term")
}

#[test]
fn another_word_is_found_in_every_form() {
    assert_eq!(page("Take the rosters."), [r#"inconsistent-term pages/a.md:6 "rosters""#]);
    assert_eq!(page("Rosters stay here."), [r#"inconsistent-term pages/a.md:6 "Rosters""#]);
    assert_eq!(page("Read the class\nroll aloud."), [r#"inconsistent-term pages/a.md:6 "class\nroll""#]);
    assert_eq!(page("## The roster\n\n| a roster | b |\n|---|---|\n| c | *roster* |").len(), 3);
}

#[test]
fn words_that_are_spoken_of_or_belong_to_a_name_are_left_alone() {
    for fine in [
        "We say “class list”, never “roster”.",
        "It is a class list and not a roster.",
        "Call the County Victim Services Office.",
        "Bring in the coats.",
        "A classroom roll of paper.",
        "He was victimised.",
        "`roster`",
    ] {
        let expected = usize::from(fine.starts_with('`'));
        assert_eq!(page(fine).len(), expected, "{fine}");
    }
    assert_eq!(page("Practice the bring-in.").len(), 1);
    assert_eq!(page("Code white!"), none(), "code-words tells it");
}

#[test]
fn registers_use_the_same_words() {
    let roles = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"T\"\nalternates = [\"N\"]\nduring = [\"Take the roster.\"]\n";
    let folder = Folder::small().file("glossary.toml", GLOSSARY).file("roles.toml", roles);
    assert_eq!(folder.findings_of("inconsistent-term"), [r#"inconsistent-term roles.toml:6 "roster""#]);
}

#[test]
fn another_language_has_other_words() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"P\"\nlanguages = [\"en\", \"es\"]\n")
        .file("glossary.toml", GLOSSARY)
        .file("pages/a.md", "+++\ntitle = \"P\"\nsummary = \"S.\"\n+++\n## Uno {lang=es}\n\nUn roster.\n")
        .file("pages/a.es.md", "+++\ntitle = \"P\"\nsummary = \"S.\"\n+++\nUn roster.\n");
    assert_eq!(folder.findings_of("inconsistent-term"), none());
}

const HARD: &str = "In the event of an emergency necessitating the implementation of evacuation procedures, administrative personnel will communicate information regarding reunification locations utilizing the automated notification system of the district. ";

fn level(front: &str, text: &str) -> Vec<String> {
    let page = format!("+++\ntitle = \"P\"\nsummary = \"S.\"\n{front}+++\n{text}\n");
    Folder::small().file("pages/a.md", &page).findings_of("reading-level")
}

#[test]
fn only_what_families_read_is_held_to_the_level() {
    let hard = HARD.repeat(5);
    assert_eq!(level("audience = \"public\"\n", &hard), [r#"reading-level pages/a.md:2 "\"P\"""#]);
    assert_eq!(level("audience = \"staff\"\ngroup = \"families\"\n", &hard).len(), 1);
    assert_eq!(level("audience = \"staff\"\n", &hard), none());
    assert_eq!(level("audience = \"public\"\n", HARD), none(), "too few words to say");
    let inside = format!("## A {{audience=staff}}\n\n{hard}");
    assert_eq!(level("audience = \"public\"\n", &inside), none(), "families do not see it");
}

#[test]
fn short_sentences_and_lists_read_easily() {
    let easy = "We will call you. Bring your card. Wait at the gate. ".repeat(12);
    assert_eq!(level("audience = \"public\"\n", &easy), none());
    let list = "- Bring your card and a pen\n- Wait with us at the gate\n- Ask us for help\n".repeat(12);
    assert_eq!(level("audience = \"public\"\n", &list), none(), "each item is a sentence");
}

proptest! {
    #[test]
    fn no_text_ends_the_check(text in any::<String>().prop_map(|text| text.replace('\0', ""))) {
        let page = format!("+++\ntitle = \"P\"\nsummary = \"S.\"\naudience = \"public\"\n+++\n{}{text}\n", HARD.repeat(4));
        let procedure = format!("+++\ntitle = \"P\"\nsummary = \"S.\"\naction = \"reunify\"\ntrigger = \"T.\"\n+++\n## During\n\n1. @teacher: {text} students may leave alone as needed, code red, roster\n");
        let folder = Folder::small().file("glossary.toml", GLOSSARY).file("pages/a.md", &page).file("procedures/b.md", &procedure);
        folder.findings();
    }
}
