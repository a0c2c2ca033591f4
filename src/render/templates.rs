//! A handbook's own templates over the default ones, and what is wrong with them as findings with their place.

use std::cell::RefCell;
use std::collections::BTreeMap;

use tera::{Error, ErrorKind, ReportError, Tera};

use crate::diagnostic::{Diagnostic, Diagnostics, Place, found};
use crate::source::{SourceId, Sources, Span};

/// Lays templates over those that are there. Those that do not work are told and left out, so that the rest can be
/// looked at too.
pub(super) fn overlay(
    tera: &mut Tera,
    sources: &Sources,
    own: BTreeMap<String, SourceId>,
    findings: &RefCell<Diagnostics>,
) -> BTreeMap<String, SourceId> {
    if own.is_empty() {
        return own;
    }
    let report = |diagnostic| findings.borrow_mut().push(diagnostic);
    let mut fit = own.clone();
    // A template that cannot be read hides what is wrong with the others, so each is read on its own first.
    fit.retain(|name, source| {
        let alone = tera.clone().add_raw_template(name, sources.text(*source));
        match alone.as_ref().map_err(Error::kind) {
            Err(ErrorKind::SyntaxError(fault)) => {
                report(at(&own, fault).unwrap_or_else(|| whole(*source, sources, fault.message())));
                false
            }
            _ => true,
        }
    });
    let mut whole_theme = tera.clone();
    match whole_theme.add_raw_templates(fit.iter().map(|(name, source)| (name.as_str(), sources.text(*source)))) {
        Ok(()) => {
            *tera = whole_theme;
            fit
        }
        Err(error) => {
            unfit(&error, sources, &own).into_iter().for_each(report);
            BTreeMap::new()
        }
    }
}

/// An error while a page was made. Nothing where only the default theme's own files can be at fault.
pub(super) fn failed(error: &Error, own: &BTreeMap<String, SourceId>) -> Option<Diagnostic> {
    match error.kind() {
        ErrorKind::RenderingError(fault) | ErrorKind::SyntaxError(fault) => at(own, fault),
        _ => None,
    }
}

/// A fault in one of the handbook's own templates, underlined.
fn at(own: &BTreeMap<String, SourceId>, fault: &ReportError) -> Option<Diagnostic> {
    let source = *own.get(fault.filename())?;
    let range = fault.span().range.clone();
    let span = Span::new(source, range.start, range.end);
    Some(Diagnostic::error(found::BROKEN_TEMPLATE, span, message(fault.message())).help(HELP))
}

const HELP: &str = "docs/theming.md lists the templates and what each of them is given";

fn whole(source: SourceId, sources: &Sources, words: &str) -> Diagnostic {
    let place = Place::File(sources.get(source).path.clone());
    Diagnostic::error(found::BROKEN_TEMPLATE, place, message(words)).help(HELP)
}

fn message(words: &str) -> String {
    format!("This template does not work: {}", words.trim().trim_end_matches('.'))
}

/// Faults between templates (an unknown block, filter or part), which Tera tells as text: each report begins with
/// `error: words` and has a line `--> name:line:column`.
fn unfit(error: &Error, sources: &Sources, own: &BTreeMap<String, SourceId>) -> Vec<Diagnostic> {
    let text = error.to_string();
    let mut told = Vec::new();
    for report in text.split("error: ").filter(|report| !report.trim().is_empty()) {
        let words = report.lines().next().unwrap_or(report);
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
        let mut parts = place.unwrap_or("").rsplitn(3, ':');
        let column = parts.next().and_then(|part| part.parse().ok());
        let line = parts.next().and_then(|part| part.parse().ok());
        let own_file = parts.next().and_then(|name| own.get(name));
        told.push(match (own_file, line, column) {
            (Some(source), Some(line), Some(column)) => {
                let span = position(sources, *source, line, column);
                Diagnostic::error(found::BROKEN_TEMPLATE, span, message(words)).help(HELP)
            }
            // Named by its words alone, or seen where a template of the default theme misses what it had.
            _ => {
                let named = own.iter().find(|(name, _)| words.contains(name.as_str())).or_else(|| own.iter().next());
                match named {
                    Some((_, source)) => whole(*source, sources, words),
                    None => panic!("the default theme's templates do not work:\n{text}"),
                }
            }
        });
    }
    told
}

/// The rest of a line from a column on, both counted from one.
fn position(sources: &Sources, source: SourceId, line: usize, column: usize) -> Span {
    let text = sources.text(source);
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let words = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or("");
    let inside: usize = words.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum();
    Span::new(source, start + inside, start + words.trim_end().len().max(inside))
}
