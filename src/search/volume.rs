//! The entries of one edition into its files: terms, titles, texts and words in chunks, and the root that finds them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::entry::{Entry, Group, Passage};
use super::file::{Body, Draft, together};
use super::lexicon::{Lexicon, ROLE, Weighed};
use super::pack::{self, CUT, NEXT};
use super::tongue::Tongue;
use super::wire::{self, Naming, Root, Terms, Titles};
use crate::document::Action;
use crate::edition::Edition;
use crate::fields::Named as _;
use crate::plan::{Plan, Subject, UrlPath};

/// The most entries that are told for one class: beyond them a word no longer tells entries apart.
const MOST: usize = 1_000;
/// How many words are known for mending what is mistyped.
const KNOWN: usize = 4_000;
/// About how long a chunk of texts is.
const TEXTS: usize = 8_000;

/// What there is in one language, for all editions of it.
pub(super) struct Library<'l> {
    /// Every entry once.
    pub(super) entries: &'l [Entry],
    /// What each is about.
    pub(super) weighed: &'l [Weighed],
    /// All their words.
    pub(super) lexicon: &'l Lexicon,
    /// The language.
    pub(super) tongue: &'l Tongue,
    /// The text of each entry as it is published.
    pub(super) texts: &'l [String],
}

/// The files of an edition by their paths; `shelf` has the numbers of its entries in the library.
pub(super) fn files(
    library: &Library<'_>,
    shelf: &[u32],
    (edition, number, plan): (&Edition, usize, &Plan),
    naming: Naming,
) -> BTreeMap<String, Draft> {
    let mut volume = Volume { files: BTreeMap::new(), naming };
    let (first, terms, words) = volume.terms(library, shelf);
    let entries: Vec<&Entry> = shelf.iter().map(|&at| &library.entries[at as usize]).collect();
    let titles = volume.titles(library, shelf, &entries);
    let acting: BTreeSet<&str> = entries.iter().flat_map(|entry| &entry.roles).map(String::as_str).collect();
    let acting = edition.roles.iter().filter(|role| acting.contains(role.id.as_str()));
    let root = Root {
        entries: entries.len(),
        groups: groups(&entries, number, plan),
        first,
        name: naming.length,
        terms,
        shelf: wire::shelf(entries.len()),
        titles,
        words,
        quiet: &library.tongue.quiet.join(" "),
        actions: &ACTIONS,
        cards: cards(&entries),
        roles: acting.map(|role| (role.id.value.to_string(), role.title.clone())).collect(),
    };
    let root = wire::script("search", &root);
    let hash = blake3::hash(&root);
    volume.files.insert(format!("{}search.js", plan.root(number)), Draft { body: Body::Whole(root), hash });
    volume.files
}

struct Volume {
    files: BTreeMap<String, Draft>,
    naming: Naming,
}

impl Volume {
    /// Publishes a chunk and gives its name.
    fn chunk(&mut self, json: &str) -> String {
        self.named(json, |name| Body::Whole(wire::raw(&format!("search/{name}"), json)))
    }

    fn named(&mut self, json: &str, body: impl FnOnce(&str) -> Body) -> String {
        let (name, hash) = wire::name(json.as_bytes(), self.naming);
        self.files.insert(format!("search/{name}.js"), Draft { body: body(&name), hash });
        name
    }

    /// The chunks of terms: where they begin and what they are called; and the list of words.
    fn terms(&mut self, library: &Library<'_>, shelf: &[u32]) -> (String, String, String) {
        let lexicon = library.lexicon;
        let mut present = vec![false; lexicon.words.len()];
        let mut lists: Vec<Vec<(u32, u8)>> = vec![Vec::new(); lexicon.classes];
        for (number, &at) in (0u32..).zip(shelf) {
            let weighed = &library.weighed[at as usize];
            weighed.words.iter().for_each(|word| present[*word as usize] = true);
            weighed.postings.iter().for_each(|(class, impact)| lists[*class as usize].push((number, *impact)));
        }
        let words: Vec<u32> = lexicon.sorted.iter().copied().filter(|word| present[*word as usize]).collect();
        let word = |number: u32| &lexicon.words[number as usize];
        let known = known(&words, lexicon, &lists);
        // What stands for a role is a filter, and a filter leaves nothing out.
        let mut whole = vec![false; lexicon.classes];
        words.iter().for_each(|&at| whole[word(at).class as usize] |= word(at).text.starts_with(ROLE));
        let lists: Vec<String> = lists.into_par_iter().zip(whole).map(|(list, whole)| told(list, whole)).collect();

        let bytes: usize = words.len() * 5 + lists.iter().map(String::len).sum::<usize>();
        // The root grows with the number of chunks, and each question asks for a chunk or two.
        let long = (bytes * 8).isqrt().clamp(2_000, 8_000);
        let (mut first, mut names) = (pack::Words::default(), String::new());
        let mut open = Chunk::default();
        let mut last = "";
        for &number in &words {
            let found = word(number);
            let border = between(last, &found.text);
            if open.length() >= least(border, long) {
                names.push_str(&self.chunk(&open.close()));
                first.push(border);
            }
            open.push(&found.text, found.class, &lists[found.class as usize]);
            last = &found.text;
        }
        names.push_str(&self.chunk(&open.close()));
        let known = serde_json::to_string(&known).expect("text always has a JSON form");
        (first.finish(), names, self.chunk(&known))
    }

