//! Publishing through the front door: a whole tree appears or none, and nobody else's files are ever touched.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::BTreeMap;
use std::env;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use gobag::artifact::Artifacts;
use gobag::disk::failure::Failure;
use gobag::disk::target::Target;
use gobag::disk::write::{self, Change, Published};
use tempfile::TempDir;

/// A folder with a handbook in `content/`; sites go beside it.
fn place() -> TempDir {
    let place = tempfile::tempdir().expect("a folder");
    fs::create_dir(place.path().join("content")).expect("a folder");
    fs::write(place.path().join("content/handbook.toml"), "").expect("a file");
    place
}

fn publish(artifacts: &Artifacts, place: &Path, out: &str) -> Result<Published, Failure> {
    write::publish(artifacts, &Target::open(&place.join(out), &place.join("content"))?)
}

/// A tree of 300 files in 11 folders. Most differ between trees in their bytes, some in their length, some in their name.
fn tree(name: char) -> Artifacts {
    let mut tree = Artifacts::default();
    tree.insert("index.html".to_owned(), format!("tree {name}").into_bytes());
    tree.insert(format!("only-{name}/page.html"), vec![0; 10]);
    for number in 0..298 {
        let words = format!("{name} {number} ").repeat(number * (3 + usize::from(name == 'B')));
        tree.insert(format!("pages/{}/{number}.html", number % 8), words.into_bytes());
    }
    tree
}

/// A tree of one page.
fn page(words: &str) -> Artifacts {
    let mut tree = Artifacts::default();
    tree.insert("index.html".to_owned(), words.as_bytes().to_vec());
    tree
}

/// Every file below a folder, without our marker, which must be there.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let place = entry.expect("an entry").path();
            if place.is_dir() {
                folders.push(place);
            } else {
                let path = place.strip_prefix(folder).expect("it is inside").to_str().expect("text").to_owned();
                files.insert(path, fs::read(&place).expect("a file"));
            }
        }
    }
    assert!(files.remove(".gobag").is_some_and(|text| text.starts_with(b"Gobag made this folder")), "the marker");
    files
}

/// Whether exactly `tree` stands in `folder`.
fn is(folder: &Path, tree: &Artifacts) -> bool {
    let files = files(folder);
    files.len() == tree.len() && tree.iter().all(|(path, bytes)| files.get(path).is_some_and(|there| there == bytes))
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("text"))
        .collect();
    names.sort();
    names
}

#[track_caller]
fn refused(result: Result<Published, Failure>, words: &str) {
    let said = result.expect_err("it is refused").to_string();
    assert!(said.contains(words), "{said}");
}

#[test]
fn a_site_appears_is_replaced_and_stays() {
    let place = place();
    let public = place.path().join("public");
    let change = |tree: &Artifacts| {
        let published = publish(tree, place.path(), "public").expect("it is published");
        assert!(published.leftover.is_none());
        assert!(is(&public, tree));
        assert_eq!(names(place.path()), ["content", "public"]);
        published.change
    };
    assert_eq!(change(&tree('A')), Change::New);
    assert_eq!(change(&tree('B')), Change::Replaced);
    let look =
        || (fs::metadata(&public).expect("it is there").ino(), fs::metadata(place.path()).expect("there").mtime_nsec());
    let before = look();
    assert_eq!(change(&tree('B')), Change::Unchanged);
    assert_eq!(look(), before, "nothing is touched");

    // A hand's changes do not survive, and are not taken for the site.
    fs::write(public.join("pages/1/1.html"), "B 2 B 2 B 2 B 2 ").expect("a file");
    assert_eq!(change(&tree('B')), Change::Replaced);
    fs::write(public.join("mine.html"), "mine").expect("a file");
    assert_eq!(change(&tree('B')), Change::Replaced);
    fs::create_dir(public.join("mine")).expect("a folder");
    assert_eq!(change(&tree('B')), Change::Replaced);
    assert_eq!(change(&Artifacts::default()), Change::Replaced);
}

