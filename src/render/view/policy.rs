//! A policy: who adopted it, when, for whom, and the law it rests on.

use serde::Serialize;

use super::Day;
use super::document::{self, Shown};
use crate::document::{Document, Policy};
use crate::render::fragment::Html;
use crate::render::html::{Contents, Writer};

/// A policy's own parts.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Parts {
    adopted: Option<Day>,
    adopted_by: Option<Html>,
    applies_to: Option<Html>,
    law: Vec<Html>,
}

pub(super) fn of<'s>(
    writer: &mut Writer<'s>,
    document: &'s Document,
    policy: &'s Policy,
    contents: &mut Contents,
) -> (Shown, Parts) {
    let words = writer.book.words;
    let shown = document::whole(writer, document, contents);
    let parts = Parts {
        adopted: policy.adopted.as_ref().map(|date| Day::of(date.value, words)),
        adopted_by: policy.adopted_by.as_ref().map(|prose| writer.phrase(prose)),
        applies_to: policy.applies_to.as_ref().map(|prose| writer.phrase(prose)),
        law: writer.phrases(&policy.law),
    };
    (shown, parts)
}
