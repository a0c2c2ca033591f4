//! Templates and data into a PDF: Typst as a library, with a world that is made of values.
//!
//! What an author wrote goes over as data and becomes text; nothing of it is ever read as markup. Nothing here opens a
//! file, asks the clock or knows the machine, so that the same manuscript gives the same bytes everywhere.

mod fonts;
mod memory;
mod repack;
mod world;

use std::collections::BTreeMap;

use jiff::civil::Date;
use typst::WorldExt;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst::introspection::Introspector as _;
use typst::utils::LazyHash;
use typst::{Library, LibraryExt};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

pub(super) use fonts::Fonts;
pub(super) use memory::remember;
use world::Bench;

/// Everything that is the same for each thing that is printed.
pub(super) struct Engine {
    library: LazyHash<Library>,
    fonts: Fonts,
}

/// What is typeset: a template, and what it reads.
pub(super) struct Job {
    /// The path of the template that begins.
    pub(super) main: String,
    /// Every file that it may read, by path.
    pub(super) files: BTreeMap<String, File>,
    /// What tells this document from others, the same at each printing.
    pub(super) identity: String,
    /// The day that it is printed on.
    pub(super) today: Date,
}

/// A file of a job.
#[derive(Clone)]
pub(super) enum File {
    /// A template, or data.
    Text(String),
    /// A picture.
    Bytes(std::sync::Arc<[u8]>),
}

/// A finished PDF.
pub(super) struct Sheet {
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has.
    pub(super) pages: usize,
}

/// What a template did wrong.
#[derive(Debug)]
pub(super) struct Fault {
    /// The template, and where in it; nothing where the whole is meant.
    pub(super) place: Option<(String, std::ops::Range<usize>)>,
    /// Typst's own words.
    pub(super) message: String,
    /// What it offers to do.
    pub(super) hint: Option<String>,
}

impl Engine {
    /// Makes the engine ready once, with fonts beside its own.
    pub(super) fn new(fonts: Fonts) -> Engine {
        Engine { library: LazyHash::new(Library::default()), fonts }
    }

    /// The fonts.
    pub(super) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Typesets a job as a tagged PDF that claims, and is held to, PDF/UA-1 and PDF/A-2a.
    pub(super) fn typeset(&self, job: &Job) -> Result<Sheet, Vec<Fault>> {
        let sheet = self.set(job);
        memory::done(sheet.as_ref().map_or(0, |sheet| sheet.pages));
        sheet
    }

    /// The pages on which labels stand once a job is laid out.
    pub(super) fn pages(&self, job: &Job) -> Result<BTreeMap<String, usize>, Vec<Fault>> {
        let bench = Bench::new(&self.library, &self.fonts, job);
        let laid = typst::compile::<PagedDocument>(&bench).output;
        memory::done(laid.as_ref().map_or(0, |document| document.pages().len()));
        let document = laid.map_err(|found| found.iter().map(|found| fault(&bench, found)).collect::<Vec<_>>())?;
        let introspector = document.introspector();
        let labelled = introspector.query_labelled().into_iter().filter_map(|content| {
            let page = introspector.page(content.location()?)?;
            Some((content.label()?.resolve().as_str().to_owned(), page.get()))
        });
        Ok(labelled.collect())
    }

    fn set(&self, job: &Job) -> Result<Sheet, Vec<Fault>> {
        let bench = Bench::new(&self.library, &self.fonts, job);
        let faults = |found: &[SourceDiagnostic]| found.iter().map(|found| fault(&bench, found)).collect::<Vec<_>>();
        let document = typst::compile::<PagedDocument>(&bench).output.map_err(|found| faults(&found))?;
        let day = Datetime::from_ymd_hms(
            i32::from(job.today.year()),
            job.today.month().unsigned_abs(),
            job.today.day().unsigned_abs(),
            0,
            0,
            0,
        );
        let options = PdfOptions {
            ident: Smart::Custom(job.identity.clone()),
            creator: Smart::Custom(Some("Gobag".to_owned())),
            timestamp: day.map(Timestamp::new_utc),
            // For everyone, and for the archive. A-4 would be newer, but the two are not of one version of PDF.
            standards: PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
                .expect("the two standards do not contradict each other"),
            ..PdfOptions::default()
        };
        let bytes = typst_pdf::pdf(&document, &options).map_err(|found| faults(&found))?;
        Ok(Sheet { bytes: repack::repack(bytes), pages: document.pages().len() })
    }
}

/// A finding of Typst with its place in a template. Where the template called a function of another one, the outermost
/// place that is known is no help; the innermost one is.
fn fault(bench: &Bench<'_>, found: &SourceDiagnostic) -> Fault {
    let place = found.span.id().and_then(|id| {
        let path = id.vpath().get_without_slash().to_owned();
        Some((path, bench.range(found.span)?))
    });
    Fault { place, message: found.message.to_string(), hint: found.hints.first().map(|hint| hint.v.to_string()) }
}
