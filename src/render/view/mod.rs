//! What each kind of page shows, as plain values for its template.

mod annex;
mod assessment;
pub(super) mod calls;
mod changes;
mod checks;
mod contacts;
mod coverage;
mod document;
mod drills;
mod glossary;
mod hazards;
mod heat;
mod home;
mod index;
mod languages;
mod letters;
mod list;
mod places;
mod pocket;
mod policy;
mod practice;
mod procedure;
mod role;
mod roles;
mod verify;

use jiff::civil::Date;
use serde::Serialize;
use tera::{Context, Value};

use super::book::Book;
use super::escape;
use super::fragment::Html;
use super::html::{Contents, Writer};
use super::rota::Rotas;
use super::spot::Spot;
use crate::document::{Content, Document};
use crate::fields::{Language, Named as _};
use crate::plan::Subject;
use crate::words::{Joint, Words};

/// A link and what it shows.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Link {
    /// What it shows.
    pub(super) title: String,
    /// Where it leads, if anywhere.
    pub(super) href: Option<String>,
}

/// A document among others.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Entry {
    title: String,
    href: String,
    summary: Html,
    /// A procedure's action, which has a colour and a sign.
    action: Option<&'static str>,
    kind: &'static str,
    /// Words of a school's own document.
    local: Option<String>,
    /// Its language, where it is another than the page's.
    lang: Option<String>,
    dir: Option<&'static str>,
}

/// What stands in a list in running text, and what stands behind it there.
#[derive(Debug, Serialize)]
pub(super) struct Joined<T> {
    #[serde(flatten)]
    what: T,
    behind: String,
}

/// A day, for people and for machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Day {
    iso: String,
    words: String,
    /// The language of the words, where it is not the reader's.
    lang: Option<String>,
}

impl Day {
    /// As people write it.
    fn words(&self) -> &str {
        &self.words
    }

    fn of(date: Date, words: &Words) -> Day {
        let lang = words.language_of_days().map(|language| language.as_str().to_owned());
        Day { iso: date.to_string(), words: words.date(date), lang }
    }
}

/// What a page's template is given beside what all pages have.
pub(super) struct Filled {
    /// The template.
    pub(super) template: String,
    /// The list of what is on the page.
    pub(super) contents: Option<Html>,
    /// A sentence about the page, for search engines.
    pub(super) description: Option<String>,
}

/// Puts what a page shows into its template's context; `source` is the book of the same school in the handbook's first language,
/// where this one is in another.
pub(super) fn fill<'s>(
    book: &'s Book<'s>,
    source: Option<&'s Book<'s>>,
    spot: &'s Spot,
    subject: Subject,
    rota: Rotas<'_, 's>,
    context: &mut Context,
) -> Filled {
    let mut writer = Writer::new(book, spot, None);
    let mut contents = Contents::default();
    let template = match subject {
        Subject::Document(at) => return document(book, spot, at, context),
        Subject::Home => {
            put(context, "home", &home::of(&mut writer, &mut contents));
            "home.html"
        }
        Subject::NotFound => {
            put(context, "home", &home::of(&mut writer, &mut contents));
            "not-found.html"
        }
        Subject::List(kind) => {
            put(context, "list", &list::of(&mut writer, kind, &mut contents));
            "list.html"
        }
        Subject::Roles => {
            put(context, "groups", &roles::of(&mut writer));
            "roles.html"
        }
        Subject::Role(at) => {
            let role = role::of(book, source, rota, spot, at, &mut contents);
            put(context, "role", &role);
            "role.html"
        }
        Subject::Contacts => {
            put(context, "groups", &contacts::of(&mut writer));
            "contacts.html"
        }
        Subject::Places => {
            put(context, "groups", &places::of(&mut writer, &mut contents));
            "places.html"
        }
        Subject::Hazards => {
            put(context, "register", &hazards::of(&mut writer, &mut contents));
            "hazards.html"
        }
        Subject::Drills => {
            put(context, "drills", &drills::of(&mut writer, &mut contents));
            "drills.html"
        }
        Subject::Glossary => {
            put(context, "glossary", &glossary::of(&mut writer));
            "glossary.html"
        }
        Subject::Changes => {
            put(context, "changes", &changes::of(&mut writer));
            "changes.html"
        }
        Subject::Verify => {
            put(context, "verify", &verify::of(&mut writer));
            "verify.html"
        }
        Subject::Coverage => {
            let coverage = book.coverage.expect("an edition with a page about completeness comes with the report");
            put(context, "coverage", &coverage::of(&mut writer, coverage, &mut contents));
            "coverage.html"
        }
        Subject::Checks => {
            let control = book.edition.control.as_ref().expect("an edition with a page about rules says what it knows");
            put(context, "checks", &checks::of(&writer, control, &mut contents));
            "checks.html"
        }
        Subject::Languages => {
            put(context, "languages", &languages::of(&mut writer, &mut contents));
            "languages.html"
        }
        Subject::Index => {
            put(context, "index", &index::of(book, spot));
            "a-z.html"
        }
        Subject::Pocket => {
            put(context, "pocket", &pocket::of(&mut writer.alone(), source));
            "pocket.html"
        }
        Subject::Offline => {
            put(context, "pocket", &page_link(&writer, Subject::Pocket));
            "offline.html"
        }
    };
    let description = match subject {
        Subject::Role(at) => book.edition.roles[at].summary.as_ref().map(|summary| summary.plain()),
        Subject::Home | Subject::NotFound => book.edition.masthead.summary.clone(),
        _ => None,
    };
    Filled { template: template.to_owned(), contents: contents.finish(), description }
}

