//! A picture or document that says where it was made, with which device, or by whom.

use crate::diagnostic::{Diagnostic, Place, RuleName, Severity};
use crate::handbook::Handbook;
use crate::handbook::metadata::Trace;
use crate::rules::rule::{Check, Example, Findings, Group, Rule};
use crate::rules::said::listed;

/// The rule.
pub const RULE: Rule = Rule {
    name: RuleName("image-metadata"),
    group: Group::Privacy,
    severity: Severity::Warning,
    what: "Pictures and documents in media/ do not say where they were made, with which device, or by whom; what is published never does.",
    why: "A phone writes the place of every photo into it. The photo of a quiet room is then the way to its window.",
    source: "Confidentiality of building plans: New York, Texas and North Carolina law; EXIF 2.32.",
    failing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n[The form](../media/form.pdf)\n",
        ),
        (
            "media/form.pdf",
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n3 0 obj\n<< /Author (Maya Lopez) >>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \n0000000110 00000 n \ntrailer\n<< /Size 4 /Root 1 0 R /Info 3 0 R >>\nstartxref\n153\n%%EOF\n",
        ),
    ]),
    passing: Example(&[
        (
            "pages/a.md",
            "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\n[The form](../media/form.pdf)\n",
        ),
        (
            "media/form.pdf",
            "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000058 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\nstartxref\n110\n%%EOF\n",
        ),
    ]),
    check: Check::Handbook(check),
};

fn check(handbook: &Handbook, findings: &mut Findings<'_>) {
    for (path, media) in &handbook.media {
        let own = |name: &str| name == handbook.config.publisher || name == handbook.config.title;
        // A form that names the district as its author says nothing new.
        let found: Vec<String> = media
            .traces
            .iter()
            .filter(|trace| !matches!(trace, Trace::Person(name) if own(name)))
            .map(|trace| match trace {
                Trace::Place(place) => format!("where it was made ({place})"),
                Trace::Device(serial) => format!("the serial number of the device ({serial})"),
                Trace::Person(name) => format!("who made it ({name})"),
            })
            .collect();
        if found.is_empty() {
            continue;
        }
        let message = format!("{path} says {}", listed(&found, "and"));
        let place = Place::File(path.clone());
        if media.stuck {
            let help = "Gobag cannot take it out of this kind of file: save the picture again as JPEG or PNG";
            findings.push_as(Severity::Error, Diagnostic::error(findings.name(), place, message).help(help));
        } else {
            findings.add(
                place,
                message,
                "the published copy is without it; to have it out of your own file too, export the file again without location and author",
            );
        }
    }
}
