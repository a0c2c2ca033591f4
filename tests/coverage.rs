//! The completeness report: each status with its reason, frameworks of the handbook's own, and the sample's report.

use crate::common::Folder;
use gobag::compile;
use gobag::coverage::{Coverage, Covered, Kind, Status};
use gobag::report::coverage::{html, human, json};

/// The report on a folder; its own framework, or the built-in one.
fn report(folder: &Folder) -> Coverage {
    compile::coverage(&folder.sources(), None).expect("its framework exists").0
}

/// One element of a report.
fn element<'c>(coverage: &'c Coverage, name: &str) -> &'c Covered {
    coverage.elements().find(|covered| covered.element.name() == name).expect("the framework has it")
}

/// How one element of a folder stands, and why.
fn stands(folder: &Folder, name: &str) -> (Status, Vec<String>) {
    let coverage = report(folder);
    let covered = element(&coverage, name);
    (covered.status, covered.reasons.clone())
}

fn words(count: usize) -> String {
    vec!["word"; count].join(" ")
}

/// A page that is in force and was reviewed this year, with more front matter, over a text.
fn page(more: &str, text: &str) -> String {
    format!(
        "+++\ntitle = \"The plan\"\nsummary = \"The plan.\"\nstatus = \"approved\"\nlast_reviewed = 2026-08-01\n{more}+++\n{text}\n"
    )
}

#[test]
fn the_built_in_framework_has_every_element_of_the_guide_and_no_mistake() {
    let coverage = report(&Folder::small());
    let names: Vec<&str> = coverage.elements().map(|covered| covered.element.name()).collect();
    let expected = "B1.0 B1.1 B1.2 B1.3 B1.4 B2.1 B2.2 B2.3 B2.4 B3 B4 B5 B6 B7 B8 B9 B10 \
                    F1 F2 F3 F4 F5 F6 F7 F8 F9 F10 H1 H2 H3 H4 P1 P2 P3 P4 P5 P6";
    assert_eq!(names, expected.split_whitespace().collect::<Vec<_>>());
    for covered in coverage.elements() {
        let element = &covered.element;
        assert!(element.looks_for.ends_with('.'), "{}", element.name());
        assert!(element.counts.as_ref().is_some_and(|words| words.ends_with('.')), "{}", element.name());
        assert!(element.first.as_ref().is_some_and(|words| words.ends_with('.')), "{}", element.name());
    }
}

#[test]
fn what_nobody_wrote_is_missing_and_says_what_to_do_first() {
    let coverage = report(&Folder::small());
    let purpose = element(&coverage, "B2.1");
    assert_eq!(purpose.status, Status::Missing);
    assert!(purpose.reasons.is_empty() && purpose.evidence.is_empty());
    let first = "Write in three sentences what the plan is for and what people can expect of it.";
    assert_eq!(purpose.first.as_deref(), Some(first));
}

#[test]
fn a_tagged_document_or_section_with_enough_words_is_present() {
    let whole = Folder::small().file("pages/purpose.md", &page("elements = [\"B2.1\"]\n", &words(40)));
    assert_eq!(stands(&whole, "B2.1"), (Status::Present, vec![]));

    let text = format!("## Purpose {{element=B2.1,B2.2}}\n\n{}\n\n### More\n\n{}", words(20), words(20));
    let section = Folder::small().file("pages/plan.md", &page("", &text));
    let coverage = report(&section);
    for name in ["B2.1", "B2.2"] {
        let covered = element(&coverage, name);
        assert_eq!(covered.status, Status::Present, "{name}");
        assert_eq!(covered.evidence[0].words, 40, "words below it count with it");
        assert_eq!(covered.evidence[0].title, "The plan: Purpose");
        assert!(matches!(&covered.evidence[0].kind, Kind::Section(id) if id.as_str() == "purpose"));
    }
}

#[test]
fn a_tag_inside_a_tag_is_counted_once() {
    let text = format!("## A {{element=B2.1}}\n\n{}\n\n### B {{element=B2.1}}\n\n{}", words(15), words(15));
    let folder = Folder::small().file("pages/plan.md", &page("", &text));
    assert_eq!(
        stands(&folder, "B2.1"),
        (Status::Thin, vec!["30 words are few for what is asked (40 or more)".to_owned()])
    );
}

