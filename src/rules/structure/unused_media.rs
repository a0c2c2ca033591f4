//! A picture or file that no document uses.

use std::collections::BTreeSet;

use crate::diagnostic::{Place, RuleName, Severity};
use crate::document::body::{Block, BlockKind, Inline, Target};
use crate::document::walk::{self, Pointer};
use crate::document::whole;
use crate::handbook::Handbook;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::texts;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("unused-media"),
    group: Group::Structure,
    severity: Severity::Warning,
    what: "Every file in media/ is shown or linked somewhere.",
    why: "What nobody uses nobody reviews: last year's map waits there to be linked again.",
    source: "A handbook that hangs together.",
    failing: Example(&[("media/field.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")]),
    passing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n![The assembly place](../media/field.svg)\n",
        ),
        ("media/field.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    if handbook.media.is_empty() {
        return;
    }
    let used = used(handbook);
    let html = if handbook.config.raw_html { html(handbook) } else { String::new() };
    for path in handbook.media.keys() {
        let name = path.rsplit('/').next().unwrap_or(path);
        if !used.contains(path.as_str()) && !html.contains(name) {
            findings.add(
                Place::File(path.clone()),
                format!("No document uses {path}, so it is not published"),
                format!("show it with `![What it shows](../{path})`, link it, or delete the file"),
            );
        }
    }
}

/// Every path that something points at.
fn used(handbook: &Handbook) -> BTreeSet<&str> {
    let mut used: BTreeSet<&str> = BTreeSet::new();
    let mut each = |pointer: Pointer<'_>| {
        let target = match pointer {
            Pointer::Image(image) => &image.target,
            Pointer::Link(link) => &link.target,
            Pointer::Reference(_) | Pointer::Step(_) => return,
        };
        if let Target::File { path, .. } = target
            && let Some((path, _)) = handbook.media.get_key_value(path)
        {
            used.insert(path);
        }
    };
    handbook.documents.iter().for_each(|document| whole::pointers(document, &mut each));
    texts::in_registers(handbook, &mut |_, prose| walk::pointers(&prose.blocks, &mut each));
    used.extend(handbook.config.theme.logo.as_ref().map(|logo| logo.value.as_str()));
    used
}

/// All HTML that authors typed, where it is kept: a file that is named in it counts as used.
fn html(handbook: &Handbook) -> String {
    let mut html = String::new();
    for document in &handbook.documents {
        let mut each = |blocks: &[Block]| {
            for block in blocks {
                if let BlockKind::Html(words) = &block.kind {
                    html.push_str(words);
                }
            }
            walk::inlines(blocks, &mut |inlines| {
                for inline in inlines {
                    if let Inline::Html(words) = inline {
                        html.push_str(&words.value);
                    }
                }
            });
        };
        each(&document.body.opening);
        walk::sections(&document.body, &mut |section, _| each(&section.blocks));
    }
    html
}
