//! Every name and every link, followed once: what leads nowhere, and what its reader may not know of.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::Handbook;
use super::drills::DrillKind;
use super::school::School;
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, Diagnostics, RuleName, found};
use crate::document::body::{Block, Body, Image, Link, Reference, ReferenceKind, Section, Target};
use crate::document::walk::{self, Pointer};
use crate::document::{Action, Answer, Comparison, Content, Document, Prose};
use crate::fields::{Id, Named as _, Placed};
use crate::nearest::{certain, suggestion};
use crate::source::Span;

/// Follows everything.
pub(super) fn check(handbook: &Handbook, findings: &RefCell<Diagnostics>) {
    let names = Names::of(handbook);
    let anchors =
        handbook.documents.par_iter().map(|document| (document.path.as_str(), anchors_of(document))).collect();
    let known = Known { handbook, names, anchors };
    let found: Vec<Diagnostics> = handbook
        .documents
        .par_iter()
        .map(|document| {
            let findings = RefCell::new(Diagnostics::new());
            Links { known: &known, findings: &findings }.document(document);
            findings.into_inner()
        })
        .collect();
    found.into_iter().for_each(|found| findings.borrow_mut().append(found));
    Links { known: &known, findings }.registers();
}

/// Every id of every register, for "did you mean".
struct Names<'h> {
    documents: BTreeSet<&'h str>,
    roles: BTreeSet<&'h str>,
    contacts: BTreeSet<&'h str>,
    places: BTreeSet<&'h str>,
    terms: BTreeSet<&'h str>,
    values: BTreeSet<&'h str>,
    hazards: BTreeSet<&'h str>,
    schools: BTreeSet<&'h str>,
    plans: BTreeSet<&'h str>,
}

impl<'h> Names<'h> {
    fn of(handbook: &'h Handbook) -> Names<'h> {
        let originals = handbook.documents.iter().filter(|document| !document.translates && document.school.is_none());
        Names {
            documents: originals.map(|document| document.id.as_str()).collect(),
            roles: handbook.roles.iter().map(|role| role.id.as_str()).collect(),
            contacts: handbook.contacts.iter().map(|contact| contact.id.as_str()).collect(),
            places: handbook.places.iter().map(|place| place.id.as_str()).collect(),
            terms: handbook.terms.iter().map(|term| term.id.as_str()).collect(),
            values: handbook.config.values.iter().map(|(key, _)| key.value.as_str()).collect(),
            hazards: handbook.hazards.iter().map(|hazard| hazard.id.as_str()).collect(),
            schools: handbook.schools.iter().map(|school| school.id.as_str()).collect(),
            plans: handbook.drills.plans.iter().map(|plan| plan.id.as_str()).collect(),
        }
    }

    fn of_kind(&self, kind: ReferenceKind) -> &BTreeSet<&'h str> {
        match kind {
            ReferenceKind::Document => &self.documents,
            ReferenceKind::Role => &self.roles,
            ReferenceKind::Contact => &self.contacts,
            ReferenceKind::Place => &self.places,
            ReferenceKind::Term => &self.terms,
            ReferenceKind::Value => &self.values,
            ReferenceKind::Hazard => &self.hazards,
        }
    }
}

/// The file in which things of a kind are listed.
fn register(kind: ReferenceKind) -> &'static str {
    match kind {
        ReferenceKind::Document => "the handbook's folders",
        ReferenceKind::Role => "roles.toml",
        ReferenceKind::Contact => "contacts.toml",
        ReferenceKind::Place => "places.toml",
        ReferenceKind::Term => "glossary.toml",
        ReferenceKind::Value => "[values] of handbook.toml",
        ReferenceKind::Hazard => "hazards.toml",
    }
}

/// Everything that can be named.
struct Known<'h> {
    handbook: &'h Handbook,
    names: Names<'h>,
    anchors: HashMap<&'h str, BTreeSet<String>>,
}

