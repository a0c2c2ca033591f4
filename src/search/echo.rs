//! Other words for the same: what the glossary and the language say people type for a title joins what it is found by.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, Group};
use super::token::tokens;
use super::tongue::Tongue;
use crate::edition::Edition;

/// Which titles are meant by which words.
pub(super) struct Echoes<'t> {
    tongue: &'t Tongue,
    pairs: Vec<Pair>,
    /// The pairs by the first of their stems.
    by_first: BTreeMap<String, Vec<usize>>,
}

struct Pair {
    /// The stems that a title must have.
    meant: BTreeSet<String>,
    /// What is typed for it.
    said: Vec<String>,
    /// Whether it is given to documents only: a place is not what somebody looks for who types "gun".
    texts_only: bool,
}

impl<'t> Echoes<'t> {
    /// The echoes of an edition: its glossary's, then its language's.
    pub(super) fn of(edition: &Edition, tongue: &'t Tongue) -> Echoes<'t> {
        let mut echoes = Echoes { tongue, pairs: Vec::new(), by_first: BTreeMap::new() };
        for term in &edition.terms {
            let said = term.aliases.iter().chain(&term.avoid).map(|word| word.value.clone());
            echoes.add(&term.term, said.collect(), false);
        }
        for echo in tongue.echoes {
            echoes.add(echo.meant, echo.said.split(", ").map(str::to_owned).collect(), true);
        }
        echoes
    }

    fn add(&mut self, meant: &str, said: Vec<String>, texts_only: bool) {
        let stems = self.stems(meant);
        let Some(first) = stems.first().filter(|_| !said.is_empty()) else { return };
        self.by_first.entry(first.clone()).or_default().push(self.pairs.len());
        self.pairs.push(Pair { meant: stems, said, texts_only });
    }

    fn stems(&self, words: &str) -> BTreeSet<String> {
        let mut stems = BTreeSet::new();
        tokens(words, |word, small| {
            if !self.tongue.is_quiet(word) {
                stems.insert(self.tongue.stem(word, small));
            }
        });
        stems
    }

    /// Gives an entry the words that its title is also known by, and the first procedure of an action those of the action.
    pub(super) fn give(&self, entry: &mut Entry, is_first: bool) {
        let is_text = match entry.group {
            // A term of the glossary has its own; a contact is looked for by its name.
            Group::Term | Group::Contact => return,
            Group::Role | Group::Place => false,
            Group::Procedure
            | Group::Practice
            | Group::Assessment
            | Group::Page
            | Group::Annex
            | Group::Policy
            | Group::Hazard
            | Group::List => true,
        };
        if entry.group == Group::Place {
            let meant = self.tongue.places.iter().filter(|echo| entry.echoes.iter().any(|use_| use_ == echo.meant));
            let said: Vec<String> = meant.flat_map(|echo| echo.said.split(", ")).map(str::to_owned).collect();
            entry.echoes.extend(said);
        }
        let title = self.stems(&entry.title);
        let action = entry.action.filter(|_| is_first).map(|action| self.stems(action)).unwrap_or_default();
        let named = title.iter().chain(&action).collect::<BTreeSet<_>>();
        for &at in named.into_iter().filter_map(|stem| self.by_first.get(stem)).flatten() {
            let Pair { meant, said, texts_only } = &self.pairs[at];
            if (is_text || !texts_only) && (meant.is_subset(&title) || *meant == action) {
                entry.echoes.extend(said.iter().cloned());
            }
        }
    }
}
