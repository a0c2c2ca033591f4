//! A handbook that is being written: read, judged and shown apart from one another, so that each costs what has changed.
//!
//! What is found and what pages say is what `compile` finds and makes; only the order of the work is another one.

use std::sync::Arc;

use super::{Misfit, Request, coverage_page, planned};
use crate::config::{Config, Rank};
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::fields::{Id, Language};
use crate::handbook::{self, Handbook};
use crate::plan::Print;
use crate::render::{Order, Pages, Theme, pictures};
use crate::rules;
use crate::source::{Source, SourceId, Sources};

/// What is kept from one state of a handbook to the next.
#[derive(Default)]
pub struct Memory {
    read: handbook::Kept,
    theme: Option<Dressed>,
}

/// A theme, and what it was made of.
struct Dressed {
    folder: String,
    languages: Vec<Language>,
    files: Vec<(SourceId, Arc<Source>)>,
    theme: Arc<Theme>,
    found: Diagnostics,
}

/// A handbook in one state.
pub struct Draft {
    sources: Sources,
    handbook: Handbook,
    theme: Arc<Theme>,
    /// What was found while it was read, and in the theme.
    read: Diagnostics,
    dressed: Diagnostics,
}

impl Draft {
    /// Reads a handbook; what has not changed since the last time is not read again.
    #[must_use]
    pub fn read(sources: Sources, memory: &mut Memory) -> Draft {
        let read = Handbook::read_again(&sources, &mut memory.read);
        let (theme, dressed) = memory.theme(&sources, &read.value.config);
        Draft { handbook: read.value, theme, read: read.diagnostics, dressed, sources }
    }

    /// The files.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What they say.
    #[must_use]
    pub fn handbook(&self) -> &Handbook {
        &self.handbook
    }

    /// Whether an error was found that is known before any rule has looked.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.verdict(Diagnostics::new(), Diagnostics::new()).count(Severity::Error) > 0
    }

    /// Holds the handbook against every rule; what was found in documents that have not changed is kept.
    #[must_use]
    pub fn judge(&self, kept: &mut rules::Kept) -> Diagnostics {
        rules::check_again(&self.handbook, &self.sources, kept)
    }

    /// What is wrong with one file as far as reading it tells, and the words of its document: quick, however large the handbook.
    /// The other findings are of rules that look at all of it ([`Draft::looks_around`]).
    #[must_use]
    pub fn glance(&self, path: &str) -> Diagnostics {
        let words = self.handbook.document_at(path).map(|document| rules::words_of(&self.handbook, document));
        let id = self.sources.find(path);
        self.verdict(words.unwrap_or_default(), Diagnostics::new()).filter_map(|finding| {
            let is_here = match &finding.label.place {
                Place::Words(span) => Some(span.source) == id,
                Place::File(other) => other == path,
            };
            (is_here && !Draft::looks_around(&finding)).then_some(finding)
        })
    }

    /// Whether a finding comes of looking at the whole handbook.
    #[must_use]
    pub fn looks_around(finding: &Diagnostic) -> bool {
        rules::looks_around(finding.rule)
    }

    /// Everything that `gobag check` finds; what was found in documents that have not changed is kept.
    #[must_use]
    pub fn check(&self, kept: &mut rules::Kept) -> Diagnostics {
        let highest = self.handbook.config.audiences.ranks().next_back().unwrap_or(Rank::LOWEST);
        let schools: Vec<Id> = self.handbook.schools.iter().map(|school| school.id.clone()).collect();
        let (judged, planned) = rayon::join(|| self.judge(kept), || planned(&self.handbook, highest, &schools).1);
        self.verdict(judged, planned.diagnostics)
    }

    /// Everything that is wrong, with what rules have found and what was found when every page was given its address.
    #[must_use]
    pub fn verdict(&self, judged: Diagnostics, planned: Diagnostics) -> Diagnostics {
        let mut found = self.read.clone();
        found.append(judged);
        found.append(planned);
        found.append(self.dressed.clone());
        rules::weigh(&self.handbook, &self.sources, found).sorted()
    }

    /// Prints the copy of a path to be looked at. Nothing comes of it where there is no such copy, or where it cannot be printed;
    /// what rules say is not asked, and whoever shows the copy shows that beside it.
    #[cfg(feature = "print")]
    #[must_use]
    pub fn print(&self, path: &str) -> Option<Vec<u8>> {
        super::print::look(&self.sources, &self.handbook, &self.theme, path)
    }

    /// Shows the site of an audience: what was found when pages were given their addresses, and its files, each of which is made
    /// when it is asked for. Pages tell of the PDFs that are given.
    ///
    /// # Errors
    /// When the request names an audience or a school that the handbook does not have.
    pub fn show<T>(
        &self,
        request: &Request,
        prints: &[Print],
        look: impl FnOnce(&Diagnostics, &Pages<'_>) -> T,
    ) -> Result<T, Misfit> {
        let audience = super::audience(&self.handbook, request)?;
        let schools = super::schools(&self.handbook, request)?;
        let (editions, plan) = planned(&self.handbook, audience, &schools);
        let (found, mut plan) = (plan.diagnostics, plan.value);
        plan.prints = prints.to_vec();
        let coverage = coverage_page(&self.handbook, &editions);
        let pictures = pictures(&self.handbook.media);
        let order = Order {
            editions: &editions,
            plan: &plan,
            theme: &self.theme,
            media: &self.handbook.media,
            coverage: coverage.as_ref(),
            share: &request.share,
            wanted: &|| request.wanted.is_so(),
        };
        Ok(look(&found, &Pages::of(order, &pictures)))
    }
}

impl Memory {
    /// The theme; made again only where one of its files has changed, or the handbook has another language.
    fn theme(&mut self, sources: &Sources, config: &Config) -> (Arc<Theme>, Diagnostics) {
        let folder = config.theme.folder.as_str();
        let languages: Vec<Language> = config.languages.iter().map(|language| language.value.clone()).collect();
        let inside = format!("{}/", folder.trim_end_matches('/'));
        let own = sources.iter().filter(|(_, file)| file.path.starts_with(&inside));
        let files: Vec<(SourceId, Arc<Source>)> = own.map(|(id, _)| (id, sources.share(id))).collect();
        let same = |dressed: &&Dressed| {
            let pairs = || dressed.files.iter().zip(&files);
            dressed.folder == folder
                && dressed.languages == languages
                && dressed.files.len() == files.len()
                && pairs().all(|((id, file), (other, there))| id == other && Arc::ptr_eq(file, there))
        };
        if let Some(dressed) = self.theme.as_ref().filter(same) {
            return (Arc::clone(&dressed.theme), dressed.found.clone());
        }
        let made = Theme::of(sources, config);
        let (theme, found) = (Arc::new(made.value), made.diagnostics);
        let folder = folder.to_owned();
        self.theme = Some(Dressed { folder, languages, files, theme: Arc::clone(&theme), found: found.clone() });
        (theme, found)
    }
}
