//! The texts of each language, as they stand in the repository.

use super::Form;
use crate::fields::Language;

/// The first texts in one language.
pub(super) struct Texts {
    language: &'static str,
    /// What a handbook is called whose author did not say.
    pub(super) title: &'static str,
    /// Every handbook's files: path, text.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// What a district has beside them.
    pub(super) district: &'static [(&'static str, &'static str)],
    forms: fn(Form) -> &'static str,
}

impl Texts {
    /// The text that something begins with.
    pub(super) fn form(&self, form: Form) -> &'static str {
        (self.forms)(form)
    }
}

/// The texts of a language; nothing where there are none.
pub(super) fn of(language: &Language) -> Option<&'static Texts> {
    ALL.iter().find(|texts| texts.language == language.primary())
}

/// The texts of a language, or the first language's.
pub(super) fn nearest(language: &Language) -> &'static Texts {
    of(language).unwrap_or(&ALL[0])
}

/// The languages in which there are texts.
pub fn languages() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|texts| texts.language)
}

macro_rules! texts {
    ($language:literal, $title:literal) => {
        Texts {
            language: $language,
            title: $title,
            files: &[
                ("handbook.toml", include_str!(concat!($language, "/handbook.toml"))),
                ("roles.toml", include_str!(concat!($language, "/roles.toml"))),
                ("contacts.toml", include_str!(concat!($language, "/contacts.toml"))),
                ("places.toml", include_str!(concat!($language, "/places.toml"))),
                ("pages/welcome.md", include_str!(concat!($language, "/pages/welcome.md"))),
                ("procedures/hold.md", include_str!(concat!($language, "/procedures/hold.md"))),
                ("procedures/secure.md", include_str!(concat!($language, "/procedures/secure.md"))),
                ("procedures/lockdown.md", include_str!(concat!($language, "/procedures/lockdown.md"))),
                ("procedures/evacuate.md", include_str!(concat!($language, "/procedures/evacuate.md"))),
                ("procedures/shelter.md", include_str!(concat!($language, "/procedures/shelter.md"))),
            ],
            district: &[(
                "schools/first-school/school.toml",
                include_str!(concat!($language, "/district/schools/first-school/school.toml")),
            )],
            forms: |form| match form {
                Form::Procedure => include_str!(concat!($language, "/forms/procedure.md")),
                Form::Annex => include_str!(concat!($language, "/forms/annex.md")),
                Form::Practice => include_str!(concat!($language, "/forms/practice.md")),
                Form::Assessment => include_str!(concat!($language, "/forms/assessment.toml")),
                Form::Policy => include_str!(concat!($language, "/forms/policy.md")),
                Form::Drill => include_str!(concat!($language, "/forms/drill.toml")),
            },
        }
    };
}

static ALL: [Texts; 2] =
    [texts!("en", "Our School's Emergency Handbook"), texts!("es", "Manual de emergencias de nuestra escuela")];
