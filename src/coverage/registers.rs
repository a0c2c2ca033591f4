//! Registers as evidence: what their rows show, and what the rows leave out.

use super::evidence::{Evidence, Kind};
use super::text::words_below;
use super::weakness::Weakness;
use crate::config::Rank;
use crate::diagnostic::Place;
use crate::document::body::{Part, Phase};
use crate::document::{Content, Document, walk};
use crate::fields::Named as _;
use crate::handbook::Handbook;
use crate::handbook::framework::{Element, Register};
use crate::handbook::hazards::Hazard;
use crate::handbook::roles::{Role, RoleGroup};
use crate::source::Span;

/// What registers have to say to an element.
pub(super) fn evidence(handbook: &Handbook, element: &Element) -> Vec<Evidence> {
    let full = element.registers.iter().map(|register| (register.value, Kind::Register));
    let beside = element.beside.iter().map(|register| (register.value, Kind::Beside));
    full.chain(beside).filter_map(|(register, kind)| shown(handbook, register)?.evidence(kind)).collect()
}

/// What a register shows.
struct Shown {
    title: &'static str,
    path: String,
    place: Place,
    rank: Rank,
    weaknesses: Vec<Weakness>,
}

impl Shown {
    fn evidence(self, kind: Kind) -> Option<Evidence> {
        let Shown { title, path, place, rank, weaknesses } = self;
        Some(Evidence { kind, title: title.to_owned(), place, path, words: 0, rank, school: None, weaknesses })
    }
}

/// The rows of one register while they are counted.
struct Rows<'h> {
    handbook: &'h Handbook,
    title: &'static str,
    file: &'static str,
    /// Where each row stands.
    spans: Vec<Span>,
}

impl Rows<'_> {
    /// What the rows show; nothing where there are none. `faults` are the rows that leave something out, what, and what
    /// to add.
    fn shown(self, faults: Vec<(Vec<Span>, &str, &str)>) -> Option<Shown> {
        let first = *self.spans.first()?;
        let faults: Vec<_> = faults.into_iter().filter(|(rows, _, _)| !rows.is_empty()).collect();
        let worst = faults.first().and_then(|(rows, _, _)| rows.first()).copied();
        let weaknesses = faults.into_iter().map(|(rows, what, remedy)| Weakness::Rows {
            what: format!("{} of {} {what}", rows.len(), self.spans.len()),
            remedy: remedy.to_owned(),
        });
        Some(Shown {
            title: self.title,
            path: self.file.to_owned(),
            place: Place::Words(worst.unwrap_or(first)),
            rank: self.handbook.config.audiences.default_rank(),
            weaknesses: weaknesses.collect(),
        })
    }
}

