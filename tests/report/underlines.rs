//! Where the underline stands: under the right words, whatever stands before them and however long the line is.

use gobag::diagnostic::{Diagnostic, found};
use gobag::report::{human, json};
use gobag::source::Span;
use snapbox::{assert_data_eq, str};

use super::{collected, id, report, sources, underlined};

#[test]
fn underlines_stand_under_their_words() {
    let texts = [
        ("\tfirst\ta tab\tlast\n", "a tab"),
        ("避難場所 is the playground 校庭\n", "校庭"),
        ("e\u{301}vacuation and re\u{301}union now\n", "now"),
        ("one\r\ntwo three\r\nfour\r\n", "three"),
        ("no line end", "end"),
        ("👩‍👩‍👧 family words\n", "words"),
        ("first\nsecond line\nthird\n", "line\nthird"),
    ];
    let all: String = texts.iter().map(|(text, words)| underlined(text, words)).collect();
    assert_data_eq!(
        all,
        str![[r#"
error[invalid-value]: these words
 --> pages/a.md:1:8
  |
1 |     first    a tab    last
  |              ^^^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:1:24
  |
1 | 避難場所 is the playground 校庭
  |                            ^^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:1:26
  |
1 | évacuation and réunion now
  |                        ^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:2:5
  |
2 | two three
  |     ^^^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:1:9
  |
1 | no line end
  |         ^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:1:14
  |
1 | 👩👩👧 family words
  |               ^^^^^ here

1 error in 1 file. Nothing was published.
error[invalid-value]: these words
 --> pages/a.md:2:8
  |
2 | second line
  |        ^^^^ here

1 error in 1 file. Nothing was published.

"#]]
    );
}

#[test]
fn the_ends_of_files() {
    let all: String = [("", 0), ("word", 4), ("word\n", 4), ("word\n", 5), ("word\r\n", 6), ("word\r\n", 5)]
        .iter()
        .map(|(text, at)| {
            let sources = sources(&[("a.md", text)]);
            let place = Span::new(id(&sources, "a.md"), *at, *at);
            report(&sources, [Diagnostic::error(found::MISSING_FIELD, place, "something is missing").label("here")])
        })
        .collect();
    assert_data_eq!(
        all,
        str![[r#"
error[missing-field]: something is missing
 --> a.md:1:1
  |
1 |
  | ^ here

1 error in 1 file. Nothing was published.
error[missing-field]: something is missing
 --> a.md:1:5
  |
1 | word
  |     ^ here

1 error in 1 file. Nothing was published.
error[missing-field]: something is missing
 --> a.md:1:5
  |
1 | word
  |     ^ here

1 error in 1 file. Nothing was published.
error[missing-field]: something is missing
 --> a.md:2:1
  |
2 |
  | ^ here

1 error in 1 file. Nothing was published.
error[missing-field]: something is missing
 --> a.md:2:1
  |
2 |
  | ^ here

1 error in 1 file. Nothing was published.
error[missing-field]: something is missing
 --> a.md:1:5
  |
1 | word
  |     ^ here

1 error in 1 file. Nothing was published.

"#]]
    );
}

#[test]
fn spans_that_are_not_right_do_not_bring_it_down() {
    let text = "é\n\u{0}x";
    let sources = sources(&[("a.md", text)]);
    for start in 0..9 {
        for end in 0..9 {
            let place = Span::new(id(&sources, "a.md"), start, end);
            let found =
                Diagnostic::error(found::MISSING_FIELD, place, "two\nlines").label("a\r\nb").help("c\u{1b}[31md\ne");
            let text = report(&sources, [found]);
            assert!(!text.contains('\u{1b}'), "no control characters reach the terminal");
        }
    }
}

#[test]
fn a_megabyte_in_one_line_is_trimmed_around_the_words() {
    let text = format!("{}needle{}", "straw ".repeat(100_000), " straw".repeat(100_000));
    assert_data_eq!(
        underlined(&text, "needle"),
        str![[r#"
error[invalid-value]: these words
 --> pages/a.md:1:600001
  |
1 | ... straw straw straw straw straw straw straw straw needle straw straw straw straw straw straw straw straw straw ...
  |                                                     ^^^^^^ here

1 error in 1 file. Nothing was published.

"#]]
    );
    let wide = format!("{}針{}", "わら".repeat(100_000), "わら".repeat(100_000));
    let shown = underlined(&wide, "針");
    assert!(shown.lines().all(|line| line.chars().count() < 140), "{shown}");
    let all = underlined(&text, &text);
    assert!(all.lines().all(|line| line.chars().count() < 140), "{all}");
}

#[test]
fn a_line_of_twenty_thousand_findings_is_quick() {
    let text = "wrong ".repeat(20_000);
    let sources = sources(&[("a.md", &text)]);
    let file = id(&sources, "a.md");
    let all = collected((0..20_000).map(|number| {
        Diagnostic::error(found::INVALID_VALUE, Span::new(file, number * 6, number * 6 + 5), "this is wrong")
    }));
    let text = human::render(&all, &sources, &human::Style { publishing: true, ..human::Style::default() });
    assert_eq!(text.matches("this is wrong").count(), 12);
    assert!(text.contains("\n... and 19988 more of invalid-value: 19988 in a.md\n"), "{text}");
    assert!(text.contains("\n    To see them: gobag check --only invalid-value\n"), "{text}");
    assert!(text.ends_with("20000 errors in 1 file. Nothing was published.\n"));
    let object: serde_json::Value = serde_json::from_str(&json::render(&all, &sources, 1)).expect("it is JSON");
    assert_eq!(object["diagnostics"].as_array().expect("a list").len(), 20_000);
    assert_eq!(object["diagnostics"][19_999]["end"]["column"], 120_000);
}
