//! What readers ask for becomes JSON Schemas of every TOML file and front matter, for editors that complete and explain.
//!
//! Nothing is listed here: each reader is run on a file in which only its tables stand, what it asks for is written down, and
//! tables that it asked for stand in the file the next time. The words that explain a key are those of `docs/format.md`.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::document::Kind;
use crate::fields::Named as _;
use crate::fields::probe::{Asked, What, probe};
use crate::handbook::Handbook;
use crate::source::{Content, Source, Sources};

/// The source format, in words.
const FORMAT: &str = include_str!("../docs/format.md");

/// A schema and the files that it is for.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its file's name.
    pub name: String,
    /// The paths in a handbook that it is for, as patterns.
    pub files: &'static str,
    /// The schema.
    pub value: Value,
}

/// Every schema, in the order of their names.
#[must_use]
pub fn all() -> Vec<Schema> {
    let files = [
        ("approvals", "approvals.toml", "approvals.toml"),
        ("contacts", "contacts.toml", "contacts.toml"),
        ("drills", "drills.toml", "drills.toml"),
        ("framework", "frameworks/x.toml", "frameworks/*.toml"),
        ("glossary", "glossary.toml", "glossary.toml"),
        ("handbook", "handbook.toml", "handbook.toml"),
        ("hazards", "hazards.toml", "hazards.toml"),
        ("places", "places.toml", "places.toml"),
        ("roles", "roles.toml", "roles.toml"),
        ("school", "schools/x/school.toml", "schools/*/school.toml"),
    ];
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    // Readers tell what they ask for to the thread they run on.
    pool.expect("one more thread can be had").install(|| {
        let mut schemas: Vec<Schema> = files
            .into_iter()
            .map(|(name, path, files)| Schema { name: format!("{name}.schema.json"), files, value: schema(path, name) })
            .collect();
        for kind in Kind::ALL {
            let ending = if *kind == Kind::Assessment { "toml" } else { "md" };
            let value = schema(&format!("{}/x.{ending}", kind.folder()), kind.name());
            let files = match kind {
                Kind::Assessment => "assessments/*.toml",
                Kind::Procedure | Kind::Annex | Kind::Practice | Kind::Policy | Kind::Page => "",
            };
            schemas.push(Schema { name: format!("{}.schema.json", kind.name()), files, value });
        }
        schemas.sort_by(|a, b| a.name.cmp(&b.name));
        schemas
    })
}

/// The schema for a file of a handbook, by its path.
#[must_use]
pub fn of_path<'s>(schemas: &'s [Schema], path: &str) -> Option<&'s Schema> {
    let names: Vec<&str> = path.split('/').collect();
    let inside = match names.as_slice() {
        ["schools", _, rest @ ..] => rest,
        names => names,
    };
    let name = match inside {
        ["frameworks", _] => "framework",
        [file] => file.strip_suffix(".toml")?,
        [folder, ..] => Kind::of_folder(folder)?.name(),
        [] => return None,
    };
    schemas.iter().find(|schema| schema.name.strip_suffix(".schema.json") == Some(name))
}

/// The keys of a table (`stage.question`; empty for the outermost), and what each is for.
#[must_use]
pub fn keys<'s>(schema: &'s Schema, table: &str) -> Vec<(&'s str, &'s str)> {
    let mut here = &schema.value;
    for name in table.split('.').filter(|name| !name.is_empty()) {
        let inner = match &here["properties"][name] {
            Value::Null => &here["additionalProperties"],
            inner => inner,
        };
        here = if inner["type"] == "array" { &inner["items"] } else { inner };
    }
    let properties = here["properties"].as_object().into_iter().flatten();
    properties.map(|(key, value)| (key.as_str(), value["description"].as_str().unwrap_or(""))).collect()
}

