//! `gobag licences`: what is in this program, and under which licences, for people and as a bill of materials.
//!
//! `crates.tsv` is the list, a crate a line; `tests/supply.rs` writes it from what Cargo says, and holds it to that.

use serde_json::{Value, json};

use super::screen;
use super::{Outcome, Ran};

/// Name, version, licence, SHA-256, what needs it (`all` or `print`), and the crates that it needs.
const CRATES: &str = include_str!("crates.tsv");

/// The fonts in the crates that carry some, with their own licences.
const FONTS: [(&str, &str); 3] = [
    ("Noto Sans", "SIL Open Font License 1.1"),
    ("DejaVu", "Bitstream Vera licence"),
    (
        "Libertinus, New Computer Modern, DejaVu Sans Mono",
        "SIL Open Font License 1.1, GUST Font License, Bitstream Vera licence",
    ),
];

/// Gobag's own two licences.
const OWN: [&str; 2] = [include_str!("../../LICENSE-MIT"), include_str!("../../LICENSE-APACHE")];

/// Say what this program is made of, and under which licences
///
/// Gobag is yours under the MIT licence or the Apache licence 2.0, as you like. The others are named with their versions and
/// the licences that their authors chose.
#[derive(Debug, clap::Args)]
#[command(
    visible_alias = "licenses",
    after_help = "Examples:\n  \
    gobag licences\n  \
    gobag licences --texts                    the words of Gobag's own two\n  \
    gobag licences --sbom > gobag.cdx.json    a bill of materials (CycloneDX 1.6)"
)]
pub(super) struct Arguments {
    /// Print the texts of Gobag's own licences
    #[arg(long, conflicts_with = "sbom")]
    texts: bool,

    /// Print a software bill of materials as CycloneDX JSON
    #[arg(long)]
    sbom: bool,
}

/// One crate in this program.
struct Crate {
    name: &'static str,
    version: &'static str,
    licence: &'static str,
    hash: &'static str,
    needs: Vec<&'static str>,
}

/// Prints the list, the texts or the bill of materials.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn run(arguments: &Arguments) -> Ran {
    if arguments.texts {
        screen::say_lines(&OWN.join("\n\n"))?;
    } else if arguments.sbom {
        screen::say(&serde_json::to_string_pretty(&bill(&crates())).expect("a list is text"))?;
    } else {
        screen::say_lines(&list(&crates()))?;
    }
    Ok(Outcome::Done)
}

/// The crates that this program was compiled with.
fn crates() -> Vec<Crate> {
    let all = CRATES.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut cells = line.split('\t');
        let [name, version, licence, hash, part] = std::array::from_fn(|_| cells.next().unwrap_or(""));
        let needs = cells.next().unwrap_or("").split(' ').filter(|need| !need.is_empty()).collect();
        let is_here = part == "all" || cfg!(feature = "print");
        is_here.then_some(Crate { name, version, licence, hash, needs })
    });
    all.collect()
}

fn list(crates: &[Crate]) -> String {
    let mut text = format!(
        "gobag {}: {}\n\nwith {} crates, on whichever system:\n",
        env!("CARGO_PKG_VERSION"),
        env!("CARGO_PKG_LICENSE"),
        crates.len()
    );
    for Crate { name, version, licence, .. } in crates {
        text.push_str(&format!("  {name} {version}: {licence}\n"));
    }
    if cfg!(feature = "print") {
        text.push_str("\nand the fonts on paper:\n");
        for (fonts, licence) in FONTS {
            text.push_str(&format!("  {fonts}: {licence}\n"));
        }
    }
    text
}

/// A bill of materials. It has no date and no number of its own, so that the same program has the same bill.
fn bill(crates: &[Crate]) -> Value {
    let name = |name: &str, version: &str| format!("pkg:cargo/{name}@{version}");
    let own = name("gobag", env!("CARGO_PKG_VERSION"));
    let here: Vec<String> = crates.iter().map(|it| name(it.name, it.version)).collect();
    let components = crates.iter().zip(&here).map(|(it, id)| {
        json!({
            "type": "library", "bom-ref": id, "name": it.name, "version": it.version, "purl": id,
            "licenses": [{ "expression": it.licence }], "hashes": [{ "alg": "SHA-256", "content": it.hash }],
        })
    });
    let needs = |needs: &[&str]| -> Vec<String> {
        let ids = needs.iter().filter_map(|need| need.split_once('@')).map(|(it, version)| name(it, version));
        ids.filter(|id| here.contains(id)).collect()
    };
    let needed = crates.iter().zip(&here).map(|(it, id)| json!({ "ref": id, "dependsOn": needs(&it.needs) }));
    json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": { "component": {
            "type": "application", "bom-ref": own, "name": "gobag", "version": env!("CARGO_PKG_VERSION"), "purl": own,
            "licenses": [{ "expression": env!("CARGO_PKG_LICENSE") }],
        } },
        "components": components.collect::<Vec<_>>(),
        "dependencies": needed.collect::<Vec<_>>(),
    })
}