#[test]
fn a_document_about_several_elements_counts_by_its_sections() {
    let text = format!("## Purpose {{element=B2.1}}\n\nShort.\n\n## Scope {{element=B2.2}}\n\n{}", words(60));
    let folder = Folder::small().file("pages/plan.md", &page("elements = [\"B2.1\", \"B2.2\"]\n", &text));
    assert_eq!(stands(&folder, "B2.1").0, Status::Thin);
    assert_eq!(stands(&folder, "B2.2").0, Status::Present);
}

#[test]
fn every_thin_element_says_why_and_what_to_do() {
    let long = words(200);
    let with = |more: &str, text: &str| {
        let front = format!("+++\ntitle = \"T\"\nsummary = \"S.\"\nelements = [\"B2.1\"]\n{more}+++\n{text}\n");
        Folder::small().file("pages/plan.md", &front)
    };
    let approved = "status = \"approved\"\n";
    let cases = [
        (
            with("status = \"approved\"\nlast_reviewed = 2026-08-01\n", "Few words."),
            "2 words are few for what is asked (40 or more)",
        ),
        (with("status = \"approved\"\nlast_reviewed = 2026-08-01\n", "## Purpose"), "there is only a heading"),
        (with("", &long), "it is a draft"),
        (with("status = \"review\"\n", &long), "it is in review and not yet approved"),
        (with(approved, &long), "it does not say when it was last reviewed"),
        (with("status = \"approved\"\nlast_reviewed = 2025-11-23\n", &long), "its review was due on 2026-11-23"),
        (
            with("status = \"approved\"\nlast_reviewed = 2026-08-01\nreview_interval = \"3 months\"\n", &long),
            "its review was due on 2026-11-01",
        ),
    ];
    for (folder, reason) in cases {
        let coverage = report(&folder);
        let covered = element(&coverage, "B2.1");
        assert_eq!((covered.status, covered.reasons.as_slice()), (Status::Thin, &[reason.to_owned()][..]));
        assert!(covered.first.is_some(), "{reason}");
    }
    let due_today = with("status = \"approved\"\nlast_reviewed = 2025-11-24\n", &long);
    assert_eq!(stands(&due_today, "B2.1").0, Status::Present, "on its last day a review is not overdue");
}

#[test]
fn a_sound_text_outweighs_a_weak_one_and_the_weak_one_is_still_named() {
    let folder = Folder::small()
        .file("pages/a.md", &page("elements = [\"B2.1\"]\n", &words(40)))
        .file("pages/b.md", "+++\ntitle = \"B\"\nsummary = \"B.\"\nelements = [\"B2.1\"]\n+++\nA draft.\n");
    let coverage = report(&folder);
    let covered = element(&coverage, "B2.1");
    assert_eq!(covered.status, Status::Present);
    let weak: Vec<bool> = covered.evidence.iter().map(|evidence| evidence.is_sound()).collect();
    assert_eq!(weak, [true, false]);
}

#[test]
fn functional_annexes_count_by_function_and_need_every_phase() {
    let annex =
        |text: &str| page("", text).replace("+++\ntitle", "+++\ntype = \"functional\"\nfunction = \"recovery\"\ntitle");
    let half = format!("## Before\n\n{}\n\n## During\n\n{}", words(100), words(100));
    let folder = Folder::small().file("annexes/after.md", &annex(&half));
    assert_eq!(stands(&folder, "F8"), (Status::Thin, vec!["it has no words for the phase *after*".to_owned()]));
    let whole = format!("{half}\n\n## After\n\n{}", words(10));
    assert_eq!(stands(&Folder::small().file("annexes/after.md", &annex(&whole)), "F8").0, Status::Present);
    assert_eq!(stands(&Folder::small().file("annexes/after.md", &annex(&whole)), "F7").0, Status::Missing);
}

#[test]
fn where_an_annex_is_asked_other_documents_only_support_it() {
    let tagged = page("elements = [\"F8\"]\n", &words(300));
    let reason = "other documents speak of it, and it has no annex";
    let folder = Folder::small().file("pages/after.md", &tagged);
    assert_eq!(stands(&folder, "F8"), (Status::Thin, vec![reason.to_owned()]));
    let draft = "+++\ntitle = \"A\"\nsummary = \"A.\"\ntype = \"functional\"\nfunction = \"recovery\"\n+++\n\
        ## Before\n\nA.\n\n## During\n\nB.\n\n## After\n\nC.\n";
    let weak = folder.file("annexes/after.md", draft);
    assert_eq!(stands(&weak, "F8"), (Status::Thin, vec!["it is a draft".to_owned()]));
}

