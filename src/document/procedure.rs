//! A procedure's own keys: when, who orders it, the words, the all-clear.

use super::prose::Prose;
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, found};
use crate::fields::{Fields, Id, Keys, Placed, names};

/// What to do when something happens.
#[derive(Clone, Debug)]
pub struct Procedure {
    /// The response action.
    pub action: Action,
    /// A few words for its button.
    pub brief: Option<String>,
    /// When it begins.
    pub trigger: Prose,
    /// When to use another one.
    pub not_for: Option<Prose>,
    /// Roles that may order it.
    pub authority: Vec<Placed<Id>>,
    /// The words, as spoken.
    pub announcement: Prose,
    /// The words that end it.
    pub all_clear: Prose,
    /// What is needed at hand.
    pub supplies: Vec<Prose>,
    /// Kinds of drill that practise it.
    pub drills: Vec<Placed<Id>>,
    /// Entries of the risk register that it answers.
    pub hazards: Vec<Placed<Id>>,
    /// Places that matter, the most important first.
    pub places: Vec<Placed<Id>>,
    /// Contacts to call.
    pub calls: Vec<Placed<Id>>,
    /// Who needs what, and from whom.
    pub accommodations: Vec<Accommodation>,
    /// Which keys are there, readable or not.
    pub keys: Keys,
}

/// A need, what answers it, and who does.
#[derive(Clone, Debug)]
pub struct Accommodation {
    /// Who needs it.
    pub need: Prose,
    /// What is done.
    pub support: Prose,
    /// Who does it.
    pub role: Placed<Id>,
}

names! {
    /// The response actions, in plain words.
    pub enum Action {
        /// Danger inside: out of sight behind a locked door.
        Lockdown = "lockdown",
        /// Danger outside: doors locked, the day goes on.
        Secure = "secure",
        /// Halls clear, everyone stays where they are.
        Hold = "hold",
        /// Out of the building.
        Evacuate = "evacuate",
        /// To the safest part of the building.
        Shelter = "shelter",
        /// Back into the building.
        ReverseEvacuation = "reverse-evacuation",
        /// Students back to their families.
        Reunify = "reunify",
        /// Someone needs medical help.
        Medical = "medical",
        /// Another one.
        Other = "other",
    }
}

impl Procedure {
    /// Reads a procedure's keys. A translation or an extension need not repeat what the original says.
    pub(crate) fn read(reading: Reading<'_>, fields: &mut Fields<'_>, partial: bool) -> Procedure {
        let given = fields.optional::<Action>("action");
        if given.is_none() && !partial && fields.key_span("action").is_none() {
            fields.report(
                Diagnostic::error(found::MISSING_FIELD, fields.first_line(), "`action` is missing")
                    .help("add `action = \"lockdown\"`; or secure, hold, evacuate, shelter, reverse-evacuation, reunify, medical, other"),
            );
        }
        // Without words a text is empty, and a rule says so more precisely than a reader could.
        let nothing = Prose { blocks: Vec::new(), span: fields.span() };
        let trigger = if partial {
            reading.optional(fields, "trigger").unwrap_or_else(|| nothing.clone())
        } else {
            reading.required(fields, "trigger", "\"A person inside is a danger to life.\"")
        };
        let mut words = |key| reading.optional(fields, key).unwrap_or_else(|| nothing.clone());
        let announcement = words("announcement");
        let all_clear = words("all_clear");
        let authority = fields.list("authority");
        Procedure {
            action: given.unwrap_or(Action::Other),
            brief: fields.optional("brief"),
            trigger,
            not_for: reading.optional(fields, "not_for"),
            authority,
            announcement,
            all_clear,
            supplies: reading.list(fields, "supplies"),
            drills: fields.list("drills"),
            hazards: fields.list("hazards"),
            places: fields.list("places"),
            calls: fields.list("calls"),
            accommodations: fields
                .tables("accommodation")
                .into_iter()
                .map(|mut table| {
                    let accommodation = Accommodation {
                        need: reading.required(&mut table, "need", "\"A student who uses a wheelchair\""),
                        support: reading.required(&mut table, "support", "\"Go with them to the area of rescue.\""),
                        role: table.required("role", "\"aide\""),
                    };
                    table.finish();
                    accommodation
                })
                .collect(),
            keys: fields.keys(),
        }
    }
}
