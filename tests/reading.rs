//! The reader against folders as they are: odd names, odd bytes, links that lead astray.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::ffi::OsStr;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use gobag::disk::failure::Failure;
use gobag::disk::read::read;
use gobag::source::{Content, Fault, MEDIA_LIMIT, Sources, TEXT_LIMIT};
use tempfile::TempDir;

/// A handbook with nothing in it but what makes it one.
fn handbook() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    put(folder.path(), "handbook.toml", "title = \"Alder Bay\"\n");
    folder
}

fn put(folder: &Path, path: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("a folder");
    fs::write(place, bytes).expect("a file");
}

fn sources(folder: &Path) -> Sources {
    read(folder).expect("the folder can be read")
}

/// The paths that were read, `handbook.toml` aside.
fn paths(sources: &Sources) -> Vec<&str> {
    sources.iter().map(|(_, source)| source.path.as_str()).filter(|path| *path != "handbook.toml").collect()
}

/// Why the file at `path` was not read.
#[track_caller]
fn fault(sources: &Sources, path: &str) -> Fault {
    let id = sources.find(path).unwrap_or_else(|| panic!("{path} is not among {:?}", paths(sources)));
    match &sources.get(id).content {
        Content::Unreadable(fault) => fault.clone(),
        Content::Text(_) | Content::Media(_) => panic!("{path} was read"),
    }
}

#[track_caller]
fn text<'a>(sources: &'a Sources, path: &str) -> &'a str {
    let id = sources.find(path).unwrap_or_else(|| panic!("{path} is not among {:?}", paths(sources)));
    match &sources.get(id).content {
        Content::Text(text) => text,
        other => panic!("{path} is not a text but {other:?}"),
    }
}

#[track_caller]
fn is_media(sources: &Sources, path: &str) -> bool {
    let id = sources.find(path).unwrap_or_else(|| panic!("{path} is not among {:?}", paths(sources)));
    matches!(sources.get(id).content, Content::Media(_))
}

#[test]
fn every_kind_of_file_is_read_as_what_it_is() {
    let folder = handbook();
    for path in [
        "procedures/lockdown.md",
        "procedures/lockdown.es.md",
        "schools/heron/school.toml",
        "releases/2026-08-15.toml",
        "theme/page.html",
        "theme/style.css",
        "theme/search.js",
        "theme/icon.svg",
        "theme/words.txt",
        "theme/data.json",
        "theme/sheet.typ",
        "theme/manifest.webmanifest",
        "pages/evacuación.md",
        "pages/避難.md",
    ] {
        put(folder.path(), path, path);
    }
    for path in ["media/logo.svg", "media/maps/floor.pdf", "media/notes.md", "schools/heron/media/yard.JPG"] {
        put(folder.path(), path, [0, 1, 255]);
    }
    put(folder.path(), "theme/fonts/Gentium.woff2", [0]);
    for path in ["procedures/map.png", "notes.txt", "LOCKDOWN.MD", "theme/notes.psd", "schools/media/x.png", "page"] {
        put(folder.path(), path, "");
    }
    let sources = sources(folder.path());
    assert_eq!(text(&sources, "procedures/lockdown.es.md"), "procedures/lockdown.es.md");
    for path in ["media/logo.svg", "media/notes.md", "schools/heron/media/yard.JPG", "theme/fonts/Gentium.woff2"] {
        assert!(is_media(&sources, path), "{path}");
    }
    for path in ["procedures/map.png", "notes.txt", "LOCKDOWN.MD", "theme/notes.psd", "schools/media/x.png", "page"] {
        assert_eq!(fault(&sources, path), Fault::Unused, "{path}");
    }
    assert_eq!(sources.len(), 26);
    assert!(sources.iter().map(|(_, source)| &source.path).is_sorted());
}

#[test]
fn droppings_of_editors_and_systems_are_passed_over() {
    let folder = handbook();
    for path in [
        ".git/config",
        ".hidden.md",
        "pages/.DS_Store",
        "pages/a.md~",
        "pages/.a.md.swp",
        "pages/a.swp",
        "media/Thumbs.db",
        "media/desktop.ini",
        "media/~$report.docx",
        "node_modules/x/readme.md",
    ] {
        put(folder.path(), path, "");
    }
    symlink("/nowhere", folder.path().join(".link")).expect("a link");
    assert_eq!(paths(&sources(folder.path())), Vec::<&str>::new());
}

