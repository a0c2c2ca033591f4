//! `handbook.toml`, typed: what the handbook is, who may read it, how it looks, what is printed.

use std::cell::RefCell;

use jiff::civil::Date;

use crate::diagnostic::{Diagnostic, Diagnostics, found};
use crate::fields::{Colour, Fields, Id, Interval, Language, Origin, Phone, Placed, Unit, names};
use crate::source::{SourceId, Sources, Span};

/// The file's name in the handbook's folder.
pub const FILE: &str = "handbook.toml";

/// What the handbook is.
#[derive(Clone, Debug)]
pub struct Config {
    /// Its name for what devices keep; stays when the title changes.
    pub id: Option<Placed<Id>>,
    /// Its title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// One or two sentences about it.
    pub summary: Option<String>,
    /// Where it will be published, ending in a slash.
    pub url: Option<Placed<String>>,
    /// Its languages; the first is the one it is written in.
    pub languages: Vec<Placed<Language>>,
    /// Its audiences, lowest first.
    pub audiences: Audiences,
    /// Whose law the drills follow.
    pub jurisdiction: Option<Placed<Jurisdiction>>,
    /// The completeness framework.
    pub framework: Option<Placed<Id>>,
    /// The number for emergencies.
    pub emergency_number: Phone,
    /// What to say there.
    pub emergency_words: Option<String>,
    /// How often documents are reviewed that do not say their own.
    pub review_interval: Interval,
    /// How often somebody calls each contact to see whether it is right.
    pub contact_interval: Interval,
    /// Whether HTML in Markdown is cleaned and kept.
    pub raw_html: bool,
    /// How it looks.
    pub theme: ThemeConfig,
    /// Words that schools fill in.
    pub values: Vec<(Placed<String>, Placed<String>)>,
    /// What is printed.
    pub binders: Vec<Binder>,
    /// Severities by rule or group.
    pub rules: Vec<(Placed<String>, Placed<Level>)>,
    /// Findings that are silenced until a date.
    pub waivers: Vec<Waiver>,
    /// Elements of the framework that this handbook need not have.
    pub not_applicable: Vec<NotApplicable>,
}

/// The audiences in their order. Who may read the higher may read the lower.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audiences {
    names: Vec<Placed<Id>>,
    default: Rank,
}

/// An audience's place in the order; 0 is the lowest, the public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rank(u8);

impl Rank {
    /// The lowest audience.
    pub const LOWEST: Rank = Rank(0);
}

impl Audiences {
    /// The rank of a name.
    #[must_use]
    pub fn rank(&self, name: &str) -> Option<Rank> {
        self.names.iter().position(|known| known.as_str() == name).map(|at| Rank(at as u8))
    }

    /// The name of a rank.
    #[must_use]
    pub fn name(&self, rank: Rank) -> &str {
        self.names[usize::from(rank.0)].as_str()
    }

    /// The rank of what names no audience: `staff`, or the second lowest where a handbook has other names.
    #[must_use]
    pub fn default_rank(&self) -> Rank {
        self.default
    }

    /// Every rank, lowest first.
    pub fn ranks(&self) -> impl DoubleEndedIterator<Item = Rank> + use<> {
        (0..self.names.len()).map(|at| Rank(at as u8))
    }

    /// Every name, lowest first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|name| name.as_str())
    }
}

names! {
    /// The jurisdictions whose numbers of drills are built in.
    pub enum Jurisdiction {
        /// Illinois.
        Illinois = "illinois",
        /// Michigan.
        Michigan = "michigan",
        /// New York.
        NewYork = "new-york",
        /// Washington.
        Washington = "washington",
    }
}

names! {
    /// What a rule's finding weighs.
    pub enum Level {
        /// Stops publication.
        Error = "error",
        /// Is said.
        Warning = "warning",
        /// Is not looked for.
        Off = "off",
    }
}

/// How the handbook looks.
#[derive(Clone, Debug)]
pub struct ThemeConfig {
    /// The folder of the handbook's own templates and styles.
    pub folder: String,
    /// The handbook's colour.
    pub colour: Option<Placed<Colour>>,
    /// Colours of actions by the action's name.
    pub action_colours: Vec<(Placed<String>, Placed<Colour>)>,
    /// The logo's path in the handbook's folder.
    pub logo: Option<Placed<String>>,
    /// What the logo shows.
    pub logo_alt: Option<String>,
}

/// Something that is printed.
#[derive(Clone, Debug)]
pub struct Binder {
    /// What it is called by.
    pub id: Placed<Id>,
    /// Its title.
    pub title: String,
    /// Its form.
    pub layout: Layout,
    /// For whom.
    pub audience: Option<Placed<Id>>,
    /// On what.
    pub paper: Paper,
    /// Kinds, registers or document ids.
    pub include: Vec<Placed<String>>,
    /// The school it is for, if only one.
    pub school: Option<Placed<Id>>,
    /// The roles it is for, if not all.
    pub roles: Vec<Placed<Id>>,
    /// Whether each school has its own.
    pub each_school: bool,
    /// Whether `gobag build` places it on the site.
    pub on_site: bool,
    /// Where the site for its readers stands, if that is not the handbook's `url`; ends in a slash.
    pub site: Option<Placed<String>>,
}

