//! What is published: a finished tree of files, each as a path and its bytes.

use std::collections::BTreeMap;
use std::sync::Mutex;

/// Where finished files go, one by one and from any thread: into memory, or at once to the disk.
pub trait Shelf: Sync {
    /// Takes a file. Paths have `/` between names, no leading `/`, and stay inside the tree; each comes once.
    fn put(&self, path: &str, bytes: &[u8]);

    /// The bytes that were put at a path; nothing where none were, or where the disk would not take or give them.
    fn get(&self, path: &str) -> Option<Vec<u8>>;

    /// Takes the file that stands at a path since the last time, as it is, and says whether that can be: not where none stands there,
    /// or where another was put at the path. Most shelves begin empty.
    fn keep(&self, path: &str) -> bool {
        let _ = path;
        false
    }
}

/// A shelf with a list of what is on it, for whoever gathers finished files.
pub struct Listed<'s> {
    shelf: &'s dyn Shelf,
    sizes: Mutex<BTreeMap<String, usize>>,
}

impl<'s> Listed<'s> {
    /// A list of what will be put on a shelf from now on.
    pub fn on(shelf: &'s dyn Shelf) -> Listed<'s> {
        Listed { shelf, sizes: Mutex::default() }
    }

    /// The files so far, with their sizes in bytes.
    ///
    /// # Panics
    /// Never: adding to a list does not panic.
    #[must_use]
    pub fn sizes(&self) -> BTreeMap<String, usize> {
        self.sizes.lock().expect("adding to a list does not panic").clone()
    }
}

impl Shelf for Listed<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.sizes.lock().expect("adding to a list does not panic").insert(path.to_owned(), bytes.len());
        self.shelf.put(path, bytes);
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.shelf.get(path)
    }
}

/// The whole output, ordered by path.
#[derive(Clone, Debug, Default)]
pub struct Artifacts {
    files: BTreeMap<String, Vec<u8>>,
}

impl Artifacts {
    /// Adds a file.
    ///
    /// # Panics
    /// When the path leaves the tree or exists already: `plan.rs` has given each file its own place.
    pub fn insert(&mut self, path: String, bytes: Vec<u8>) {
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
        self.files.get(path).map(Vec::as_slice)
    }

    /// The files that are no pages.
    #[must_use]
    pub fn without_pages(mut self) -> Artifacts {
        self.files.retain(|path, _| !path.ends_with(".html"));
        self
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

impl Shelf for Mutex<Artifacts> {
    fn put(&self, path: &str, bytes: &[u8]) {
        self.lock().expect("adding a file does not panic").insert(path.to_owned(), bytes.to_vec());
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.lock().expect("adding a file does not panic").get(path).map(<[u8]>::to_vec)
    }
}

/// What a file is, as a server would say.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "gif" => "image/gif",
        "avif" => "image/avif",
        "pdf" => "application/pdf",
        "ics" => "text/calendar; charset=utf-8",
        "txt" | "md" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "xml" => "application/xml",
        "ico" => "image/x-icon",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        _ => "application/octet-stream",
    }
}
