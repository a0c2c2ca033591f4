//! What a translation or a school's text was made after: the codes of the sections that it translates or replaces. And the
//! code of what stands before a document's first section, its front matter's words among it.

use std::collections::BTreeMap;

use super::{Content, Document, Prose, whole};
use crate::fields::{Fields, Placed, Revision};
use crate::source::Span;

/// The key under which the words before the first section stand.
pub const FRONT: &str = "front_matter";

/// `[translates]` or `[replaces]` in front matter; `gobag translate accept` and `gobag diff --accept` write it.
#[derive(Clone, Debug)]
pub struct Basis {
    /// A section's id, or [`FRONT`], and the code that it had.
    pub codes: BTreeMap<String, Placed<Revision>>,
    /// Where the table stands.
    pub span: Span,
}

impl Basis {
    /// Reads the table that this document may have.
    pub(super) fn read(fields: &mut Fields<'_>, translates: bool, local: bool) -> Option<Basis> {
        let mut table = match (translates, local) {
            (true, _) => fields.table("translates"),
            (false, true) => fields.table("replaces"),
            (false, false) => None,
        }?;
        let span = table.first_line();
        let codes = table.entries::<Revision>().into_iter().map(|(key, code)| (key.value, code)).collect();
        Some(Basis { codes, span })
    }
}

impl Document {
    /// The code of its title, its summary, the words that its kind adds and what was typed before the first heading. A date,
    /// an owner or a source is nothing to translate.
    #[must_use]
    pub fn front_typed(&self) -> Revision {
        let mut words = vec![self.common.title.value.clone(), self.common.summary.plain(), self.body.typed.to_string()];
        match &self.content {
            Content::Procedure(procedure) => {
                words.extend(procedure.brief.clone());
                let said = [&procedure.trigger, &procedure.announcement, &procedure.all_clear].into_iter();
                let said = said.chain(&procedure.not_for).chain(&procedure.supplies);
                let needs = procedure.accommodations.iter().flat_map(|need| [&need.need, &need.support]);
                words.extend(said.chain(needs).map(Prose::plain));
            }
            Content::Practice(practice) => {
                words.extend(practice.training.as_ref().map(|training| training.value.clone()));
                words.extend(practice.group_size.clone());
            }
            Content::Policy(policy) => {
                let said = policy.adopted_by.iter().chain(&policy.applies_to).chain(&policy.law);
                words.extend(said.map(Prose::plain));
            }
            Content::Assessment(assessment) => {
                whole::proses(self, &mut |prose| words.push(prose.plain()));
                let questions = assessment.questions();
                words.extend(
                    questions.flat_map(|(_, question)| question.options.iter().map(|option| option.label.clone())),
                );
            }
            Content::Annex(_) | Content::Page(_) => {}
        }
        Revision::of(&blake3::hash(words.join("\n").as_bytes()))
    }
}

/// The text of a document with a table of codes as the last thing in its front matter, in the place of one that is there.
#[must_use]
pub fn with_codes(text: &str, table: &str, codes: &[(String, Revision)]) -> String {
    let header = format!("[{table}]");
    let mut lines = text.split_inclusive('\n');
    let mut out = String::with_capacity(text.len() + 64 * codes.len());
    let mut inside = false;
    out.extend(lines.next());
    for line in lines.by_ref() {
        let trimmed = line.trim_end();
        if trimmed == "+++" {
            let kept = out.trim_end().len();
            out.truncate(kept);
            out.push_str(&format!("\n\n{header}\n"));
            codes.iter().for_each(|(key, code)| out.push_str(&format!("{key} = \"{code}\"\n")));
            out.push_str(line);
            break;
        }
        inside = if trimmed.starts_with('[') { trimmed == header } else { inside };
        if !inside {
            out.push_str(line);
        }
    }
    out.extend(lines);
    out
}