#[test]
fn hazard_annexes_count_by_the_category_of_their_hazards() {
    let annex = page(
        "type = \"hazard\"\nhazards = [\"tornado\"]\n",
        &format!("## Before\n\n{0}\n\n## During\n\n{0}\n\n## After\n\n{0}", words(60)),
    );
    let folder = Folder::small().file("hazards.toml", HAZARD).file("annexes/wind.md", &annex);
    assert_eq!(stands(&folder, "H1").0, Status::Present);
    assert_eq!(stands(&folder, "H2").0, Status::Missing);
}

const HAZARD: &str = "[[hazard]]\nid = \"tornado\"\ntitle = \"Tornado\"\ncategory = \"natural\"\nprobability = \"likely\"\n\
    magnitude = \"critical\"\nwarning = \"minimal\"\nduration = \"under 3 hours\"\npriority = \"high\"\n\
    reason = \"It comes each spring.\"\nassessed = 2026-06-10\n";

#[test]
fn registers_count_where_they_are_enough_and_only_where_their_rows_are_whole() {
    let folder = Folder::small().file("hazards.toml", HAZARD);
    assert_eq!(stands(&folder, "P2").0, Status::Present);
    let unreasoned = Folder::small().file("hazards.toml", &HAZARD.replace("reason = \"It comes each spring.\"\n", ""));
    let reason = "1 of 1 entries give no reason for their priority or no date";
    assert_eq!(stands(&unreasoned, "P2"), (Status::Thin, vec![reason.to_owned()]));

    let change = "[[change]]\nnumber = 1\ndate = 2026-08-15\nby = \"Coordinator\"\nsummary = \"New doors.\"\n";
    assert_eq!(stands(&Folder::small().file("approvals.toml", change), "B1.3").0, Status::Present);
    let nobody = change.replace("by = \"Coordinator\"\n", "");
    let reason = "1 of 1 changes do not say when or by whom";
    assert_eq!(
        stands(&Folder::small().file("approvals.toml", &nobody), "B1.3"),
        (Status::Thin, vec![reason.to_owned()])
    );
}

#[test]
fn a_register_row_alone_is_thin_where_words_are_asked() {
    let role = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nprimary = \"Teacher\"\n\n[[role]]\nid = \"commander\"\ntitle = \"Commander\"\ngroup = \"command\"\nprimary = \"Principal\"\nalternates = [\"A\", \"B\"]\n";
    let reason = "there are only rows in a register, and no words about it";
    assert_eq!(stands(&Folder::small().file("roles.toml", role), "B5"), (Status::Thin, vec![reason.to_owned()]));
}

#[test]
fn what_only_one_school_has_is_thin_and_what_each_has_is_present() {
    let school = |id: &str| format!("title = \"{id} School\"\n");
    let own = page("elements = [\"B2.3\"]\n", &words(90));
    let one = Folder::small()
        .file("schools/harbor/school.toml", &school("Harbor"))
        .file("schools/ridge/school.toml", &school("Ridge"))
        .file("schools/harbor/pages/situation.md", &own);
    let reason = "only Harbor School has words of its own about it";
    assert_eq!(stands(&one, "B2.3"), (Status::Thin, vec![reason.to_owned()]));
    let both = one.file("schools/ridge/pages/situation.md", &own);
    assert_eq!(stands(&both, "B2.3").0, Status::Present);
}

#[test]
fn not_applicable_has_its_reason_and_nothing_to_do() {
    let more = "\n[[not_applicable]]\nelement = \"B8\"\nreason = \"The district office does this for us.\"\n";
    let folder = Folder::small().file("handbook.toml", &format!("title = \"H\"\npublisher = \"S\"\n{more}"));
    assert_eq!(folder.findings(), Vec::<String>::new());
    let coverage = report(&folder);
    let covered = element(&coverage, "B8");
    assert_eq!(covered.status, Status::NotApplicable);
    assert_eq!(covered.reasons, ["The district office does this for us."]);
    assert_eq!(covered.first, None);
    assert_eq!(coverage.counts(), "0 of 37 present, 1 thin, 35 missing, 1 not applicable");
}

