//! `Diagnostics` become SARIF 2.1.0 (OASIS standard), which code-scanning services read.

use serde_json::{Value, json};

use super::{Positions, path_of};
use crate::diagnostic::{Diagnostics, Label, Place, RuleName, Severity};
use crate::plan::UrlPath;
use crate::rules::{RULES, Rule, Urgency};
use crate::source::Sources;

/// The report as one JSON document. `folder` is the handbook's, put before every path. Every finding is in it, file by
/// file; services sort them by `level` and `rank`.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, folder: &str) -> String {
    let mut positions = Positions::new(sources);
    let mut writer = Writer { sources, positions: &mut positions, folder };
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let words = match &diagnostic.help {
                Some(help) => format!("{}. {help}", diagnostic.message),
                None => diagnostic.message.clone(),
            };
            let mut result = json!({
                "ruleId": diagnostic.rule.0,
                "level": level(diagnostic.severity),
                "rank": rank(Urgency::of(diagnostic.rule, diagnostic.severity)),
                "message": { "text": words },
                "locations": [writer.location(&diagnostic.label)],
            });
            if let Some(index) = index_of(diagnostic.rule) {
                result["ruleIndex"] = json!(index);
            }
            if !diagnostic.related.is_empty() {
                result["relatedLocations"] = diagnostic.related.iter().map(|label| writer.location(label)).collect();
            }
            result
        })
        .collect();
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "gobag",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| page(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    document.to_string()
}

/// What is said of a rule.
fn page(rule: &Rule) -> Value {
    json!({
        "id": rule.name.0,
        "shortDescription": { "text": rule.what },
        "fullDescription": { "text": rule.why },
        "defaultConfiguration": { "level": level(rule.severity) },
        "properties": { "tags": [rule.group.name()] },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// What a service sorts by, from 0 to 100.
fn rank(urgency: Urgency) -> f64 {
    match urgency {
        Urgency::Exposed => 100.0,
        Urgency::Unreadable => 80.0,
        Urgency::Unsafe => 60.0,
        Urgency::Faulty => 40.0,
        Urgency::Weak => 20.0,
    }
}

fn index_of(name: RuleName) -> Option<usize> {
    RULES.iter().position(|rule| rule.name == name)
}

/// What all places share.
struct Writer<'a, 'p> {
    sources: &'a Sources,
    positions: &'p mut Positions<'a>,
    folder: &'a str,
}

impl Writer<'_, '_> {
    fn location(&mut self, label: &Label) -> Value {
        let path = path_of(&label.place, self.sources);
        let path = match self.folder {
            "" | "." => path.to_owned(),
            folder => format!("{}/{path}", folder.trim_end_matches('/')),
        };
        let mut physical = json!({ "artifactLocation": { "uri": UrlPath::new(path).encoded() } });
        if let Place::Words(span) = &label.place {
            let start = self.positions.find(span.source, span.start as usize);
            let end = self.positions.find(span.source, span.end as usize);
            physical["region"] = json!({
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
                "byteOffset": start.offset,
                "byteLength": end.offset - start.offset,
            });
        }
        let mut location = json!({ "physicalLocation": physical });
        if !label.text.is_empty() {
            location["message"] = json!({ "text": label.text });
        }
        location
    }
}
