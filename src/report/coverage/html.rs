//! `Coverage` becomes one accessible page without a script, to open, print or send: everything it needs is in it.
//!
//! Its style stands in the file, since it belongs to no site. States are told in words and by a sign, never by colour
//! alone (WCAG 2.2, 1.4.1); colours are 4.5 to 1 or better on both grounds.

use std::fmt::Write;

use super::super::Positions;
use super::{HOW, position, weakness};
use crate::coverage::{Coverage, Covered, Evidence, Status};
use crate::source::Sources;

const STYLE: &str = "\
:root{color-scheme:light dark;--ink:#1b2126;--soft:#4a555e;--line:#c3cbd1;--ground:#fff;--good:#1c6b3a;--weak:#7a4f00;\
--bad:#a3182f}\
@media(prefers-color-scheme:dark){:root{--ink:#eef2f4;--soft:#b4bfc7;--line:#48535b;--ground:#14191d;--good:#7fd3a0;\
--weak:#f0c36b;--bad:#ff9dab}}\
body{margin:0 auto;max-width:62rem;padding:1.5rem;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);\
background:var(--ground)}\
h1,h2{line-height:1.2}h2{margin-top:2.5rem}\
.counts{font-size:1.25rem;font-weight:600}.soft{color:var(--soft)}\
table{border-collapse:collapse;width:100%}caption{text-align:start;color:var(--soft);padding-block:.25rem}\
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}\
thead th{color:var(--soft);font-weight:600}tbody th{font-weight:600}\
.state{white-space:nowrap;font-weight:600}\
.present{color:var(--good)}.thin{color:var(--weak)}.missing{color:var(--bad)}.not-applicable{color:var(--soft)}\
ul{margin:0;padding-inline-start:1.1rem}p{margin:.25rem 0}code{overflow-wrap:anywhere}\
@media(max-width:40rem){thead{position:absolute;clip-path:inset(50%);height:1px;overflow:hidden}\
table,caption,tbody,tr,th,td{display:block;border:0;padding:.1rem 0}tr{border-bottom:1px solid var(--line);padding-block:.75rem}}\
@media print{body{max-width:none;padding:0;font-size:10pt}tr{break-inside:avoid}h2{break-after:avoid}}";

/// The columns. Roles are written out, since a style that sets rows one below another on a phone would take them away.
const HEAD: &str = "<thead role=\"rowgroup\"><tr role=\"row\"><th role=\"columnheader\" scope=\"col\">State</th>\
    <th role=\"columnheader\" scope=\"col\">Element</th><th role=\"columnheader\" scope=\"col\">What was found</th>\
    </tr></thead>\n";

/// The report as a whole HTML document.
///
/// # Panics
/// Never: text can always grow.
#[must_use]
pub fn render(coverage: &Coverage, sources: &Sources) -> String {
    let mut page = Page { positions: Positions::new(sources), html: String::new() };
    let title = format!("Completeness of {}", coverage.handbook);
    page.html.push_str("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.html.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.html.push_str("<meta name=\"robots\" content=\"noindex\">\n");
    page.element("title", &title);
    write!(page.html, "<style>{STYLE}</style>\n</head>\n<body>\n<main>\n").expect(GROWS);
    page.element("h1", &title);
    writeln!(page.html, "<p class=\"counts\">{}</p>", escaped(&coverage.counts())).expect(GROWS);
    page.element("p", &format!("Held against \"{}\" on {}.", coverage.title, coverage.today));
    page.element("p", &coverage.statement());
    for part in &coverage.parts {
        page.element("h2", &part.title);
        let present = part.elements.iter().filter(|covered| covered.status == Status::Present).count();
        write!(
            page.html,
            "<table role=\"table\">\n<caption>{present} of {} present</caption>\n{HEAD}<tbody role=\"rowgroup\">\n",
            part.elements.len()
        )
        .expect(GROWS);
        part.elements.iter().for_each(|covered| page.row(covered));
        page.html.push_str("</tbody>\n</table>\n");
    }
    page.element("h2", "How a text is counted");
    page.element("p", HOW);
    if let Some(source) = &coverage.source {
        writeln!(page.html, "<p class=\"soft\">{}</p>", escaped(source)).expect(GROWS);
    }
    page.html.push_str("</main>\n</body>\n</html>\n");
    page.html
}

const GROWS: &str = "text can always grow";

struct Page<'a> {
    positions: Positions<'a>,
    html: String,
}

impl Page<'_> {
    fn element(&mut self, tag: &str, words: &str) {
        writeln!(self.html, "<{tag}>{}</{tag}>", marked(words)).expect(GROWS);
    }

    fn row(&mut self, covered: &Covered) {
        let Covered { element, status, .. } = covered;
        let (class, sign) = match status {
            Status::Present => ("present", "✓"),
            Status::Thin => ("thin", "◐"),
            Status::Missing => ("missing", "✗"),
            Status::NotApplicable => ("not-applicable", "–"),
        };
        let name = escaped(element.name());
        write!(
            self.html,
            "<tr role=\"row\" id=\"{name}\"><td role=\"cell\" class=\"state {class}\"><span aria-hidden=\"true\">{sign} </span>{}</td>\
             <th role=\"rowheader\" scope=\"row\">{name} {}</th><td role=\"cell\">",
            status.words(),
            escaped(&element.title)
        )
        .expect(GROWS);
        if *status != Status::Present {
            self.element("p", &format!("Looked for: {}", element.looks_for));
        }
        if !covered.reasons.is_empty() {
            self.element("p", &format!("Because: {}.", covered.reasons.join("; ").trim_end_matches('.')));
        }
        if let Some(first) = &covered.first {
            writeln!(self.html, "<p><strong>First:</strong> {}</p>", marked(first)).expect(GROWS);
        }
        if !covered.evidence.is_empty() {
            self.html.push_str("<ul>\n");
            covered.evidence.iter().for_each(|evidence| self.piece(evidence));
            self.html.push_str("</ul>");
        }
        self.html.push_str("</td></tr>\n");
    }

    fn piece(&mut self, evidence: &Evidence) {
        let line = position(evidence, &mut self.positions).map_or(String::new(), |at| format!(":{}", at.line));
        write!(self.html, "<li>{} <code>{}{line}</code>", escaped(&evidence.title), escaped(&evidence.path))
            .expect(GROWS);
        if evidence.is_text() {
            write!(self.html, " <span class=\"soft\">{} words</span>", evidence.words).expect(GROWS);
        }
        if let Some(weakness) = weakness(evidence) {
            write!(self.html, ", but {}", marked(&weakness)).expect(GROWS);
        }
        self.html.push_str("</li>\n");
    }
}

/// Words with the signs that mean something in HTML written out.
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// The same, with what stands between backticks as code; all that our own sentences need of Markdown.
fn marked(words: &str) -> String {
    let pieces: Vec<&str> = words.split('`').collect();
    let closes = pieces.len() % 2 == 1;
    let mut marked = String::with_capacity(words.len());
    for (at, piece) in pieces.iter().enumerate() {
        if at % 2 == 1 && closes {
            write!(marked, "<code>{}</code>", escaped(piece)).expect(GROWS);
        } else {
            if at > 0 && !closes {
                marked.push('`');
            }
            marked.push_str(&escaped(piece));
        }
    }
    marked
}
