//! The tags of a PDF, read back.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests stand outside the house")]

use std::collections::{BTreeMap, BTreeSet};

use gobag::compile::print::Printing;
use lopdf::{Dictionary, Document, Object};

use super::{all, classroom, printed, sample, small};
use crate::common::{Folder, tools};

#[test]
fn a_pdf_is_tagged_says_that_it_is_for_everyone_and_for_the_archive_and_has_its_language_and_bookmarks() {
    let document = &classroom().document;
    let catalog = document.catalog().expect("a PDF has a catalog");
    let marked = resolved(document, catalog.get(b"MarkInfo").expect("it is marked"));
    assert!(matches!(marked.as_dict().and_then(|marked| marked.get(b"Marked")), Ok(Object::Boolean(true))));
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    assert!(catalog.get(b"Outlines").is_ok());
    let view = resolved(document, catalog.get(b"ViewerPreferences").expect("preferences")).clone();
    assert!(matches!(view.as_dict().and_then(|view| view.get(b"DisplayDocTitle")), Ok(Object::Boolean(true))));
    let metadata = resolved(document, catalog.get(b"Metadata").expect("metadata"));
    let stream = metadata.as_stream().expect("a stream");
    let xmp =
        String::from_utf8_lossy(&stream.get_plain_content().unwrap_or_else(|_| stream.content.clone())).into_owned();
    assert!(xmp.contains("<pdfuaid:part>1<"), "{xmp}");
    assert!(xmp.contains("<pdfaid:part>2<") && xmp.contains("<pdfaid:conformance>A<"), "{xmp}");
    let root = resolved(document, catalog.get(b"StructTreeRoot").expect("a tag tree"));
    let mut tags = BTreeMap::new();
    walk(document, root.as_dict().expect("a dictionary"), &mut tags);
    for needed in ["H1", "H2", "H3", "P", "L", "LI", "Table", "TH", "TD", "Link"] {
        assert!(tags.contains_key(needed), "no {needed} among {tags:?}");
    }
    assert_eq!(tags.get("Figure without Alt"), None);
    assert_eq!(tags.get("TH without Scope"), None);
}

/// The languages that parts of a PDF are in, by its tags and by its text.
fn languages(pdf: &[u8]) -> BTreeSet<String> {
    let document = Document::load_mem(pdf).expect("it is a PDF");
    let mut found = BTreeSet::new();
    for object in document.objects.values() {
        if let Ok(language) = object.as_dict().and_then(|tag| tag.get(b"Lang")?.as_str()) {
            found.insert(String::from_utf8_lossy(language).into_owned());
        }
    }
    found
}

#[test]
fn what_of_a_role_nobody_has_translated_is_in_its_own_language_on_paper_too() {
    let role = "[[role]]\nid = \"teacher\"\ntitle = \"Teacher\"\nsummary = \"Leads a class.\"\nprimary = \"Teacher\"\nalternates = [\"Next teacher\"]\nfirst_five = [\"Take the list.\"]\n";
    let words = "[[role]]\nid = \"teacher\"\ntitle = \"Docente\"\nsummary = \"Guía a una clase.\"\nprimary = \"Docente\"\nalternates = [\"El siguiente\"]\n";
    let tasks = "first_five = [\"Tome la lista.\"]\n";
    for (layout, include) in [("binder", "roles"), ("role-card", "roles")] {
        let config = format!(
            "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\nlayout = \"{layout}\"\ninclude = [\"{include}\"]\naudience = \"team\"\n"
        );
        let languages = |words: &str| {
            let folder = Folder::small().file("handbook.toml", &config).file("roles.toml", role);
            let sources = folder.file("roles.es.toml", words).sources();
            let printing = Printing { language: Some("es".to_owned()), ..Printing::default() };
            let (artifacts, _, errors) = printed(&sources, &printing);
            assert_eq!(errors, Vec::<String>::new());
            languages(artifacts.get("es/all.pdf").expect("it is printed"))
        };
        let parts =
            |languages: &[&str]| languages.iter().map(|language| (*language).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(languages(words), parts(&["en", "es"]), "{layout}");
        assert_eq!(languages(&format!("{words}{tasks}")), parts(&["es"]), "{layout}");
    }
}

fn resolved<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    document.dereference(object).map_or(object, |(_, object)| object)
}

/// Counts the tags of a tree, and what lacks something.
fn walk(document: &Document, element: &Dictionary, tags: &mut BTreeMap<String, usize>) {
    if let Ok(name) = element.get(b"S").and_then(Object::as_name) {
        let name = String::from_utf8_lossy(name).into_owned();
        if name == "Figure" && element.get(b"Alt").is_err() {
            *tags.entry("Figure without Alt".to_owned()).or_default() += 1;
        }
        if name == "TH" && element.get(b"A").is_err() {
            *tags.entry("TH without Scope".to_owned()).or_default() += 1;
        }
        *tags.entry(name).or_default() += 1;
    }
    let Ok(kids) = element.get(b"K") else { return };
    let kids = match resolved(document, kids) {
        Object::Array(kids) => kids.clone(),
        other => vec![other.clone()],
    };
    for kid in &kids {
        if let Object::Dictionary(kid) = resolved(document, kid) {
            walk(document, kid, tags);
        }
    }
}

#[test]
fn a_checker_that_is_not_ours_finds_no_barrier_in_any_layout() {
    let printing = Printing {
        binders: ["flip-chart", "quick-card", "role-cards", "forms", "risk-report"].map(str::to_owned).to_vec(),
        schools: vec!["harbor".to_owned()],
        ..Printing::default()
    };
    let (artifacts, copies, errors) = printed(sample(), &printing);
    assert_eq!(errors, Vec::<String>::new());
    let folder = tempfile::tempdir().expect("a folder");
    let mut command = tools::outloud();
    // TAG-002 takes the foot of a sheet for prose where a form has only one; feet are artifacts on purpose.
    command.args(["--layer", "conformance", "--skip", "TAG-002", "--fail-on", "error"]);
    let small = all(&small(
        "| Where | What |\n|---|---|\n| Hall | Doors |\n\n## Signs\n\n- They lead out[^1]\n\n[^1]: A note.",
    ));
    command.arg(small.path());
    for copy in &copies {
        let file = folder.path().join(copy.path.replace('/', "-"));
        std::fs::write(&file, artifacts.get(&copy.path).expect("it is printed")).expect("it is written");
        command.arg(file);
    }
    tools::run(&mut command, "the checker finds barriers");
}