fn document<'s>(book: &'s Book<'s>, spot: &'s Spot, at: usize, context: &mut Context) -> Filled {
    let document = &book.edition.documents[at];
    let mut writer = Writer::new(book, spot, Some(document));
    let mut contents = Contents::default();
    let shown = match &document.content {
        Content::Procedure(procedure) => {
            let (shown, parts) = procedure::of(&mut writer, document, procedure, &mut contents);
            put(context, "procedure", &parts);
            shown
        }
        Content::Annex(annex) => {
            let (shown, parts) = annex::of(&mut writer, document, annex, &mut contents);
            put(context, "annex", &parts);
            shown
        }
        Content::Practice(practice) => {
            let (shown, parts) = practice::of(&mut writer, document, practice, &mut contents);
            put(context, "practice", &parts);
            shown
        }
        Content::Assessment(assessment) => {
            let (shown, parts) = assessment::of(&mut writer, document, assessment, &mut contents);
            put(context, "assessment", &parts);
            shown
        }
        Content::Policy(policy) => {
            let (shown, parts) = policy::of(&mut writer, document, policy, &mut contents);
            put(context, "policy", &parts);
            shown
        }
        Content::Page(page) => {
            let shown = document::whole(&mut writer, document, &mut contents);
            put(context, "group", page.group.name());
            shown
        }
    };
    contents.add(document::ABOUT, book.words.get("document", "about"));
    put(context, "document", &shown);
    Filled {
        template: book.theme.document_template(document.kind().name(), document.id.as_str()),
        contents: contents.finish(),
        description: Some(document.common.summary.plain()),
    }
}

fn put<T: Serialize + ?Sized>(context: &mut Context, name: &'static str, value: &T) {
    context.insert_value(name, Value::from_serializable(value));
}

/// A document among others.
fn entry<'s>(writer: &mut Writer<'s>, document: &'s Document) -> Entry {
    let book = writer.book;
    let at = book.document_position(document.id.as_str()).expect("a document of this edition");
    Entry {
        title: document.common.title.value.clone(),
        href: format!("{}{}", writer.spot.up, book.document_address(at)),
        summary: writer.gist(&document.common.summary),
        action: action(document),
        kind: document.kind().name(),
        local: document::local(book, document),
        lang: document::other(book, document).map(|language| language.as_str().to_owned()),
        dir: document::other(book, document).map(Language::direction),
    }
}

/// The documents of some ids, as far as this reader sees them.
fn entries<'s, 'i>(writer: &mut Writer<'s>, ids: impl IntoIterator<Item = &'i str>) -> Vec<Entry> {
    let edition = writer.book.edition;
    ids.into_iter().filter_map(|id| edition.document(id)).map(|document| entry(writer, document)).collect()
}

/// The action of a procedure.
fn action(document: &Document) -> Option<&'static str> {
    match &document.content {
        Content::Procedure(procedure) => Some(procedure.action.name()),
        _ => None,
    }
}

/// Things as a list in running text, by the words under which they stand there.
fn joined<T>(words: &Words, joint: Joint, things: Vec<T>, title: impl Fn(&T) -> &str) -> Vec<Joined<T>> {
    let behind = words.behind(joint, &things.iter().map(title).collect::<Vec<_>>());
    things.into_iter().zip(behind).map(|(what, behind)| Joined { what, behind }).collect()
}

/// Links as such a list.
fn joined_links(words: &Words, joint: Joint, links: impl Iterator<Item = Link>) -> Vec<Joined<Link>> {
    joined(words, joint, links.collect(), |link| &link.title)
}

/// A role by its id; nothing where the reader may not know of it.
fn role_link(writer: &Writer<'_>, id: &str) -> Option<Link> {
    let at = writer.book.role_position(id)?;
    Some(Link { title: writer.book.edition.roles[at].title.clone(), href: writer.role_link(id) })
}

/// A page of this edition by its subject.
fn page_link(writer: &Writer<'_>, subject: Subject) -> Option<String> {
    Some(format!("{}{}", writer.spot.up, writer.book.inside(subject)?))
}

/// Words with what stands between backticks as code, and between asterisks as emphasis: what the report's own
/// sentences use of Markdown.
fn marked(words: &str) -> Html {
    let mut html = String::with_capacity(words.len() + 32);
    let mut rest = words;
    while let Some(at) = rest.find(['`', '*']) {
        let (before, from) = rest.split_at(at);
        let sign = &from[..1];
        let Some((inside, after)) = from[1..].split_once(sign) else { break };
        escape::text(before, &mut html);
        let tag = if sign == "`" { "code" } else { "em" };
        html.push_str(&format!("<{tag}>"));
        escape::text(inside, &mut html);
        html.push_str(&format!("</{tag}>"));
        rest = after;
    }
    escape::text(rest, &mut html);
    Html(html)
}
