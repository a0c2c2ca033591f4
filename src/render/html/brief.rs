//! Steps in short: who, how fast, what, and where reality branches, in as few lines as they fill.

use super::Writer;
use crate::document::body::{Block, BlockKind, Step};
use crate::render::fragment::Html;

impl<'s> Writer<'s> {
    /// The steps among some blocks, numbered as their author did. Those in `first` stand out.
    pub(in crate::render) fn brief(&mut self, blocks: &'s [Block], first: &[&'s Step]) -> Html {
        self.brief_blocks(blocks, first);
        self.take()
    }

    fn brief_blocks(&mut self, blocks: &'s [Block], first: &[&'s Step]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Steps { start, steps } => self.brief_steps(*start, steps, first),
                BlockKind::Quote(inner) | BlockKind::Alert(_, inner) => self.brief_blocks(inner, first),
                BlockKind::List { items, .. } => {
                    items.iter().for_each(|item| self.brief_blocks(&item.blocks, first));
                }
                BlockKind::Paragraph(_)
                | BlockKind::Heading(..)
                | BlockKind::Table(_)
                | BlockKind::Definitions(_)
                | BlockKind::Footnote(..)
                | BlockKind::Figure(_)
                | BlockKind::Code(_)
                | BlockKind::Rule
                | BlockKind::Html(_) => {}
            }
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
            self.push(if stands_out { "<li class=\"now\">" } else { "<li>" });
            self.brief_head(step);
            self.inlines(&step.action);
            self.brief_more(step, first);
            self.push("</li>\n");
        }
        self.push("</ol>\n");
    }

    /// Who acts, and by when.
    fn brief_head(&mut self, step: &'s Step) {
        let book = self.book;
        let titles = step.roles.iter().filter_map(|id| book.edition.role(id.as_str()).map(|role| role.title.as_str()));
        let who = titles.collect::<Vec<_>>().join(", ");
        let words = book.words;
        let limit = step.within.as_ref().map(|within| words.interval(within.value));
        if who.is_empty() && limit.is_none() {
            return;
        }
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
        if let Some(place) = &step.place {
            self.push("<b>");
            self.reference_label(place);
            self.push(".</b> ");
        }
    }

    /// What else belongs to a step: its branches, and the steps inside it.
    fn brief_more(&mut self, step: &'s Step, first: &[&'s Step]) {
        if !step.decisions.is_empty() {
            self.push("\n<ul>");
            for decision in &step.decisions {
                self.push("<li><i>");
                self.inlines(&decision.condition);
                self.push(":</i> ");
                self.tight(&decision.blocks);
                self.push("</li>");
            }
            self.push("</ul>");
        }
        self.brief_blocks(&step.details, first);
    }
}
