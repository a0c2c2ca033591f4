//! The theme's scripts before a strict type checker, as plain JavaScript with types in its comments.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;

use crate::common::{Folder, tools};

/// Holds a folder's scripts against the types that they say they have.
fn check(config: &str) {
    let mut command = tools::node();
    command.arg(tools::modules().join("node_modules/typescript/bin/tsc")).args(["--pretty", "false", "--project"]);
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(config));
    tools::run(&mut command, "the theme's scripts are not what their types say");
}

#[test]
fn the_worker_holds_before_a_strict_type_checker() {
    check("src/offline/tsconfig.json");
}

#[test]
fn what_the_build_tells_the_worker_is_what_its_types_say() {
    let compiled = Folder::small().compile();
    let artifacts = compiled.artifacts.expect("the smallest handbook has no finding");
    let text = |path: &str| String::from_utf8(artifacts.get(path).expect("it was made").to_vec()).expect("UTF-8");
    let worker = text("sw.js");
    let (told, _) = worker.strip_prefix("self.handbook=").and_then(|rest| rest.split_once(";\n")).expect("a release");
    let mut typed = format!("/** @type {{Release}} */\nexport const release = {told};\n");
    for (number, (path, _)) in artifacts.iter().filter(|(path, _)| path.ends_with(".json")).enumerate() {
        typed.push_str(&format!("/** @type {{List}} */\nexport const list{number} = {};\n", text(path)));
    }
    assert!(typed.contains("List"), "there is no list");
    let folder = tools::target().join("tmp/wire");
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("told.js"), typed).expect("it is written");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = serde_json::json!({
        "extends": here.join("src/offline/tsconfig.json"),
        "compilerOptions": { "module": "es2022", "moduleDetection": "auto" },
        "include": ["told.js", here.join("src/offline/sw.d.ts"), here.join("themes/default/types/kept.d.ts")],
    });
    fs::write(folder.join("tsconfig.json"), config.to_string()).expect("it is written");
    check(folder.join("tsconfig.json").to_str().expect("text"));
}

#[test]
fn the_scripts_of_pages_hold_before_a_strict_type_checker() {
    check("themes/default/tsconfig.json");
}

#[test]
fn a_script_says_the_plural_that_a_language_has_for_a_number() {
    let theme = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default");
    let words = fs::read_to_string(theme.join("words/ar.toml")).expect("the theme speaks Arabic");
    let words: toml::Table = words.parse().expect("its words are TOML");
    let ground = fs::read_to_string(theme.join("assets/gobag.js")).expect("the theme has the script");
    let program = format!(
        "const document = {{ documentElement: {{ dataset: {{}}, lang: 'ar-EG-u-nu-latn', classList: new Set() }}, baseURI: 'file:///' }};\n\
         const window = globalThis; globalThis.document = document;\n{ground}\n\
         window.gobag.words('search-box', {});\n\
         console.log([0, 2, 3, 11, 100].map((count) => window.gobag.say('search-box', 'many', {{ count }})).join('\\n'));",
        serde_json::to_string(&words["search-box"]).expect("text always has a JSON form")
    );
    let mut command = tools::node();
    command.args(["--eval", &program]);
    let said = tools::run(&mut command, "the theme's first script does not run");
    assert_eq!(said.lines().collect::<Vec<_>>(), ["نتائج: 0", "نتيجتان", "3 نتائج", "11 نتيجة", "نتائج: 100"]);
}
