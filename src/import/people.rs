//! What a plan calls people becomes the roles of the handbook: "Teachers", "Office staff", "All staff".

use std::collections::BTreeMap;

use crate::fields::Id;
use crate::handbook::Handbook;

/// The roles that are known, and those that the old plan brings.
pub(super) struct People {
    known: BTreeMap<String, String>,
    /// New roles: id, title.
    pub(super) new: BTreeMap<String, String>,
}

/// What plans call the roles that most handbooks have.
const USUAL: &[(&str, &[&str])] = &[
    (
        "commander",
        &[
            "incident commander",
            "principal",
            "administrator",
            "administration",
            "building administrator",
            "director",
            "directora",
            "site administrator",
        ],
    ),
    (
        "office",
        &[
            "front office",
            "office",
            "office staff",
            "main office",
            "secretary",
            "office manager",
            "oficina",
            "secretaria",
            "secretaría",
        ],
    ),
    (
        "teacher",
        &["teacher", "classroom teacher", "instructor", "teaching staff", "faculty", "maestro", "maestra", "docente"],
    ),
    ("aide", &["aide", "paraeducator", "paraprofessional", "teacher aide", "assistant"]),
    ("nurse", &["nurse", "school nurse", "health aide", "enfermera", "enfermero", "enfermería"]),
    ("counselor", &["counselor", "school counselor", "psychologist", "social worker", "consejero", "consejera"]),
    ("custodian", &["custodian", "custodial staff", "janitor", "maintenance", "conserje"]),
    ("coach", &["coach", "activity leader", "athletic director"]),
    ("driver", &["driver", "bus driver"]),
    ("substitute", &["substitute", "substitute teacher"]),
    (
        "everyone",
        &[
            "everyone",
            "all",
            "all staff",
            "staff",
            "all adults",
            "any adult",
            "all employees",
            "employee",
            "staff member",
            "person",
            "all person",
            "todo",
            "todo el personal",
            "personal",
        ],
    ),
];

impl People {
    /// The roles of a handbook.
    pub(super) fn of(handbook: &Handbook) -> People {
        let mut known = BTreeMap::new();
        for role in &handbook.roles {
            let id = role.id.as_str();
            known.insert(singular(&role.title), id.to_owned());
            known.insert(id.to_owned(), id.to_owned());
        }
        People { known, new: BTreeMap::new() }
    }

    /// Whether words may name people at all: a few of them, and no sentence.
    pub(super) fn may_be(words: &str) -> bool {
        let count = words.split_whitespace().count();
        let is_other = [
            "note",
            "important",
            "warning",
            "example",
            "purpose",
            "definition",
            "remember",
            "before",
            "during",
            "after",
            "if",
            "nota",
            "importante",
            "antes",
            "durante",
            "después",
            "si",
        ];
        (1..=6).contains(&count)
            && !words.contains(['.', '?', '!', ';'])
            && !is_other.contains(&words.split_whitespace().next().unwrap_or("").to_lowercase().as_str())
    }

    /// The ids of the roles that words name.
    pub(super) fn roles(&mut self, words: &str) -> Vec<String> {
        let lower = words
            .to_lowercase()
            .replace(" and ", ",")
            .replace(" y ", ",")
            .replace(" or ", ",")
            .replace(['/', '&', ';'], ",");
        let mut roles: Vec<String> = Vec::new();
        for part in
            lower.split(',').map(|part| part.trim().trim_end_matches(':').trim()).filter(|part| !part.is_empty())
        {
            let role = self.role(part);
            if !roles.contains(&role) {
                roles.push(role);
            }
        }
        roles
    }

    fn role(&mut self, words: &str) -> String {
        let name = singular(words.trim_start_matches("the "));
        if let Some(id) = self.known.get(&name) {
            return id.clone();
        }
        if let Some((id, titles)) = USUAL.iter().find(|(id, titles)| *id == name || titles.contains(&name.as_str())) {
            self.need(id, titles[0]);
            return (*id).to_owned();
        }
        let id = Id::slug(&name);
        self.need(id.as_str(), &name);
        id.to_string()
    }

    /// Remembers that a role is needed.
    pub(super) fn need(&mut self, id: &str, title: &str) {
        if !self.known.values().any(|known| known == id) {
            let mut letters = title.chars();
            let title = letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect());
            self.new.entry(id.to_owned()).or_insert(title);
        }
    }

    /// The role of everybody, where nobody is named.
    pub(super) fn everyone(&mut self) -> String {
        self.role("everyone")
    }
}

/// Words in small letters, the last of them without its plural's ending.
fn singular(words: &str) -> String {
    let lower = words.trim().to_lowercase();
    match lower.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 2 => stem.to_owned(),
        _ => lower,
    }
}