#[test]
fn new_and_empty_folders_are_taken() {
    let place = place();
    fs::create_dir(place.path().join("empty")).expect("a folder");
    assert_eq!(publish(&page("a"), place.path(), "empty").expect("published").change, Change::New);
    publish(&page("a"), place.path(), "deep/er/public/").expect("published");
    assert!(is(&place.path().join("deep/er/public"), &page("a")));
    assert_eq!(names(&place.path().join("deep/er")), ["public"]);
}

#[test]
fn the_folders_permissions_are_kept() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    fs::set_permissions(place.path().join("public"), PermissionsExt::from_mode(0o711)).expect("mode");
    publish(&page("b"), place.path(), "public").expect("published");
    assert_eq!(fs::metadata(place.path().join("public")).expect("there").mode() & 0o777, 0o711);
}

#[test]
fn what_is_not_ours_is_left_alone() {
    let place = place();
    let put = |path: &str, words: &str| {
        let at = place.path().join(path);
        fs::create_dir_all(at.parent().expect("a folder")).expect("a folder");
        fs::write(at, words).expect("a file");
    };
    put("thesis/one.txt", "mine");
    put("settings/.gobag", "another program's settings\n");
    put("file", "mine");
    put("hidden/.secret", "mine");
    fs::create_dir_all(place.path().join("linked/.gobag")).expect("a folder");
    symlink("nowhere", place.path().join("dangling")).expect("a link");
    symlink("thesis", place.path().join("to-thesis")).expect("a link");
    let before = names(place.path());
    refused(publish(&page("a"), place.path(), "thesis"), "has files in it that Gobag did not make");
    refused(publish(&page("a"), place.path(), "to-thesis"), "has files in it that Gobag did not make");
    refused(publish(&page("a"), place.path(), "settings"), "has files in it that Gobag did not make");
    refused(publish(&page("a"), place.path(), "hidden"), "has files in it that Gobag did not make");
    refused(publish(&page("a"), place.path(), "linked"), "has files in it that Gobag did not make");
    refused(publish(&page("a"), place.path(), "file"), "is not a folder");
    refused(publish(&page("a"), place.path(), "file/public"), "is not a folder");
    refused(publish(&page("a"), place.path(), "dangling"), "is a link to a place that does not exist");
    refused(publish(&page("a"), place.path(), "content"), "is inside the handbook");
    refused(publish(&page("a"), place.path(), "content/public"), "is inside the handbook");
    refused(publish(&page("a"), place.path(), "thesis/../content/x/y"), "is inside the handbook");
    refused(publish(&page("a"), place.path(), "."), "is inside the site's folder");
    refused(publish(&page("a"), place.path(), "missing/../public"), "there is no file or folder");
    refused(publish(&page("a"), place.path(), "/"), "cannot be replaced as a whole");
    assert_eq!(names(place.path()), before);
    assert_eq!(fs::read_to_string(place.path().join("thesis/one.txt")).expect("there"), "mine");
}

#[test]
fn a_repository_in_the_site_is_not_thrown_away() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    fs::create_dir(place.path().join("public/.git")).expect("a folder");
    refused(publish(&page("b"), place.path(), "public"), "version-control folder in it (.git)");
    assert!(place.path().join("public/.git").is_dir());
}

#[test]
fn a_link_to_a_site_stays_a_link() {
    let place = place();
    publish(&page("a"), place.path(), "www/site").expect("published");
    symlink("www/site", place.path().join("public")).expect("a link");
    publish(&page("b"), place.path(), "public").expect("published");
    assert!(place.path().join("public").is_symlink());
    assert!(is(&place.path().join("www/site"), &page("b")));
    assert_eq!(names(place.path()), ["content", "public", "www"]);
    assert_eq!(names(&place.path().join("www")), ["site"]);
}

