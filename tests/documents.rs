//! What a text means: steps, decisions, sections, references, links.

use crate::common::Folder;
use gobag::diagnostic::Place;
use gobag::document::body::{BlockKind, Inline, Phase, ReferenceKind, Section, Setting, Step, Target};
use gobag::document::{Content, Document, plain, walk};
use gobag::handbook::Handbook;

/// A procedure with this text, and its findings.
fn procedure(body: &str) -> (Document, Vec<String>) {
    let front = "+++\ntitle = \"T\"\nsummary = \"S.\"\naction = \"hold\"\ntrigger = \"T.\"\nauthority = [\"teacher\"]\nannouncement = \"A.\"\nall_clear = \"C.\"\n+++\n";
    let folder = Folder::small()
        .file("places.toml", "[[place]]\nid = \"field\"\ntitle = \"Field\"\n")
        .file("procedures/hold.md", &format!("{front}{body}"));
    let sources = folder.sources();
    let read = Handbook::read(&sources);
    let document = read.value.documents[0].as_ref().clone();
    let findings = read.diagnostics.sorted();
    (document, findings.iter().map(|found| crate::common::shown(&sources, found)).collect())
}

fn steps(document: &Document) -> Vec<Step> {
    let mut steps = Vec::new();
    walk::steps(&document.body.opening, &mut |step| steps.push(step.clone()));
    walk::sections(&document.body, &mut |section, _| {
        walk::steps(&section.blocks, &mut |step| steps.push(step.clone()))
    });
    steps
}

fn step(text: &str) -> Step {
    let (document, findings) = procedure(text);
    assert_eq!(findings, Vec::<String>::new());
    steps(&document).remove(0)
}

fn sections(document: &Document) -> Vec<Section> {
    let mut sections = Vec::new();
    walk::sections(&document.body, &mut |section, _| sections.push(section.clone()));
    sections
}

#[test]
fn a_step_says_who_by_when_where_and_what() {
    let step = step("1. @teacher within 30s at [[place:field]]: Count everyone.\n");
    assert_eq!(step.roles[0].as_str(), "teacher");
    assert_eq!(step.within.expect("a time").to_string(), "30 seconds");
    assert_eq!(step.place.expect("a place").id, "field");
    assert_eq!(plain(&step.action), "Count everyone.");
}

#[test]
fn one_item_that_says_who_makes_steps_of_its_list_and_courses_of_action_always_are() {
    let read = |path: &str, front: &str, body: &str| {
        let text = format!("+++\ntitle = \"T\"\nsummary = \"S.\"\naudience = \"public\"\n{front}+++\n{body}");
        let folder = Folder::small().file(path, &text);
        steps(&Handbook::read(&folder.sources()).value.documents[0]).len()
    };
    let annex = "type = \"functional\"\nfunction = \"recovery\"\n";
    assert_eq!(read("pages/a.md", "", "1. Come in.\n2. @teacher: Sit down.\n"), 2);
    assert_eq!(read("pages/a.md", "", "1. Come in.\n2. Sit down.\n"), 0);
    assert_eq!(read("annexes/a.md", annex, "## Courses of action\n\n1. Come in.\n"), 1);
    assert_eq!(read("annexes/a.md", annex, "## Goals\n\n1. Come in.\n"), 0);
}

#[test]
fn a_step_can_have_several_roles_and_markup() {
    let step = step("1. @teacher, @teacher: **Lock** the door: it opens *outward*.\n");
    assert_eq!(step.roles.len(), 2);
    assert_eq!(plain(&step.action), "Lock the door: it opens outward.");
    assert!(matches!(step.action[0], Inline::Strong(_)));
}

#[test]
fn a_time_and_a_place_may_stand_in_either_order() {
    let step = step("1. @teacher at [[place:field|the field]] within 2 min: Count.\n");
    assert_eq!(step.within.expect("a time").to_string(), "2 minutes");
    assert_eq!(plain(&step.action), "Count.");
}

#[test]
fn decisions_are_told_from_details() {
    let step = step(
        "1. @teacher: Go.\n   - If blocked: Use the *other* door.\n   - If it rains: Stay.\n   - Take the list.\n",
    );
    assert_eq!(step.decisions.len(), 2);
    assert!(step.decisions[0].blocked && !step.decisions[1].blocked);
    assert_eq!(plain(&step.decisions[1].condition), "If it rains");
    assert_eq!(step.details.len(), 1);
}

