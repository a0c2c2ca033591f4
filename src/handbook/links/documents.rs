//! What a document names: in its front matter, its body, and the questions of an assessment.

use super::{Links, Standing};
use crate::diagnostic::{Diagnostic, found};
use crate::document::body::{Block, Body, ReferenceKind, Section};
use crate::document::walk::{self, Pointer};
use crate::document::{Answer, Comparison, Content, Document, Prose};
use crate::nearest::suggestion;

impl<'h> Links<'h, '_> {
    pub(super) fn document(&self, document: &'h Document) {
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
            let help = suggestion(id, self.names.documents().iter().copied());
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

    pub(super) fn prose(&self, at: Standing<'h>, prose: Option<&'h Prose>) {
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
}
