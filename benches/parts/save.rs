#![allow(clippy::disallowed_methods, clippy::disallowed_types)]
use gobag::compile::Request;
use gobag::compile::draft::{Draft, Memory};
use gobag::source::Content;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
#[inline(never)]
fn saved_read(sources: gobag::source::Sources, memory: &mut Memory) -> Draft {
    Draft::read(sources, memory)
}
#[inline(never)]
fn saved_show<T>(draft: &Draft, work: impl FnOnce(&gobag::render::Pages<'_>) -> T) -> T {
    draft.show(&Request::default(), &[], |_, pages| work(pages)).unwrap()
}
fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    let mut sources = gobag::disk::read::read(&folder).unwrap();
    let mut memory = Memory::default();
    let mut draft = Draft::read(sources.clone(), &mut memory);
    let path = sources.iter().map(|(_, s)| s.path.clone()).filter(|p| p.ends_with("00100.md")).next().unwrap();
    let mut all: Vec<[f64; 6]> = Vec::new();
    for round in 0..30 {
        let text = format!("{}\nAnd one more {round}.\n", sources.text(sources.find(&path).unwrap()));
        let t0 = Instant::now();
        sources = sources.with(BTreeMap::from([(path.clone(), Some(Content::Text(text.into())))]), sources.today);
        let t1 = Instant::now();
        let next = saved_read(sources.clone(), &mut memory);
        let t2 = Instant::now();
        drop(std::mem::replace(&mut draft, next));
        let t3 = Instant::now();
        let url = std::env::args().nth(2).unwrap_or(path.replace(".md", ".html"));
        let (t4, t5) = saved_show(&draft, |pages| {
            let t4 = Instant::now();
            let bytes = pages.file(&url);
            if round == 0 {
                eprintln!("{url} {:?}", bytes.as_ref().map(|b| b.as_ref().map(|b| b.len())).ok());
            }
            (t4, Instant::now())
        });
        let t6 = Instant::now();
        let d = |a: Instant, b: Instant| (b - a).as_secs_f64() * 1e3;
        all.push([d(t0, t1), d(t1, t2), d(t2, t3), d(t3, t4), d(t4, t5), d(t5, t6)]);
    }
    for (i, n) in
        ["sources.with", "Draft::read", "drop draft", "show: plan+pages", "page", "drop plan"].iter().enumerate()
    {
        let mut v: Vec<f64> = all.iter().map(|a| a[i]).collect();
        v.sort_by(|a, b| a.total_cmp(b));
        println!("{n:20} median {:.2} max {:.2}", v[v.len() / 2], v[v.len() - 1]);
    }
}
