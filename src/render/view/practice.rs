//! A practice guide: when to use it, and both parties side by side with the same room for each.

use serde::Serialize;

use super::document::{self, Shown};
use super::{Joined, Link, joined_links, role_link};
use crate::document::body::{Part, Section};
use crate::document::{Document, Practice, Tier};
use crate::fields::Named as _;
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};
use crate::words::Joint;

/// A practice guide's own parts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Parts {
    tiers: Vec<Rung>,
    facilitators: Vec<Joined<Link>>,
    training: Option<String>,
    voluntary: bool,
    either_may_stop: bool,
    duration: Option<String>,
    group_size: Option<String>,
    harm: String,
    power: String,
    agreement_owner: Option<Link>,
    check_after: Option<String>,
    /// The text in its author's order, the two parties' parts together.
    pieces: Vec<Piece>,
}

/// One of the tiers, from a sentence to a conference.
#[derive(Debug, Serialize)]
struct Rung {
    title: String,
    here: bool,
}

/// A piece of the text.
#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Piece {
    /// A section as it is.
    Section { html: Html },
    /// When to use it and when not to.
    Use { when: Option<Framed>, not: Option<Framed> },
    /// Questions and supports of both parties.
    Sides { harmed: Side, responsible: Side },
    /// When to stop, and whom to tell.
    Stop { part: Framed },
}

/// A section that the template frames.
#[derive(Debug, Serialize)]
struct Framed {
    id: String,
    title: Html,
    inside: Html,
}

/// One party's questions and supports.
#[derive(Debug, Default, Serialize)]
struct Side {
    questions: Option<Framed>,
    supports: Option<Framed>,
}

/// The parts of both parties.
const SIDES: [Part; 4] =
    [Part::QuestionsHarmed, Part::QuestionsResponsible, Part::SupportsHarmed, Part::SupportsResponsible];

pub(super) fn of<'s>(
    writer: &mut Writer<'s>,
    document: &'s Document,
    practice: &'s Practice,
    contents: &mut Contents,
) -> (Shown, Parts) {
    let words = writer.book.words;
    let mut shown = document::begun(writer, document);
    let pieces = pieces(writer, &document.body.sections, contents);
    let agreement = practice.agreement.as_ref();
    let parts = Parts {
        tiers: Tier::ALL
            .iter()
            .map(|&tier| Rung { title: words.of("tier", tier).to_owned(), here: tier == practice.tier })
            .collect(),
        facilitators: joined_links(
            words,
            Joint::And,
            practice.facilitator.iter().filter_map(|id| role_link(writer, id.as_str())),
        ),
        training: practice.training.as_ref().map(|training| training.value.clone()),
        voluntary: practice.voluntary.as_ref().is_some_and(|voluntary| voluntary.value),
        either_may_stop: practice.either_may_stop.as_ref().is_some_and(|stop| stop.value),
        duration: practice.duration.map(|duration| words.interval(duration)),
        group_size: practice.group_size.clone(),
        harm: words.list(Joint::And, practice.harm.iter().map(|harm| words.of("harm", harm.value))),
        power: words.list(Joint::And, practice.power.iter().map(|power| words.of("power", power.value))),
        agreement_owner: agreement
            .and_then(|terms| terms.owner.as_ref())
            .and_then(|owner| role_link(writer, owner.as_str())),
        check_after: agreement
            .and_then(|terms| terms.check_after.as_ref())
            .map(|interval| words.interval(interval.value)),
        pieces,
    };
    shown.footnotes = writer.foot();
    (shown, parts)
}

/// The text in its author's order. Where the first of two that belong together stands, both do.
fn pieces<'s>(writer: &mut Writer<'s>, sections: &'s [Section], contents: &mut Contents) -> Vec<Piece> {
    let words = writer.book.words;
    let find = |part: Part| sections.iter().find(|section| section.meaning.part == Some(part));
    let mut pieces = Vec::new();
    let (mut used, mut sided) = (false, false);
    for section in sections {
        let first = |part| find(part).is_some_and(|found| std::ptr::eq(found, section));
        match section.meaning.part {
            Some(Part::UseWhen | Part::NotWhen) if first(Part::UseWhen) || first(Part::NotWhen) => {
                if !used {
                    used = true;
                    let both = [find(Part::UseWhen), find(Part::NotWhen)];
                    contents.sections(writer, both.into_iter().flatten());
                    let [when, not] = both.map(|section| section.map(|section| framed(writer, section, 0)));
                    pieces.push(Piece::Use { when, not });
                }
            }
            Some(part) if SIDES.contains(&part) && first(part) => {
                if !sided {
                    sided = true;
                    contents.add("both_", words.get("practice", "both"));
                    let mut side = |questions, supports| Side {
                        questions: find(questions).map(|section| framed(writer, section, 2)),
                        supports: find(supports).map(|section| framed(writer, section, 2)),
                    };
                    let harmed = side(Part::QuestionsHarmed, Part::SupportsHarmed);
                    let responsible = side(Part::QuestionsResponsible, Part::SupportsResponsible);
                    pieces.push(Piece::Sides { harmed, responsible });
                }
            }
            Some(Part::Escalation) => {
                contents.sections(writer, [section]);
                pieces.push(Piece::Stop { part: framed(writer, section, 0) });
            }
            _ => {
                contents.sections(writer, [section]);
                pieces.push(Piece::Section { html: writer.sections([section]) });
            }
        }
    }
    pieces
}

fn framed<'s>(writer: &mut Writer<'s>, section: &'s Section, deeper: u8) -> Framed {
    Framed { id: section.id.to_string(), title: writer.title(section), inside: writer.inside(section, deeper) }
}
