//! One name or one link: whether it leads somewhere, and whether its reader may know of that.

use super::names::register;
use super::{Links, Standing};
use crate::config::Rank;
use crate::diagnostic::{Diagnostic, RuleName, found};
use crate::document::body::{Image, Link, Reference, ReferenceKind, Target};
use crate::fields::{Id, Named as _, Placed};
use crate::handbook::drills::DrillKind;
use crate::handbook::school::School;
use crate::nearest::{certain, suggestion};
use crate::source::Span;

impl Links<'_, '_> {
    pub(super) fn reference(&self, at: Standing<'_>, reference: &Reference) {
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

    pub(super) fn link(&self, at: Standing<'_>, link: &Link) {
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

    pub(super) fn image(&self, image: &Image) {
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

    pub(super) fn dead<'n>(&self, rule: RuleName, span: Span, path: &str, known: impl Iterator<Item = &'n str>) {
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

    pub(super) fn anchor(&self, path: &str, anchor: &str, span: Span) {
        let Some(known) = self.anchors(path) else { return };
        if !known.contains(anchor) {
            let help = suggestion(anchor, known.iter().copied()).unwrap_or_else(|| {
                format!("its sections are: {}", known.iter().copied().collect::<Vec<_>>().join(", "))
            });
            self.report(
                Diagnostic::error(found::DEAD_ANCHOR, span, format!("{path} has no section \"{anchor}\"")).help(help),
            );
        }
    }

    pub(super) fn id(&self, kind: ReferenceKind, id: &Placed<Id>, school: Option<&School>) {
        let listed = || self.names.of_kind(kind).contains(id.as_str());
        let known = match kind {
            ReferenceKind::Document => self.handbook.document(id.as_str(), school.map(|school| &school.id)).is_some(),
            ReferenceKind::Place => listed() || self.handbook.place(id.as_str(), school).is_some(),
            ReferenceKind::Contact => listed() || self.handbook.contact(id.as_str(), school).is_some(),
            ReferenceKind::Role | ReferenceKind::Term | ReferenceKind::Value | ReferenceKind::Hazard => listed(),
        };
        if !known {
            self.unresolved(kind, id.as_str(), id.span);
        }
    }

    pub(super) fn any_document(&self, id: &Placed<Id>) {
        // The record of changes also tells of what is gone.
        let once = self.handbook.releases.iter().any(|release| release.documents.contains_key(&id.value));
        if !once && !self.handbook.documents.iter().any(|document| document.id.value == id.value) {
            self.unresolved(ReferenceKind::Document, id.as_str(), id.span);
        }
    }

    pub(super) fn role(&self, role: Option<&Placed<Id>>) {
        if let Some(role) = role
            && role.value != Id::default()
        {
            self.id(ReferenceKind::Role, role, None);
        }
    }

    pub(super) fn school(&self, school: Option<&Placed<Id>>) {
        if let Some(school) = school
            && !self.names.schools.contains(school.as_str())
        {
            let help = suggestion(school.as_str(), self.names.schools.iter().copied())
                .unwrap_or_else(|| "a school is a folder in schools/ with a school.toml".to_owned());
            self.unknown(school.span, format!("There is no school \"{}\"", school.value), Some(help));
        }
    }

    pub(super) fn audience(&self, audience: Option<&Placed<Id>>) {
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

    pub(super) fn drill_kind(&self, drill: &Placed<Id>) {
        if DrillKind::named(drill.as_str()).is_none() {
            let names: Vec<&str> = DrillKind::ALL.iter().map(|kind| kind.name()).collect();
            let help = suggestion(drill.as_str(), names.iter().copied())
                .unwrap_or_else(|| format!("kinds of drill are: {}", names.join(", ")));
            self.unknown(drill.span, format!("There is no kind of drill \"{}\"", drill.value), Some(help));
        }
    }

    pub(super) fn unresolved(&self, kind: ReferenceKind, id: &str, span: Span) {
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

    pub(super) fn unknown(&self, span: Span, message: String, help: Option<String>) {
        self.report(Diagnostic::error(found::UNRESOLVED_REFERENCE, span, message).help_if(help));
    }
}
