//! What a browser asks becomes what it is sent: pages of the present site or of the last good one, news, and the desk's own pages.

use std::sync::Arc;

use super::NEWS;
use super::answer::Answer;
use super::desk::{Desk, GRACE};
use super::door::Question;
use super::head::{self, Request};
use super::lobby;
use super::news::News;
use super::paper;
use super::site::Asked;
use super::state::Verdict;
use crate::compile::draft::Draft;

/// The script and the styles of the notice that pages get.
const SCRIPT: &str = include_str!("page.js");
const STYLE: &str = include_str!("page.css");
/// The script of the page with two views beside each other.
const BESIDE: &str = include_str!("beside.js");
/// Where copies on paper are.
const PAPER: &str = "/_/paper/";

impl Desk {
    /// Answers a browser.
    pub(super) fn answer(&mut self, question: Question) {
        let answer = match question.request.path.as_str() {
            NEWS => {
                let audience = parameter(&question.request, "audience").unwrap_or_else(|| self.offer.first.clone());
                let audience = if self.offer.has(&audience) { audience } else { self.offer.first.clone() };
                self.open(&audience);
                // Whoever asks for the first time is told when the rules have looked, and at once where they take long.
                let is_known = parameter(&question.request, "since").as_ref() == Some(&self.version());
                if is_known || !self.is_settled() {
                    self.waiting.push((audience, question));
                    return;
                }
                self.news(&audience)
            }
            "/" => self.lobby(),
            "/_/page.js" => Answer::file("page.js", SCRIPT.as_bytes().to_vec()),
            "/_/page.css" => Answer::file("page.css", STYLE.as_bytes().to_vec()),
            "/_/beside.js" => Answer::file("beside.js", BESIDE.as_bytes().to_vec()),
            "/_/beside" => {
                let (left, right) = (parameter(&question.request, "left"), parameter(&question.request, "right"));
                Answer::page(200, lobby::beside(&self.offer, left.as_deref(), right.as_deref()))
            }
            "/_/print" => {
                let (sheets, chosen) = (paper::sheets(&self.right()), parameter(&question.request, "copy"));
                let (state, script) = (self.now.state, self.seal().script());
                self.open(&self.offer.first.clone());
                Answer::page(200, lobby::paper(&self.offer, sheets.as_deref(), chosen.as_deref(), state, &script))
            }
            path if path.starts_with(PAPER) => return self.print(question),
            _ => return self.page(question),
        };
        let answer = self.seal().on(answer);
        question.reply(answer);
    }

    /// The list of what there is to look at.
    pub(super) fn lobby(&mut self) -> Answer {
        let audience = self.offer.first.clone();
        self.open(&audience);
        Answer::page(200, lobby::page(&self.offer, &self.seal().script()))
    }

    /// The handbook as it was last right.
    pub(super) fn right(&self) -> Arc<Draft> {
        let tree = self.trees.get(&self.offer.first);
        let is_wrong =
            self.now.is_broken || tree.and_then(|tree| tree.verdict.as_ref()).is_some_and(|verdict| verdict.errors > 0);
        let last = tree.and_then(|tree| tree.last.as_ref()).filter(|_| is_wrong);
        Arc::clone(last.map_or(&self.now.draft, |last| &last.draft))
    }

    /// Prints a copy for whoever looks at it. What is built meanwhile waits.
    pub(super) fn print(&mut self, question: Question) {
        if let Some((_, wanted)) = self.building.take() {
            wanted.forget();
        }
        self.bench.print(self.right(), question.request.path[PAPER.len()..].to_owned(), self.seal(), question);
    }

    /// Answers for a file of an audience's site.
    pub(super) fn page(&mut self, question: Question) {
        match self.address(&question.request) {
            Err(answer) => {
                let answer = self.seal().on(answer);
                question.reply(answer);
            }
            Ok((audience, path)) => {
                self.open(&audience);
                let asked = Asked { path, seal: self.seal(), question };
                let tree = self.trees.get(&audience).expect("it was just opened");
                match &tree.verdict {
                    _ if self.now.is_broken => self.ask_last(&audience, asked),
                    Some(verdict) if verdict.errors > 0 => self.ask_last(&audience, asked),
                    None if self.now.since.elapsed() < GRACE => self.parked.push(asked.question),
                    Some(_) | None => tree.fresh.as_ref().expect("it was just opened").ask(asked),
                }
            }
        }
    }

    /// Asks the last good site of an audience.
    pub(super) fn ask_last(&self, audience: &str, asked: Asked) {
        match self.trees.get(audience).and_then(|tree| tree.last.as_ref()) {
            Some(last) => last.ask(asked),
            None => asked.reply_nothing(),
        }
    }

    /// The audience and the file that a path means.
    pub(super) fn address(&self, request: &Request) -> Result<(String, String), Answer> {
        let (audience, path) = match request.path[1..].split_once('/') {
            Some((audience, path)) => (audience.to_owned(), path),
            None if self.offer.has(&request.path[1..]) => {
                return Err(Answer::elsewhere(&format!("{}/index.html", request.path)));
            }
            None => return Err(self.missing()),
        };
        if !self.offer.has(&audience) {
            return Err(self.missing());
        }
        if path.is_empty() || path.ends_with('/') {
            return Err(Answer::elsewhere(&format!("{}index.html", request.path)));
        }
        // A worker would keep pages that are not meant to be kept.
        if request.is_worker {
            return Err(self.missing());
        }
        Ok((audience, path.to_owned()))
    }

    /// Nothing is here.
    pub(super) fn missing(&self) -> Answer {
        Answer::page(404, lobby::missing(&self.offer, &self.seal().script()))
    }

    /// What a page is told of the present state. Before the rules have looked, it is told to show itself as it will be, with what
    /// was said before.
    pub(super) fn news(&self, audience: &str) -> Answer {
        let trouble = self.trouble.as_ref().map(ToString::to_string);
        let version = self.version();
        let tree = self.trees.get(audience);
        let known = tree.and_then(|tree| tree.verdict.as_ref());
        let before = tree.map(|tree| &tree.before).filter(|before| before.errors == 0);
        let Verdict { errors, warnings, lines, .. } = known.or(before).cloned().unwrap_or_default();
        let news = News { version, errors, warnings, lines, trouble };
        let body = serde_json::to_vec(&news).expect("news are numbers and words");
        Answer::file("news.json", body)
    }
}

/// A parameter of the query.
pub(super) fn parameter(request: &Request, name: &str) -> Option<String> {
    request
        .query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| head::plain(value))
}