names! {
    /// The form of something printed.
    pub enum Layout {
        /// A binder with tabs.
        Binder = "binder",
        /// A flip chart.
        FlipChart = "flip-chart",
        /// A card or poster.
        QuickCard = "quick-card",
        /// A card for a role.
        RoleCard = "role-card",
        /// Blank forms.
        Forms = "forms",
        /// The risks for a board.
        RiskReport = "risk-report",
    }
}

names! {
    /// Paper.
    pub enum Paper {
        /// 8.5 × 11 inches.
        Letter = "letter",
        /// 210 × 297 mm.
        A4 = "a4",
    }
}

/// Silences one finding until a date.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// The rule.
    pub rule: Placed<String>,
    /// A path or a document's id.
    pub place: Placed<String>,
    /// Why.
    pub reason: Placed<String>,
    /// Who answers for it.
    pub by: Placed<String>,
    /// The last day it holds.
    pub until: Placed<Date>,
    /// Where it stands.
    pub span: Span,
}

/// An element of the completeness framework that does not concern this handbook.
#[derive(Clone, Debug)]
pub struct NotApplicable {
    /// The element.
    pub element: Placed<String>,
    /// Why; every report says it.
    pub reason: Placed<String>,
}

impl Config {
    /// Reads `handbook.toml`; without one, a handbook without a name stands in, and a finding says so.
    #[must_use]
    pub fn read(sources: &Sources, findings: &RefCell<Diagnostics>) -> Config {
        let Some(source) = sources.find(FILE) else {
            let message = "There is no handbook.toml: this folder is not a handbook yet";
            findings.borrow_mut().push(
                Diagnostic::error(found::MISSING_FIELD, crate::diagnostic::Place::File(FILE.to_owned()), message).help(
                    "make a file handbook.toml with the lines `title = \"Our Emergency Handbook\"` and `publisher = \"Our School\"`",
                ),
            );
            let nothing = RefCell::new(Diagnostics::new());
            let source = sources.iter().next().map(|(source, _)| source);
            return match source {
                Some(source) => read(source, "", &nothing),
                None => read(Sources::nowhere(), "", &nothing),
            };
        };
        read(source, sources.text(source), findings)
    }

    /// The language the handbook is written in.
    #[must_use]
    pub fn source_language(&self) -> &Language {
        &self.languages[0].value
    }
}

fn read(source: SourceId, text: &str, findings: &RefCell<Diagnostics>) -> Config {
    Origin { source, text, base: 0, findings }.parse(|mut fields| {
        let config = Config {
            id: fields.placed("id"),
            title: fields.required::<String>("title", "\"Our Emergency Handbook\"").value,
            publisher: fields.required::<String>("publisher", "\"Our School District\"").value,
            summary: fields.optional("summary"),
            url: address(&mut fields, "url"),
            languages: languages(&mut fields),
            audiences: audiences(&mut fields),
            jurisdiction: fields.placed("jurisdiction"),
            framework: fields.placed("framework"),
            emergency_number: fields
                .optional("emergency_number")
                .unwrap_or_else(|| Phone::parse("911").expect("911 can be dialled")),
            emergency_words: fields.optional("emergency_words"),
            review_interval: fields.optional("review_interval").unwrap_or(Interval { count: 12, unit: Unit::Month }),
            contact_interval: fields.optional("contact_interval").unwrap_or(Interval { count: 180, unit: Unit::Day }),
            raw_html: fields.optional("raw_html").unwrap_or(false),
            theme: theme(&mut fields),
            values: fields.table("values").map(|mut table| table.entries()).unwrap_or_default(),
            binders: fields.tables("binder").into_iter().map(binder).collect(),
            rules: fields.table("rules").map(|mut table| table.entries()).unwrap_or_default(),
            waivers: fields.tables("waiver").into_iter().filter_map(waiver).collect(),
            not_applicable: not_applicable(&mut fields),
        };
        fields.finish();
        config
    })
}

/// Where a site stands; ends in a slash.
fn address(fields: &mut Fields<'_>, key: &'static str) -> Option<Placed<String>> {
    let mut url = fields.placed::<String>(key)?;
    let host = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    if host.is_none_or(|host| host.is_empty() || host.starts_with('/') || host.contains([' ', '"', '<', '?', '#'])) {
        fields.report(
            Diagnostic::error(found::INVALID_VALUE, url.span, format!("`{key}`: this is not the address of a site"))
                .help("write it whole: \"https://handbook.example.org/\""),
        );
        return None;
    }
    if !url.value.ends_with('/') {
        url.value.push('/');
    }
    Some(url)
}

