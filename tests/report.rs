//! The reports, on sources small enough to see that the underline stands under the right words.
#![allow(clippy::disallowed_methods, reason = "snapbox looks for the snapshot's file")]

use gobag::diagnostic::{Diagnostic, Diagnostics, Place, found};
use gobag::report::{github, human, json, sarif, short};
use gobag::source::{Content, Source, SourceId, Sources, Span};
use jiff::civil::date;
use snapbox::{IntoData, assert_data_eq, str};

mod underlines;

/// Sources from paths and texts.
fn sources(files: &[(&str, &str)]) -> Sources {
    let files = files
        .iter()
        .map(|(path, text)| Source { path: (*path).to_owned(), content: Content::Text((*text).to_owned()) })
        .collect();
    Sources::new(files, date(2026, 8, 15))
}

/// The span of the first `words` in the file at `path`.
fn span(sources: &Sources, path: &str, words: &str) -> Span {
    let id = id(sources, path);
    let start = sources.text(id).find(words).expect("the words are there");
    Span::new(id, start, start + words.len())
}

fn id(sources: &Sources, path: &str) -> SourceId {
    sources.find(path).expect("the file is there")
}

/// The report of one error on `words` in `text`.
fn underlined(text: &str, words: &str) -> String {
    let sources = sources(&[("pages/a.md", text)]);
    let place = span(&sources, "pages/a.md", words);
    report(&sources, [Diagnostic::error(found::INVALID_VALUE, place, "these words").label("here")])
}

fn report(sources: &Sources, diagnostics: impl IntoIterator<Item = Diagnostic>) -> String {
    human::render(&collected(diagnostics), sources, &human::Style { publishing: true, ..human::Style::default() })
}

fn collected(diagnostics: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut all = Diagnostics::new();
    diagnostics.into_iter().for_each(|diagnostic| all.push(diagnostic));
    all.sorted()
}

/// A handbook with a mistake of every shape.
fn handbook() -> (Sources, Diagnostics) {
    let sources = sources(&[
        ("handbook.toml", "title = \"Alder Bay\"\naudiences = [\"public\", \"stuff\"]\n"),
        ("procedures/lockdown.md", "+++\ntitle = \"Lockdown\"\n+++\n## During\n1. @techer: Lock the door.\n"),
        ("roles.toml", "[[role]]\nid = \"teacher\"\n\n[[role]]\nid = \"teacher\"\n"),
    ]);
    let roles = id(&sources, "roles.toml");
    let first = span(&sources, "roles.toml", "\"teacher\"");
    let second = sources.text(roles).rfind("\"teacher\"").expect("it is there twice");
    let diagnostics = collected([
        Diagnostic::error(
            found::UNRESOLVED_REFERENCE,
            span(&sources, "procedures/lockdown.md", "@techer"),
            "there is no role \"techer\"",
        )
        .label("no such role")
        .related(first, "the nearest is here")
        .help("type @teacher"),
        Diagnostic::error(
            found::DUPLICATE_ID,
            Span::new(roles, second, second + "\"teacher\"".len()),
            "two roles have the id \"teacher\"",
        )
        .label("again")
        .related(first, "first here"),
        Diagnostic::warning(
            found::MISSING_FIELD,
            Place::File("contacts.toml".to_owned()),
            "there is no list of contacts",
        )
        .label("a handbook without telephone numbers")
        .help("make contacts.toml with a [[contact]] in it"),
    ]);
    (sources, diagnostics)
}

