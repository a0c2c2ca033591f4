//! Each part of the work by itself, on one handbook: what a change made faster or slower, within a minute.
//!
//! `cargo bench --package gobag-parts` measures all of them; a name behind `--` measures one (`-- render`). Seconds differ
//! from machine to machine: what must not become slower is held by counts of instructions (tests/counts.rs), and what is told to
//! others is measured beside others (the benchmarks beside this one).

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark reads the clock and a folder of its own"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{LazyLock, Mutex};

use divan::Bencher;

use gobag::artifact::{Artifacts, Listed, Shelf};
use gobag::compile::Request;
use gobag::compile::draft::{Draft, Memory};
use gobag::config::Rank;
use gobag::edition::{Edition, Reader};
use gobag::gate::Gate;
use gobag::handbook::Handbook;
use gobag::plan::{Plan, Subject};
use gobag::render::{self, Order, Theme};
use gobag::share::Share;
use gobag::source::{Content, Sources};
use gobag::{disk, offline, rules, search};

#[allow(dead_code, reason = "other benchmarks write other handbooks")]
#[path = "../support/corpus.rs"]
mod corpus;

/// How many documents the handbook has.
const DOCUMENTS: usize = 200;

/// How many are bound.
#[cfg(feature = "print")]
const PRINTED: usize = 26;

// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// A corpus in a folder of its own, with so many documents more that only staff may read.
fn written(name: &str, documents: usize, restricted: usize) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/parts-bench").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    corpus::write(&folder, documents).expect("the corpus can be written");
    if restricted > 0 {
        corpus::restricted(&folder, restricted).expect("the corpus can be added to");
    }
    folder.canonicalize().expect("it was written")
}

/// A handbook in which some is restricted, as far as each part needs it.
struct Made {
    sources: Sources,
    handbook: Handbook,
    audience: Rank,
    editions: Vec<Edition>,
    plan: Plan,
    theme: Theme,
    pages: Artifacts,
    asked: BTreeMap<String, BTreeSet<usize>>,
}

static MADE: LazyLock<Made> = LazyLock::new(|| {
    let sources = disk::read::read(&written("site", DOCUMENTS, DOCUMENTS / 5)).expect("it can be read");
    let handbook = Handbook::read(&sources).value;
    assert!(handbook.documents.len() >= DOCUMENTS, "it has what was written");
    let audience = handbook.config.audiences.ranks().next().expect("there is an audience");
    let (editions, plan) = planned(&handbook, audience);
    let theme = Theme::of(&sources, &handbook.config).value;
    let pages = rendered(&handbook, &editions, &plan, &theme);
    let asked = indexed(&editions, &plan, &theme).asked();
    Made { sources, handbook, audience, editions, plan, theme, pages, asked }
});

fn planned(handbook: &Handbook, audience: Rank) -> (Vec<Edition>, Plan) {
    let language = handbook.config.source_language().clone();
    let editions = vec![Edition::of(handbook, Reader { school: None, audience, language })];
    let plan = Plan::of(&editions).value;
    (editions, plan)
}

fn rendered(handbook: &Handbook, editions: &[Edition], plan: &Plan, theme: &Theme) -> Artifacts {
    let shelf = Mutex::new(Artifacts::default());
    let order = Order {
        editions,
        plan,
        theme,
        media: &handbook.media,
        coverage: None,
        share: &Share::default(),
        wanted: &|| true,
    };
    let found = render::render(order, &shelf, &|_, _| {});
    assert_eq!(found.iter().count(), 0, "the theme is sound");
    shelf.into_inner().expect("adding a file does not panic")
}

fn indexed(editions: &[Edition], plan: &Plan, theme: &Theme) -> search::Index {
    let index = search::index(editions, plan, &|edition, subject| theme.heading(edition, subject), &Share::default());
    index.each(&|_, bytes| {
        std::hint::black_box(bytes);
    });
    index
}