#[test]
fn names_that_cannot_be_addresses_are_told() {
    let folder = handbook();
    for (name, character) in [
        ("fire drill.md", ' '),
        ("\"fire\".md", '"'),
        ("heron's.md", '\''),
        ("fire..md", '.'),
        ("fire\u{202e}md.exe.md", '\u{202e}'),
        ("fire\u{200f}.md", '\u{200f}'),
        ("🔥.md", '🔥'),
        ("a\tb.md", '\t'),
        ("a\nb.md", '\n'),
        ("a&b.md", '&'),
        ("100%.md", '%'),
        ("back\\slash.md", '\\'),
        ("a:b.md", ':'),
    ] {
        put(folder.path(), format!("pages/{name}"), "words");
        let sources = sources(folder.path());
        assert_eq!(fault(&sources, &format!("pages/{name}")), Fault::Name { character }, "{name:?}");
    }
    // A folder is told once, whatever is in it; media are no exception.
    put(folder.path(), "media/our maps/a.png", "");
    put(folder.path(), "media/our maps/b.png", "");
    let all = sources(folder.path());
    assert_eq!(fault(&all, "media/our maps"), Fault::Name { character: ' ' });
    assert!(all.find("media/our maps/a.png").is_none());
}

#[test]
fn names_that_are_not_unicode_are_told_even_when_they_look_the_same() {
    let folder = handbook();
    put(folder.path(), OsStr::from_bytes(b"caf\xe9.md"), "words");
    put(folder.path(), OsStr::from_bytes(b"caf\xe8.md"), "words");
    let sources = sources(folder.path());
    assert_eq!(fault(&sources, "caf\u{fffd}.md"), Fault::Name { character: '\u{fffd}' });
    assert_eq!(sources.len(), 2);
}

#[test]
fn bytes_that_are_no_text_are_told() {
    let folder = handbook();
    put(folder.path(), "bom.md", b"\xef\xbb\xbfwords");
    put(folder.path(), "crlf.md", "one\r\ntwo\r\n");
    put(folder.path(), "latin.md", b"caf\xe9");
    put(folder.path(), "latin-bom.md", b"\xef\xbb\xbfcaf\xe9");
    put(folder.path(), "utf16.md", b"\xff\xfeh\0i\0");
    put(folder.path(), "program.md", b"\x7fELF\0\0");
    put(folder.path(), "empty.md", b"");
    let sources = sources(folder.path());
    assert_eq!(text(&sources, "bom.md"), "words");
    assert_eq!(text(&sources, "crlf.md"), "one\r\ntwo\r\n");
    assert_eq!(text(&sources, "empty.md"), "");
    assert_eq!(fault(&sources, "latin.md"), Fault::NotUtf8 { offset: 3 });
    assert_eq!(fault(&sources, "latin-bom.md"), Fault::NotUtf8 { offset: 6 });
    assert_eq!(fault(&sources, "utf16.md"), Fault::Binary);
    assert_eq!(fault(&sources, "program.md"), Fault::Binary);
}

#[test]
fn files_that_are_too_large_are_not_read() {
    let folder = handbook();
    let sparse = |path: &str, length: u64| {
        put(folder.path(), path, "");
        File::options()
            .write(true)
            .open(folder.path().join(path))
            .and_then(|file| file.set_len(length))
            .expect("sparse");
    };
    sparse("long.md", 50 * 1024 * 1024);
    sparse("media/film.mp4", MEDIA_LIMIT + 1);
    put(folder.path(), "just.md", "x".repeat(usize::try_from(TEXT_LIMIT).expect("it fits")));
    let sources = sources(folder.path());
    assert_eq!(fault(&sources, "long.md"), Fault::TooLarge { bytes: 50 * 1024 * 1024, limit: TEXT_LIMIT });
    assert_eq!(fault(&sources, "media/film.mp4"), Fault::TooLarge { bytes: MEDIA_LIMIT + 1, limit: MEDIA_LIMIT });
    assert_eq!(text(&sources, "just.md").len() as u64, TEXT_LIMIT);
}

