//! What each kind of document adds to what is seen of it. A key more, and this does not compile until somebody has decided.

use super::Seen;
use crate::document::{
    Accommodation, AgreementTerms, Annex, Assessment, Band, Class, Intervention, Opt, Override, Page, Policy, Practice,
    Procedure, Question, Scoring, Stage, Team,
};
use crate::fields::Named;

impl Seen<'_> {
    pub(super) fn procedure(&mut self, procedure: &Procedure) {
        let Procedure {
            action,
            brief,
            trigger,
            not_for,
            authority,
            announcement,
            all_clear,
            supplies,
            drills,
            hazards,
            places,
            calls,
            accommodations,
            keys: _,
        } = procedure;
        self.mark(action.name());
        self.some("brief", brief.as_ref());
        self.prose("trigger", trigger);
        self.proses("not for", not_for);
        authority.iter().for_each(|role| self.role("authority", role));
        self.prose("announcement", announcement);
        self.prose("all clear", all_clear);
        self.proses("supply", supplies);
        drills.iter().for_each(|drill| self.field("drill", drill.as_str()));
        hazards.iter().for_each(|hazard| self.hazard(hazard));
        places.iter().for_each(|place| self.place(place));
        self.field("emergency", self.edition.masthead.emergency_number.digits());
        self.some("emergency words", self.edition.masthead.emergency_words.as_ref());
        calls.iter().for_each(|contact| self.contact(contact));
        for Accommodation { need, support, role } in accommodations {
            self.prose("need", need);
            self.prose("support", support);
            self.role("by", role);
        }
    }

    pub(super) fn annex(&mut self, annex: &Annex) {
        let Annex { kind, function, hazards, uses } = annex;
        self.mark(kind.name());
        self.names("function", function);
        hazards.iter().for_each(|hazard| self.hazard(hazard));
        for id in uses {
            let title = self.edition.document(id.as_str()).map(|document| document.common.title.value.clone());
            self.some("uses", title);
        }
    }

    pub(super) fn practice(&mut self, practice: &Practice) {
        let Practice {
            tier,
            facilitator,
            training,
            voluntary,
            either_may_stop,
            duration,
            group_size,
            harm,
            power,
            agreement,
        } = practice;
        self.mark(tier.name());
        facilitator.iter().for_each(|role| self.role("facilitator", role));
        self.some("training", training.as_ref().map(|training| &training.value));
        self.some("voluntary", voluntary.as_ref().map(|voluntary| voluntary.value));
        self.some("either may stop", either_may_stop.as_ref().map(|may| may.value));
        self.some("duration", duration.as_ref().map(ToString::to_string));
        self.some("group", group_size.as_ref());
        self.names("harm", harm);
        self.names("power", power);
        if let Some(AgreementTerms { owner, check_after, span: _ }) = agreement {
            owner.iter().for_each(|owner| self.role("keeps the agreement", owner));
            self.some("checked after", check_after.as_ref().map(|after| after.value.to_string()));
        }
    }

    pub(super) fn assessment(&mut self, assessment: &Assessment) {
        let Assessment {
            kind,
            method,
            purpose,
            instructions,
            record_policy,
            reassess_after,
            wipe_after,
            team: Team { required, optional, span: _ },
            override_,
            stages,
            scoring,
            bands,
            classes,
            interventions,
            is_whole: _,
        } = assessment;
        self.mark(kind.name());
        self.mark(method.value.name());
        self.proses("purpose", purpose);
        self.proses("instructions", instructions);
        self.proses("record policy", record_policy);
        self.some("again after", reassess_after.as_ref().map(|after| after.value.to_string()));
        self.some("wiped after", wipe_after.as_ref().map(|after| after.value.to_string()));
        self.names("required", required);
        self.names("optional", optional);
        if let Some(Override { when, steps, span: _ }) = override_ {
            self.prose("danger", when);
            self.field("emergency", self.edition.masthead.emergency_number.digits());
            steps.iter().for_each(|step| self.step(step));
        }
        stages.iter().for_each(|stage| self.stage(stage));
        if let Some(Scoring { formula, not_applicable, unobserved, span: _ }) = scoring {
            self.mark(formula.value.name());
            self.names("not applicable", not_applicable);
            self.names("unobserved", unobserved);
        }
        for Band { id: _, title, from, to, meaning, response, span: _ } in bands {
            self.field("band", &title.value);
            self.field("from", &from.value.to_string());
            self.field("to", &to.value.to_string());
            self.prose("meaning", meaning);
            self.prose("response", response);
        }
        for Class { id: _, title, criteria, all, any, none, responses, notify, deadline, span: _ } in classes {
            self.field("class", &title.value);
            self.proses("criterion", criteria);
            for (name, conditions) in [("all", all), ("any", any), ("none", none)] {
                conditions.iter().for_each(|condition| {
                    self.field(name, condition.question.as_str());
                    self.field(&format!("{:?}", condition.comparison), condition.option.as_str());
                });
            }
            self.proses("response", responses);
            self.proses("notify", notify);
            self.some("deadline", deadline.as_ref().map(|deadline| deadline.value.to_string()));
        }
        for Intervention { party, what, owner, by, classes, span: _ } in interventions {
            self.field("for", party.value.name());
            self.prose("what", what);
            owner.iter().for_each(|owner| self.role("by", owner));
            self.some("until", by.as_ref().map(|by| by.value.to_string()));
            classes.iter().for_each(|class| self.field("in class", class.as_str()));
        }
    }

    fn stage(&mut self, stage: &Stage) {
        let Stage { id: _, title, required, disciplines, intro, entry, exit, questions, span: _ } = stage;
        self.field("stage", &title.value);
        self.mark(if *required { "required" } else { "may be skipped" });
        self.names("discipline", disciplines);
        self.proses("intro", intro);
        self.proses("entry", entry);
        self.proses("exit", exit);
        for question in questions {
            let Question {
                id,
                text,
                help,
                answer,
                options,
                dimension,
                evidence,
                not_applicable,
                unobserved,
                element: _,
                span: _,
            } = question;
            self.mark(id.as_str());
            self.prose("question", text);
            self.proses("help", help);
            self.mark(answer.value.name());
            for Opt { id, label, points } in options {
                self.field(id.as_str(), label);
                self.some("points", *points);
            }
            self.some("dimension", dimension.map(Named::name));
            self.proses("evidence", evidence);
            self.mark(&format!("{not_applicable} {unobserved}"));
        }
    }

    pub(super) fn policy(&mut self, policy: &Policy) {
        let Policy { adopted, adopted_by, applies_to, law } = policy;
        self.some("adopted", adopted.as_ref().map(|date| date.value));
        self.proses("adopted by", adopted_by);
        self.proses("applies to", applies_to);
        self.proses("law", law);
    }

    /// Where a page is listed is no part of what it says.
    pub(super) fn page(&mut self, page: &Page) {
        let Page { group: _, home: _ } = page;
    }
}