/// What one register shows, if it shows anything.
fn shown(handbook: &Handbook, register: Register) -> Option<Shown> {
    let rows = |title, file, spans: Vec<Span>| Rows { handbook, title, file, spans };
    match register {
        Register::Cover => cover(handbook),
        Register::Approvals => {
            let all = &handbook.approvals.approvals;
            let unsigned = all.iter().filter(|row| row.name.is_none() || row.signed.is_none()).map(|row| row.span);
            rows("Approvals", "approvals.toml", all.iter().map(|row| row.span).collect()).shown(vec![(
                unsigned.collect(),
                "signatures have no name or no date",
                "Have it signed, and add `name` and `signed`.",
            )])
        }
        Register::Supersedes => {
            let all = &handbook.approvals.approvals;
            let is_whole = |row: &&crate::handbook::approvals::Approval| {
                row.name.is_some() && row.signed.is_some() && row.supersedes.is_some()
            };
            let without = all.iter().filter(|row| !is_whole(row)).map(|row| row.span);
            rows("Approvals", "approvals.toml", all.iter().map(|row| row.span).collect()).shown(vec![(
                without.collect(),
                "signatures do not say by whom, when, or which release they replace",
                "Add `name`, `signed` and `supersedes`.",
            )])
        }
        Register::Changes => {
            let all = &handbook.approvals.changes;
            let without = all.iter().filter(|row| row.date.is_none() || row.by.is_none()).map(|row| row.span);
            rows("Record of changes", "approvals.toml", all.iter().map(|row| row.span).collect()).shown(vec![(
                without.collect(),
                "changes do not say when or by whom",
                "Add `date` and `by`.",
            )])
        }
        Register::Distribution => {
            let all = &handbook.approvals.distribution;
            let without = all.iter().filter(|row| row.agency.is_none() || row.date.is_none()).map(|row| row.span);
            rows("Record of distribution", "approvals.toml", all.iter().map(|row| row.span).collect()).shown(vec![(
                without.collect(),
                "copies do not say for which agency or since when",
                "Add `agency` and `date`.",
            )])
        }
        Register::Ratings => ratings(handbook),
        Register::Drills => {
            let drills = &handbook.drills;
            let planned: Vec<Span> = drills.plans.iter().map(|plan| plan.span).collect();
            let recorded: Vec<Span> = drills.records.iter().map(|record| record.span).collect();
            let unrecorded = if recorded.is_empty() { planned.clone() } else { Vec::new() };
            rows("Drills", "drills.toml", if recorded.is_empty() { planned } else { recorded }).shown(vec![(
                unrecorded,
                "drills are only planned: none is recorded",
                "Hold the drills, and add a `[[record]]` for each.",
            )])
        }
        Register::Command => {
            let all = in_command(handbook);
            let unheld = all.iter().filter(|role| role.primary.is_none()).map(|role| role.span);
            rows("Roles of incident command", "roles.toml", all.iter().map(|role| role.span).collect()).shown(vec![(
                unheld.collect(),
                "roles do not say which post holds them",
                "Add `primary`.",
            )])
        }
        Register::Roles => {
            let all = &handbook.roles;
            // Titles alone say nothing about who does what.
            if !all.iter().any(has_tasks) {
                return None;
            }
            let idle = all.iter().filter(|role| !has_tasks(role)).map(|role| role.span);
            rows("Roles and their tasks", "roles.toml", all.iter().map(|role| role.span).collect()).shown(vec![(
                idle.collect(),
                "roles have no tasks",
                "Add what they do: `before`, `first_five`, `during`, `after`.",
            )])
        }
        Register::Succession => {
            let all = in_command(handbook);
            let is_deep = all.iter().any(|role| role.group == RoleGroup::Command && role.alternates.len() >= 2);
            let spans: Vec<Span> = all.iter().map(|role| role.span).collect();
            let shallow = if is_deep { Vec::new() } else { spans.clone() };
            rows("Who steps in for incident command", "roles.toml", spans).shown(vec![(
                shallow,
                "command roles have fewer than two who step in",
                "Add two `alternates` to the commander.",
            )])
        }
        Register::Contacts => {
            let all = &handbook.contacts;
            let unverified = all.iter().filter(|contact| contact.verified.is_none()).map(|contact| contact.span);
            rows("Contacts", "contacts.toml", all.iter().map(|contact| contact.span).collect()).shown(vec![(
                unverified.collect(),
                "contacts were never verified",
                "Call them, and add `verified`.",
            )])
        }
        Register::Agreements => {
            let all: Vec<_> =
                handbook.places.iter().filter(|place| place.off_site || place.agreement_expires.is_some()).collect();
            let holds = |day: jiff::civil::Date| day >= handbook.today;
            let lapsed =
                all.iter().filter(|place| !place.agreement_expires.as_ref().is_some_and(|day| holds(day.value)));
            rows("Agreements about places", "places.toml", all.iter().map(|place| place.span).collect()).shown(vec![(
                lapsed.map(|place| place.span).collect(),
                "places off site have no agreement in force",
                "Renew the agreement, and set `agreement_expires`.",
            )])
        }
        Register::Goals => {
            annexes(handbook, "Goals and objectives in the annexes", &[Part::Goal, Part::Objectives], |lacking, of| {
                Weakness::Rows {
                    what: format!("{lacking} of {of} annexes lack a goal or objectives in a phase"),
                    remedy: "Write `### Goal` and `### Objectives` below *Before*, *During* and *After*.".to_owned(),
                }
            })
        }
        Register::Actions => {
            annexes(handbook, "Courses of action in the annexes", &[Part::Actions], |lacking, of| Weakness::Rows {
                what: format!("{lacking} of {of} annexes lack courses of action in a phase"),
                remedy: "Write `### Courses of action` below *Before*, *During* and *After*.".to_owned(),
            })
        }
    }
}

