//! An edition into everything that can be found in it: its documents, its registers, and the pages that list them.

use std::collections::BTreeSet;

use super::Headings;
use super::entry::{Entry, Group, Passage};
use super::prose::Writer;
use crate::document::body::Section;
use crate::document::{Assessment, Content, Document, Kind, Procedure, Prose, walk};
use crate::edition::Edition;
use crate::fields::Named as _;
use crate::handbook::roles::Role;
use crate::plan::{Plan, Subject};

/// Everything of an edition by its number, in the order of `Group`, and in a group as the edition has it.
pub(super) fn entries(editions: &[Edition], number: usize, plan: &Plan, headings: Headings<'_>) -> Vec<Entry> {
    let edition = &editions[number];
    // What is shown in the handbook's first language, names and all, is found by its words.
    let original = edition.original_among(editions).map_or(edition, |number| &editions[number]);
    let shown = |found: &Document| if found.language == edition.reader.language { edition } else { original };
    let mut entries: Vec<Entry> = edition.documents.iter().map(|found| document(shown(found), found)).collect();
    entries.extend(edition.roles.iter().map(|found| role(edition, found)));
    let register = |group, id: &crate::fields::Id, title: &str| Entry::new(group, id.as_str(), title);
    for contact in &edition.contacts {
        let mut entry = register(Group::Contact, &contact.id.value, &contact.label);
        entry.echoes.extend(contact.function.clone());
        entry.aliases.extend(contact.phone.as_ref().map(|phone| phone.value.to_string()));
        let mut writer = Writer::new(edition);
        contact.function.iter().for_each(|words| writer.words(words));
        contact.phone.iter().for_each(|phone| writer.words(&phone.value.to_string()));
        [&contact.hours, &contact.email].into_iter().flatten().for_each(|words| writer.words(words));
        contact.note.iter().for_each(|note| writer.prose(note));
        entry.push("", "", &mut writer);
        entries.push(entry);
    }
    for place in &edition.places {
        let mut entry = register(Group::Place, &place.id.value, &place.title);
        // "shelter", "assembly" …: what it is for is what people look for.
        entry.echoes.push(place.use_.name().to_owned());
        let mut writer = Writer::new(edition);
        place.address.iter().for_each(|words| writer.words(words));
        place.note.iter().chain(&place.access_note).for_each(|note| writer.prose(note));
        entry.push("", "", &mut writer);
        entries.push(entry);
    }
    for term in &edition.terms {
        let mut entry = register(Group::Term, &term.id.value, &term.term);
        entry.aliases.extend(term.aliases.iter().map(|word| word.value.clone()));
        entry.echoes.extend(term.avoid.iter().map(|word| word.value.clone()));
        entry.plain(edition, &term.meaning);
        entries.push(entry);
    }
    for hazard in &edition.hazards {
        let mut entry = register(Group::Hazard, &hazard.id.value, &hazard.title);
        let mut writer = Writer::new(original);
        let words = [&hazard.scenario, &hazard.reason].into_iter().flatten();
        let lists = [&hazard.physical, &hazard.social, &hazard.controls, &hazard.stakeholders].into_iter().flatten();
        words
            .chain(lists)
            .chain(hazard.actions.iter().map(|action| &action.what))
            .for_each(|words| writer.prose(words));
        entry.push("", "", &mut writer);
        entries.push(entry);
    }
    for hazard in &edition.hazard_summaries {
        let mut entry = register(Group::Hazard, &hazard.id, &hazard.title);
        entry.plain(original, &hazard.summary);
        entries.push(entry);
    }
    entries.extend(lists(edition, number, plan, headings));
    entries.sort_by_key(|entry| entry.group);
    entries
}

impl Entry {
    fn new(group: Group, id: &str, title: &str) -> Entry {
        Entry {
            group,
            id: id.to_owned(),
            title: title.to_owned(),
            aliases: Vec::new(),
            echoes: Vec::new(),
            action: None,
            local: false,
            roles: Vec::new(),
            passages: Vec::new(),
        }
    }

    /// Adds what was written as a passage. The first one always is: it belongs to the whole.
    fn push(&mut self, heading: &str, anchor: &str, writer: &mut Writer<'_>) {
        let (text, steps) = writer.take();
        if !text.is_empty() || !heading.is_empty() || self.passages.is_empty() {
            self.passages.push(Passage { heading: heading.to_owned(), anchor: anchor.to_owned(), text, steps });
        }
    }

    fn plain(&mut self, edition: &Edition, prose: &Prose) {
        let mut writer = Writer::new(edition);
        writer.prose(prose);
        self.push("", "", &mut writer);
    }
}