    /// The names of the chunks of titles; their texts are published with them.
    fn titles(&mut self, library: &Library<'_>, shelf: &[u32], entries: &[&Entry]) -> String {
        let long = wire::shelf(entries.len());
        let naming = self.naming;
        let chunks = entries.par_chunks(long).zip(shelf.par_chunks(long));
        let chunks: Vec<(String, Volume)> = chunks
            .map(|(entries, numbers)| {
                let mut volume = Volume { files: BTreeMap::new(), naming };
                (volume.shelf(library, entries, numbers), volume)
            })
            .collect();
        let mut names = String::with_capacity(chunks.len() * naming.length);
        for (name, volume) in chunks {
            names.push_str(&name);
            self.files.extend(volume.files);
        }
        names
    }

    /// One chunk of titles, and the chunks of their texts.
    fn shelf(&mut self, library: &Library<'_>, entries: &[&Entry], numbers: &[u32]) -> String {
        let mut titles = Vec::with_capacity(entries.len() * 3);
        for entry in entries {
            let is_derived = derived(&entry.title) == entry.id;
            titles.extend([
                entry.title.clone(),
                if is_derived { String::new() } else { entry.id.clone() },
                marks(entry),
            ]);
        }
        let (mut texts, mut counts) = (String::new(), String::new());
        let (mut long, mut from) = (0, 0);
        for (at, number) in numbers.iter().enumerate() {
            long += library.texts[*number as usize].len() + 1;
            if long >= TEXTS || at + 1 == numbers.len() {
                let here = &numbers[from..=at];
                let json = together(library.texts, here);
                texts.push_str(&self.named(&json, |_| Body::Texts(here.to_vec())));
                pack::number(u32::try_from(here.len()).expect("a shelf has few entries"), &mut counts);
                (long, from) = (0, at + 1);
            }
        }
        let json = serde_json::to_string(&Titles(titles, texts, counts)).expect("text always has a JSON form");
        self.chunk(&json)
    }
}

/// A chunk of terms that is being written.
#[derive(Default)]
struct Chunk {
    words: pack::Words,
    classes: String,
    lists: String,
    known: BTreeMap<u32, u32>,
}

impl Chunk {
    fn push(&mut self, word: &str, class: u32, list: &str) {
        self.words.push(word);
        let count = u32::try_from(self.known.len()).expect("a chunk has few classes");
        match self.known.get(&class) {
            Some(at) => pack::number(count - at, &mut self.classes),
            None => {
                self.known.insert(class, count);
                pack::number(0, &mut self.classes);
                if count > 0 {
                    self.lists.push(NEXT);
                }
                self.lists.push_str(list);
            }
        }
    }

    fn length(&self) -> usize {
        self.words.len() + self.classes.len() + self.lists.len()
    }

    fn close(&mut self) -> String {
        let Chunk { words, classes, lists, .. } = std::mem::take(self);
        serde_json::to_string(&Terms(words.finish(), classes, lists)).expect("text always has a JSON form")
    }
}

/// How long a chunk is at least before this border. Borders are a good part of the root, so a short one may come early, and a long one
/// waits for a shorter.
fn least(border: &str, long: usize) -> usize {
    let letters = border.chars().count().min(7);
    long * (5 + letters) / 10
}

/// The shortest beginning of a word that comes after the one before it.
fn between<'w>(last: &str, word: &'w str) -> &'w str {
    let shared = word.chars().zip(last.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum::<usize>();
    let next = word[shared..].chars().next().map_or(0, char::len_utf8);
    &word[..shared + next]
}

