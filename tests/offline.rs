//! What a device keeps of the sample handbook: packs that hold every file as it is, lists that say what is needed at once.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};

use crate::common::site;
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// A site's files, and what its worker is told of them.
struct Kept {
    files: BTreeMap<String, Vec<u8>>,
    release: Value,
}

impl Kept {
    fn of(audience: &str) -> Kept {
        Kept::read(site::files(&site::sample(audience)))
    }

    fn read(files: BTreeMap<String, Vec<u8>>) -> Kept {
        let worker = String::from_utf8(files["sw.js"].clone()).expect("UTF-8");
        let (told, _) =
            worker.strip_prefix("self.handbook=").and_then(|rest| rest.split_once(";\n")).expect("a release");
        let release = serde_json::from_str(told).expect("JSON");
        Kept { files, release }
    }

    /// The packs of a list, by tier.
    fn list(&self, name: &Value) -> Vec<Vec<Value>> {
        let bytes = &self.files[&format!("packs/{}.json", name.as_str().expect("a name"))];
        let list: Value = serde_json::from_slice(bytes).expect("JSON");
        list["tiers"].as_array().expect("tiers").iter().map(|tier| tier.as_array().expect("packs").clone()).collect()
    }

    /// The packs of a school, or of the district.
    fn shelf(&self, root: &str) -> Vec<Vec<Value>> {
        let shelves = self.release["shelves"].as_array().expect("shelves");
        self.list(&shelves.iter().find(|shelf| shelf["root"] == root).expect("the shelf")["list"])
    }

    /// The packs of everything.
    fn all(&self) -> Vec<Value> {
        let shelves = self.release["shelves"].as_array().expect("shelves");
        let names = shelves.iter().map(|shelf| &shelf["list"]).chain([&self.release["rest"]]);
        names.flat_map(|name| self.list(name)).flatten().collect()
    }
}

fn paths(packs: &[Value]) -> BTreeSet<String> {
    let files = packs.iter().flat_map(|pack| pack["files"].as_array().expect("files"));
    files.map(|path| path.as_str().expect("a path").to_owned()).collect()
}

/// What a pack holds, read as the worker reads it.
fn unpacked(bytes: &[u8]) -> Vec<(String, String, Vec<u8>)> {
    let open = miniz_oxide::inflate::decompress_to_vec_zlib(bytes).expect("a whole pack");
    let length = u32::from_le_bytes(open[..4].try_into().expect("four bytes")) as usize;
    let table: Vec<(String, String, usize)> = serde_json::from_slice(&open[4..4 + length]).expect("a table");
    let mut at = 4 + length;
    let files = table.into_iter().map(|(path, kind, length)| {
        at += length;
        (path, kind, open[at - length..at].to_vec())
    });
    files.collect()
}

#[test]
fn the_packs_of_everything_hold_every_file_of_the_site_byte_for_byte() {
    for audience in site::AUDIENCES {
        let kept = Kept::of(audience);
        let mut found = BTreeMap::new();
        for pack in kept.all() {
            let bytes = &kept.files[&format!("packs/{}.pack", pack["name"].as_str().expect("a name"))];
            assert_eq!(pack["bytes"], bytes.len());
            let files = unpacked(bytes);
            assert_eq!(
                files.iter().map(|(path, ..)| path.as_str()).collect::<Vec<_>>(),
                pack["files"]
                    .as_array()
                    .expect("files")
                    .iter()
                    .map(|path| path.as_str().expect("text"))
                    .collect::<Vec<_>>()
            );
            found.extend(files.into_iter().map(|(path, _, bytes)| (path, bytes)));
        }
        let mut files = kept.files;
        files.retain(|path, _| !path.starts_with("packs/"));
        for unkept in ["sw.js", "robots.txt", "sitemap.xml"] {
            files.remove(unkept);
        }
        assert_eq!(found.keys().collect::<Vec<_>>(), files.keys().collect::<Vec<_>>());
        assert!(found == files, "a file is not what it is on the host");
    }
}

