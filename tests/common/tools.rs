//! What the tests need beside Rust (Chromium, Node.js, packages from npm and PyPI) becomes commands that can be run.
//!
//! What is missing is installed and said on the terminal; what cannot be installed fails the test with the command that a
//! person has to type. Nothing is ever skipped. Several test programs may ask at once: a lock lets one of them install.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::env;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

/// What npm is asked for; the lock file beside it says which versions.
const PACKAGE: &str = include_str!("../tools/package.json");
const LOCK: &str = include_str!("../tools/package-lock.json");
/// What pip is asked for: a checker of PDFs and what it needs, without what it could need.
const OUTLOUD: &str = include_str!("../tools/outloud.txt");

/// The build's folder, where everything is put that tests make.
pub fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("tmp/ is in the build's folder")
}

/// The folder with `node_modules` in it.
pub fn modules() -> &'static Path {
    static MODULES: OnceLock<PathBuf> = OnceLock::new();
    MODULES.get_or_init(|| {
        let folder = target().join("tools");
        let _turn = turn("tools");
        let installed = folder.join("node_modules/.installed");
        if fs::read_to_string(&installed).is_ok_and(|lock| lock == LOCK) {
            return folder;
        }
        let npm = program(&["npm"], "npm", &["nodejs", "npm"]);
        say("installing the tests' tools from npm into", &folder.join("node_modules"));
        fs::create_dir_all(&folder).expect("a folder for the tools");
        fs::write(folder.join("package.json"), PACKAGE).expect("package.json is written");
        fs::write(folder.join("package-lock.json"), LOCK).expect("package-lock.json is written");
        // No package's own script is run. The warning about Node.js's age is not for us: the packages run on their own.
        let mut command = Command::new(npm);
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(&folder);
        run(&mut command, "the tests' tools could not be installed from npm");
        fs::write(&installed, LOCK).expect("what is installed is written down");
        folder
    })
}

/// Node.js, of the version that `package.json` names where npm has it for this machine, started in the tools' folder.
pub fn node() -> Command {
    let modules = modules();
    let own = ["x64", "arm64"].map(|cpu| modules.join(format!("node_modules/node-linux-{cpu}/bin/node")));
    let node = own.into_iter().find(|node| node.is_file()).unwrap_or_else(|| program(&["node"], "node", &["nodejs"]));
    let mut command = Command::new(node);
    command.current_dir(modules).env_remove("NODE_OPTIONS");
    command
}

/// The browser: `CHROMIUM` where it is set, else the one that is installed, else Debian's. The one without windows, which needs
/// a third of the processor for the same pages.
pub fn chromium() -> &'static Path {
    static CHROMIUM: OnceLock<PathBuf> = OnceLock::new();
    CHROMIUM.get_or_init(|| match env::var_os("CHROMIUM").filter(|named| !named.is_empty()) {
        Some(named) => named.into(),
        None => {
            program(&["chromium-headless-shell", "chrome-headless-shell"], "Chromium", &["chromium-headless-shell"])
        }
    })
}

/// The other browser: `FIREFOX` where it is set, else the one that is installed, else Debian's.
pub fn firefox() -> PathBuf {
    match env::var_os("FIREFOX").filter(|named| !named.is_empty()) {
        Some(named) => named.into(),
        None => program(&["firefox-esr", "firefox"], "Firefox", &["firefox-esr"]),
    }
}

/// A program that looks at PDFs: poppler's, which is not ours.
pub fn poppler(name: &str) -> PathBuf {
    program(&[name], "Poppler's tools", &["poppler-utils"])
}

/// A program that reads codes as phones do.
pub fn zbar() -> PathBuf {
    program(&["zbarimg"], "ZBar", &["zbar-tools"])
}

/// A program that holds PDFs against PDF/UA, by people who have nothing to do with ours.
pub fn outloud() -> Command {
    static HOME: OnceLock<PathBuf> = OnceLock::new();
    let home = HOME.get_or_init(|| {
        let home = target().join("tools/outloud");
        let _turn = turn("outloud");
        let installed = home.join(".installed");
        if fs::read_to_string(&installed).is_ok_and(|list| list == OUTLOUD) {
            return home;
        }
        let python = program(&["python3"], "Python", &["python3", "python3-venv"]);
        say("installing a checker of PDFs from PyPI into", &home);
        let by_hand = "Python's environments are missing; on Debian: apt-get install python3-venv";
        run(Command::new(python).args(["-m", "venv", "--clear"]).arg(&home), by_hand);
        let list = home.join("list.txt");
        fs::write(&list, OUTLOUD).expect("the list is written");
        let mut pip = Command::new(home.join("bin/pip"));
        pip.args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r"]).arg(&list);
        run(&mut pip, "the checker could not be installed from PyPI");
        fs::write(&installed, OUTLOUD).expect("what is installed is written down");
        home
    });
    Command::new(home.join("bin/outloud"))
}

