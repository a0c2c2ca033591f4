//! What nobody meant to print: long words, broken pictures, letters without a font, mistakes in names and templates.

use std::collections::BTreeSet;
use std::sync::Mutex;

use gobag::artifact::Artifacts;
use gobag::compile::print::{self, Printing};

use super::pdf::Pdf;
use super::{all, bare, only, printed, sample, small};
use crate::common::{Folder, shown};

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
fn every_layout_keeps_what_is_typed_on_its_paper() {
    let long = "b".repeat(300);
    let step = |at: usize| format!("{at}. @teacher within 30s: Do {long} and thing number {at}.\n");
    let rows: String =
        (1..=40).map(|at| format!("   - Row {at} of this step\n   - If blocked: {at} {long}\n")).collect();
    let procedure = format!(
        "+++\ntitle = \"{long} and a title of many words that goes on and on for longer than any line\"\nsummary = \"{long}\"\naudience = \"public\"\nlast_reviewed = 2026-11-01\naction = \"lockdown\"\ntrigger = \"{long}\"\nauthority = [\"teacher\"]\nannouncement = \"{long}\"\nall_clear = \"{long}\"\nsupplies = [\"{long}\"]\n+++\n## During\n\n{}{rows}\n",
        (1..=200).map(step).collect::<String>()
    );
    let binders: String = ["binder", "flip-chart", "quick-card", "role-card", "forms", "risk-report"]
        .iter()
        .map(|layout| format!("[[binder]]\nid = \"{layout}\"\ntitle = \"{long}\"\nlayout = \"{layout}\"\naudience = \"team\"\ninclude = [\"procedures\", \"roles\", \"contacts\", \"places\", \"glossary\", \"hazards\"]\n\n"))
        .collect();
    // What this plan lacks does not matter to paper.
    let lacks: String = ["unplanned-hazard", "missing-accommodation", "missing-person-unhandled", "missing-phase"]
        .iter()
        .map(|rule| format!("{rule} = \"warning\"\n"))
        .collect();
    let folder = Folder::small()
        .file(
            "handbook.toml",
            &format!("title = \"{long}\"\npublisher = \"{long}\"\n\n[rules]\n{lacks}\n{binders}"),
        )
        .file("procedures/long.md", &procedure)
        .file("roles.toml", &format!("[[role]]\nid = \"teacher\"\ntitle = \"{long}\"\nprimary = \"{long}\"\nalternates = [\"a{long}\"]\nfirst_five = [\"{long}\"]\n"))
        .file("contacts.toml", &format!("[[contact]]\nid = \"office\"\nlabel = \"{long}\"\nphone = \"+1 231 555 0101\"\nhours = \"{long}\"\nverified = 2026-11-01\n"))
        .file("places.toml", &format!("[[place]]\nid = \"field\"\ntitle = \"{long}\"\nuse = \"assembly\"\naccessible = true\naccess_note = \"{long}\"\naddress = \"{long}\"\n"))
        .file("glossary.toml", &format!("[[term]]\nid = \"word\"\nterm = \"{long}\"\nmeaning = \"{long}\"\n"))
        .file("hazards.toml", &format!("[[hazard]]\nid = \"ice\"\ntitle = \"{long}\"\ncategory = \"natural\"\nprobability = \"likely\"\nmagnitude = \"limited\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\nreason = \"{long}\"\nscenario = \"{long}\"\n"));
    let sources = folder.sources();
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, &sources, &Printing::default(), &|_| {}).expect("nothing else is asked for");
    let errors: Vec<String> = pressed
        .compiled
        .diagnostics
        .iter()
        .filter(|found| found.severity == gobag::diagnostic::Severity::Error)
        .map(|found| format!("{}: {}", shown(&sources, found).chars().take(90).collect::<String>(), found.message))
        .collect();
    assert_eq!(errors, Vec::<String>::new());
    let artifacts = shelf.into_inner().expect("nobody panicked");
    assert_eq!(pressed.copies.len(), 6);
    for copy in &pressed.copies {
        let pdf = Pdf::of(artifacts.get(&copy.path).expect("it is printed"));
        assert_eq!(pdf.outside(), Vec::<String>::new(), "{}", copy.path);
        if copy.layout == "binder" {
            let words = bare(&pdf.text());
            assert!(words.contains("thingnumber200") && words.contains("row40ofthisstep"));
        }
    }
}

#[test]
fn a_script_in_a_drawing_does_not_run_and_does_not_reach_the_paper() {
    let folder = small("![Drawn](../media/drawn.svg)").media(
        "media/drawn.svg",
        b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 90 90\"><script>alert('ran')</script><path onclick=\"alert('ran')\" d=\"M0 0h90v90z\"/></svg>",
    );
    let pdf = all(&folder);
    let whole = format!("{:?}", pdf.document.objects.values().collect::<Vec<_>>());
    assert!(!whole.contains("JavaScript") && !whole.contains("alert") && !pdf.text().contains("ran"));
}

#[test]
fn a_picture_in_the_colours_of_a_press_is_told() {
    // The head of a JPEG with four colours, 8 by 8 pixels.
    let press = [0xff, 0xd8, 0xff, 0xc0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 17, 0, 2, 17, 0, 3, 17, 0, 4, 17, 0, 0xff, 0xd9];
    let folder = small("![The map of the county](../media/map.jpg)").media("media/map.jpg", &press);
    let sources = folder.sources();
    let shelf = Mutex::new(Artifacts::default());
    let pressed = print::print(&shelf, &sources, &Printing::default(), &|_| {}).expect("nothing else is asked for");
    let found = pressed.compiled.diagnostics.iter().find(|found| found.rule.0 == "unprintable-picture");
    let found = found.expect("it is told");
    assert!(found.message.contains("(CMYK)"), "{}", found.message);
}

#[test]
fn a_folder_of_fonts_may_hold_what_is_no_font_and_says_so() {
    let folder = small("Words.").media("fonts/broken.ttf", b"no font");
    let (_, _, errors) = printed(&folder.sources(), &Printing::default());
    assert!(errors.len() == 1 && errors[0].starts_with("unreadable-file fonts/broken.ttf"), "{errors:?}");
}

#[test]
fn what_is_written_from_right_to_left_is_printed_so_and_whole() {
    let pdf =
        all(&small("## Signs {lang=ar}\n\nاخرجوا من أقرب مخرج آمن.\n\n## Words\n\nHebrew is שלום, Greek is καλημέρα."));
    assert_eq!(pdf.outside(), Vec::<String>::new());
    let words = pdf.text();
    assert!(words.contains("καλημέρα") && words.contains("שלום"), "{words}");
    assert!(
        words
            .chars()
            .filter(|letter| ('\u{600}'..='\u{6ff}').contains(letter) || ('\u{fb50}'..='\u{feff}').contains(letter))
            .count()
            > 15,
        "{words}"
    );
}