/// A class's entries as they are published: the most telling where there are too many, and then how many there are.
fn told(mut list: Vec<(u32, u8)>, whole: bool) -> String {
    let mut text = String::new();
    if list.len() > MOST && !whole {
        text.push(CUT);
        pack::number(u32::try_from(list.len()).unwrap_or(u32::MAX), &mut text);
        list.sort_by_key(|(number, impact)| (Reverse(*impact), *number));
        list.truncate(MOST);
        list.sort_unstable_by_key(|(number, _)| *number);
    }
    pack::postings(&list, &mut text);
    text
}

/// The words that mistyped ones are held against: those of titles and headings first, then those of most entries.
fn known(words: &[u32], lexicon: &Lexicon, lists: &[Vec<(u32, u8)>]) -> String {
    let fits = |text: &str| text.chars().count() >= 4 && text.chars().all(char::is_alphabetic);
    let mut known: Vec<(usize, u32)> = words.iter().copied().enumerate().collect();
    known.retain(|(_, number)| fits(&lexicon.words[*number as usize].text));
    known.sort_by_key(|(place, number)| {
        let word = &lexicon.words[*number as usize];
        (Reverse(word.strong), Reverse(lists[word.class as usize].len()), *place)
    });
    known.truncate(KNOWN);
    known.sort_unstable();
    let mut written = pack::Words::default();
    known.iter().for_each(|(_, number)| written.push(&lexicon.words[*number as usize].text));
    written.finish()
}

/// Each group's name, addresses and size.
fn groups(entries: &[&Entry], number: usize, plan: &Plan) -> Vec<(&'static str, String, &'static str, usize)> {
    let inside = |subject: Subject| {
        let path = plan.path(number, subject).map(UrlPath::as_str).unwrap_or_default();
        format!("{}#", path.strip_prefix(plan.root(number)).unwrap_or(path))
    };
    let runs = entries.chunk_by(|a, b| a.group == b.group);
    runs.map(|run| {
        let group = run[0].group;
        let (before, after) = match group {
            Group::Procedure => ("procedures/".to_owned(), ".html"),
            Group::Annex => ("annexes/".to_owned(), ".html"),
            Group::Practice => ("practices/".to_owned(), ".html"),
            Group::Assessment => ("assessments/".to_owned(), ".html"),
            Group::Policy => ("policies/".to_owned(), ".html"),
            Group::Page => ("pages/".to_owned(), ".html"),
            Group::Role => ("roles/".to_owned(), ".html"),
            Group::Contact => (inside(Subject::Contacts), ""),
            Group::Place => (inside(Subject::Places), ""),
            Group::Term => (inside(Subject::Glossary), ""),
            Group::Hazard => (inside(Subject::Hazards), ""),
            Group::List => (String::new(), ""),
        };
        (group.name(), before, after, run.len())
    })
    .collect()
}

/// The first procedure of each action.
fn cards(entries: &[&Entry]) -> Vec<u32> {
    let mut seen = BTreeSet::from([Action::Other.name()]);
    let numbered = (0u32..).zip(entries);
    numbered.filter(|(_, entry)| entry.action.is_some_and(|action| seen.insert(action))).map(|(at, _)| at).collect()
}

/// A procedure's action by its place among all actions, and `*` for what is a school's own.
fn marks(entry: &Entry) -> String {
    let mut marks = String::new();
    if let Some(at) = entry.action.and_then(|action| ACTIONS.iter().position(|known| *known == action)) {
        marks.push_str(&at.to_string());
    }
    if entry.local {
        marks.push('*');
    }
    marks
}

/// The names of all actions.
static ACTIONS: std::sync::LazyLock<Vec<&'static str>> =
    std::sync::LazyLock::new(|| Action::ALL.iter().map(|action| action.name()).collect());

/// The id that words give by themselves, as the browser works it out too.
fn derived(words: &str) -> String {
    let small = words.to_lowercase().replace(['\'', '’'], "");
    let parts = small.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

/// The text of an entry as it is published.
pub(super) fn text(passages: &[Passage]) -> String {
    let mut parts: Vec<&str> = Vec::with_capacity(passages.len() * 3);
    for passage in passages {
        let is_derived = !passage.heading.is_empty() && derived(&passage.heading) == passage.anchor;
        parts.extend([passage.heading.as_str(), if is_derived { "" } else { &passage.anchor }, passage.text.as_str()]);
    }
    let mut json = serde_json::to_string(&parts).expect("text always has a JSON form");
    // All of them are kept until the last is written.
    json.shrink_to_fit();
    json
}
