//! Steps in short: who, how fast, what, and where reality branches, in as few lines as they fill.

use super::Writer;
use crate::document::Prose;
use crate::document::body::{Block, BlockKind, Decision, Step};
use crate::render::fragment::Html;
use crate::words::Joint;

impl<'s> Writer<'s> {
    /// The steps among some blocks, numbered as their author did. Those in `first` stand out.
    pub(in crate::render) fn brief(&mut self, blocks: &'s [Block], first: &[&'s Step]) -> Html {
        blocks.iter().for_each(|block| self.steps_of(block, first));
        self.take()
    }

    /// The steps in a block, and nothing else of it.
    fn steps_of(&mut self, block: &'s Block, first: &[&'s Step]) {
        match &block.kind {
            BlockKind::Steps { start, steps } => self.brief_steps(*start, steps, first),
            BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => {
                inner.iter().for_each(|block| self.steps_of(block, first));
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.steps_of(block, first));
            }
            BlockKind::Paragraph(_)
            | BlockKind::Heading(..)
            | BlockKind::Table(_)
            | BlockKind::Definitions(_)
            | BlockKind::Footnote(..)
            | BlockKind::Figure(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Html(_)
            | BlockKind::Behind(_) => {}
        }
    }

    fn brief_steps(&mut self, start: u64, steps: &'s [Step], first: &[&'s Step]) {
        self.push(if start == 1 { "<ol" } else { "<ol start=\"" });
        if start != 1 {
            self.number(start);
            self.push("\"");
        }
        self.push(">\n");
        for step in steps {
            let stands_out = first.iter().any(|first| std::ptr::eq(*first, step));
            self.push(if stands_out { "<li class=\"now\"><p>" } else { "<li><p>" });
            self.brief_head(step);
            self.inlines(&step.action);
            self.push("</p>");
            self.more(&step.details, first);
            if !step.decisions.is_empty() {
                self.push("\n<ul>");
                step.decisions.iter().for_each(|decision| self.branch(decision, first));
                self.push("</ul>");
            }
            self.push("</li>\n");
        }
        self.push("</ol>\n");
    }

    /// Who acts, by when, and where.
    fn brief_head(&mut self, step: &'s Step) {
        let book = self.book;
        let titles = step.roles.iter().filter_map(|id| book.edition.role(id.as_str()).map(|role| role.title.as_str()));
        let words = book.words;
        let who = words.list(Joint::And, titles);
        let limit = step.within.as_ref().map(|within| words.interval(within.value));
        if !who.is_empty() || limit.is_some() {
            self.push("<b>");
            self.text(&who);
            if let Some(limit) = limit {
                self.push(if who.is_empty() { "<i>" } else { " <i>" });
                self.text(words.get("step", "within"));
                self.push(" ");
                self.text(&limit);
                self.push("</i>");
            }
            self.push(":</b> ");
        }
        if let Some(place) = &step.place {
            self.push("<b>");
            self.reference_label(place);
            self.push(".</b> ");
        }
    }

    /// Where reality branches.
    fn branch(&mut self, decision: &'s Decision, first: &[&'s Step]) {
        self.push("<li><p><i>");
        self.inlines(&decision.condition);
        self.push(":</i> ");
        let rest = match decision.blocks.split_first() {
            Some((Block { kind: BlockKind::Paragraph(inlines), .. }, rest)) => {
                self.inlines(inlines);
                rest
            }
            _ => &decision.blocks,
        };
        self.push("</p>");
        self.more(rest, first);
        self.push("</li>");
    }

    /// What else belongs to a step: every word of it, as plainly as it can be said.
    fn more(&mut self, blocks: &'s [Block], first: &[&'s Step]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Steps { start, steps } => self.brief_steps(*start, steps, first),
                BlockKind::Paragraph(inlines) | BlockKind::Heading(_, inlines) => {
                    self.push("<p>");
                    self.inlines(inlines);
                    self.push("</p>");
                }
                BlockKind::List { items, .. } => {
                    self.push("<ul>");
                    for item in items {
                        self.push("<li>");
                        self.more(&item.blocks, first);
                        self.push("</li>");
                    }
                    self.push("</ul>");
                }
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.more(inner, first),
                BlockKind::Footnote(..) | BlockKind::Rule => {}
                BlockKind::Behind(behind) => self.behind(behind),
                BlockKind::Table(_)
                | BlockKind::Definitions(_)
                | BlockKind::Figure(_)
                | BlockKind::Code(_)
                | BlockKind::Html(_) => {
                    let prose = Prose { blocks: vec![block.clone()], span: block.span };
                    self.push("<p>");
                    self.text(&prose.plain());
                    self.push("</p>");
                }
            }
        }
    }
}
