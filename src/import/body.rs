//! Headings, paragraphs and steps, one after the other, into the Markdown of a document.

use std::collections::BTreeSet;

use super::flow::Words;
use crate::document::body::Phase;
use crate::fields::Named as _;

/// A document's text while it grows.
#[derive(Default)]
pub(super) struct Body {
    pub(super) text: String,
    pub(super) is_procedure: bool,
    /// Who takes the steps of the list below.
    pub(super) role: Option<Vec<String>>,
    pub(super) steps: usize,
    pub(super) in_list: bool,
    pub(super) phases: BTreeSet<Phase>,
}

impl Body {
    pub(super) fn heading(&mut self, level: u8, words: &Words) {
        self.end_list();
        self.role = None;
        self.steps = 0;
        let lower = words.plain.trim().to_lowercase();
        let first = lower.split_whitespace().next().unwrap_or("").trim_end_matches([':', ',']);
        let phase = match first {
            "before" | "antes" => Some(Phase::Before),
            "during" | "durante" => Some(Phase::During),
            "after" | "después" | "despues" => Some(Phase::After),
            _ => None,
        };
        let phase = phase.filter(|_| self.is_procedure);
        let attribute = phase.map_or(String::new(), |phase| format!(" {{phase={}}}", phase.name()));
        self.phases.extend(phase);
        let text = words.markdown.trim();
        let attribute = if text.ends_with('}') { "" } else { &attribute };
        self.text.push_str(&format!("{} {text}{attribute}\n\n", "#".repeat(usize::from(level.max(2)))));
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        self.end_list();
        self.text.push_str(text);
        self.text.push_str("\n\n");
    }

    pub(super) fn step(&mut self, roles: &[String], text: &str) {
        self.steps += 1;
        let roles: Vec<String> = roles.iter().map(|role| format!("@{role}")).collect();
        self.text.push_str(&format!("{}. {}: {text}\n", self.steps, roles.join(" ")));
        self.in_list = true;
    }

    pub(super) fn item(&mut self, ordered: bool, text: &str) {
        if ordered {
            self.steps += 1;
            self.text.push_str(&format!("{}. {text}\n", self.steps));
        } else {
            self.text.push_str(&format!("- {text}\n"));
        }
        self.in_list = true;
    }

    pub(super) fn nested(&mut self, depth: usize, text: &str) {
        self.text.push_str(&format!("{}- {text}\n", "   ".repeat(depth.min(6))));
    }

    pub(super) fn end_list(&mut self) {
        if self.in_list {
            self.text.push('\n');
        }
        self.in_list = false;
    }
}