fn document(edition: &Edition, document: &Document) -> Entry {
    let group = match document.kind() {
        Kind::Procedure => Group::Procedure,
        Kind::Annex => Group::Annex,
        Kind::Practice => Group::Practice,
        Kind::Assessment => Group::Assessment,
        Kind::Policy => Group::Policy,
        Kind::Page => Group::Page,
    };
    let mut entry = Entry::new(group, document.id.as_str(), &document.common.title.value);
    entry.aliases.extend(document.common.aliases.iter().map(|alias| alias.value.clone()));
    entry.local = document.school.is_some() && edition.school.is_some();
    entry.roles = roles(edition, document);
    let mut writer = Writer::new(edition);
    writer.prose(&document.common.summary);
    match &document.content {
        Content::Procedure(procedure) => {
            entry.action = Some(procedure.action.name());
            [&procedure.trigger, &procedure.announcement].into_iter().for_each(|words| writer.prose(words));
            procedure.not_for.iter().chain(&procedure.supplies).for_each(|words| writer.prose(words));
        }
        Content::Assessment(assessment) => {
            let lead = [&assessment.purpose, &assessment.instructions, &assessment.record_policy];
            lead.into_iter().flatten().for_each(|words| writer.prose(words));
        }
        Content::Policy(policy) => {
            let lead = policy.adopted_by.iter().chain(&policy.applies_to).chain(&policy.law);
            lead.for_each(|words| writer.prose(words));
        }
        Content::Annex(_) | Content::Practice(_) | Content::Page(_) => {}
    }
    writer.blocks(&document.body.opening);
    entry.push("", "", &mut writer);
    document.body.sections.iter().for_each(|found| section(&mut entry, found, &mut writer));
    match &document.content {
        Content::Procedure(found) => procedure(&mut entry, found, &mut writer),
        Content::Assessment(found) => assessment(&mut entry, found, &mut writer),
        Content::Annex(_) | Content::Practice(_) | Content::Policy(_) | Content::Page(_) => {}
    }
    entry
}

fn section(entry: &mut Entry, section: &Section, writer: &mut Writer<'_>) {
    writer.line(&section.title);
    let (heading, _) = writer.take();
    writer.blocks(&section.blocks);
    entry.push(&heading, section.id.as_str(), writer);
    section.sections.iter().for_each(|inner| self::section(entry, inner, writer));
}

/// The parts of a procedure's page that its front matter makes; their anchors are the template's.
fn procedure(entry: &mut Entry, procedure: &Procedure, writer: &mut Writer<'_>) {
    writer.prose(&procedure.all_clear);
    entry.push("", "clear_", writer);
    for accommodation in &procedure.accommodations {
        writer.prose(&accommodation.need);
        writer.colon();
        writer.prose(&accommodation.support);
    }
    entry.push("", "needs_", writer);
}

fn assessment(entry: &mut Entry, assessment: &Assessment, writer: &mut Writer<'_>) {
    if let Some(way) = &assessment.override_ {
        writer.prose(&way.when);
        way.steps.iter().for_each(|step| writer.step(step));
        entry.push("", "override_", writer);
    }
    for stage in &assessment.stages {
        [&stage.intro, &stage.entry, &stage.exit].into_iter().flatten().for_each(|words| writer.prose(words));
        for question in &stage.questions {
            writer.prose(&question.text);
            question.help.iter().chain(&question.evidence).for_each(|words| writer.prose(words));
        }
        entry.push(&stage.title.value, &format!("stage_{}", stage.id.as_str()), writer);
    }
    for class in &assessment.classes {
        class.criteria.iter().chain(&class.responses).chain(&class.notify).for_each(|words| writer.prose(words));
        entry.push(&class.title.value, &format!("class_{}", class.id.as_str()), writer);
    }
    for band in &assessment.bands {
        writer.words(&band.title.value);
        [&band.meaning, &band.response].into_iter().for_each(|words| writer.prose(words));
    }
    entry.push("", "result_", writer);
    assessment.interventions.iter().for_each(|intervention| writer.prose(&intervention.what));
    entry.push("", "deeds_", writer);
}

/// The roles that act in a document and that this reader knows of.
fn roles(edition: &Edition, document: &Document) -> Vec<String> {
    let mut acting = BTreeSet::new();
    let mut each = |step: &crate::document::body::Step| {
        let known = step.roles.iter().filter(|id| edition.role(id.as_str()).is_some());
        acting.extend(known.map(|id| id.value.to_string()));
    };
    walk::steps(&document.body.opening, &mut each);
    walk::sections(&document.body, &mut |section, _| walk::steps(&section.blocks, &mut each));
    acting.into_iter().collect()
}

fn role(edition: &Edition, role: &Role) -> Entry {
    let mut entry = Entry::new(Group::Role, role.id.as_str(), &role.title);
    let mut writer = Writer::new(edition);
    role.summary.iter().for_each(|words| writer.prose(words));
    role.primary.iter().chain(&role.alternates).for_each(|holder| writer.words(&holder.value));
    entry.push("", "", &mut writer);
    role.first_five.iter().for_each(|task| writer.prose(task));
    entry.push("", "five_", &mut writer);
    let tasks = role.before.iter().chain(&role.during).chain(&role.after).chain(&role.hand_over);
    tasks.for_each(|task| writer.prose(task));
    entry.push("", "tasks_", &mut writer);
    entry
}

/// The pages that list others.
fn lists(edition: &Edition, number: usize, plan: &Plan, headings: Headings<'_>) -> Vec<Entry> {
    let folder = plan.root(number);
    let pages = plan.pages.iter().filter(|planned| planned.edition == number);
    pages
        .filter_map(|planned| {
            match planned.subject {
                Subject::List(_)
                | Subject::Roles
                | Subject::Contacts
                | Subject::Places
                | Subject::Hazards
                | Subject::Drills
                | Subject::Glossary
                | Subject::Changes
                | Subject::Verify
                | Subject::Coverage
                | Subject::Checks
                | Subject::Languages => {}
                Subject::Home
                | Subject::Document(_)
                | Subject::Role(_)
                | Subject::Index
                | Subject::Pocket
                | Subject::Offline
                | Subject::NotFound => {
                    return None;
                }
            }
            let heading = headings(edition, planned.subject);
            let mut entry = Entry::new(Group::List, planned.path.as_str().strip_prefix(folder)?, &heading.title);
            let mut writer = Writer::new(edition);
            writer.words(&heading.lead);
            entry.push("", "", &mut writer);
            Some(entry)
        })
        .collect()
}
