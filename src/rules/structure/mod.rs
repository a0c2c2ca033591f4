//! Files, keys, names and links.

pub(super) mod broken_template;
pub(super) mod dead_anchor;
pub(super) mod dead_link;
pub(super) mod duplicate_id;
pub(super) mod empty_binder;
pub(super) mod invalid_syntax;
pub(super) mod invalid_value;
pub(super) mod left_blank;
pub(super) mod locked_section;
pub(super) mod missing_field;
pub(super) mod missing_glyph;
pub(super) mod missing_local_part;
pub(super) mod missing_media;
pub(super) mod orphan_page;
pub(super) mod stale_override;
pub(super) mod unknown_key;
pub(super) mod unprintable_picture;
pub(super) mod unreadable_file;
pub(super) mod unresolved_reference;
pub(super) mod unused_media;
pub(super) mod unused_waiver;
pub(super) mod url_collision;