/// The schema of the file at a path.
fn schema(path: &str, name: &str) -> Value {
    let explained = explained();
    let asked = all_asked(path, "");
    let mut value = object(name, "", &asked, &explained);
    if path.ends_with(".md") {
        also_extending(&mut value, object(name, "", &all_asked(&format!("schools/x/{path}"), EXTENDING), &explained));
    }
    value["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    value["title"] = json!(format!("Gobag: {name}"));
    value
}

/// What a school's file says that adds to the district's document of its name.
const EXTENDING: &str = "extends = true\n";

/// Lets a schema hold for files that only add to a document, too: they need less, and have keys of their own.
fn also_extending(whole: &mut Value, mut extending: Value) {
    if let (Some(keys), Some(more)) = (whole["properties"].as_object_mut(), extending["properties"].as_object_mut()) {
        for (key, value) in more {
            keys.entry(key).or_insert_with(|| value.take());
        }
    }
    let needs = |required: Value| if required.is_null() { json!({}) } else { json!({ "required": required }) };
    let (always, then) = (whole["required"].take(), extending["required"].take());
    if let Some(fields) = whole.as_object_mut() {
        fields.remove("required");
    }
    whole["if"] = json!({ "properties": { "extends": { "const": true } }, "required": ["extends"] });
    whole["then"] = needs(then);
    whole["else"] = needs(always);
}

/// What the reader of a file that begins with some words asks for, in every table that it asks for.
fn all_asked(path: &str, begin: &str) -> Vec<Asked> {
    let mut tables: BTreeMap<String, What> = BTreeMap::new();
    loop {
        let asked = asked(path, begin, &tables);
        let found: BTreeMap<String, What> = asked
            .iter()
            .filter_map(|asked| {
                let inside =
                    |key: &str| if asked.table.is_empty() { key.to_owned() } else { format!("{}.{key}", asked.table) };
                match (asked.what, asked.key) {
                    (What::Table | What::Tables, Some(key)) => Some((inside(key), asked.what)),
                    (What::Named, _) => Some((inside(NAME), asked.what)),
                    _ => None,
                }
            })
            .collect();
        if found == tables {
            return asked;
        }
        tables = found;
    }
}

/// The name that stands for those of the author's own.
const NAME: &str = "example";

/// What the reader of a file asks for, where these tables are in it.
fn asked(path: &str, begin: &str, tables: &BTreeMap<String, What>) -> Vec<Asked> {
    let mut text = begin.to_owned();
    // Sorted, so that a table comes before those inside it.
    for (table, what) in tables {
        let brackets = if *what == What::Tables { ("[[", "]]") } else { ("[", "]") };
        text.push_str(&format!("{}{table}{}\n", brackets.0, brackets.1));
        if table.ends_with("question") {
            // Points are asked for where they can be given.
            text.push_str("answer = \"yes-no\"\n");
        }
    }
    if path.ends_with(".md") {
        text = format!("+++\n{text}+++\n");
    }
    let source = |path: &str, text: String| Source { path: path.to_owned(), content: Content::Text(text) };
    let mut files = vec![source(path, text)];
    if path != "handbook.toml" {
        files.push(source("handbook.toml", String::new()));
    }
    let sources = Sources::new(files, jiff::civil::date(2026, 1, 1));
    let own = sources.find(path).expect("it was just put there");
    let mut asked = probe(|| drop(Handbook::read(&sources)));
    asked.retain(|asked| asked.source == own);
    asked
}

/// The schema of a table.
fn object(name: &str, table: &str, asked: &[Asked], explained: &Explained) -> Value {
    let mut properties = Map::new();
    let mut required: BTreeSet<&str> = BTreeSet::new();
    let mut others = Value::Bool(false);
    let inside = |key: &str| if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
    for asked_here in asked.iter().filter(|asked| asked.table == table) {
        let value = match (asked_here.what, asked_here.key) {
            (What::Value(needs), _) => value(needs),
            (What::List(needs), _) => json!({ "anyOf": [value(needs), { "type": "array", "items": value(needs) }] }),
            (What::Table, Some(key)) => object(name, &inside(key), asked, explained),
            (What::Tables, Some(key)) => {
                json!({ "type": "array", "items": object(name, &inside(key), asked, explained) })
            }
            (What::Named | What::Table | What::Tables, _) => object(name, &inside(NAME), asked, explained),
        };
        let Some(key) = asked_here.key else {
            others = value;
            continue;
        };
        let mut value = value;
        if let Some(words) = explained.of(name, table, key) {
            value["description"] = json!(words);
        }
        properties.insert(key.to_owned(), value);
        // Under a name of the author's own stands what differs from the district's: nothing must.
        if asked_here.required && !table.split('.').any(|part| part == NAME) {
            required.insert(key);
        }
    }
    let mut object = json!({ "type": "object", "properties": properties, "additionalProperties": others });
    if !required.is_empty() {
        object["required"] = json!(required);
    }
    object
}

/// The schema of a value, by what it needs.
fn value(needs: &str) -> Value {
    if let Some(names) = needs.strip_prefix("one of ") {
        let names: Vec<&str> = names.split('"').skip(1).step_by(2).collect();
        return json!({ "enum": names });
    }
    let mut value = match needs {
        needs if needs.starts_with("true or false") => json!({ "type": "boolean" }),
        needs if needs.starts_with("a whole number from 0") => json!({ "type": "integer", "minimum": 0 }),
        needs if needs.starts_with("a whole number") => json!({ "type": "integer" }),
        needs if needs.starts_with("a date") => json!({ "type": "string", "format": "date" }),
        _ => json!({ "type": "string" }),
    };
    value["description"] = json!(format!("needs {needs}"));
    value
}

/// What `docs/format.md` says of keys: by section, table and key.
struct Explained(BTreeMap<(String, String, String), String>);

impl Explained {
    /// The words for a key of a schema.
    fn of(&self, name: &str, table: &str, key: &str) -> Option<&str> {
        let last = table.rsplit('.').find(|name| *name != NAME).unwrap_or("");
        let find = |section: &str| self.0.get(&(section.to_owned(), last.to_owned(), key.to_owned()));
        sections(name).iter().find_map(|section| find(section)).map(String::as_str)
    }
}

/// The sections of the format that speak of a schema's file.
fn sections(name: &str) -> &'static [&'static str] {
    match name {
        "procedure" => &["Procedures", "Documents"],
        "annex" => &["Annexes", "Documents"],
        "practice" => &["Practice guides", "Documents"],
        "policy" | "page" => &["Policies and pages", "Documents"],
        "assessment" => &["Assessments", "Documents"],
        "framework" => &["Completeness"],
        "handbook" => &["handbook.toml"],
        "school" => &["A school"],
        "roles" => &["roles.toml"],
        "contacts" => &["contacts.toml"],
        "places" => &["places.toml"],
        "glossary" => &["glossary.toml"],
        "hazards" => &["hazards.toml"],
        "drills" => &["drills.toml"],
        "approvals" => &["approvals.toml"],
        _ => &[],
    }
}

