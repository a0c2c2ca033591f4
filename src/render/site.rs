//! What stands around every page of an edition: the bar, the chapters, the foot.

use serde::Serialize;

use super::book::Book;
use super::navigation::ChapterLink;
use super::view::calls::{self, Call};
use crate::document::Kind;
use crate::edition::SchoolFacts;
use crate::plan::Subject;

/// An edition, as every page of it shows it. Links begin at the edition's folder, or at the top where that is said.
#[derive(Debug, Serialize)]
pub(super) struct Site {
    title: String,
    publisher: String,
    summary: Option<String>,
    call: Call,
    /// The reader's school.
    school: Option<School>,
    /// Every school of this site, from the top.
    schools: Vec<School>,
    /// The district's home page, from the top.
    district: Option<String>,
    audience: String,
    /// Words for pages that are not for the public.
    mark: Option<String>,
    release: Option<String>,
    logo: Option<Logo>,
    chapters: Vec<ChapterLink>,
    links: Links,
    /// The handbook's own short code for what a device keeps.
    id: String,
    /// The audience's name, for scripts.
    audience_id: String,
    /// The script that every page runs, from the top.
    script: String,
    /// The script of the roles and schools that a device can be told, from the top.
    choices: String,
    /// The scripts that the bar asks for, from the top.
    choose: Option<String>,
    search_core: Option<String>,
    /// The icon, from the top.
    icon: Option<String>,
    /// The icon for home screens that draw no SVG, from the top.
    touch_icon: Option<String>,
    /// The style sheets, from the top.
    styles: Vec<String>,
    theme_colour: String,
    today: String,
}

/// A school among others.
#[derive(Debug, Serialize)]
struct School {
    id: String,
    title: String,
    short: String,
    level: String,
    grades: Option<String>,
    address: Option<String>,
    phone: Option<Call>,
    summary: Option<String>,
    href: Option<String>,
    here: bool,
}

/// The picture beside the title.
#[derive(Debug, Serialize)]
struct Logo {
    src: String,
    alt: String,
    width: Option<u32>,
    height: Option<u32>,
}

/// Pages that are linked from everywhere, from the edition's folder.
#[derive(Debug, Serialize)]
struct Links {
    home: Option<String>,
    procedures: Option<String>,
    roles: Option<String>,
    contacts: Option<String>,
    glossary: Option<String>,
    changes: Option<String>,
    index: Option<String>,
    offline: Option<String>,
}

impl Site {
    /// An edition's surroundings; `colours` and `choices` are the published paths of its own colours and of what can be
    /// chosen in it.
    pub(super) fn of(book: &Book<'_>, colours: Option<&str>, choices: &str) -> Site {
        let (edition, words) = (book.edition, book.words);
        let masthead = &edition.masthead;
        let audience = words.find("audience", &edition.audience).unwrap_or(&edition.audience).to_owned();
        let own = words.find("mark", &edition.audience).map(str::to_owned);
        let mark =
            (!book.is_public()).then(|| own.unwrap_or_else(|| words.fill("site", "mark", &[("audience", &audience)])));
        let mut styles = vec![book.theme.assets.styles.clone()];
        styles.extend(colours.map(str::to_owned));
        Site {
            title: masthead.title.clone(),
            publisher: masthead.publisher.clone(),
            summary: masthead.summary.clone(),
            call: calls::emergency(book),
            school: edition.school.as_ref().map(|school| one(book, school)),
            schools: edition.schools.iter().map(|school| one(book, school)).collect(),
            district: home_of(book, None),
            audience,
            mark,
            release: masthead.release.clone(),
            logo: masthead.logo.as_ref().and_then(|path| {
                let size = book.pictures.get(path.as_str()).copied();
                Some(Logo {
                    src: book.plan.media.get(path)?.encoded().into_owned(),
                    alt: masthead.logo_alt.clone().unwrap_or_default(),
                    width: size.map(|size| size.0),
                    height: size.map(|size| size.1),
                })
            }),
            chapters: book.navigation.chapters().cloned().collect(),
            links: Links {
                home: book.inside(Subject::Home),
                procedures: book.inside(Subject::List(Kind::Procedure)),
                roles: book.inside(Subject::Roles),
                contacts: book.inside(Subject::Contacts),
                glossary: book.inside(Subject::Glossary),
                changes: book.inside(Subject::Changes),
                index: book.inside(Subject::Index),
                offline: book.inside(Subject::Offline),
            },
            id: edition.code(),
            audience_id: edition.audience.clone(),
            script: book.scripts.site.clone(),
            choices: choices.to_owned(),
            choose: book.scripts.paths.get("choose.js").cloned(),
            search_core: book.scripts.paths.get("search-core.js").cloned(),
            icon: book.theme.assets.paths.get("icon.svg").cloned(),
            touch_icon: book.theme.assets.paths.get("icon.png").cloned(),
            styles,
            theme_colour: book.theme_colour(),
            today: words.date(edition.today),
        }
    }
}

fn one(book: &Book<'_>, school: &SchoolFacts) -> School {
    School {
        id: school.id.to_string(),
        title: school.title.clone(),
        short: school.short.clone(),
        level: book.words.of("level", school.level).to_owned(),
        grades: school.grades.clone(),
        address: school.address.clone(),
        phone: school.phone.as_ref().map(|phone| calls::number(&school.title, phone)),
        summary: school.summary.clone(),
        href: home_of(book, Some(school.id.as_str())),
        here: book.edition.reader.school.as_ref() == Some(&school.id),
    }
}

/// The home page of a school or of the district, from the top.
fn home_of(book: &Book<'_>, school: Option<&str>) -> Option<String> {
    let other = book.edition_of(school)?;
    Some(book.plan.path(other, Subject::Home)?.encoded().into_owned())
}
