//! What to do when something happens.

/// A small procedure for examples: more keys, then the text.
macro_rules! hold {
    ($keys:literal, $text:literal) => {
        concat!(
            "+++\ntitle = \"Hold\"\nsummary = \"Clear the halls.\"\naction = \"hold\"\ntrigger = \"The halls must be clear.\"\n",
            $keys,
            "+++\n",
            $text
        )
    };
}

pub(super) mod code_words;
pub(super) mod long_step;
pub(super) mod missing_accommodation;
pub(super) mod missing_all_clear;
pub(super) mod missing_alternate_place;
pub(super) mod missing_authority;
pub(super) mod missing_person_unhandled;
pub(super) mod missing_phase;
pub(super) mod missing_recovery;
pub(super) mod missing_setting;
pub(super) mod missing_substitute;
pub(super) mod step_without_role;
pub(super) mod unsafe_reunification;
pub(super) mod vague_words;