/// Reads the remarks behind the keys of its examples, and the rows of its table of keys.
fn explained() -> Explained {
    let mut words: BTreeMap<(String, String, String), String> = BTreeMap::new();
    let (mut is_toml, mut section, mut table) = (false, String::new(), String::new());
    for line in FORMAT.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            heading.clone_into(&mut section);
        } else if line.starts_with("```") {
            is_toml = line == "```toml";
            table.clear();
        } else if let Some(file) = line.strip_prefix("# ").filter(|line| is_toml && line.contains(".toml")) {
            // Registers stand in one example, each under its name.
            file.split(':').next().unwrap_or(file).clone_into(&mut section);
            table.clear();
        } else if is_toml && line.starts_with('[') {
            let name = line.trim_start_matches('[').split(']').next().unwrap_or("");
            table = name.rsplit('.').next().unwrap_or("").to_owned();
            // `[people.commander]` stands for every name.
            if section == "A school" {
                table = name.split('.').next().unwrap_or("").to_owned();
            }
        } else if is_toml && let Some((key, rest)) = line.split_once(" = ") {
            if let Some((_, remark)) = rest.rsplit_once(" # ").filter(|_| !key.starts_with('#')) {
                words.insert((section.clone(), table.clone(), key.trim().to_owned()), remark.trim().to_owned());
            }
        } else if let Some(row) = line.strip_prefix("| `") {
            let cells: Vec<&str> = row.split(" | ").collect();
            if let [keys, _, meaning] = cells[..]
                && let meaning = meaning.trim_end_matches('|').trim()
                && !meaning.is_empty()
            {
                for key in keys.split(['`', ',', ' ']).filter(|key| !key.is_empty()) {
                    words.insert((section.clone(), String::new(), key.to_owned()), meaning.to_owned());
                }
            }
        }
    }
    Explained(words)
}
