//! What is published: a finished tree of files, each as a path and its bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

/// A file's bytes: made here, or taken as they are from a source.
#[derive(Clone, Debug)]
pub enum Bytes {
    /// Rendered.
    Made(Vec<u8>),
    /// A picture or attachment of the handbook.
    Taken(Arc<[u8]>),
}

impl Bytes {
    /// The bytes themselves.
    #[must_use]
    pub fn as_slice(&self) -> &[u8] {
        match self {
            Bytes::Made(bytes) => bytes,
            Bytes::Taken(bytes) => bytes,
        }
    }
}

/// The whole output, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Artifacts {
    files: BTreeMap<String, Bytes>,
}

impl Artifacts {
    /// Adds a file. Paths have `/` between names, no leading `/`, and stay inside the tree.
    ///
    /// # Panics
    /// When the path leaves the tree or exists already: `plan.rs` has given each file its own place.
    pub fn insert(&mut self, path: String, bytes: Bytes) {
        assert!(
            !path.is_empty() && path.split('/').all(|name| !name.is_empty() && name != "." && name != ".."),
            "{path} is not a path inside the output"
        );
        let earlier = self.files.insert(path.clone(), bytes);
        assert!(earlier.is_none(), "{path} was made twice");
    }

    /// Every file in order of path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The bytes at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Bytes::as_slice)
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether nothing was made.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}
