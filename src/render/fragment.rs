//! A piece of finished HTML: templates put it in as it is, while everything else is escaped.

use serde::{Serialize, Serializer};

/// Finished HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Html(pub(super) String);

impl Serialize for Html {
    /// As Tera's own "safe" string, which passes through its serializer unchanged.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        tera::Value::safe_string(&self.0).serialize(serializer)
    }
}