#[test]
fn links_are_followed_only_inside_the_handbook() {
    let folder = handbook();
    let outside = tempfile::tempdir().expect("a folder");
    put(outside.path(), "secret.md", "secret");
    put(folder.path(), "pages/real.md", "words");
    let link = |to: &Path, at: &str| symlink(to, folder.path().join(at)).expect("a link");
    link(Path::new("real.md"), "pages/again.md");
    link(Path::new("pages"), "policies");
    link(&outside.path().join("secret.md"), "secret.md");
    link(outside.path(), "folder");
    link(Path::new("../../../../../../../../etc/passwd"), "pages/passwd.md");
    link(Path::new("/dev/zero"), "zero.md");
    link(Path::new("nothing.md"), "broken.md");
    link(Path::new("round.md"), "round.md");
    link(Path::new(".."), "pages/up");
    let sources = sources(folder.path());
    assert_eq!(text(&sources, "pages/again.md"), "words");
    assert_eq!(text(&sources, "policies/real.md"), "words");
    for path in ["secret.md", "folder", "pages/passwd.md", "zero.md", "round.md", "pages/up"] {
        assert_eq!(fault(&sources, path), Fault::LeavesFolder, "{path}");
    }
    assert!(matches!(fault(&sources, "broken.md"), Fault::System(words) if words.contains("does not exist")));
    assert!(!format!("{sources:?}").contains("\"secret\""));
}

#[test]
fn links_that_multiply_a_folder_are_stopped() {
    let folder = handbook();
    for number in 0..20 {
        let place = folder.path().join(format!("d{number}"));
        fs::create_dir(&place).expect("a folder");
        put(&place, "a.md", "words");
        for name in ["x", "y"] {
            symlink(format!("../d{}", number + 1), place.join(name)).expect("a link");
        }
    }
    fs::create_dir(folder.path().join("d20")).expect("a folder");
    assert!(matches!(read(folder.path()), Err(Failure::TooMany { .. })));
}

#[test]
fn pipes_are_not_waited_for() {
    let folder = handbook();
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.md")).status();
    assert!(made.expect("mkfifo is there").success());
    assert!(matches!(fault(&sources(folder.path()), "pipe.md"), Fault::System(words) if words.contains("pipe")));
}

#[test]
fn what_may_not_be_opened_is_told() {
    let folder = handbook();
    put(folder.path(), "closed.md", "words");
    put(folder.path(), "shut/inside.md", "words");
    fs::set_permissions(folder.path().join("closed.md"), PermissionsExt::from_mode(0o000)).expect("mode");
    fs::set_permissions(folder.path().join("shut"), PermissionsExt::from_mode(0o000)).expect("mode");
    let sources = sources(folder.path());
    fs::set_permissions(folder.path().join("shut"), PermissionsExt::from_mode(0o700)).expect("mode");
    if matches!(sources.find("closed.md").map(|id| &sources.get(id).content), Some(Content::Text(_))) {
        eprintln!("skipped: this user may open every file (root)");
        return;
    }
    for path in ["closed.md", "shut"] {
        assert!(matches!(fault(&sources, path), Fault::System(words) if words.contains("permission denied")), "{path}");
    }
}

#[test]
fn folders_that_are_no_handbook() {
    let place = tempfile::tempdir().expect("a folder");
    assert!(sources(place.path()).is_empty());
    // Nothing is read where there is no handbook.toml: it may be somebody's whole disk.
    put(place.path(), "letters/private.md", "words");
    assert!(sources(place.path()).is_empty());

    let missing = place.path().join("missing");
    let words = read(&missing).expect_err("it is missing").to_string();
    assert_eq!(words, format!("there is no file or folder {}", missing.display()));
    let file = place.path().join("letters/private.md");
    let words = read(&file).expect_err("it is a file").to_string();
    assert_eq!(words, format!("{} is not a folder", file.display()));

    put(place.path(), "content/handbook.toml", "");
    let words = read(place.path()).expect_err("the handbook is below").to_string();
    assert!(words.ends_with(&format!("type gobag build {}", place.path().join("content").display())), "{words}");
}