#[test]
fn the_second_of_two_builds_is_told() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    let room = place.path().join(".public.gobag-new");
    fs::create_dir(&room).expect("a folder");
    fs::copy(place.path().join("public/.gobag"), room.join(".gobag")).expect("a marker");
    let marker = File::open(room.join(".gobag")).expect("a marker");
    marker.lock().expect("nobody else is here");
    refused(publish(&page("b"), place.path(), "public"), "another Gobag is building into");
    assert!(is(&place.path().join("public"), &page("a")));
    drop(marker);
    publish(&page("b"), place.path(), "public").expect("published");
    assert_eq!(names(place.path()), ["content", "public"]);
}

#[test]
fn builds_at_once_leave_one_whole_site() {
    let place = place();
    let trees = [tree('A'), tree('B')];
    publish(&trees[0], place.path(), "public").expect("published");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let (trees, place) = (&trees, place.path());
            scope.spawn(move || {
                for round in 0..25 {
                    match publish(&trees[(thread + round) % 2], place, "public") {
                        Ok(_) | Err(Failure::Busy { .. }) => {}
                        Err(failure) => panic!("{failure}"),
                    }
                }
            });
        }
    });
    let public = place.path().join("public");
    assert!(is(&public, &trees[0]) || is(&public, &trees[1]));
    assert_eq!(names(place.path()), ["content", "public"]);
}

#[test]
fn what_a_killed_build_left_is_removed_only_if_it_is_ours() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    let room = place.path().join(".public.gobag-new");
    fs::create_dir_all(room.join("tree/pages")).expect("a folder");
    fs::write(room.join("tree/pages/half.html"), "ha").expect("a file");
    refused(publish(&page("b"), place.path(), "public"), ".public.gobag-new has files in it that Gobag did not make");
    fs::copy(place.path().join("public/.gobag"), room.join(".gobag")).expect("a marker");
    // It goes away even if there is nothing to publish.
    assert_eq!(publish(&page("a"), place.path(), "public").expect("published").change, Change::Unchanged);
    assert_eq!(names(place.path()), ["content", "public"]);
}

#[test]
fn a_failing_write_leaves_the_old_site_and_nothing_else() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    let mut long = tree('B');
    long.insert(format!("{}.html", "x".repeat(300)), Vec::new());
    let failure = publish(&long, place.path(), "public").expect_err("the name is too long");
    assert!(failure.to_string().contains("/public/xxx"), "the path a person knows: {failure}");
    assert!(is(&place.path().join("public"), &page("a")));
    assert_eq!(names(place.path()), ["content", "public"]);
}

// What follows needs a process of its own: this binary starts itself again with one test and a task in the environment.

/// What the child is to do.
const TASK: &str = "GOBAG_TEST_TASK";
/// Where.
const PLACE: &str = "GOBAG_TEST_PLACE";

/// The command that does `task` in `place`, with `before` in front: `sh -c …`, `unshare …`.
fn child(task: &str, place: &Path, before: &[&str]) -> Command {
    let this = env::current_exe().expect("this test has a file");
    let mut words: Vec<PathBuf> = before.iter().map(PathBuf::from).collect();
    words.push(this);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]).args(["--exact", "publishing::the_child", "--nocapture", "--test-threads=1"]);
    command.env(TASK, task).env(PLACE, place);
    command
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

