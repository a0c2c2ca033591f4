//! Steps: a number, who acts and how fast, what to do, and where reality branches.

use super::Writer;
use crate::document::body::{Decision, Reference, Step};
use crate::edition::Resolved;
use crate::plan::Subject;

impl<'s> Writer<'s> {
    /// Some steps as a list that begins with a number.
    pub(super) fn steps(&mut self, start: u64, steps: impl IntoIterator<Item = &'s Step>) {
        self.push(if self.beside { "<ol class=\"steps-now\"" } else { "<ol class=\"steps\"" });
        if start != 1 {
            self.push(" start=\"");
            self.number(start);
            self.push("\"");
        }
        self.push(">\n");
        for (number, step) in (start..).zip(steps) {
            self.step(number, step);
        }
        self.push("</ol>\n");
    }

    fn step(&mut self, number: u64, step: &'s Step) {
        self.push(if self.beside { "<li class=\"step-now\"" } else { "<li class=\"step\"" });
        if self.me.is_none() && !self.beside {
            self.for_scripts(step);
        }
        self.push("><span class=\"no\">");
        self.number(number);
        self.push("</span>");
        self.who(step);
        self.push("<p class=\"step-do\">");
        self.inlines(&step.action);
        self.push("</p>");
        if !step.details.is_empty() {
            self.push("\n<div class=\"step-more\">");
            self.blocks(&step.details);
            self.push("</div>");
        }
        if !step.decisions.is_empty() {
            self.push("\n<ul class=\"ifs\">\n");
            step.decisions.iter().for_each(|decision| self.decision(decision));
            self.push("</ul>");
        }
        self.push("</li>\n");
    }

    /// Whose step it is and how many seconds there are for it, for scripts.
    fn for_scripts(&mut self, step: &'s Step) {
        let seen = step.roles.iter().map(|id| id.as_str()).filter(|id| self.book.role_position(id).is_some());
        let roles: Vec<&str> = seen.collect();
        if !roles.is_empty() {
            self.attribute("data-roles", &roles.join(" "));
        }
        if let Some(within) = &step.within {
            self.attribute("data-within", &within.value.seconds().to_string());
        }
    }

    /// Who acts, by when, and where; nothing where a step says none of it. The reader's own role stands out.
    fn who(&mut self, step: &'s Step) {
        let seen = |id: &&crate::fields::Placed<crate::fields::Id>| self.book.role_position(id.as_str()).is_some();
        let roles: Vec<_> = step.roles.iter().filter(seen).collect();
        if roles.is_empty() && step.within.is_none() && step.place.is_none() {
            return;
        }
        self.push("<p class=\"step-who\">");
        for role in roles {
            let Some(at) = self.book.role_position(role.as_str()) else { continue };
            let mine = self.me == Some(role.as_str());
            self.push(if mine { "<a class=\"role role-me\" href=\"" } else { "<a class=\"role\" href=\"" });
            self.push(&self.spot.up);
            self.push(self.book.role_address(at));
            self.push("\">");
            self.icon("role");
            self.text(&self.book.edition.roles[at].title);
            self.push("</a> ");
        }
        if let Some(within) = &step.within {
            self.limit(within.value);
        }
        if let Some(place) = &step.place {
            self.at(place);
        }
        self.push("</p>");
    }

    /// A time limit.
    pub(super) fn limit(&mut self, within: crate::fields::Interval) {
        let words = self.book.words;
        self.push("<span class=\"limit\">");
        self.icon("clock");
        self.push("<span class=\"quiet\">");
        self.text(words.get("step", "within"));
        self.push(" </span>");
        self.text(&words.interval(within));
        self.push("</span> ");
    }

    fn at(&mut self, place: &'s Reference) {
        let href = match self.book.edition.resolve(place) {
            Resolved::Place(found) => self.entry(Subject::Places, found.id.as_str()),
            Resolved::Hidden if place.label.is_none() => return,
            _ => None,
        };
        self.push(if href.is_some() { "<a class=\"at\"" } else { "<span class=\"at\"" });
        if let Some(href) = &href {
            self.attribute("href", href);
        }
        self.push(">");
        self.icon("place");
        self.reference_label(place);
        self.push(if href.is_some() { "</a>" } else { "</span>" });
    }

    fn decision(&mut self, decision: &'s Decision) {
        self.push("<li class=\"if\">");
        self.icon("branch");
        self.push("<div><b class=\"if-when\">");
        self.inlines(&decision.condition);
        self.push(":</b> ");
        self.tight(&decision.blocks);
        self.push("</div></li>\n");
    }

    /// A sign drawn once on the page (`icons.html`) and used here.
    fn icon(&mut self, name: &str) {
        self.push(if name == "branch" { "<svg class=\"icon icon-turn\"" } else { "<svg class=\"icon\"" });
        self.push(" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" aria-hidden=\"true\"><use href=\"#icon_");
        self.push(name);
        self.push("\"/></svg>");
    }
}