#[test]
fn a_decision_without_a_colon_is_told_and_kept_as_a_detail() {
    let (document, findings) = procedure("1. @teacher: Go.\n   - If blocked use the other door\n");
    assert_eq!(findings, [r#"invalid-value procedures/hold.md:11 "If blocked use the other door""#]);
    assert_eq!(steps(&document)[0].details.len(), 1);
}

#[test]
fn a_wrong_time_is_underlined_alone() {
    let (_, findings) = procedure("1. @teacher within a moment: Go.\n");
    assert_eq!(findings, [r#"invalid-value procedures/hold.md:10 "a moment""#]);
}

#[test]
fn words_that_do_not_belong_into_a_head_are_underlined() {
    let (document, findings) = procedure("1. @teacher quickly: Go.\n");
    assert_eq!(findings, [r#"invalid-value procedures/hold.md:10 "quickly""#]);
    assert_eq!(plain(&steps(&document)[0].action), "Go.");
}

#[test]
fn a_head_without_a_colon_is_told() {
    let (_, findings) = procedure("1. @teacher Lock the door.\n");
    assert_eq!(findings.len(), 1);
    assert!(findings[0].starts_with("invalid-value procedures/hold.md:10"), "{findings:?}");
}

#[test]
fn a_list_keeps_the_number_that_it_starts_with() {
    let (document, _) = procedure("4. @teacher: Go.\n5. @teacher: Stay.\n");
    assert!(matches!(document.body.opening[0].kind, BlockKind::Steps { start: 4, .. }));
}

#[test]
fn a_heading_says_its_phase_by_itself_and_so_do_the_sections_inside() {
    let (document, _) = procedure("## During\n\n### On a bus {setting=bus}\n\n1. @teacher: Go.\n");
    let sections = sections(&document);
    assert_eq!(sections[1].meaning.phase, Some(Phase::During));
    assert_eq!(sections[1].meaning.settings, [Setting::Bus]);
}

#[test]
fn attributes_may_name_several_settings() {
    let (document, findings) =
        procedure("## Early and late {#edges setting=before-school,after-school}\n\n1. @teacher: Go.\n");
    assert_eq!(findings, Vec::<String>::new());
    assert_eq!(sections(&document)[0].id.as_str(), "edges");
    assert_eq!(sections(&document)[0].meaning.settings.len(), 2);
}

#[test]
fn an_unknown_attribute_is_underlined_alone() {
    let (_, findings) = procedure("## Later {fase=during}\n\n1. @teacher: Go.\n");
    assert_eq!(findings, [r#"unknown-key procedures/hold.md:10 "fase=during""#]);
}

#[test]
fn headings_with_the_same_words_have_ids_of_their_own() {
    let (document, findings) = procedure("## One\n\n## One\n");
    assert_eq!(findings, Vec::<String>::new());
    let ids: Vec<String> = sections(&document).iter().map(|section| section.id.to_string()).collect();
    assert_eq!(ids, ["one", "one-2"]);
}

#[test]
fn a_reference_keeps_the_authors_words() {
    let (document, _) = procedure("Ask [[role:teacher|your *own* teacher]].\n");
    let mut seen = Vec::new();
    walk::pointers(&document.body.opening, &mut |pointer| {
        if let walk::Pointer::Reference(reference) = pointer {
            seen.push((reference.kind, plain(reference.label.as_deref().expect("a label"))));
        }
    });
    assert_eq!(seen, [(ReferenceKind::Role, "your own teacher".to_owned())]);
}

#[test]
fn a_reference_in_a_table_may_escape_its_bar() {
    let (document, findings) = procedure("| Who |\n|---|\n| [[role:teacher\\|the teacher]] |\n");
    assert_eq!(findings, Vec::<String>::new());
    let mut words = Vec::new();
    walk::inlines(&document.body.opening, &mut |inlines| words.push(plain(inlines)));
    assert_eq!(words, ["Who", "the teacher"]);
}

#[test]
fn an_unknown_kind_of_reference_names_the_nearest() {
    let (_, findings) = procedure("Ask [[roel:teacher]].\n");
    assert_eq!(findings.iter().filter(|found| found.starts_with("unresolved-reference")).count(), 1, "{findings:?}");
}

#[test]
fn a_link_is_read_from_the_file_that_it_stands_in() {
    let (document, _) = procedure("[a](../pages/x%20y.md#z) [b](#top) [c](https://example.org) [d](../../out.md)\n");
    let mut targets = Vec::new();
    walk::pointers(&document.body.opening, &mut |pointer| {
        if let walk::Pointer::Link(link) = pointer {
            targets.push(link.target.clone());
        }
    });
    assert_eq!(
        targets,
        [
            Target::File { path: "pages/x y.md".to_owned(), anchor: Some("z".to_owned()) },
            Target::Here("top".to_owned()),
            Target::Elsewhere("https://example.org".to_owned()),
            Target::Refused("../../out.md".to_owned()),
        ]
    );
}

#[test]
fn a_link_that_would_run_code_is_refused() {
    let (_, findings) = procedure("[a](javascript:alert(1))\n");
    assert_eq!(findings, [r#"dead-link procedures/hold.md:10 "[a](javascript:alert(1))""#]);
}

#[test]
fn places_inside_toml_words_are_exact() {
    let folder =
        Folder::small().file("pages/a.md", "+++\ntitle = \"T\"\nsummary = \"Ask the [[role:nobody]] now.\"\n+++\n");
    assert_eq!(folder.findings_of("unresolved-reference"), [r#"unresolved-reference pages/a.md:3 "[[role:nobody]]""#]);
}

#[test]
fn words_with_escapes_are_underlined_as_a_whole() {
    let folder = Folder::small()
        .file("pages/a.md", "+++\ntitle = \"T\"\nsummary = \"Say \\\"no\\\" to [[role:nobody]].\"\n+++\n");
    let found = folder.findings_of("unresolved-reference");
    assert_eq!(found.len(), 1);
    assert!(found[0].contains("Say"), "{found:?}");
}

#[test]
fn a_file_with_windows_line_ends_reads_the_same() {
    let (document, findings) = procedure("## During\r\n\r\n1. @teacher within 30s: Go.\r\n   - If blocked: Stay.\r\n");
    assert_eq!(findings, Vec::<String>::new());
    let step = &steps(&document)[0];
    assert_eq!((plain(&step.action).as_str(), step.decisions.len()), ("Go.", 1));
}

#[test]
fn front_matter_in_the_style_of_other_tools_is_one_finding() {
    let folder = Folder::small().file("procedures/hold.md", "---\ntitle: Hold\n---\n\nWords.\n");
    assert_eq!(folder.findings(), [r#"missing-field procedures/hold.md:1 "---""#]);
}

#[test]
fn front_matter_without_an_end_loses_nothing() {
    let folder = Folder::small().file("pages/a.md", "+++\ntitle = \"T\"\nsummary = \"S.\"\n\nWords.\n");
    let sources = folder.sources();
    let read = Handbook::read(&sources);
    let found: Vec<_> = read.diagnostics.iter().map(|found| found.rule.0).collect();
    assert_eq!(found, ["invalid-syntax"]);
    assert_eq!(read.value.documents[0].body.opening.len(), 1);
}

#[test]
fn an_assessments_conditions_are_held_against_its_questions() {
    let folder = Folder::small().file(
        "assessments/a.toml",
        "title = \"T\"\nsummary = \"S.\"\ntype = \"threat\"\nmethod = \"decision\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n[[stage.question]]\nid = \"weapon\"\ntext = \"Q?\"\nanswer = \"yes-no\"\n[[class]]\nid = \"c\"\ntitle = \"C\"\nall = [\"weapon = maybe\", \"waepon = yes\", \"weapon <= yes\", \"weapon\"]\n",
    );
    let sources = folder.sources();
    let read = Handbook::read(&sources);
    assert!(matches!(read.value.documents[0].content, Content::Assessment(_)));
    let mut found: Vec<String> =
        read.diagnostics.sorted().iter().map(|found| crate::common::shown(&sources, found)).collect();
    found.sort();
    assert_eq!(
        found,
        [
            r#"invalid-value assessments/a.toml:15 "\"weapon <= yes\"""#,
            r#"invalid-value assessments/a.toml:15 "\"weapon\"""#,
            r#"unresolved-reference assessments/a.toml:15 "\"waepon = yes\"""#,
            r#"unresolved-reference assessments/a.toml:15 "\"weapon = maybe\"""#,
        ]
    );
}

#[test]
fn text_that_stands_too_deep_is_told_once_and_kept() {
    let folder = Folder::small()
        .file("pages/a.md", &format!("+++\ntitle = \"T\"\nsummary = \"S.\"\n+++\n{}deepest\n", "> ".repeat(10_000)));
    let sources = folder.sources();
    let read = Handbook::read(&sources);
    assert_eq!(read.diagnostics.iter().filter(|found| matches!(found.label.place, Place::Words(_))).count(), 1);
    assert!(format!("{:?}", read.value.documents[0].body).contains("deepest"));
}
