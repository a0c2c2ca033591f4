//! `Diagnostics` become what a person mends first, second and third: findings on the same words together, the urgent
//! before the rest, and of many alike only some to look at.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, RuleName, Severity};
use crate::rules::{RULES, Urgency};

/// Findings that are mended together, since they are about the same words. The first is the most urgent.
pub(super) struct Pile<'a> {
    /// How urgent the first is.
    pub(super) urgency: Urgency,
    /// All of them; never empty.
    pub(super) findings: Vec<&'a Diagnostic>,
}

impl<'a> Pile<'a> {
    /// The finding that the pile stands for.
    pub(super) fn first(&self) -> &'a Diagnostic {
        self.findings[0]
    }
}

/// Piles that one rule leads, and how many of them are to be shown.
pub(super) struct Kind<'a> {
    /// The rule.
    pub(super) rule: RuleName,
    /// Every pile, in the order of files.
    pub(super) piles: Vec<Pile<'a>>,
    /// How many of them are drawn; the others are counted.
    pub(super) shown: usize,
}

impl Kind<'_> {
    /// How urgent they are.
    pub(super) fn urgency(&self) -> Urgency {
        self.piles[0].urgency
    }

    /// Whether nothing but this rule's findings is among those not drawn.
    pub(super) fn is_pure(&self) -> bool {
        self.hidden().all(|finding| finding.rule == self.rule)
    }

    /// The findings that are not drawn.
    pub(super) fn hidden(&self) -> impl Iterator<Item = &Diagnostic> {
        self.piles[self.shown..].iter().flat_map(|pile| pile.findings.iter().copied())
    }
}

/// Every finding, most urgent first; alike ones in the order of the reference, then as they stand in their files.
pub(super) fn in_order(diagnostics: &Diagnostics) -> Vec<(Urgency, &Diagnostic)> {
    let mut weights: BTreeMap<(RuleName, Severity), (Urgency, usize)> = BTreeMap::new();
    let mut weighed: Vec<_> = diagnostics
        .iter()
        .map(|finding| {
            let weight = *weights.entry((finding.rule, finding.severity)).or_insert_with(|| {
                let number = RULES.iter().position(|rule| rule.name == finding.rule).unwrap_or(RULES.len());
                (Urgency::of(finding.rule, finding.severity), number)
            });
            (weight, finding)
        })
        .collect();
    // The sort is stable: what weighs the same stays in the order of files.
    weighed.sort_by_key(|(weight, _)| *weight);
    weighed.into_iter().map(|((urgency, _), finding)| (urgency, finding)).collect()
}

/// How much of the findings is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Amount {
    /// Of each rule a dozen.
    Few,
    /// Of what is urgent some, of the rest one or none: there is so much that a person would not get to its end.
    Digest,
    /// What somebody asked for alone.
    Alone,
}

/// From how many drawings on a person would not get to the end.
const LONG: usize = 36;

/// The findings as a person goes through them, and how much of them that is. `alone` are those of one name that somebody
/// asked for.
pub(super) fn kinds(diagnostics: &Diagnostics, alone: bool) -> (Amount, Vec<Kind<'_>>) {
    let mut kinds: Vec<Kind<'_>> = Vec::new();
    for pile in piles(diagnostics) {
        let (urgency, rule) = (pile.urgency, pile.first().rule);
        match kinds.last_mut() {
            Some(kind) if kind.rule == rule && kind.urgency() == urgency => kind.piles.push(pile),
            _ => kinds.push(Kind { rule, piles: vec![pile], shown: 0 }),
        }
    }
    let fatal = diagnostics.count(Severity::Error) > 0;
    let few: usize = kinds.iter().map(|kind| shown(kind, room(Amount::Few, kind.urgency(), fatal))).sum();
    let amount = match few {
        _ if alone => Amount::Alone,
        few if few <= LONG => Amount::Few,
        _ => Amount::Digest,
    };
    for kind in &mut kinds {
        kind.shown = shown(kind, room(amount, kind.urgency(), fatal));
    }
    (amount, kinds)
}

/// How many of a kind are drawn where there is room for so many. A note about one more is as long as the one.
fn shown(kind: &Kind<'_>, room: usize) -> usize {
    if room > 0 && kind.piles.len() == room + 1 { room + 1 } else { kind.piles.len().min(room) }
}

/// How many of a rule there is room for. Who has errors to mend needs of warnings no more than their number.
fn room(amount: Amount, urgency: Urgency, fatal: bool) -> usize {
    match (amount, urgency) {
        (Amount::Alone, _) => 100,
        (Amount::Few, _) => 12,
        (Amount::Digest, Urgency::Exposed) => 5,
        (Amount::Digest, Urgency::Unreadable | Urgency::Unsafe) => 3,
        (Amount::Digest, Urgency::Faulty) => 1,
        (Amount::Digest, Urgency::Weak) => {
            if fatal {
                0
            } else {
                3
            }
        }
    }
}

/// The findings in order, with those on the same words under the most urgent of them.
fn piles(diagnostics: &Diagnostics) -> Vec<Pile<'_>> {
    let mut piles: Vec<Pile<'_>> = Vec::new();
    let mut at: BTreeMap<&Place, usize> = BTreeMap::new();
    for (urgency, finding) in in_order(diagnostics) {
        if !is_plain(finding) {
            piles.push(Pile { urgency, findings: vec![finding] });
            continue;
        }
        match at.get(&finding.label.place) {
            Some(&known) => piles[known].findings.push(finding),
            None => {
                at.insert(&finding.label.place, piles.len());
                piles.push(Pile { urgency, findings: vec![finding] });
            }
        }
    }
    piles
}

/// Whether all there is to draw of a finding is its own words; other places and remarks want a drawing of their own.
fn is_plain(finding: &Diagnostic) -> bool {
    finding.related.is_empty() && finding.label.text.is_empty()
}
