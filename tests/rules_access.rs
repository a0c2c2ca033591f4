//! Links, tables and languages that not everyone can read, at the edges.

use crate::common::Folder;

fn page(words: &str) -> Folder {
    let text = format!("+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n{words}\n");
    Folder::small().file("pages/a.md", &text)
}

#[test]
fn a_link_of_a_picture_has_its_words() {
    let picture = page("[![The county's map](../media/map.svg)](https://example.org/)").file("media/map.svg", "<svg/>");
    assert_eq!(picture.findings_of("empty-link"), Vec::<String>::new());
    assert_eq!(page("Go [ ](https://example.org/).").findings_of("empty-link").len(), 1);
}

#[test]
fn words_that_say_nothing_are_found_and_words_that_contain_them_are_not() {
    let vague = |words: &str| page(&format!("See [{words}](https://example.org/).")).findings_of("vague-link").len();
    for words in ["here", "Click here", "**more**", "Read more…", "this page", "More info »"] {
        assert_eq!(vague(words), 1, "{words}");
    }
    for words in ["more about storms", "where we meet", "example.org", "aquí"] {
        assert_eq!(vague(words), 0, "{words}");
    }
    let spanish = Folder::small()
        .file("handbook.toml", "title = \"Manual\"\npublisher = \"Escuela\"\nlanguages = [\"es\"]\n")
        .file("pages/a.md", "+++\ntitle = \"P\"\nsummary = \"Una.\"\naudience = \"public\"\n+++\nVea [aquí](https://example.org/). Vea [here](https://example.org/).\n");
    assert_eq!(spanish.findings_of("vague-link"), ["vague-link pages/a.md:6 \"[aquí](https://example.org/)\""]);
}

#[test]
fn a_wikilink_may_not_say_here_either() {
    let folder = page("The plan is [[a|here]].");
    assert_eq!(folder.findings_of("vague-link"), ["vague-link pages/a.md:6 \"[[a|here]]\""]);
    assert_eq!(page("Read <https://example.org/>.").findings_of("vague-link"), Vec::<String>::new());
    assert_eq!(page("Read <https://example.org/plans/2026/storms.html>.").findings_of("vague-link").len(), 1);
}

#[test]
fn each_column_has_a_name() {
    let table = |head: &str| page(&format!("{head}\n|---|---|\n| Fire | 5 |")).findings_of("table-without-header");
    assert_eq!(table("| Drill | Each year |"), Vec::<String>::new());
    assert_eq!(table("| | |").len(), 1);
    assert_eq!(table("| | Each year |").len(), 1);
    assert_eq!(table("| `kind` | <b>Year</b> |"), Vec::<String>::new());
    let deep = page("- A list\n\n  | | Year |\n  |---|---|\n  | Fire | 5 |").findings_of("table-without-header");
    assert_eq!(deep.len(), 1);
}

#[test]
fn countries_are_not_languages() {
    let tag = |tag: &str| page(&format!("## Palabras {{lang={tag}}}\n\nWords.")).findings_of("missing-language").len();
    for right in ["es", "pt-BR", "zh-Hant", "hmn", "so"] {
        assert_eq!(tag(right), 0, "{right}");
    }
    for wrong in ["sp", "jp", "cn", "vn", "xx"] {
        assert_eq!(tag(wrong), 1, "{wrong}");
    }
    let config = "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"sp\"]\n";
    let found = Folder::small().file("handbook.toml", config).findings_of("missing-language");
    assert_eq!(found, ["missing-language handbook.toml:3 \"\\\"sp\\\"\""]);
}

#[test]
fn a_paragraph_in_another_script_says_its_language() {
    let arabic = "اتصلوا بالمدرسة على الرقم المكتوب أعلاه في أي وقت.";
    assert_eq!(page(arabic).findings_of("missing-language").len(), 1);
    assert_eq!(
        page(&format!("## العربية {{lang=ar}}\n\n{arabic}")).findings_of("missing-language"),
        Vec::<String>::new()
    );
    // The names of languages, and a sentence in English about them, are no paragraph in Arabic.
    assert_eq!(page("Read this in العربية, Español or Русский.").findings_of("missing-language"), Vec::<String>::new());
    let inner = format!("## عربي {{lang=ar}}\n\n### قسم\n\n{arabic}");
    assert_eq!(page(&inner).findings_of("missing-language"), Vec::<String>::new());
}