/// A program that counts instructions.
pub fn valgrind() -> PathBuf {
    program(&["valgrind"], "Valgrind", &["valgrind"])
}

/// A word processor: LibreOffice without its windows.
pub fn word_processor() -> PathBuf {
    program(&["soffice", "libreoffice"], "LibreOffice", &["libreoffice-writer-nogui"])
}

/// Cargo, with every crate of `Cargo.lock` at hand: those of other systems too, which a build does not load.
pub fn cargo_with_every_crate() -> Command {
    static LOADED: OnceLock<OsString> = OnceLock::new();
    let cargo = LOADED.get_or_init(|| {
        let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let fetch = |more: &[&str]| {
            let mut command = Command::new(&cargo);
            command.args(["fetch", "--locked"]).args(more).current_dir(root);
            command
        };
        let there = fetch(&["--offline"]).stdin(Stdio::null()).output();
        if !there.is_ok_and(|output| output.status.success()) {
            say("loading from crates.io what other systems need into", Path::new("Cargo's own folder"));
            run(&mut fetch(&[]), "The crates of other systems are not at hand, and cannot be loaded");
        }
        cargo
    });
    Command::new(cargo)
}

/// One test program after the other: the rest of the block is the caller's alone.
pub fn turn(name: &str) -> File {
    let path = target().join("tmp").join(format!("{name}.lock"));
    let file = File::create(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file.lock().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file
}

/// Runs a command and gives its standard output; when it fails, its own words are the panic's.
pub fn run(command: &mut Command, failure: &str) -> String {
    let output = command.stdin(Stdio::null()).output();
    let output = output.unwrap_or_else(|error| panic!("{failure}: {command:?} does not start: {error}"));
    let words = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{failure} ({}): {command:?}\n{words}\n{errors}", output.status);
    words
}

/// The first of these programs that the machine has; where it has none, Debian's packages are installed.
fn program(names: &[&str], called: &str, packages: &[&str]) -> PathBuf {
    let search = || names.iter().find_map(|name| on_path(name));
    if let Some(found) = search() {
        return found;
    }
    let _turn = turn("apt");
    // Another test program may have installed it while we waited.
    if let Some(found) = search() {
        return found;
    }
    install(called, packages);
    search()
        .unwrap_or_else(|| panic!("{called} was installed from Debian's packages, but {names:?} are not on the PATH"))
}

/// Installs Debian's packages, as root or through a `sudo` that asks for no password.
fn install(called: &str, packages: &[&str]) {
    let list = packages.join(" ");
    let by_hand = format!(
        "{called} is missing, and the tests need it. Type:\n\n    sudo apt-get update && sudo apt-get install -y {list}\n\n\
         On another system install {called} in that system's own way"
    );
    assert!(on_path("apt-get").is_some(), "{by_hand}, and see that it is on the PATH.");
    let is_root = run(Command::new("id").arg("-u"), "id does not say who runs this").trim() == "0";
    let may_sudo = || {
        let asked = Command::new("sudo").args(["-n", "true"]).stdin(Stdio::null()).output();
        asked.is_ok_and(|output| output.status.success())
    };
    assert!(is_root || may_sudo(), "{by_hand}.");
    say("installing from Debian's packages:", Path::new(&list));
    let apt = |arguments: &[&str]| {
        let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").arg("-q").args(arguments);
        run(&mut command, &by_hand);
    };
    apt(&["update"]);
    apt(&[&["install", "-y", "--no-install-recommends"], packages].concat());
}

/// A program's place.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|program| program.is_file())
}

/// Says what is being done, also while the test runner holds back what tests print.
fn say(doing: &str, what: &Path) {
    // Nobody listening is no reason to fail.
    let _ = writeln!(io::stderr(), "     Testing {doing} {}", what.display());
}