/// The printed cover is made from `handbook.toml`; its date is the release's.
fn cover(handbook: &Handbook) -> Option<Shown> {
    let config = &handbook.config;
    if config.title.is_empty() || config.publisher.is_empty() {
        return None;
    }
    let is_dated = handbook.approvals.approvals.iter().any(|row| row.signed.is_some() && row.release.is_some());
    let undated = Weakness::Rows {
        what: "no release is signed, so the cover has no date".to_owned(),
        remedy: "Add an `[[approval]]` with `release` and `signed` to approvals.toml.".to_owned(),
    };
    Some(Shown {
        title: "Title and publisher",
        path: crate::config::FILE.to_owned(),
        place: Place::File(crate::config::FILE.to_owned()),
        rank: Rank::LOWEST,
        weaknesses: if is_dated { Vec::new() } else { vec![undated] },
    })
}

fn ratings(handbook: &Handbook) -> Option<Shown> {
    let all = &handbook.hazards;
    let spans = |rows: &mut dyn Iterator<Item = &Hazard>| rows.map(|hazard| hazard.span).collect::<Vec<Span>>();
    let unreasoned = spans(&mut all.iter().filter(|hazard| hazard.reason.is_none() || hazard.assessed.is_none()));
    let is_overdue = |hazard: &&Hazard| {
        let due = hazard.assessed.as_ref().and_then(|day| handbook.config.review_interval.after(day.value));
        due.is_some_and(|due| due < handbook.today)
    };
    let overdue = spans(&mut all.iter().filter(is_overdue));
    let rank = all.iter().map(|hazard| handbook.hazard_rank(hazard)).min()?;
    let rows = Rows { handbook, title: "Risk register", file: "hazards.toml", spans: spans(&mut all.iter()) };
    let shown = rows.shown(vec![
        (unreasoned, "entries give no reason for their priority or no date", "Add `reason` and `assessed`."),
        (overdue, "entries are due to be rated again", "Rate them again with the team, and set `assessed`."),
    ])?;
    Some(Shown { rank, ..shown })
}

/// Roles of incident command and its general staff.
fn in_command(handbook: &Handbook) -> Vec<&Role> {
    let is_command = |role: &&Role| matches!(role.group, RoleGroup::Command | RoleGroup::GeneralStaff);
    handbook.roles.iter().filter(is_command).collect()
}

fn has_tasks(role: &Role) -> bool {
    [&role.before, &role.first_five, &role.during, &role.after, &role.hand_over]
        .into_iter()
        .any(|list| !list.is_empty())
}

/// What annexes show together: some parts in each phase.
fn annexes(
    handbook: &Handbook,
    title: &'static str,
    parts: &[Part],
    weakness: fn(usize, usize) -> Weakness,
) -> Option<Shown> {
    let is_whole = |document: &&Document| {
        matches!(document.content, Content::Annex(_)) && !document.translates && !document.extends
    };
    let all: Vec<&Document> = handbook.documents.iter().map(AsRef::as_ref).filter(is_whole).collect();
    let lacking: Vec<&Document> = all.iter().copied().filter(|annex| !has(annex, parts)).collect();
    let pointed = lacking.first().or(all.first())?;
    Some(Shown {
        title,
        path: pointed.path.clone(),
        place: Place::Words(pointed.common.title.span),
        rank: handbook.document_rank(pointed),
        weaknesses: if lacking.is_empty() { Vec::new() } else { vec![weakness(lacking.len(), all.len())] },
    })
}

/// Whether an annex has words for every one of the parts in every phase.
fn has(annex: &Document, parts: &[Part]) -> bool {
    Phase::ALL.iter().all(|&phase| {
        parts.iter().all(|&part| {
            let mut there = false;
            walk::sections(&annex.body, &mut |section, _| {
                let meaning = &section.meaning;
                there |= meaning.phase == Some(phase) && meaning.part == Some(part) && words_below(section) > 0;
            });
            there
        })
    })
}
