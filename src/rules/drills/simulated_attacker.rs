//! A drill in which somebody plays an attacker.

use std::sync::LazyLock;

use crate::diagnostic::{RuleName, Severity};
use crate::fields::Language;
use crate::handbook::Handbook;
use crate::handbook::drills::DrillKind;
use crate::rules::passage::Passage;
use crate::rules::rule::{Check, Example, Findings, Group, Look, Rule};
use crate::rules::sentences::{self, sentences};
use crate::rules::wording::Line;
use crate::rules::words::phrases::Heads;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("simulated-attacker"),
    group: Group::Drills,
    severity: Severity::Error,
    what: "In no drill does anybody play an attacker, and nothing imitates shots, weapons or blood.",
    why: "Children cannot tell a played attack from a real one. They are hurt by it, and they learn nothing that a calm drill does not teach.",
    source: "Texas law on active threat exercises; guidance of school psychologists (NASP).",
    failing: Example(&[(
        "drills.toml",
        "[[plan]]\nid = \"lockdown\"\nkind = \"lockdown\"\ndate = 2027-01-14\nsituation = \"The resource officer plays the shooter and tries the doors.\"\naccommodations = [\"Pictures show each step.\"]\nsupport = \"A counselor walks the halls.\"\ndebrief = \"Classes talk for ten minutes.\"\n",
    )]),
    passing: Example(&[(
        "drills.toml",
        "[[plan]]\nid = \"lockdown\"\nkind = \"lockdown\"\ndate = 2027-01-14\nsituation = \"An armed person is said to be near. No one plays the shooter; an officer checks the doors quietly.\"\naccommodations = [\"Pictures show each step.\"]\nsupport = \"A counselor walks the halls.\"\ndebrief = \"Classes talk for ten minutes.\"\n",
    )]),
    check: Check::Words(check),
};

fn check(handbook: &Handbook) -> Look<'_> {
    Look::new(move |wording, findings| {
        if wording.document.is_none() {
            register(handbook, findings);
            return;
        }
        for text in wording.lines.iter().filter(|text| is_english(text.language) && may_tell(text)) {
            look(&text.passage, true, findings);
        }
    })
}

fn is_english(language: &Language) -> bool {
    language.primary() == "en"
}

/// What the register of drills says.
fn register(handbook: &Handbook, findings: &mut Findings<'_>) {
    if is_english(handbook.config.source_language()) {
        let drills = &handbook.drills;
        // Around a table, adults only talk.
        let plans = drills.plans.iter().filter(|plan| plan.kind != DrillKind::Tabletop);
        let records = drills.records.iter().filter(|record| record.kind != DrillKind::Tabletop);
        let planned = plans.flat_map(|plan| {
            [&plan.situation, &plan.notice, &plan.support, &plan.debrief]
                .into_iter()
                .flatten()
                .chain(&plan.accommodations)
        });
        for prose in planned.chain(records.filter_map(|record| record.situation.as_ref())) {
            crate::document::walk::inlines(&prose.blocks, &mut |inlines| {
                look(&Passage::of(inlines), false, findings);
            });
        }
    }
}

/// Finds the sentences in which somebody plays an attacker. Outside the register of drills a sentence is about a drill
/// only when it says so.
fn look(passage: &Passage, says_drill: bool, findings: &mut Findings<'_>) {
    for sentence in sentences(&passage.text) {
        let words = passage.text[sentence.clone()].to_lowercase();
        if says_drill && !DRILLS.iter().any(|drill| words.contains(drill)) {
            continue;
        }
        let Some((at, length)) = played(&words) else { continue };
        if sentences::is_denied(&words, at) || words.ends_with('?') {
            continue;
        }
        // Lower case can have another length than what was typed; then the sentence is underlined.
        let found = sentence.start + at..sentence.start + at + length;
        let found = if words.len() == sentence.len() { found } else { sentence };
        if let Some(span) = passage.span(found) {
            findings.add(
                span,
                "In this drill somebody plays an attacker, or something imitates an attack",
                "say what is practised, and that it is practice: \"An adult who is not known will not stop at the front office. Announced as practice; no one plays a part.\"",
            );
        }
    }
}

/// The first words of whom and what is played. Nearly no text has one, and the rest need not be taken apart.
static PLAYED: LazyLock<Heads> = LazyLock::new(|| {
    let names = ATTACKERS.iter().chain(&IMITATIONS);
    Heads::of(names.map(|name| name.split(' ').next().unwrap_or(name)))
});

/// Whether one of a text's words may be whom or what is played: it stands whole, or before an apostrophe.
fn may_tell(text: &Line<'_>) -> bool {
    let begins = |word: &str| PLAYED.may_begin(word) && PLAYED.beginning(word).next().is_some();
    let words = &text.passage.text;
    words.contains('\'') || words.contains('’') || text.words().iter().any(|word| begins(&word.folded))
}

const DRILLS: [&str; 6] = ["drill", "exercise", "rehears", "simulation", "practice", "practise"];

/// Ways of playing a part.
const PLAYING: [&str; 19] = [
    "plays",
    "play",
    "playing",
    "played",
    "role-plays",
    "role-play",
    "role-playing",
    "acts as",
    "act as",
    "acting as",
    "poses as",
    "posing as",
    "pretends to be",
    "pretend to be",
    "pretending to be",
    "dressed as",
    "portrays",
    "portray",
    "takes the role of",
];

/// Whom nobody plays.
const ATTACKERS: [&str; 14] = [
    "attacker",
    "shooter",
    "gunman",
    "gunmen",
    "intruder",
    "assailant",
    "aggressor",
    "armed person",
    "armed man",
    "armed intruder",
    "perpetrator",
    "bad guy",
    "killer",
    "threat actor",
];

/// Things that are never part of a drill.
const IMITATIONS: [&str; 32] = [
    "simulated shooter",
    "simulated attacker",
    "simulated gunman",
    "simulated gunfire",
    "simulated shots",
    "simulated gunshots",
    "simulated shooting",
    "mock shooter",
    "mock attacker",
    "mock gunman",
    "mock intruder",
    "fake blood",
    "stage blood",
    "fake gun",
    "replica gun",
    "replica weapon",
    "blank rounds",
    "blank ammunition",
    "fires blanks",
    "fire blanks",
    "firing blanks",
    "fired blanks",
    "shoots blanks",
    "shoot blanks",
    "starter pistol",
    "training rifle",
    "training gun",
    "airsoft",
    "rubber gun",
    "recorded gunshots",
    "sound of gunshots",
    "sounds of gunshots",
];

/// Where a sentence has somebody play an attacker: the first byte and how many.
fn played(words: &str) -> Option<(usize, usize)> {
    let imitated = IMITATIONS.iter().find_map(|thing| sentences::find_word(words, thing).map(|at| (at, thing.len())));
    imitated.or_else(|| {
        PLAYING.iter().find_map(|verb| {
            let at = sentences::find_word(words, verb)?;
            let after = &words[at + verb.len()..];
            let who =
                ATTACKERS.iter().filter_map(|who| sentences::find_word(after, who).map(|found| (found, who.len())));
            let (found, length) = who.min()?;
            // "plays the part of an armed intruder", but not "play on the field when an intruder is reported".
            let between = after[..found].split_whitespace().all(|word| BETWEEN.contains(&word));
            between.then_some((at, verb.len() + found + length))
        })
    })
}

/// What stands between playing and whom.
const BETWEEN: [&str; 12] =
    ["the", "a", "an", "one", "part", "role", "of", "active", "armed", "school", "lone", "angry"];
