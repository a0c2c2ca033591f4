//! A file's place on the site into the way to it from another, as it stands in a link.

use std::borrow::Cow;
use std::fmt;

/// A file's place on the site, from its top: `procedures/lockdown.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(String);

impl UrlPath {
    /// A path of names with `/` between them.
    #[must_use]
    pub fn new(path: impl Into<String>) -> UrlPath {
        UrlPath(path.into())
    }

    /// The path as it is on disk.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The way here from another file, as it stands in a link; percent-encoded where it must be.
    #[must_use]
    pub fn from(&self, other: &UrlPath) -> String {
        let here: Vec<&str> = self.0.split('/').collect();
        let there: Vec<&str> = other.0.split('/').collect();
        let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        let shared = shared.min(here.len() - 1);
        let mut way = "../".repeat(there.len() - 1 - shared);
        for (at, name) in here[shared..].iter().enumerate() {
            if at > 0 {
                way.push('/');
            }
            encode(name, &mut way);
        }
        way
    }

    /// The path as it stands in an absolute address.
    #[must_use]
    pub fn encoded(&self) -> Cow<'_, str> {
        if self.0.bytes().all(|byte| stays(byte) || byte == b'/') {
            return Cow::Borrowed(&self.0);
        }
        let mut encoded = String::with_capacity(self.0.len());
        for (at, name) in self.0.split('/').enumerate() {
            if at > 0 {
                encoded.push('/');
            }
            encode(name, &mut encoded);
        }
        Cow::Owned(encoded)
    }
}

impl fmt::Debug for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Letters, digits and the few signs that need no encoding (RFC 3986, "unreserved"); everything else by its bytes.
pub(crate) fn encode(name: &str, into: &mut String) {
    // As good as every name is made of these.
    if name.bytes().all(stays) {
        into.push_str(name);
        return;
    }
    for byte in name.bytes() {
        if stays(byte) {
            into.push(char::from(byte));
        } else {
            into.push_str(&format!("%{byte:02X}"));
        }
    }
}

/// Letters, digits and the few signs that need no encoding.
fn stays(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}
