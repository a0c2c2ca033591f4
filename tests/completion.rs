//! The schemas that editors complete with: what the readers ask for, held by a validator that is not ours against the sample.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::fs;
use std::path::Path;
use std::process::Command;

use gobag::schema::{self, Schema};
use serde_json::{Value, json};

use crate::common::{site, tools};

/// TOML as the validator reads it: dates and times are words.
fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(words) => json!(words),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(yes) => json!(yes),
        toml::Value::Datetime(moment) => json!(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
    }
}

/// The TOML of a file of a handbook.
fn toml_of(path: &str, text: &str) -> Option<Value> {
    let text = match path.rsplit_once('.')?.1 {
        "toml" => text.to_owned(),
        "md" => text.strip_prefix("+++\n")?.split_once("\n+++")?.0.to_owned() + "\n",
        _ => return None,
    };
    Some(json_of(toml::Value::Table(text.parse().unwrap_or_else(|error| panic!("{path}: {error}")))))
}

fn named<'s>(schemas: &'s [Schema], name: &str) -> &'s Schema {
    let name = format!("{name}.schema.json");
    schemas.iter().find(|schema| schema.name == name).unwrap_or_else(|| panic!("there is no {name}"))
}

#[test]
fn every_file_of_the_sample_and_of_the_starter_is_what_the_schemas_say() {
    let schemas = schema::all();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases = Vec::new();
    for folder in ["content", "src/starter/en", "src/starter/es"] {
        for (path, bytes) in site::files(&here.join(folder)) {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let inside = path.strip_prefix("district/").unwrap_or(&path);
            // A translation need not repeat what its original says.
            let is_translation = inside.rsplit('/').next().is_some_and(|name| name.split('.').count() > 2);
            if is_translation || inside.starts_with("releases/") || inside.starts_with("forms/") {
                continue;
            }
            let Some(value) = toml_of(&path, &text) else { continue };
            let schema = schema::of_path(&schemas, inside).unwrap_or_else(|| panic!("{path} has no schema"));
            cases.push(
                json!({ "name": format!("{folder}/{path}"), "schema": schema.value, "value": value, "valid": true }),
            );
        }
    }
    assert!(cases.len() > 90, "{}", cases.len());
    let mistakes = [
        ("roles", json!({ "role": [{ "id": "a", "title": "A", "reportsto": "b" }] })),
        ("roles", json!({ "role": { "id": "a" } })),
        ("procedure", json!({ "title": "A", "summary": "B", "action": "look-down" })),
        ("contacts", json!({ "contact": [{ "id": "a" }] })),
        ("handbook", json!({ "title": 1, "publisher": "P" })),
        ("school", json!({ "title": "S", "places": { "assembly": { "capacity": -1 } } })),
    ];
    for (name, value) in mistakes {
        let schema = &named(&schemas, name).value;
        cases.push(json!({ "name": format!("{name}: {value}"), "schema": schema, "value": value, "valid": false }));
    }
    let folder = tools::target().join("tmp/completion");
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("cases.json");
    fs::write(&file, json!(cases).to_string()).expect("it is written");
    let mut command = tools::node();
    command.arg(here.join("tests/tools/completion.mjs")).arg(&file).env("GOBAG_TOOLS", tools::modules());
    tools::run(&mut command, "the validator does not agree with the schemas");
}

#[test]
fn keys_are_explained_by_the_words_of_the_format() {
    let schemas = schema::all();
    let keys = schema::keys(named(&schemas, "roles"), "role");
    assert!(keys.contains(&("primary", "a position, not a person")), "{keys:?}");
    let keys = schema::keys(named(&schemas, "procedure"), "accommodation");
    assert_eq!(keys.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["need", "role", "support"]);
    let keys = schema::keys(named(&schemas, "assessment"), "stage.question");
    assert!(keys.iter().any(|(key, _)| *key == "points"), "{keys:?}");
    let explained = |schema: &Schema| schema.value.to_string().matches("\"description\"").count();
    assert!(schemas.iter().all(|schema| explained(schema) > 4), "every schema explains its keys");
}

#[test]
fn a_new_handbook_has_the_settings_that_editors_complete_with() {
    let here = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_gobag")).args(arguments).current_dir(&here).output();
        let output = output.expect("gobag runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("it is text")
    };
    run(&["init"]);
    let settings = fs::read_to_string(here.path().join("content/.taplo.toml")).expect("it is there");
    let settings: toml::Table = settings.parse().expect("it is TOML");
    for rule in settings["rule"].as_array().expect("rules") {
        let path = rule["schema"]["path"].as_str().expect("a path");
        assert!(here.path().join("content").join(path).is_file(), "{path}");
    }
    let roles = fs::read_to_string(here.path().join("content/roles.toml")).expect("it is there");
    let named = roles.lines().next().and_then(|line| line.strip_prefix("#:schema ")).expect("its schema is named");
    assert!(here.path().join("content").join(named).is_file(), "{named}");
    // Again, after an update.
    run(&["schema"]);
    let printed: Value = serde_json::from_str(&run(&["schema", "--print", "roles"])).expect("it is JSON");
    assert_eq!(printed["properties"]["role"]["items"]["required"], json!(["id", "title"]));
}
