//! Gobag compiles a folder of Markdown and TOML into a school's emergency handbook: checked, searchable, printable.
//!
//! ```text
//! folder →disk→ Sources →document→ [Document] →handbook→ Handbook →edition→ [Edition] ─┬→ rules → Diagnostics → report
//!                                                                                      └→ Plan → render · search → Artifacts → disk
//! ```
//!
//! The rooms, floor by floor. A room imports only from lower floors, never sideways or up; `tests/house.rs` reads this
//! table and holds it. Rooms in brackets have their place and are built later.
//!
//! | floor | room | what it turns into what |
//! |---|---|---|
//! | 14 | cli | arguments → commands, exit codes |
//! | 13 | lsp | what an editor says → what it shows |
//! | 13 | serve | events → answers to a browser |
//! | 12 | disk | folder and clock → `Sources`; finished files → folder |
//! | 11 | report | `Diagnostics`, `Coverage` → words for people and programs |
//! | 10 | compile | `Sources` → `Compiled`: the whole pipeline on one page |
//! | 9 | offline | finished files → packs that a device keeps, and the worker that keeps them |
//! | 8 | render | `Plan` → pages and assets, put on a `Shelf` |
//! | 8 | print | `Edition` → binders, cards, forms |
//! | 7 | gate | finished files × what their readers may not see → findings |
//! | 7 | lock | finished files and a passphrase → ciphertext |
//! | 7 | search | `[Edition]` → search files |
//! | 6 | coverage | `Handbook` × framework → `Coverage`: what of it is there |
//! | 6 | plan | `[Edition]` → every address |
//! | 6 | rules | `Handbook` → `Diagnostics` |
//! | 5 | import | a plan from a word processor → documents, and an account of every part |
//! | 5 | schema | what readers ask for → schemas for editors |
//! | 5 | starter | a title → the first text of a handbook, of a document |
//! | 5 | edition | `Handbook` × reader → what this reader sees, and its revision |
//! | 4 | outcome | `Assessment` → the scores and classes that answers lead to |
//! | 4 | handbook | `[Document]` and registers → `Handbook` |
//! | 3 | document | a file → `Document` |
//! | 3 | config | `handbook.toml` → `Config` |
//! | 3 | words | word tables → the theme's own words in a language, and how it writes days, numbers, lists |
//! | 2 | fields | TOML → typed values that know where they stand |
//! | 1 | diagnostic | what is wrong, as values |
//! | 0 | source | what was read |
//! | 0 | artifact | what is published |
//! | 0 | deflate | bytes → the same, small, as browsers unpack them |
//! | 0 | picture | a picture's bytes → its width and height |
//! | 0 | share | one machine of several, or a site that stands → the schools that are made |
//! | 0 | nearest | a mistyped name → the names that were meant |
//!
//! What holds everywhere, with its guard, is in `docs/architecture.md`.
#![forbid(unsafe_code)]

pub mod artifact;
#[allow(clippy::disallowed_methods, reason = "it tells how long a build took, and asks NO_COLOR")]
pub mod cli;
pub mod compile;
pub mod config;
pub mod coverage;
pub mod deflate;
pub mod diagnostic;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "the one room with a disk and a clock")]
pub mod disk;
pub mod document;
pub mod edition;
pub mod fields;
pub mod gate;
pub mod handbook;
pub mod import;
pub mod lock;
pub mod lsp;
pub mod nearest;
pub mod offline;
pub mod outcome;
pub mod picture;
pub mod plan;
#[cfg(feature = "print")]
pub mod print;
pub mod render;
pub mod report;
pub mod rules;
pub mod schema;
pub mod search;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it talks to browsers, and to none for ever")]
pub mod serve;
pub mod share;
pub mod source;
pub mod starter;
pub mod words;