#[test]
fn a_pack_and_a_list_are_named_after_their_bytes() {
    let kept = Kept::of("public");
    for (path, bytes) in kept.files.iter().filter(|(path, _)| path.starts_with("packs/")) {
        let digest = Sha256::digest(bytes);
        let name: String = digest[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(path.rsplit_once('/').expect("a folder").1.split('.').next(), Some(name.as_str()));
    }
}

#[test]
fn what_is_loaded_at_once_has_every_procedure_every_role_every_number_and_the_look_in_a_megabyte() {
    for audience in site::AUDIENCES {
        let kept = Kept::of(audience);
        for root in ["", "schools/harbor/"] {
            let at_once = &kept.shelf(root)[0];
            let bytes: u64 = at_once.iter().map(|pack| pack["bytes"].as_u64().expect("a size")).sum();
            assert!(bytes <= 1_000_000, "{audience}/{root}: {bytes} bytes");
            let there = paths(at_once);
            let needed = kept.files.keys().filter(|path| {
                let inside = path.strip_prefix(root).unwrap_or("");
                let single = ["index.html", "contacts.html", "places.html", "pocket.html", "offline.html"];
                inside.starts_with("procedures/")
                    || inside.starts_with("roles/")
                    || single.contains(&inside)
                    || (path.starts_with("assets/") && !path.starts_with("assets/es/"))
                    || *path == "404.html"
            });
            let lost: Vec<&String> = needed.filter(|path| !there.contains(*path)).collect();
            assert!(lost.is_empty(), "{audience}/{root} lacks {lost:#?}");
        }
    }
}

#[test]
fn a_phone_at_one_school_is_given_no_page_of_another() {
    let kept = Kept::of("staff");
    let files = paths(&kept.shelf("schools/harbor/").concat());
    let foreign: Vec<_> = files
        .iter()
        .filter(|path| path.ends_with(".html") && !path.starts_with("schools/harbor/") && *path != "404.html")
        .collect();
    assert!(foreign.is_empty(), "{foreign:#?}");
    let own = kept.files.keys().filter(|path| path.starts_with("schools/harbor/"));
    let lost: Vec<_> = own.filter(|path| !files.contains(*path)).collect();
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn one_edited_page_changes_only_the_packs_that_hold_what_changed_a_list_for_each_language_and_the_worker() {
    let edited = "schools/harbor/procedures/kindergarten-dismissal";
    let other = format!("{edited}.md");
    // Two copies that differ in one word, so that nothing but the word is another.
    let before = site::files(&site::later("staff", &other, "Changed for the next version."));
    let after = site::files(&site::later("staff", &other, "Changed for this version."));
    let changed: BTreeSet<&str> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(bytes)).map(|(path, _)| path.as_str()).collect();
    let pages: Vec<&&str> = changed.iter().filter(|path| path.ends_with(".html")).collect();
    // The page itself, and the one that says which sheets of paper are still true; both again in the other language, where
    // nobody has translated the page.
    let both = [format!("es/{edited}.html"), "es/schools/harbor/verify.html".to_owned()];
    let both = both.into_iter().chain([format!("{edited}.html"), "schools/harbor/verify.html".to_owned()]);
    assert_eq!(pages.iter().map(ToString::to_string).collect::<Vec<_>>(), both.collect::<Vec<_>>(), "{changed:#?}");
    let kept = Kept::read(after.clone());
    for pack in kept
        .all()
        .iter()
        .filter(|pack| changed.contains(format!("packs/{}.pack", pack["name"].as_str().expect("a name")).as_str()))
    {
        let held = paths(std::slice::from_ref(pack));
        // Of the search's files one may only be gone: they are named after what is in them.
        let is_search = held.iter().all(|path| path.starts_with("search/"));
        assert!(
            is_search || held.iter().any(|path| changed.contains(path.as_str())),
            "{held:#?} holds nothing that changed"
        );
    }
    let of = |ending: &str| changed.iter().filter(|path| path.ends_with(ending)).count();
    assert_eq!((of(".json"), of("sw.js")), (2, 1), "{changed:#?}");
    assert!(of(".pack") <= 12, "the page's, the registers' and those of the search: {changed:#?}");
}

#[test]
fn a_page_that_grows_moves_the_borders_of_its_neighbours_at_most() {
    let before = site::files(&site::later("public", "annexes/annex-accounting.md", ""));
    let long = "It is long. ".repeat(12_000);
    let after = site::files(&site::later("public", "annexes/annex-accounting.md", &long));
    let packs = |files: &BTreeMap<String, Vec<u8>>| -> BTreeSet<String> {
        files.keys().filter(|path| path.ends_with(".pack")).cloned().collect()
    };
    let (old, new) = (packs(&before), packs(&after));
    // The page stands at the district and at each of the three schools, in two languages; each may move one border. Search
    // and the page about paper know its words too.
    assert!(new.difference(&old).count() <= 32, "{} of {} are new", new.difference(&old).count(), new.len());
}
