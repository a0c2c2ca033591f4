//! `gobag schema`: the source format becomes schemas that editors complete and explain keys with.

use std::path::PathBuf;

use super::screen;
use super::{Outcome, Ran};
use crate::disk;
use crate::schema;

/// Write JSON Schemas of every TOML file and front matter, for editors that complete and explain
///
/// They go to `.gobag/schemas` in the handbook, with `.taplo.toml` beside it, which tells editors which schema is for which
/// file. `gobag init` has done that already. Hidden folders are no part of a handbook.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    gobag schema                      for the handbook in content/\n  \
    gobag schema --print roles        the schema of roles.toml, on standard output")]
pub(super) struct Arguments {
    /// The handbook's folder
    #[arg(default_value = "content")]
    dir: PathBuf,

    /// Write nothing; print the schema of this name: handbook, roles, procedure
    #[arg(long, value_name = "NAME")]
    print: Option<String>,
}

/// Writes the schemas, or prints one.
///
/// # Errors
/// When the disk refuses, or there is no such schema.
pub(super) fn run(arguments: &Arguments) -> Ran {
    let schemas = schema::all();
    if let Some(name) = &arguments.print {
        let known = schemas.iter().find(|schema| schema.name.strip_suffix(".schema.json") == Some(name.as_str()));
        let Some(schema) = known else {
            let names: Vec<&str> =
                schemas.iter().filter_map(|schema| schema.name.strip_suffix(".schema.json")).collect();
            return Err(super::Stopped::NoSchema { name: name.clone(), names: names.join(", ") });
        };
        screen::say(&text(&schema.value))?;
        return Ok(Outcome::Done);
    }
    let files = files(&schemas);
    for (path, text) in &files {
        disk::keep::replace_own(&arguments.dir, path, text)?;
    }
    screen::say(&format!("{}/.gobag/schemas: {} schemas", arguments.dir.display(), schemas.len()))?;
    Ok(Outcome::Done)
}

/// Every file that makes completion work: path, text.
pub(super) fn files(schemas: &[schema::Schema]) -> Vec<(String, String)> {
    let mut settings = String::from("# Tells editors which schema is for which file. Written by `gobag schema`.\n");
    for schema in schemas.iter().filter(|schema| !schema.files.is_empty()) {
        settings.push_str(&format!(
            "\n[[rule]]\ninclude = [\"**/{}\"]\n[rule.schema]\npath = \".gobag/schemas/{}\"\n",
            schema.files, schema.name
        ));
    }
    let mut files: Vec<(String, String)> =
        schemas.iter().map(|schema| (format!(".gobag/schemas/{}", schema.name), text(&schema.value))).collect();
    files.push((".taplo.toml".to_owned(), settings));
    files
}

fn text(value: &serde_json::Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a schema is text");
    text.push('\n');
    text
}
