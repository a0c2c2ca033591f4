//! Embeds the default theme: lists of its files with their contents, for `render/theme.rs` and `print/templates.rs`.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the build script reads the theme, before there is a program"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let theme = root.join("themes/default");
    let mut files = Vec::new();
    walk(&theme, &mut files)?;
    files.sort();
    let (mut screen, mut paper) = (String::from("[\n"), String::from("[\n"));
    for file in &files {
        let inside = file.strip_prefix(&theme).map_err(io::Error::other)?;
        let name = inside.to_string_lossy().replace('\\', "/");
        let (list, include) =
            if name.starts_with("print/") { (&mut paper, "include_str") } else { (&mut screen, "include_bytes") };
        writeln!(list, "    ({name:?}, {include}!({:?})),", file.to_string_lossy()).map_err(io::Error::other)?;
    }
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    // Instructions are compared only of code that was optimised (tests/counts.rs).
    println!("cargo:rustc-env=GOBAG_OPT_LEVEL={}", env::var("OPT_LEVEL").unwrap_or_default());
    fs::write(out.join("default_theme.rs"), screen + "]\n")?;
    fs::write(out.join("default_print.rs"), paper + "]\n")
}

/// Every file below a folder; Cargo looks at each folder for files that are new.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo:rerun-if-changed={}", folder.display());
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.ends_with("tsconfig.json") || path.extension().is_some_and(|ending| ending == "ts") {
            // For whoever writes scripts; not part of a site.
        } else {
            println!("cargo:rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(())
}