#[test]
fn not_applicable_needs_a_known_element_once_and_a_reason() {
    let more = "[[not_applicable]]\nelement = \"B99\"\nreason = \"R.\"\n[[not_applicable]]\nelement = \"B8\"\n\
        [[not_applicable]]\nelement = \"B9\"\nreason = \"R.\"\n[[not_applicable]]\nelement = \"B9\"\nreason = \"R.\"\n";
    let folder = Folder::small().file("handbook.toml", &format!("title = \"H\"\npublisher = \"S\"\n{more}"));
    assert_eq!(
        folder.findings(),
        [
            "unknown-element handbook.toml:4 \"\\\"B99\\\"\"",
            "missing-field handbook.toml:6 \"[[not_applicable]]\"",
            "duplicate-id handbook.toml:12 \"\\\"B9\\\"\"",
        ]
    );
    assert_eq!(stands(&folder, "B8").0, Status::Missing, "without a reason it excuses nothing");
}

#[test]
fn every_place_that_names_an_element_is_looked_at() {
    let folder = Folder::small()
        .file("pages/a.md", &page("elements = [\"B2.1\", \"X1\"]\n", "## A {element=B3,Y2}\n\nWords."))
        .file(
            "assessments/c.toml",
            "title = \"C\"\nsummary = \"C.\"\ntype = \"compliance\"\nmethod = \"checklist\"\n[[stage]]\nid = \"s\"\ntitle = \"S\"\n[[stage.question]]\nid = \"q\"\ntext = \"Is it?\"\nanswer = \"yes-no\"\nelement = \"Z3\"\n",
        );
    let found = folder.findings_of("unknown-element");
    assert_eq!(found.len(), 3, "{found:#?}");
}

const MICHIGAN: &str = "title = \"Michigan\"\nextends = \"federal-school-guide\"\n\n[[part]]\nid = \"state\"\ntitle = \"What the state asks for\"\n\n\
    [[element]]\nid = \"MI-1\"\npart = \"state\"\ntitle = \"Cardiac plan\"\nlooks_for = \"Where each defibrillator is.\"\nwords = 5\n\n\
    [[element]]\nid = \"B2.1\"\npart = \"basic-plan\"\ntitle = \"Purpose, the state's way\"\nlooks_for = \"What it is for.\"\nwords = 3\n";

#[test]
fn a_framework_of_the_handbooks_own_adds_to_the_one_it_extends() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"S\"\nframework = \"michigan\"\n")
        .file("frameworks/michigan.toml", MICHIGAN)
        .file(
            "pages/heart.md",
            &page("audience = \"staff\"\nelements = [\"MI-1\", \"B2.1\"]\n", "Beside the gym door, always unlocked."),
        );
    assert_eq!(folder.findings(), Vec::<String>::new());
    let coverage = report(&folder);
    assert_eq!((coverage.framework.as_str(), coverage.title.as_str()), ("michigan", "Michigan"));
    assert_eq!(coverage.elements().count(), 38);
    assert_eq!(coverage.parts.last().map(|part| part.title.as_str()), Some("What the state asks for"));
    assert_eq!(element(&coverage, "MI-1").status, Status::Present);
    let purpose = element(&coverage, "B2.1");
    assert_eq!((purpose.element.title.as_str(), purpose.status), ("Purpose, the state's way", Status::Present));
    let scope = compile::coverage(&folder.sources(), Some("federal-school-guide")).expect("it is built in").0;
    assert_eq!(scope.elements().count(), 37);
}

#[test]
fn a_framework_that_is_not_there_is_told_with_the_nearest() {
    let folder =
        Folder::small().file("handbook.toml", "title = \"H\"\npublisher = \"S\"\nframework = \"federal-guide\"\n");
    let findings = folder.compile().diagnostics;
    let found = findings.iter().next().expect("it is told");
    assert_eq!(found.rule.0, "unresolved-reference");
    let wrong = compile::coverage(&folder.sources(), None).expect_err("there is no such framework");
    assert!(wrong.to_string().starts_with("there is no framework \"federal-guide\""), "{wrong}");
    let typed =
        compile::coverage(&Folder::small().sources(), Some("federal-school-guid")).expect_err("a letter is lost");
    assert!(typed.to_string().ends_with("did you mean `federal-school-guide`?"), "{typed}");
}