#[test]
fn a_handbook_with_mistakes() {
    let (sources, diagnostics) = handbook();
    let style = human::Style { folder: "content/".to_owned(), publishing: true, ..human::Style::default() };
    assert_data_eq!(
        human::render(&diagnostics, &sources, &style),
        str![[r#"
error[duplicate-id]: two roles have the id "teacher"
 --> content/roles.toml:5:6
  |
5 | id = "teacher"
  |      ^^^^^^^^^ again
  |
 ::: content/roles.toml:2:6
  |
2 | id = "teacher"
  |      --------- first here

error[unresolved-reference]: there is no role "techer"
 --> content/procedures/lockdown.md:5:4
  |
5 | 1. @techer: Lock the door.
  |    ^^^^^^^ no such role
  |
 ::: content/roles.toml:2:6
  |
2 | id = "teacher"
  |      --------- the nearest is here
  |
  = help: type @teacher

warning[missing-field]: there is no list of contacts
--> content/contacts.toml
 = note: a handbook without telephone numbers
 = help: make contacts.toml with a [[contact]] in it

2 errors and 1 warning in 3 files. Nothing was published.

"#]]
    );
}

#[test]
fn nothing_found_is_nothing_said() {
    assert_eq!(report(&sources(&[("handbook.toml", "")]), []), "");
}

#[test]
fn colour_only_where_it_is_asked_for() {
    let (sources, diagnostics) = handbook();
    let style = |colour| human::Style { colour, publishing: true, ..human::Style::default() };
    assert!(human::render(&diagnostics, &sources, &style(true)).contains("\u{1b}["));
    assert!(!human::render(&diagnostics, &sources, &style(false)).contains('\u{1b}'));
}

#[test]
fn warnings_do_not_stop_publication() {
    let sources = sources(&[("a.md", "words\n")]);
    let place = span(&sources, "a.md", "words");
    let text = report(&sources, [Diagnostic::warning(found::INVALID_VALUE, place, "these words")]);
    assert!(text.ends_with("\n\n1 warning in 1 file.\n"), "{text}");
}

#[test]
fn a_dozen_of_a_rule_are_shown_and_the_rest_is_counted_file_by_file() {
    let paths = ["a.md", "b.md", "c.md", "d.md", "e.md", "f.md"];
    let sources =
        sources(&paths.map(|path| (path, "wrong ".repeat(9))).each_ref().map(|(path, text)| (*path, text.as_str())));
    let finding = |path: &str, number: usize| {
        let place = Span::new(id(&sources, path), number * 6, number * 6 + 5);
        Diagnostic::error(found::INVALID_VALUE, place, "this is wrong")
    };
    let many = paths.iter().flat_map(|path| (0..9).map(|number| finding(path, number)));
    let other = Diagnostic::error(found::DEAD_LINK, Span::new(id(&sources, "a.md"), 0, 11), "another rule");
    let text = report(&sources, many.chain([other]));
    assert_eq!(text.matches("this is wrong").count(), 12);
    assert_eq!(text.matches("another rule").count(), 1);
    assert!(
        text.contains("... and 42 more of invalid-value: 9 in c.md, 9 in d.md, 9 in e.md, 15 in 2 others\n"),
        "{text}"
    );
}

#[test]
fn a_thirteenth_is_shown_rather_than_counted() {
    let sources = sources(&[("a.md", &"wrong ".repeat(13))]);
    let many = (0..13).map(|number| {
        Diagnostic::error(
            found::INVALID_VALUE,
            Span::new(id(&sources, "a.md"), number * 6, number * 6 + 5),
            "this is wrong",
        )
    });
    let text = report(&sources, many);
    assert_eq!(text.matches("this is wrong").count(), 13);
    assert!(!text.contains("more of"), "{text}");
}

#[test]
fn what_was_asked_for_alone_is_shown_up_to_a_hundred() {
    let sources = sources(&[("a.md", &"wrong ".repeat(300))]);
    let all = collected((0..300).map(|number| {
        Diagnostic::error(
            found::INVALID_VALUE,
            Span::new(id(&sources, "a.md"), number * 6, number * 6 + 5),
            "this is wrong",
        )
    }));
    let only = Some(found::INVALID_VALUE.0.to_owned());
    let style = human::Style { only, folder: "our plan".to_owned(), ..human::Style::default() };
    let text = human::render(&all, &sources, &style);
    assert_eq!(text.matches("this is wrong").count(), 100);
    assert!(text.contains("... and 200 more of invalid-value: 200 in our plan/a.md\n"), "{text}");
    assert!(text.contains("To see them: gobag check 'our plan' --only invalid-value --format short\n"), "{text}");
}

#[test]
fn findings_on_the_same_words_are_one_drawing_with_a_list() {
    let sources = sources(&[("a.md", "wrong\n")]);
    let place = || Span::new(id(&sources, "a.md"), 0, 5);
    let text = report(
        &sources,
        [
            Diagnostic::warning(found::DEAD_LINK, place(), "a smaller thing"),
            Diagnostic::error(found::INVALID_VALUE, place(), "one thing").help("type one"),
            Diagnostic::error(found::INVALID_VALUE, place(), "another thing").help("type another"),
            Diagnostic::error(found::INVALID_VALUE, place(), "this has its own drawing").label("since it points here"),
        ],
    );
    assert_data_eq!(
        text,
        str![[r#"
error: 3 things to mend here
 --> a.md:1:1
  |
1 | wrong
  | ^^^^^
  |
  = invalid-value: one thing
                   type one
  = invalid-value: another thing
                   type another
  = dead-link (warning): a smaller thing

error[invalid-value]: this has its own drawing
 --> a.md:1:1
  |
1 | wrong
  | ^^^^^ since it points here

3 errors and 1 warning in 1 file. Nothing was published.

"#]]
    );
}

#[test]
fn services_get_the_urgent_first_and_editors_file_by_file() {
    let sources = sources(&[("a.md", "wrong\n"), ("b.md", "wrong\n")]);
    let all = collected([
        Diagnostic::error(found::DEAD_LINK, span(&sources, "a.md", "wrong"), "leads nowhere"),
        Diagnostic::error(found::HIDDEN_REFERENCE, span(&sources, "b.md", "wrong"), "is shown"),
        Diagnostic::warning(found::DEAD_LINK, span(&sources, "a.md", "w"), "is a small thing"),
    ]);
    let order = |text: &str| {
        let mut words = ["leads nowhere", "is shown", "is a small thing"];
        words.sort_by_key(|words| text.find(words).expect("every finding is told"));
        words
    };
    // GitHub shows ten errors and ten warnings, and drops the rest.
    assert_eq!(order(&github::render(&all, &sources, "")), ["is shown", "leads nowhere", "is a small thing"]);
    assert_eq!(order(&short::render(&all, &sources)), ["is a small thing", "leads nowhere", "is shown"]);
    let log: serde_json::Value = serde_json::from_str(&sarif::render(&all, &sources, "")).expect("it is JSON");
    let results = log["runs"][0]["results"].as_array().expect("a list").iter();
    let ranks: Vec<_> = results.map(|result| (result["ruleId"].as_str(), result["rank"].as_f64())).collect();
    let expected = [("dead-link", 20.0), ("dead-link", 40.0), ("hidden-reference", 100.0)];
    assert_eq!(ranks, expected.map(|(rule, rank)| (Some(rule), Some(rank))));
}

#[test]
fn json_is_one_object_with_every_finding() {
    let (sources, diagnostics) = handbook();
    let text = json::render(&diagnostics, &sources, 7);
    assert!(!text.contains('\n'));
    let object: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_data_eq!(
        serde_json::to_string_pretty(&object).expect("it is JSON"),
        str![[r#"
{
  "diagnostics": [
    {
      "end": {
        "column": 11,
        "line": 5,
        "offset": 47
      },
      "help": "type @teacher",
      "message": "there is no role \"techer\"",
      "path": "procedures/lockdown.md",
      "related": [
        {
          "end": {
            "column": 15,
            "line": 2,
            "offset": 23
          },
          "message": "the nearest is here",
          "path": "roles.toml",
          "start": {
            "column": 6,
            "line": 2,
            "offset": 14
          }
        }
      ],
      "rule": "unresolved-reference",
      "severity": "error",
      "start": {
        "column": 4,
        "line": 5,
        "offset": 40
      }
    },
    {
      "end": {
        "column": 15,
        "line": 5,
        "offset": 48
      },
      "help": null,
      "message": "two roles have the id \"teacher\"",
      "path": "roles.toml",
      "related": [
        {
          "end": {
            "column": 15,
            "line": 2,
            "offset": 23
          },
          "message": "first here",
          "path": "roles.toml",
          "start": {
            "column": 6,
            "line": 2,
            "offset": 14
          }
        }
      ],
      "rule": "duplicate-id",
      "severity": "error",
      "start": {
        "column": 6,
        "line": 5,
        "offset": 39
      }
    },
    {
      "end": null,
      "help": "make contacts.toml with a [[contact]] in it",
      "message": "there is no list of contacts",
      "path": "contacts.toml",
      "related": [],
      "rule": "missing-field",
      "severity": "warning",
      "start": null
    }
  ],
  "summary": {
    "documents": 7,
    "errors": 2,
    "warnings": 1
  },
  "version": 1
}
"#]]
        .raw()
    );
}