/// One walk over pointers, with its own findings: documents are followed on every core.
struct Links<'h, 'k> {
    known: &'k Known<'h>,
    findings: &'k RefCell<Diagnostics>,
}

impl<'h> std::ops::Deref for Links<'h, '_> {
    type Target = Known<'h>;

    fn deref(&self) -> &Known<'h> {
        self.known
    }
}

/// Where a pointer stands: in which file, at which school, for whom.
#[derive(Clone, Copy)]
struct Standing<'h> {
    path: &'h str,
    school: Option<&'h School>,
    rank: Rank,
}

impl<'h> Links<'h, '_> {
    fn report(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    fn document(&self, document: &'h Document) {
        let school = document.school.as_ref().and_then(|id| self.handbook.school(id.as_str()));
        let rank = self.handbook.document_rank(document);
        let at = Standing { path: &document.path, school, rank };
        self.extended(document);
        self.audience(document.common.audience.as_ref());
        self.role(document.common.owner.as_ref());
        self.prose(at, Some(&document.common.summary));
        document.common.sources.iter().for_each(|source| self.prose(at, Some(source)));
        document.common.related.iter().for_each(|id| self.id(ReferenceKind::Document, id, school));
        self.body(at, &document.body);
        match &document.content {
            Content::Procedure(procedure) => {
                procedure.authority.iter().for_each(|role| self.role(Some(role)));
                procedure.hazards.iter().for_each(|id| self.id(ReferenceKind::Hazard, id, school));
                procedure.places.iter().for_each(|id| self.id(ReferenceKind::Place, id, school));
                procedure.calls.iter().for_each(|id| self.id(ReferenceKind::Contact, id, school));
                for drill in &procedure.drills {
                    self.drill_kind(drill);
                }
                for prose in [&procedure.trigger, &procedure.announcement, &procedure.all_clear] {
                    self.prose(at, Some(prose));
                }
                self.prose(at, procedure.not_for.as_ref());
                procedure.supplies.iter().for_each(|prose| self.prose(at, Some(prose)));
                for accommodation in &procedure.accommodations {
                    self.prose(at, Some(&accommodation.need));
                    self.prose(at, Some(&accommodation.support));
                    self.role(Some(&accommodation.role));
                }
            }
            Content::Annex(annex) => {
                annex.hazards.iter().for_each(|id| self.id(ReferenceKind::Hazard, id, school));
                annex.uses.iter().for_each(|id| self.id(ReferenceKind::Document, id, school));
            }
            Content::Practice(practice) => {
                practice.facilitator.iter().for_each(|role| self.role(Some(role)));
                self.role(practice.agreement.as_ref().and_then(|terms| terms.owner.as_ref()));
            }
            Content::Assessment(assessment) => self.assessment(at, assessment),
            Content::Policy(policy) => {
                self.prose(at, policy.adopted_by.as_ref());
                self.prose(at, policy.applies_to.as_ref());
                policy.law.iter().for_each(|prose| self.prose(at, Some(prose)));
            }
            Content::Page(_) => {}
        }
    }

    /// A school's document may extend the district's of its name; a district's document has none to extend.
    fn extended(&self, document: &'h Document) {
        if !document.extends || document.translates {
            return;
        }
        let id = document.id.as_str();
        if document.school.is_none() {
            let message = "This document extends nothing: only a school's document extends the district's";
            let help = "take the line `extends = true` out, or move the file into schools/<id>/".to_owned();
            self.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, document.head, message).help(help));
        } else if self.handbook.document(id, None).is_none() {
            let message = format!("This extends a document \"{id}\" that the district does not have");
            let help = suggestion(id, self.names.documents.iter().copied());
            let help = help.unwrap_or_else(|| "take the line `extends = true` out: it is the school's own".to_owned());
            self.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, document.head, message).help(help));
        }
    }

    fn assessment(&self, at: Standing<'h>, assessment: &'h crate::document::Assessment) {
        for prose in [&assessment.purpose, &assessment.instructions, &assessment.record_policy] {
            self.prose(at, prose.as_ref());
        }
        if let Some(way) = &assessment.override_ {
            self.prose(at, Some(&way.when));
            for step in &way.steps {
                step.roles.iter().for_each(|role| self.role(Some(role)));
                walk::in_words(&step.action, &mut |pointer| self.pointer(at, pointer));
            }
        }
        for stage in &assessment.stages {
            [&stage.intro, &stage.entry, &stage.exit].into_iter().for_each(|prose| self.prose(at, prose.as_ref()));
            for question in &stage.questions {
                self.prose(at, Some(&question.text));
                [&question.help, &question.evidence].into_iter().for_each(|prose| self.prose(at, prose.as_ref()));
            }
        }
        for band in &assessment.bands {
            self.prose(at, Some(&band.meaning));
            self.prose(at, Some(&band.response));
        }
        for class in &assessment.classes {
            class
                .criteria
                .iter()
                .chain(&class.responses)
                .chain(&class.notify)
                .for_each(|prose| self.prose(at, Some(prose)));
            for condition in class.all.iter().chain(&class.any).chain(&class.none) {
                let question = assessment.questions().find(|(_, question)| question.id.value == condition.question);
                let Some((_, question)) = question else {
                    let ids: Vec<&str> = assessment.questions().map(|(_, question)| question.id.as_str()).collect();
                    let message = format!("There is no question \"{}\" in this assessment", condition.question);
                    self.unknown(condition.span, message, suggestion(condition.question.as_str(), ids));
                    continue;
                };
                if !question.options.iter().any(|option| option.id.value == condition.option) {
                    let options: Vec<&str> = question.options.iter().map(|option| option.id.as_str()).collect();
                    let help = suggestion(condition.option.as_str(), options.iter().copied()).or_else(|| {
                        Some(if options.is_empty() {
                            "conditions ask about questions that have options".to_owned()
                        } else {
                            format!("its options are: {}", options.join(", "))
                        })
                    });
                    let message =
                        format!("The question \"{}\" has no option \"{}\"", condition.question, condition.option);
                    self.unknown(condition.span, message, help);
                }
                let ordered = matches!(condition.comparison, Comparison::AtMost | Comparison::AtLeast);
                if ordered && question.answer.value != Answer::Scale {
                    self.report(
                        Diagnostic::error(
                            found::INVALID_VALUE,
                            condition.span,
                            "Only a scale has an order for <= and >=",
                        )
                        .related(question.answer.span, "this question is no scale")
                        .help("use = or !="),
                    );
                }
            }
        }
        for intervention in &assessment.interventions {
            self.prose(at, Some(&intervention.what));
            self.role(intervention.owner.as_ref());
            for class in &intervention.classes {
                if !assessment.classes.iter().any(|known| known.id.value == class.value) {
                    let ids = assessment.classes.iter().map(|class| class.id.as_str());
                    let message = format!("There is no class \"{}\" in this assessment", class.value);
                    self.unknown(class.span, message, suggestion(class.as_str(), ids));
                }
            }
        }
    }

    fn registers(&self) {
        let handbook = self.handbook;
        let staff = handbook.config.audiences.default_rank();
        for role in &handbook.roles {
            let at = Standing { path: "roles.toml", school: None, rank: handbook.role_rank(role) };
            self.audience(role.audience.as_ref());
            self.role(role.reports_to.as_ref());
            role.contact.iter().for_each(|id| self.id(ReferenceKind::Contact, id, None));
            self.prose(at, role.summary.as_ref());
            for list in [&role.before, &role.first_five, &role.during, &role.after, &role.hand_over] {
                list.iter().for_each(|prose| self.prose(at, Some(prose)));
            }
        }
        let own_contacts = handbook
            .schools
            .iter()
            .flat_map(|school| school.contacts.iter().map(move |contact| (school_path(school), Some(school), contact)));
        let district = handbook.contacts.iter().map(|contact| ("contacts.toml".to_owned(), None, contact));
        for (path, school, contact) in district.chain(own_contacts) {
            self.audience(contact.audience.as_ref());
            self.in_register(&path, school, handbook.contact_rank(contact), contact.note.as_ref());
        }
        let own_places = handbook
            .schools
            .iter()
            .flat_map(|school| school.places.iter().map(move |place| (school_path(school), Some(school), place)));
        let district = handbook.places.iter().map(|place| ("places.toml".to_owned(), None, place));
        for (path, school, place) in district.chain(own_places) {
            self.audience(place.audience.as_ref());
            place.alternate.iter().for_each(|id| self.id(ReferenceKind::Place, id, school));
            let rank = handbook.place_rank(place);
            self.in_register(&path, school, rank, place.note.as_ref());
            self.in_register(&path, school, rank, place.access_note.as_ref());
        }
        for term in &handbook.terms {
            self.prose(Standing { path: "glossary.toml", school: None, rank: Rank::LOWEST }, Some(&term.meaning));
        }
        for hazard in &handbook.hazards {
            let at = Standing { path: "hazards.toml", school: None, rank: handbook.hazard_rank(hazard) };
            self.audience(hazard.audience.as_ref());
            hazard.annex.iter().for_each(|id| self.id(ReferenceKind::Document, id, None));
            self.prose(Standing { rank: Rank::LOWEST, ..at }, hazard.public_summary.as_ref());
            [&hazard.scenario, &hazard.reason].into_iter().for_each(|prose| self.prose(at, prose.as_ref()));
            for list in [&hazard.physical, &hazard.social, &hazard.controls, &hazard.stakeholders] {
                list.iter().for_each(|prose| self.prose(at, Some(prose)));
            }
            for action in &hazard.actions {
                self.prose(at, Some(&action.what));
                self.role(action.owner.as_ref());
            }
        }
        let at = Standing { path: "drills.toml", school: None, rank: staff };
        for plan in &handbook.drills.plans {
            self.school(plan.school.as_ref());
            for prose in [&plan.situation, &plan.notice, &plan.support, &plan.debrief] {
                self.prose(at, prose.as_ref());
            }
            plan.accommodations.iter().for_each(|prose| self.prose(at, Some(prose)));
        }
        for record in &handbook.drills.records {
            self.school(record.school.as_ref());
            if let Some(plan) = &record.plan
                && !self.names.plans.contains(plan.as_str())
            {
                let message = format!("There is no planned drill \"{}\"", plan.value);
                self.unknown(plan.span, message, suggestion(plan.as_str(), self.names.plans.iter().copied()));
            }
            self.prose(at, record.situation.as_ref());
            for problem in &record.problems {
                self.prose(at, Some(&problem.what));
                self.prose(at, problem.change.as_ref());
                self.role(problem.owner.as_ref());
            }
        }
        for change in &handbook.approvals.changes {
            self.prose(Standing { path: "approvals.toml", school: None, rank: staff }, Some(&change.summary));
            change.documents.iter().for_each(|id| self.any_document(id));
        }
        for school in &handbook.schools {
            for (role, _) in &school.people {
                if !self.names.roles.contains(role.value.as_str()) {
                    let message = format!("There is no role \"{}\" in roles.toml", role.value);
                    let help = suggestion(&role.value, self.names.roles.iter().copied())
                        .unwrap_or_else(|| "add it to roles.toml, or use a role that is there".to_owned());
                    self.unknown(role.span, message, Some(help));
                }
            }
        }
        for binder in &handbook.config.binders {
            self.audience(binder.audience.as_ref());
            self.school(binder.school.as_ref());
            binder.roles.iter().for_each(|role| self.role(Some(role)));
        }
        for (action, _) in &handbook.config.theme.action_colours {
            if Action::named(&action.value).is_none() {
                let names = Action::ALL.iter().map(|action| action.name());
                let message = format!("There is no action \"{}\" to colour", action.value);
                self.unknown(action.span, message, suggestion(&action.value, names));
            }
        }
        if let Some(logo) = &handbook.config.theme.logo
            && !handbook.media.contains_key(&logo.value)
        {
            let help = suggestion(&logo.value, handbook.media.keys().map(String::as_str));
            self.report(
                Diagnostic::error(found::MISSING_MEDIA, logo.span, format!("There is no picture {}", logo.value))
                    .help_if(help),
            );
        }
    }

    fn in_register(&self, path: &str, school: Option<&'h School>, rank: Rank, prose: Option<&'h Prose>) {
        // The path serves relative links only, and registers have none that a school could move.
        let path = if path.starts_with("schools/") { "schools/x/school.toml" } else { "contacts.toml" };
        self.prose(Standing { path, school, rank }, prose);
    }

    fn body(&self, at: Standing<'h>, body: &'h Body) {
        self.blocks(at, &body.opening);
        body.sections.iter().for_each(|section| self.section(at, section));
    }

    fn section(&self, at: Standing<'h>, section: &'h Section) {
        self.audience(section.meaning.audience.as_ref());
        let at = Standing { rank: self.handbook.section_rank(section, at.rank), ..at };
        walk::in_words(&section.title, &mut |pointer| self.pointer(at, pointer));
        self.blocks(at, &section.blocks);
        section.sections.iter().for_each(|section| self.section(at, section));
    }

    fn prose(&self, at: Standing<'h>, prose: Option<&'h Prose>) {
        if let Some(prose) = prose {
            self.blocks(at, &prose.blocks);
        }
    }

    fn blocks(&self, at: Standing<'h>, blocks: &'h [Block]) {
        walk::pointers(blocks, &mut |pointer| self.pointer(at, pointer));
    }

    fn pointer(&self, at: Standing<'h>, pointer: Pointer<'h>) {
        match pointer {
            Pointer::Reference(reference) => self.reference(at, reference),
            Pointer::Link(link) => self.link(at, link),
            Pointer::Image(image) => self.image(image),
            Pointer::Step(step) => step.roles.iter().for_each(|role| self.role(Some(role))),
        }
    }

    fn reference(&self, at: Standing<'h>, reference: &Reference) {
        // Without an id the reader of the text has told what is wrong.
        if reference.id.is_empty() {
            return;
        }
        let known = match reference.kind {
            ReferenceKind::Document => {
                let own = at.school.map(|school| &school.id);
                let document = self.handbook.document(&reference.id, own);
                if let (Some(document), Some(anchor)) = (document, &reference.anchor) {
                    self.anchor(&document.path, anchor, reference.span);
                }
                document.map(|document| (self.handbook.document_rank(document), document.head))
            }
            ReferenceKind::Role => {
                let role = self.handbook.roles.iter().find(|role| role.id.as_str() == reference.id);
                role.map(|role| (self.handbook.role_rank(role), role.span))
            }
            ReferenceKind::Contact => {
                let contact = self.handbook.contact(&reference.id, at.school);
                contact.map(|contact| (self.handbook.contact_rank(contact), contact.span))
            }
            ReferenceKind::Place => {
                let place = self.handbook.place(&reference.id, at.school);
                place.map(|place| (self.handbook.place_rank(place), place.span))
            }
            ReferenceKind::Term => {
                let term = self.handbook.terms.iter().find(|term| term.id.as_str() == reference.id);
                term.map(|term| (Rank::LOWEST, term.span))
            }
            ReferenceKind::Value => {
                self.handbook.value(&reference.id, at.school).map(|_| (Rank::LOWEST, reference.span))
            }
            ReferenceKind::Hazard => {
                let hazard = self.handbook.hazards.iter().find(|hazard| hazard.id.as_str() == reference.id);
                hazard.map(|hazard| (self.handbook.hazard_rank(hazard), hazard.span))
            }
        };
        match known {
            None => self.unresolved(reference.kind, &reference.id, reference.span),
            Some((rank, there)) if rank > at.rank && reference.label.is_none() => {
                let audiences = &self.handbook.config.audiences;
                let prefix = reference.kind.prefix().map_or(String::new(), |prefix| format!("{prefix}:"));
                self.report(
                    Diagnostic::error(
                        found::HIDDEN_REFERENCE,
                        reference.span,
                        format!(
                            "This text is for \"{}\", but the {} \"{}\" is only for \"{}\": its name would be shown to people who may not see it",
                            audiences.name(at.rank),
                            reference.kind.noun(),
                            reference.id,
                            audiences.name(rank),
                        ),
                    )
                    .related(there, "this is it")
                    .help(format!(
                        "write your own words, [[{prefix}{}|…]], or put the text in a section with {{audience={}}}",
                        reference.id,
                        audiences.name(rank),
                    )),
                );
            }
            Some(_) => {}
        }
    }

    fn link(&self, at: Standing<'h>, link: &Link) {
        match &link.target {
            Target::Elsewhere(_) => {}
            Target::Here(anchor) if anchor.is_empty() => self.report(
                Diagnostic::error(found::DEAD_LINK, link.span, "This link leads nowhere")
                    .help("write where it leads between the brackets"),
            ),
            Target::Here(anchor) => self.anchor(at.path, anchor, link.span),
            Target::Refused(address) => self.report(
                Diagnostic::error(found::DEAD_LINK, link.span, format!("A handbook cannot link to {address}"))
                    .help("link to a file of the handbook, or to an address that begins with https:, mailto: or tel:"),
            ),
            Target::File { path, anchor } => {
                if self.handbook.document_at(path).is_some() {
                    anchor.iter().for_each(|anchor| self.anchor(path, anchor, link.span));
                } else if !self.handbook.media.contains_key(path) {
                    let paths = self.handbook.documents.iter().map(|document| document.path.as_str());
                    let paths = paths.chain(self.handbook.media.keys().map(String::as_str));
                    self.dead(found::DEAD_LINK, link.span, path, paths);
                }
            }
        }
    }

    fn image(&self, image: &Image) {
        match &image.target {
            Target::File { path, .. } if self.handbook.media.contains_key(path) => {}
            Target::File { path, .. } => {
                self.dead(found::MISSING_MEDIA, image.span, path, self.handbook.media.keys().map(String::as_str));
            }
            Target::Elsewhere(address) | Target::Refused(address) | Target::Here(address) => self.report(
                Diagnostic::error(
                    found::MISSING_MEDIA,
                    image.span,
                    format!("The picture {address} is not in the handbook"),
                )
                .help("copy it to media/ and write its path: pictures from elsewhere are gone when the network is"),
            ),
        }
    }

    fn dead<'n>(&self, rule: RuleName, span: Span, path: &str, known: impl Iterator<Item = &'n str>) {
        let name = path.rsplit('/').next().unwrap_or(path);
        let known: Vec<&str> = known.collect();
        let same_name: Vec<&str> =
            known.iter().copied().filter(|known| known.rsplit('/').next() == Some(name)).take(3).collect();
        let help = match same_name.as_slice() {
            [] => suggestion(path, known),
            found => Some(format!("did you mean {}?", found.join(" or "))),
        };
        let help = help.unwrap_or_else(|| "paths are relative to the file they stand in".to_owned());
        self.report(Diagnostic::error(rule, span, format!("There is no file {path} in the handbook")).help(help));
    }

    fn anchor(&self, path: &str, anchor: &str, span: Span) {
        let Some(known) = self.anchors.get(path) else { return };
        if !known.contains(anchor) {
            let help = suggestion(anchor, known.iter().map(String::as_str)).unwrap_or_else(|| {
                format!("its sections are: {}", known.iter().cloned().collect::<Vec<_>>().join(", "))
            });
            self.report(
                Diagnostic::error(found::DEAD_ANCHOR, span, format!("{path} has no section \"{anchor}\"")).help(help),
            );
        }
    }

    fn id(&self, kind: ReferenceKind, id: &Placed<Id>, school: Option<&School>) {
        let known = self.names.of_kind(kind).contains(id.as_str())
            || match kind {
                ReferenceKind::Document => {
                    self.handbook.document(id.as_str(), school.map(|school| &school.id)).is_some()
                }
                ReferenceKind::Place => self.handbook.place(id.as_str(), school).is_some(),
                ReferenceKind::Contact => self.handbook.contact(id.as_str(), school).is_some(),
                ReferenceKind::Role | ReferenceKind::Term | ReferenceKind::Value | ReferenceKind::Hazard => false,
            };
        if !known {
            self.unresolved(kind, id.as_str(), id.span);
        }
    }

    fn any_document(&self, id: &Placed<Id>) {
        // The record of changes also tells of what is gone.
        let once = self.handbook.releases.iter().any(|release| release.documents.contains_key(&id.value));
        if !once && !self.handbook.documents.iter().any(|document| document.id.value == id.value) {
            self.unresolved(ReferenceKind::Document, id.as_str(), id.span);
        }
    }

    fn role(&self, role: Option<&Placed<Id>>) {
        if let Some(role) = role
            && role.value != Id::default()
        {
            self.id(ReferenceKind::Role, role, None);
        }
    }

    fn school(&self, school: Option<&Placed<Id>>) {
        if let Some(school) = school
            && !self.names.schools.contains(school.as_str())
        {
            let help = suggestion(school.as_str(), self.names.schools.iter().copied())
                .unwrap_or_else(|| "a school is a folder in schools/ with a school.toml".to_owned());
            self.unknown(school.span, format!("There is no school \"{}\"", school.value), Some(help));
        }
    }

    fn audience(&self, audience: Option<&Placed<Id>>) {
        let audiences = &self.handbook.config.audiences;
        if let Some(audience) = audience
            && audiences.rank(audience.as_str()).is_none()
        {
            let names: Vec<&str> = audiences.names().collect();
            let help = suggestion(audience.as_str(), names.iter().copied())
                .unwrap_or_else(|| format!("the audiences are: {}", names.join(", ")));
            // Whom a text is for is never guessed, so there is no certain change here.
            self.unknown(audience.span, format!("There is no audience \"{}\"", audience.value), Some(help));
        }
    }

    fn drill_kind(&self, drill: &Placed<Id>) {
        if DrillKind::named(drill.as_str()).is_none() {
            let names: Vec<&str> = DrillKind::ALL.iter().map(|kind| kind.name()).collect();
            let help = suggestion(drill.as_str(), names.iter().copied())
                .unwrap_or_else(|| format!("kinds of drill are: {}", names.join(", ")));
            self.unknown(drill.span, format!("There is no kind of drill \"{}\"", drill.value), Some(help));
        }
    }

    fn unresolved(&self, kind: ReferenceKind, id: &str, span: Span) {
        let names = self.names.of_kind(kind);
        let help = suggestion(id, names.iter().copied()).unwrap_or_else(|| match kind {
            ReferenceKind::Document => "the name of a document is its file's name without `.md`".to_owned(),
            kind => format!("add it to {}, or use a name that is there", register(kind)),
        });
        let message = format!("There is no {} \"{id}\" in {}", kind.noun(), register(kind));
        self.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, span, message).help(help).fix_if(
            span,
            id,
            certain(id, names.iter().copied()),
        ));
    }

    fn unknown(&self, span: Span, message: String, help: Option<String>) {
        self.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, span, message).help_if(help));
    }
}

/// Where a school's own places and contacts stand.
fn school_path(school: &School) -> String {
    format!("schools/{}/school.toml", school.id)
}

/// The sections (and stages) that links can name.
fn anchors_of(document: &Document) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    walk::sections(&document.body, &mut |section, _| {
        anchors.insert(section.id.to_string());
    });
    if let Content::Assessment(assessment) = &document.content {
        anchors.extend(assessment.stages.iter().map(|stage| stage.id.to_string()));
    }
    anchors
}