#[test]
fn mistakes_in_a_framework_are_found_where_they_stand() {
    let with = |text: &str| Folder::small().file("frameworks/own.toml", text).findings();
    let title = "title = \"Own\"\n";
    let element = "[[element]]\nid = \"A\"\npart = \"p\"\ntitle = \"T\"\nlooks_for = \"L.\"\n";
    let part = "[[part]]\nid = \"p\"\ntitle = \"P\"\n";
    assert_eq!(with(&format!("{title}{part}{element}")), Vec::<String>::new());
    assert_eq!(with(&format!("{title}{element}")), ["unresolved-reference frameworks/own.toml:4 \"\\\"p\\\"\""]);
    assert_eq!(
        with(&format!("{title}{part}{element}{element}")),
        ["duplicate-id frameworks/own.toml:11 \"\\\"A\\\"\""]
    );
    assert_eq!(
        with(&format!("{title}extends = \"federal\"\n")),
        ["unresolved-reference frameworks/own.toml:2 \"\\\"federal\\\"\""]
    );
    assert_eq!(with(&format!("{title}extends = \"own\"\n")), ["invalid-value frameworks/own.toml:2 \"\\\"own\\\"\""]);
    assert_eq!(
        with(&format!("{title}{part}{}", element.replace("\"A\"", "\"A B\""))),
        ["invalid-value frameworks/own.toml:6 \"\\\"A B\\\"\""]
    );
    assert_eq!(
        with(&format!("{title}{part}{element}registers = [\"chnages\"]\n")),
        ["invalid-value frameworks/own.toml:10 \"\\\"chnages\\\"\""]
    );
    let builtin = Folder::small().file("frameworks/federal-school-guide.toml", title).findings();
    assert_eq!(builtin, ["duplicate-id frameworks/federal-school-guide.toml"]);
    let two = Folder::small()
        .file("frameworks/a.toml", "title = \"A\"\nextends = \"b\"\n")
        .file("frameworks/b.toml", "title = \"B\"\nextends = \"a\"\n")
        .findings();
    assert_eq!(two.len(), 2, "{two:#?}");
}

#[test]
fn evidence_that_a_reader_may_not_see_is_counted_and_not_named() {
    let secret = page("audience = \"team\"\nelements = [\"B2.1\"]\n", &words(50)).replace("The plan", "Confidential");
    let folder = Folder::small().file("pages/secret.md", &secret);
    let coverage = report(&folder);
    let compiled = gobag::handbook::Handbook::read(&folder.sources()).value;
    let staff = compiled.config.audiences.rank("staff").expect("there is staff");
    let seen = coverage.seen_by(staff);
    let purpose = element(&seen, "B2.1");
    assert_eq!((purpose.status, purpose.evidence.len(), purpose.withheld), (Status::Present, 0, 1));
    let json = json::render(&seen, &folder.sources());
    assert!(!json.contains("Confidential") && !json.contains("secret"), "{json}");
}

#[test]
fn the_json_is_one_object_with_a_version() {
    let folder = Folder::small().file("pages/a.md", &page("elements = [\"B2.1\"]\n", &words(40)));
    let sources = folder.sources();
    let text = json::render(&report(&folder), &sources);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(value["version"], 1);
    assert_eq!(value["framework"]["id"], "federal-school-guide");
    assert_eq!(value["date"], "2026-11-24");
    assert!(value["statement"].as_str().is_some_and(|words| words.contains("certifies nothing")));
    let summary = &value["summary"];
    let sum: u64 =
        ["present", "thin", "missing", "not_applicable"].iter().filter_map(|key| summary[key].as_u64()).sum();
    assert_eq!((summary["elements"].as_u64(), sum), (Some(37), 37));
    let purpose = value["elements"].as_array().and_then(|all| all.iter().find(|one| one["id"] == "B2.1"));
    let purpose = purpose.expect("it is there");
    let expected = serde_json::json!({
        "id": "B2.1", "part": "basic-plan", "title": "Purpose",
        "looks_for": "What the plan is for, in words that a new teacher understands.",
        "status": "present", "reasons": [], "first": null,
        "evidence": [{
            "kind": "document", "title": "The plan", "path": "pages/a.md", "section": null,
            "start": {"line": 2, "column": 9, "offset": 12},
            "words": 40, "school": null, "weakness": null,
        }],
    });
    assert_eq!(*purpose, expected);
}

