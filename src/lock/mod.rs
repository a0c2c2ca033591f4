//! Finished files into ciphertext in scripts, for hosts that can only serve files: what is not sealed says nothing of the
//! handbook but its title.
//!
//! Every page, search file, picture, calendar and data file goes into *packs* of about 64 KB, in order of path. A pack is
//! encrypted as a whole and becomes a script that gives its ciphertext, since nothing else loads from a disk. The *root*, a
//! text of the same kind, says which path begins which pack. Sizes are rounded up, so that little is to be counted.

mod keys;
mod pack;

use std::collections::BTreeMap;
use std::sync::Mutex;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::artifact::Shelf;
use keys::Keys;
use pack::Stored;

pub use keys::{Passphrase, ROUNDS, SHORTEST};

/// The folder of ciphertext.
pub const FOLDER: &str = "sealed/";

/// Texts are made as long as the next multiple of this.
const STEP: usize = 4 * 1024;

/// A shelf that keeps everything back until it is sealed, but for what is the same in every handbook.
pub struct Safe<'s> {
    shelf: &'s dyn Shelf,
    kept: Mutex<BTreeMap<String, Stored>>,
}

/// What the page at the door must know, and may tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The salt of the passphrase's key.
    pub salt: String,
    /// The data key under that key.
    pub key: String,
    /// The name of the root.
    pub root: String,
}

impl<'s> Safe<'s> {
    /// An empty safe before a shelf.
    pub fn before(shelf: &'s dyn Shelf) -> Safe<'s> {
        Safe { shelf, kept: Mutex::default() }
    }

    /// Puts everything that was kept on the shelf as ciphertext. `site` is the handbook's code.
    ///
    /// # Panics
    /// Never: keeping a file does not panic.
    #[must_use]
    pub fn seal(self, passphrase: &Passphrase, site: &str) -> Door {
        let keys = Keys::of(passphrase, site);
        let files = self.kept.into_inner().expect("keeping a file does not panic");
        let packs = pack::cut(&files);
        let shelf = self.shelf;
        let named: Vec<Listed> = packs
            .par_iter()
            .map(|paths| {
                let sealed = keys.seal("pack", &padded(pack::joined(paths, &files)));
                let addresses = paths.iter().map(|path| URL_SAFE_NO_PAD.encode(keys.address(path))).collect();
                Listed(paths[0].to_owned(), put(shelf, &sealed), addresses)
            })
            .collect();
        let root = serde_json::to_vec(&named).expect("text always has a JSON form");
        let root = put(shelf, &keys.seal("root", &rounded(root)));
        Door { salt: STANDARD.encode(keys.salt), key: STANDARD.encode(&keys.wrapped), root }
    }
}

/// A pack in the root: its first path, its name, the addresses of its files one after another.
#[derive(Serialize)]
struct Listed(String, String, String);

impl Shelf for Safe<'_> {
    fn put(&self, path: &str, bytes: &[u8]) {
        if is_plain(path) {
            self.shelf.put(path, bytes);
        } else if !is_dropped(path) {
            let stored = Stored::of(bytes);
            self.kept.lock().expect("keeping a file does not panic").insert(path.to_owned(), stored);
        }
    }

    fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.shelf.get(path)
    }
}

/// Whether a file says nothing of the handbook: styles, scripts and signs of the theme. What can be chosen in a handbook
/// (`choices`) is made of its roles and schools.
fn is_plain(path: &str) -> bool {
    path.strip_prefix("assets/").is_some_and(|name| !name.starts_with("choices."))
}

/// What has no use behind a lock: it is for search engines, for lost readers, for an app with another first page.
fn is_dropped(path: &str) -> bool {
    matches!(path, "robots.txt" | "sitemap.xml" | "404.html") || path.ends_with("manifest.webmanifest")
}

/// Publishes a ciphertext as a script, and gives its name.
fn put(shelf: &dyn Shelf, sealed: &[u8]) -> String {
    let name: String = Sha256::digest(sealed)[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    let script = format!("gobagSealed(\"{name}\",\"{}\")\n", STANDARD.encode(sealed));
    shelf.put(&format!("{FOLDER}{name}.js"), script.as_bytes());
    name
}

/// As long as the next step.
fn padded(mut text: Vec<u8>) -> Vec<u8> {
    text.resize(text.len().next_multiple_of(STEP), 0);
    text
}

/// As long as the next power of two, with spaces: the root is as long as there are files.
fn rounded(mut text: Vec<u8>) -> Vec<u8> {
    text.resize(text.len().next_power_of_two().max(4 * STEP), b' ');
    text
}