fn languages(fields: &mut Fields<'_>) -> Vec<Placed<Language>> {
    let mut languages = fields.list::<Language>("languages");
    let mut seen: Vec<Language> = Vec::new();
    languages.retain(|language| {
        let fresh = !seen.contains(&language.value);
        if !fresh {
            fields.report(
                Diagnostic::error(found::DUPLICATE_ID, language.span, format!("\"{}\" is named twice", language.value))
                    .help("leave one of them out"),
            );
        }
        seen.push(language.value.clone());
        fresh
    });
    if languages.is_empty() {
        languages.push(Placed { value: Language::default(), span: fields.first_line() });
    }
    languages
}

fn audiences(fields: &mut Fields<'_>) -> Audiences {
    let mut names = fields.list::<Id>("audiences");
    if names.is_empty() || names.len() > 16 {
        if names.len() > 16 {
            fields.report(
                Diagnostic::error(found::INVALID_VALUE, names[16].span, "`audiences`: more than 16 audiences")
                    .help("most handbooks have four: public, staff, responder, team"),
            );
        }
        let default = ["public", "staff", "responder", "team"];
        names = default.map(|name| Placed { value: Id::slug(name), span: fields.first_line() }).to_vec();
    }
    let mut seen: Vec<Id> = Vec::new();
    names.retain(|name| {
        let fresh = !seen.contains(&name.value);
        if !fresh {
            fields.report(
                Diagnostic::error(found::DUPLICATE_ID, name.span, format!("\"{}\" is named twice", name.value))
                    .help("leave one of them out"),
            );
        }
        seen.push(name.value.clone());
        fresh
    });
    let staff = names.iter().position(|name| name.as_str() == "staff");
    let default = staff.unwrap_or(1.min(names.len() - 1));
    Audiences { names, default: Rank(default as u8) }
}

fn theme(fields: &mut Fields<'_>) -> ThemeConfig {
    let Some(mut table) = fields.table("theme") else {
        return ThemeConfig {
            folder: "theme".to_owned(),
            colour: None,
            action_colours: Vec::new(),
            logo: None,
            logo_alt: None,
        };
    };
    let theme = ThemeConfig {
        folder: table.optional("folder").unwrap_or_else(|| "theme".to_owned()),
        colour: table.placed("colour"),
        action_colours: table.table("action_colours").map(|mut colours| colours.entries()).unwrap_or_default(),
        logo: table.placed("logo"),
        logo_alt: table.optional("logo_alt"),
    };
    table.finish();
    theme
}

fn binder(mut table: Fields<'_>) -> Binder {
    let binder = Binder {
        id: table.required("id", "\"classroom\""),
        title: table.required::<String>("title", "\"Classroom binder\"").value,
        layout: table.optional("layout").unwrap_or(Layout::Binder),
        audience: table.placed("audience"),
        paper: table.optional("paper").unwrap_or(Paper::Letter),
        include: table.list("include"),
        school: table.placed("school"),
        roles: table.list("roles"),
        each_school: table.optional("each_school").unwrap_or(false),
        on_site: table.optional("on_site").unwrap_or(false),
        site: address(&mut table, "site"),
    };
    table.finish();
    binder
}

fn waiver(mut table: Fields<'_>) -> Option<Waiver> {
    let span = table.span();
    let rule = table.required("rule", "\"overdue-review\"");
    let place = table.required("where", "\"annexes/annex-security.md\"");
    let reason = table.required::<String>("reason", "\"The county is rewriting its part.\"");
    let by = table.required("by", "\"Safety coordinator\"");
    let until = table.placed("until");
    if until.is_none() && table.key_span("until").is_none() {
        table.report(
            Diagnostic::error(found::MISSING_FIELD, table.first_line(), "`until` is missing: a waiver ends one day")
                .help("add `until = 2027-01-31`"),
        );
    }
    table.finish();
    Some(Waiver { rule, place, reason, by, until: until?, span })
}

fn not_applicable(fields: &mut Fields<'_>) -> Vec<NotApplicable> {
    let tables = fields.tables("not_applicable");
    let mut elements: Vec<NotApplicable> = Vec::with_capacity(tables.len());
    for mut table in tables {
        let element = table.required::<String>("element", "\"B8\"");
        let reason = table.required::<String>("reason", "\"The district office does this for us.\"");
        if let Some(earlier) = elements.iter().find(|earlier| earlier.element.value == element.value) {
            table.report(
                Diagnostic::error(found::DUPLICATE_ID, element.span, format!("\"{}\" is named twice", element.value))
                    .related(earlier.element.span, "the other one")
                    .help("leave one of them out"),
            );
        }
        table.finish();
        // Without its element or its reason it excuses nothing.
        if !element.is_empty() && !reason.is_empty() {
            elements.push(NotApplicable { element, reason });
        }
    }
    elements
}