#[test]
fn the_child() {
    let (Some(task), Some(place)) = (env::var_os(TASK), env::var_os(PLACE)) else { return };
    let place = Path::new(&place);
    let (a, b) = (tree('A'), tree('B'));
    match task.to_str().expect("a task") {
        "for ever" => {
            println!("\nready");
            loop {
                publish(&b, place, "public").expect("published");
                publish(&a, place, "public").expect("published");
            }
        }
        "full" => {
            refused(publish(&b, place, "public"), "the disk is full: ");
            assert!(is(&place.join("public"), &page("a")));
            assert_eq!(names(place), ["content", "public"]);
        }
        "closed" => {
            refused(publish(&b, place, "public"), "permission denied");
            assert!(is(&place.join("public"), &page("a")));
            assert_eq!(publish(&page("a"), place, "public").expect("nothing to do").change, Change::Unchanged);
        }
        "small disk" => {
            let disk = place.join("disk");
            let status = Command::new("mount").args(["-t", "tmpfs", "-o", "size=400k", "none"]).arg(&disk).status();
            assert!(status.expect("mount is there").success(), "mounting is allowed here");
            refused(publish(&page("a"), place, "disk"), "is a disk or a mounted volume of its own");
            assert_eq!(names(place), ["content", "disk"]);
            publish(&page("a"), place, "disk/public").expect("one page fits");
            refused(publish(&a, place, "disk/public"), "the disk is full: ");
            assert!(is(&disk.join("public"), &page("a")));
            assert_eq!(names(&disk), ["public"]);
            publish(&page("b"), place, "disk/public").expect("the room is free again");
        }
        other => panic!("{other} is no task"),
    }
}

#[test]
fn a_hundred_kills_leave_a_whole_site() {
    let place = place();
    let public = place.path().join("public");
    let trees = [tree('A'), tree('B')];
    publish(&trees[0], place.path(), "public").expect("published");
    let (mut seen, mut midway) = ([0, 0], 0);
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for kill in 0..100 {
        let mut child = child("for ever", place.path(), &["env"]).stdout(Stdio::piped()).spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it speaks")).lines();
        assert!(lines.any(|line| line.expect("a line") == "ready"), "the child publishes");
        // Xorshift: enough for moments that fall anywhere in a few rounds of publishing.
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::thread::sleep(Duration::from_micros(random % 50_000));
        child.kill().expect("SIGKILL");
        assert!(!child.wait().expect("it ends").success());

        let stands = trees.iter().position(|tree| is(&public, tree));
        seen[stands.unwrap_or_else(|| panic!("kill {kill} left something between two sites"))] += 1;
        midway += usize::from(place.path().join(".public.gobag-new").exists());
        publish(&trees[kill % 2], place.path(), "public").expect("the next build works");
        assert!(is(&public, &trees[kill % 2]));
        assert_eq!(names(place.path()), ["content", "public"], "after kill {kill}");
    }
    assert!(seen[0] > 5 && seen[1] > 5 && midway > 10, "the kills were spread: {seen:?}, {midway} midway");
}

#[test]
fn a_limit_on_the_size_of_files_is_a_full_disk() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    let limited = ["sh", "-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\""];
    let output = child("full", place.path(), &limited).output().expect("sh is there");
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_full_disk_and_a_disk_as_target() {
    let place = place();
    fs::create_dir(place.path().join("disk")).expect("a folder");
    let alone = ["unshare", "--map-root-user", "--mount"];
    let allowed = Command::new(alone[0]).args(&alone[1..]).args(["mount", "-t", "tmpfs", "none"]).arg("/mnt").output();
    if !allowed.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this user may not mount a disk of its own (unshare --map-root-user --mount)");
        return;
    }
    let output = child("small disk", place.path(), &alone).output().expect("unshare is there");
    assert!(output.status.success(), "{}", said(&output));
}

#[test]
fn a_folder_that_may_not_be_written() {
    let place = place();
    publish(&page("a"), place.path(), "public").expect("published");
    fs::set_permissions(place.path(), PermissionsExt::from_mode(0o555)).expect("mode");
    let is_root = fs::metadata(place.path()).expect("there").uid() == 0;
    // Root may write everywhere; nobody may not.
    let nobody: &[&str] = if is_root { &["setpriv", "--reuid=65534", "--clear-groups"] } else { &["env"] };
    let output = child("closed", place.path(), nobody).output();
    fs::set_permissions(place.path(), PermissionsExt::from_mode(0o755)).expect("mode");
    match output {
        Ok(output) => assert!(output.status.success(), "{}", said(&output)),
        Err(error) => eprintln!("skipped: root without setpriv ({error})"),
    }
    assert_eq!(names(place.path()), ["content", "public"]);
}