/// Files to typed documents, registers and their links.
#[divan::bench]
fn parse(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.bench(|| Handbook::read(&made.sources));
}

/// Every rule of the handbook.
#[divan::bench(name = "rules")]
fn check(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.bench(|| rules::check(&made.handbook));
}

/// What one reader sees, and every address of it.
#[divan::bench]
fn edition(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.bench(|| planned(&made.handbook, made.audience));
}

/// Pages and what stands around them.
#[divan::bench(name = "render")]
fn render_pages(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.bench(|| rendered(&made.handbook, &made.editions, &made.plan, &made.theme));
}

/// The search index.
#[divan::bench]
fn search_index(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.bench(|| indexed(&made.editions, &made.plan, &made.theme));
}

/// The finished files held against what their readers may not see.
#[divan::bench]
fn gate(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.with_inputs(|| Mutex::new(Artifacts::default())).bench_refs(|shelf| {
        let gate = Gate::of(&made.handbook, &made.sources, made.audience, &[]);
        let gated = gate.before(&*shelf);
        made.pages.iter().for_each(|(path, bytes)| gated.put(path, bytes));
        gate.findings()
    });
}

/// What a device keeps without a network.
#[divan::bench]
fn packs(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    bencher.with_inputs(|| Mutex::new(Artifacts::default())).bench_refs(|shelf| {
        let listed = Listed::on(&*shelf);
        made.pages.iter().for_each(|(path, bytes)| listed.put(path, bytes));
        offline::add(&listed, &made.editions, &made.plan, &made.asked, BTreeMap::new());
    });
}

/// A save: one document is other than before, and everything is as it was but for that.
#[divan::bench]
fn save(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    let (mut memory, mut sources) = (Memory::default(), made.sources.clone());
    drop(Draft::read(sources.clone(), &mut memory));
    let (path, text) = sources
        .iter()
        .find_map(|(id, file)| {
            Some((file.path.clone(), sources.text(id).to_owned())).filter(|(path, _)| path.ends_with(".md"))
        })
        .expect("there is a document");
    let mut number = 0;
    bencher.bench_local(|| {
        number += 1;
        let text = Content::Text(format!("{text}\nEdit number {number}.\n"));
        sources = sources.with(BTreeMap::from([(path.clone(), Some(text))]), sources.today);
        Draft::read(sources.clone(), &mut memory)
    });
}

/// The first page of a state that nobody has looked at yet.
#[divan::bench]
fn look(bencher: Bencher<'_, '_>) {
    let made = &*MADE;
    let draft = Draft::read(made.sources.clone(), &mut Memory::default());
    let path = made.plan.pages.iter().find(|page| matches!(page.subject, Subject::Document(_)));
    let path = path.expect("there is a document").path.as_str();
    bencher.bench(|| {
        let page = draft.show(&Request::default(), &[], |_, pages| pages.file(path));
        assert!(page.is_ok_and(|page| page.is_ok_and(|page| page.is_some())), "it is there");
    });
}

/// A binder of twenty-six documents, from its sources to its bytes.
#[cfg(feature = "print")]
#[divan::bench(sample_count = 10, sample_size = 1)]
fn binder(bencher: Bencher<'_, '_>) {
    use gobag::compile::print::{Printing, print};

    static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
        let folder = written("binder", PRINTED, 0);
        let config = folder.join("handbook.toml");
        let text = std::fs::read_to_string(&config).expect("it was written");
        let include = "include = [\"procedures\", \"policies\", \"pages\"]";
        let binder = format!("\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\n{include}\n");
        std::fs::write(&config, text + &binder).expect("it can be written again");
        disk::read::read(&folder).expect("it can be read")
    });
    let sources = &*SOURCES;
    bencher.with_inputs(|| Mutex::new(Artifacts::default())).bench_refs(|shelf| {
        let pressed = print(&*shelf, sources, &Printing::default(), &|_| {}).expect("there is a binder");
        assert_eq!(pressed.copies.len(), 1, "it is printed");
    });
}