#[test]
fn the_page_is_whole_in_itself_and_escapes_what_it_shows() {
    let folder = Folder::small()
        .file("handbook.toml", "title = \"<b>&\"\npublisher = \"S\"\n")
        .file("pages/a.md", &page("elements = [\"B2.1\"]\n", "Few.").replace("The plan", "<i>'"));
    let html = html::render(&report(&folder), &folder.sources());
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"));
    for never in ["<script", "src=", "href=", "<b>&", "<i>"] {
        assert!(!html.contains(never), "{never}");
    }
    assert!(html.contains("<title>Completeness of &lt;b&gt;&amp;</title>"));
    assert!(html.contains("it certifies nothing."));
    assert_eq!(html.matches("scope=\"row\">").count(), 37);
    let ids: std::collections::BTreeSet<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids.len(), 37);
}

/// A district with one school, a framework, and something for each state.
fn site() -> Folder {
    let secret = page("audience = \"team\"\nelements = [\"B2.2\"]\n", &words(50)).replace("The plan", "Confidential");
    let own = page("elements = [\"B2.3\"]\n", "Harbor lies by the water.").replace("The plan", "Harbor's place");
    Folder::small()
        .file("handbook.toml", "title = \"H\"\npublisher = \"S\"\nframework = \"federal-school-guide\"\n")
        .file("pages/plan.md", &page("", &format!("## Purpose {{element=B2.1}}\n\n{}", words(40))))
        .file("pages/secret.md", &secret)
        .file("schools/harbor/school.toml", "title = \"Harbor School\"\n")
        .file("schools/harbor/pages/situation.md", &own)
}

#[test]
fn staff_see_the_report_as_a_page_with_the_way_to_each_piece() {
    let html = site().audience("staff").page("coverage.html");
    assert!(html.contains("<a href=\"pages/plan.html#purpose\">The plan: Purpose</a>"), "{html}");
    assert!(html.contains("<a href=\"schools/harbor/pages/situation.html\">Harbor&#39;s place</a>"), "{html}");
    assert!(html.contains("5 words are few for what is asked (80 or more)"), "{html}");
    assert!(html.contains("And 1 more for other readers.") && !html.contains("Confidential"), "{html}");
    assert!(html.contains("it certifies nothing."));
    let team = site().audience("team").page("coverage.html");
    assert!(team.contains("<a href=\"pages/secret.html\">Confidential</a>"));
    assert!(site().audience("staff").page("a-z.html").contains("href=\"coverage.html\""));
}

#[test]
fn the_public_has_no_such_page_nor_has_a_school_nor_a_handbook_that_chose_no_framework() {
    let pages = |folder: &Folder| -> Vec<String> {
        let artifacts = folder.compile().artifacts.expect("nothing is wrong");
        artifacts.iter().map(|(path, _)| path.to_owned()).filter(|path| path.contains("coverage.html")).collect()
    };
    assert_eq!(pages(&site()), Vec::<String>::new());
    assert_eq!(pages(&site().audience("staff")), ["coverage.html"]);
    assert_eq!(pages(&Folder::small().audience("staff")), Vec::<String>::new());
}

/// Without the numbers of lines: they change with every word that somebody adds to the sample.
fn without_lines(report: &str) -> String {
    let mut kept = String::with_capacity(report.len());
    let mut pieces = report.split(".md:");
    kept.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        kept.push_str(".md");
        kept.push_str(piece.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    kept
}

#[test]
#[allow(clippy::disallowed_methods, reason = "the sample and its report are files of the repository")]
fn the_samples_report_is_as_it_was_reviewed() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut sources = gobag::disk::read::read(format!("{root}/content").as_ref()).expect("the sample can be read");
    sources.today = jiff::civil::date(2026, 11, 24);
    let (coverage, _) = compile::coverage(&sources, None).expect("its framework is built in");
    let expected = snapbox::Data::read_from(format!("{root}/tests/coverage/sample.txt").as_ref(), None);
    snapbox::Assert::new()
        .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
        .eq(without_lines(&human::render(&coverage, &sources, "content")), expected);
}
