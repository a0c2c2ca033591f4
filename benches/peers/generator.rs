//! Each generator: how the pages are written for it, with section navigation and search, and the commands that make its site.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::pages::{self, Page};
use super::process::Took;
use super::run;
use super::tools::Tools;

/// What makes a site of a folder, one command after the other.
type Commands<'t> = Box<dyn Fn(&Path) -> Vec<Command> + 't>;

/// One generator.
pub struct Generator<'t> {
    /// As the table calls it.
    pub name: &'static str,
    /// Where its pages are.
    pub folder: &'static str,
    /// Where its site goes, in that folder.
    pub output: &'static str,
    /// Where the pages stand, in that folder.
    content: &'static str,
    write: fn(&Path, usize),
    commands: Commands<'t>,
}

impl Generator<'_> {
    /// Writes the pages.
    pub fn write(&self, folder: &Path, pages: usize) {
        fs::create_dir_all(folder).expect("a folder can be made");
        (self.write)(folder, pages);
    }

    /// Takes away the site, and whatever the generator remembers of it.
    pub fn forget(&self, folder: &Path) {
        for made in [self.output, ".cache", "resources", ".hugo_build.lock"] {
            let place = folder.join(made);
            let _ = if place.is_dir() { fs::remove_dir_all(&place) } else { fs::remove_file(&place) };
        }
    }

    /// Makes the site.
    pub fn build(&self, folder: &Path, patience: Duration) -> Option<Took> {
        let mut commands = (self.commands)(folder);
        for command in &mut commands {
            // Whatever is kept for the next time is kept here.
            command
                .current_dir(folder)
                .env("XDG_CACHE_HOME", folder.join(".cache"))
                .env("HUGO_CACHEDIR", folder.join(".cache"));
        }
        run::all(&mut commands, patience)
    }

    /// Adds a paragraph to the page in the middle.
    pub fn edit(&self, folder: &Path, round: usize) {
        let all =
            walkdir::WalkDir::new(folder.join(self.content)).sort_by_file_name().into_iter().filter_map(Result::ok);
        let pages: Vec<PathBuf> = all
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains("-0")) && path.is_file())
            .collect();
        let page = &pages[pages.len() / 2];
        let text = fs::read_to_string(page).expect("a page can be read");
        fs::write(page, format!("{text}\nThe calm office returned {round} lists.\n")).expect("a page can be written");
    }
}

/// All of them; Gobag is the first.
pub fn all(tools: &Tools) -> Vec<Generator<'_>> {
    let gobag = |_: &Path| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_gobag"));
        // The corpus was reviewed a month before; without a day of its own it would grow old.
        command.args(["build", "--quiet"]).env("SOURCE_DATE_EPOCH", "1788220800");
        vec![command]
    };
    let hugo = move |_: &Path| {
        let mut command = Command::new(tools.hugo());
        command.arg("--quiet");
        vec![command]
    };
    let pagefind = move |site: &str| {
        let mut command = Command::new(tools.pagefind());
        command.args(["--silent", "--site", site]);
        command
    };
    let zola = move |_: &Path| {
        let mut command = tools.zola().expect("it was there before");
        command.arg("build");
        vec![command]
    };
    let mdbook = move |_: &Path| {
        let mut command = Command::new(tools.python("mdbook"));
        command.arg("build");
        vec![command]
    };
    let eleventy = move |_: &Path| {
        let mut command = Command::new("node");
        command.arg(tools.eleventy()).arg("--quiet");
        vec![command, pagefind("_site")]
    };
    let zensical = move |_: &Path| {
        let mut command = Command::new(tools.python("zensical"));
        command.args(["build", "-f", "mkdocs.yml"]);
        vec![command]
    };
    let material = move |_: &Path| {
        let mut command = Command::new(tools.python("mkdocs"));
        command.args(["build", "--quiet"]).env("NO_MKDOCS_2_WARNING", "true").env("DISABLE_MKDOCS_2_WARNING", "true");
        vec![command]
    };
    let both = move |folder: &Path| {
        let mut commands = hugo(folder);
        commands.push(pagefind("public"));
        commands
    };
    let mut all = vec![
        Generator {
            name: "Gobag",
            folder: "gobag",
            output: "public",
            content: "content",
            write: for_gobag,
            commands: Box::new(gobag),
        },
        Generator {
            name: "Hugo, JSON index",
            folder: "hugo",
            output: "public",
            content: "content",
            write: for_hugo,
            commands: Box::new(hugo),
        },
        Generator {
            name: "Hugo + Pagefind",
            folder: "hugo-pagefind",
            output: "public",
            content: "content",
            write: for_hugo_and_pagefind,
            commands: Box::new(both),
        },
        Generator {
            name: "Eleventy + Pagefind",
            folder: "eleventy",
            output: "_site",
            content: "pages",
            write: for_eleventy,
            commands: Box::new(eleventy),
        },
        Generator {
            name: "mdBook",
            folder: "mdbook",
            output: "book",
            content: "src",
            write: for_mdbook,
            commands: Box::new(mdbook),
        },
        Generator {
            name: "Zensical",
            folder: "zensical",
            output: "site",
            content: "docs",
            write: for_mkdocs,
            commands: Box::new(zensical),
        },
        Generator {
            name: "MkDocs-Material",
            folder: "material",
            output: "site",
            content: "docs",
            write: for_mkdocs,
            commands: Box::new(material),
        },
    ];
    if tools.zola().is_some() {
        all.insert(
            1,
            Generator {
                name: "Zola",
                folder: "zola",
                output: "public",
                content: "content",
                write: for_zola,
                commands: Box::new(zola),
            },
        );
    } else {
        eprintln!(
            "Zola is left out: npm's needs a newer system library than this machine has; ZOLA names another program"
        );
    }
    all
}

fn put(folder: &Path, path: &str, text: &str) {
    let place = folder.join(path);
    fs::create_dir_all(place.parent().expect("a file is in a folder")).expect("a folder can be made");
    fs::write(place, text).expect("a file can be written");
}

/// From one page's folder to another page, with this ending.
fn relative(page: &Page, ending: &str) -> String {
    format!("../../{}{ending}", page.path())
}

fn for_gobag(folder: &Path, pages: usize) {
    pages::write_handbook(&folder.join("content"), pages);
}

/// The sections of every kind, each with its pages.
fn sections(all: &[Page]) -> BTreeMap<(&str, &str), Vec<&Page>> {
    let mut sections: BTreeMap<(&str, &str), Vec<&Page>> = BTreeMap::new();
    for page in all {
        sections.entry((&page.kind, &page.section)).or_default().push(page);
    }
    sections
}

const HUGO: &str =
    "baseURL = \"https://example.org/\"\ntitle = \"Handbook\"\ndisableKinds = [\"taxonomy\", \"term\", \"RSS\"]\n";

/// The top level. Hugo is told that it is the same on every page, as its makers advise: without that it needs seven times as long for
/// ten thousand of them.
const HUGO_TOP: &str =
    "<ul>{{ range .Site.Home.Sections }}<li><a href=\"{{ .RelPermalink }}\">{{ .Title }}</a></li>{{ end }}</ul>";

/// A whole page: the top level, the pages of its section, its own words.
const HUGO_PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"><link rel="canonical" href="{{ .Permalink }}"></head>
<body><header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a></header>
<nav>{{ partialCached "top.html" . }}
<ul>{{ $here := . }}{{ range .CurrentSection.Pages }}<li><a href="{{ .RelPermalink }}"{{ if eq . $here }} aria-current="page"{{ end }}>{{ .Title }}</a></li>{{ end }}</ul></nav>
<main data-pagefind-body><h1>{{ .Title }}</h1><p>{{ .Description }}</p>{{ .TableOfContents }}{{ .Content }}</main></body></html>
"#;

fn for_hugo(folder: &Path, pages: usize) {
    for_hugo_and_pagefind(folder, pages);
    put(folder, "hugo.toml", &format!("{HUGO}[outputs]\nhome = [\"HTML\", \"JSON\"]\n"));
    let index = "[{{ range $at, $page := .Site.RegularPages }}{{ if $at }},{{ end }}{{ dict \"title\" .Title \"url\" .RelPermalink \"words\" .Plain | jsonify }}{{ end }}]";
    put(folder, "layouts/index.json", index);
}

fn for_hugo_and_pagefind(folder: &Path, pages: usize) {
    put(folder, "hugo.toml", HUGO);
    for name in ["single", "list"] {
        put(folder, &format!("layouts/_default/{name}.html"), HUGO_PAGE);
    }
    put(folder, "layouts/partials/top.html", HUGO_TOP);
    with_toml(folder, pages, &|to| format!("/{}/", to.path()));
}

/// The pages as Hugo and Zola read them.
fn with_toml(folder: &Path, pages: usize, link: &dyn Fn(&Page) -> String) {
    let all = pages::read(pages);
    let names = pages::names(&all);
    for (kind, section) in sections(&all).into_keys() {
        put(folder, &format!("content/{kind}/_index.md"), &format!("+++\ntitle = \"{kind}\"\n+++\n"));
        put(folder, &format!("content/{kind}/{section}/_index.md"), &format!("+++\ntitle = \"{section}\"\n+++\n"));
    }
    for page in &all {
        let front = format!("+++\ntitle = \"{}\"\ndescription = \"{}\"\n+++\n", page.title, page.summary);
        let body = page.body(&names, link);
        put(folder, &format!("content/{}.md", page.path()), &(front + &body));
    }
}

const ZOLA: &str =
    "base_url = \"https://example.org\"\ntitle = \"Handbook\"\nbuild_search_index = true\ncompile_sass = false\n";

/// What `HUGO_PAGE` is, in Zola's words.
const ZOLA_PAGE: &str = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ page.title }}</title><meta name="description" content="{{ page.description }}"><link rel="canonical" href="{{ page.permalink }}"></head>
<body><header><a href="{{ config.base_url }}">{{ config.title }}</a></header>
<nav><ul>{% for kind in ["procedures", "policies", "pages"] %}<li><a href="/{{ kind }}/section-0000/">{{ kind }}</a></li>{% endfor %}</ul>
{% set here = get_section(path=page.ancestors | last) %}<ul>{% for other in here.pages %}<li><a href="{{ other.permalink }}"{% if other.path == page.path %} aria-current="page"{% endif %}>{{ other.title }}</a></li>{% endfor %}</ul></nav>
<main><h1>{{ page.title }}</h1><p>{{ page.description }}</p>{{ page.content | safe }}</main></body></html>
"#;

fn for_zola(folder: &Path, pages: usize) {
    put(folder, "config.toml", ZOLA);
    put(folder, "templates/page.html", ZOLA_PAGE);
    for name in ["index", "section"] {
        put(folder, &format!("templates/{name}.html"), "<!doctype html><title>{{ section.title }}</title>");
    }
    with_toml(folder, pages, &|to| format!("@/{}.md", to.path()));
}

fn for_mdbook(folder: &Path, pages: usize) {
    put(
        folder,
        "book.toml",
        "[book]\ntitle = \"Handbook\"\nlanguage = \"en\"\n\n[output.html.search]\nenable = true\n\n[output.html.print]\nenable = false\n",
    );
    let all = pages::read(pages);
    let names = pages::names(&all);
    let mut summary = "# Summary\n\n".to_owned();
    for ((kind, section), pages) in sections(&all) {
        let index = format!("{kind}/{section}/index.md");
        put(folder, &format!("src/{index}"), &format!("# {section}\n"));
        summary.push_str(&format!("- [{kind}, {section}]({index})\n"));
        for page in pages {
            summary.push_str(&format!("    - [{}]({}.md)\n", page.title, page.path()));
        }
    }
    put(folder, "src/SUMMARY.md", &summary);
    for page in &all {
        let body = page.body(&names, &|to| relative(to, ".md"));
        put(folder, &format!("src/{}.md", page.path()), &format!("# {}\n\n{}\n\n{body}", page.title, page.summary));
    }
}

const MKDOCS: &str = "site_name: Handbook\nsite_url: https://example.org/\ntheme:\n  name: material\n  font: false\n  features:\n    \
- navigation.prune\n    - navigation.indexes\nplugins:\n  - search\nmarkdown_extensions:\n  - tables\n";

fn for_mkdocs(folder: &Path, pages: usize) {
    put(folder, "mkdocs.yml", MKDOCS);
    put(folder, "docs/index.md", "# Handbook\n");
    let all = pages::read(pages);
    let names = pages::names(&all);
    for (kind, section) in sections(&all).into_keys() {
        put(folder, &format!("docs/{kind}/{section}/index.md"), &format!("# {section}\n"));
    }
    for page in &all {
        let front = format!("---\ntitle: {}\ndescription: {}\n---\n# {}\n\n", page.title, page.summary, page.title);
        let body = page.body(&names, &|to| relative(to, ".md"));
        put(folder, &format!("docs/{}.md", page.path()), &(front + &body));
    }
}

const ELEVENTY: &str = r#"module.exports = (config) => {
  config.setInputDirectory("pages");
  config.setOutputDirectory("_site");
  config.addCollection("sections", (api) => {
    const sections = {};
    for (const page of api.getAll()) {
      const section = page.page.filePathStem.split("/").slice(0, -1).join("/");
      (sections[section] ??= []).push({ url: page.url, title: page.data.title });
    }
    return sections;
  });
  return { markdownTemplateEngine: false };
};
"#;

const ELEVENTY_PAGE: &str = r#"module.exports = (data) => {
  const here = data.page.filePathStem.split("/").slice(0, -1).join("/");
  const items = (data.collections.sections?.[here] ?? []).map((page) =>
    `<li><a href="${page.url}"${page.url === data.page.url ? ' aria-current="page"' : ""}>${page.title}</a></li>`);
  const kinds = ["procedures", "policies", "pages"].map((kind) => `<li><a href="/${kind}/section-0000/">${kind}</a></li>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${data.title}</title><meta name="description" content="${data.description ?? ""}"></head>
<body><header><a href="/">Handbook</a></header><nav><ul>${kinds.join("")}</ul><ul>${items.join("")}</ul></nav>
<main data-pagefind-body><h1>${data.title}</h1><p>${data.description ?? ""}</p>${data.content}</main></body></html>`;
};
"#;

fn for_eleventy(folder: &Path, pages: usize) {
    put(folder, "eleventy.config.cjs", ELEVENTY);
    put(folder, "pages/_includes/page.11ty.cjs", ELEVENTY_PAGE);
    put(folder, "pages/pages.json", "{\"layout\": \"page.11ty.cjs\"}");
    let all = pages::read(pages);
    let names = pages::names(&all);
    for (kind, section) in sections(&all).into_keys() {
        put(folder, &format!("pages/{kind}/{section}/index.md"), &format!("---\ntitle: {section}\n---\n"));
    }
    for page in &all {
        let front = format!("---\ntitle: {}\ndescription: {}\n---\n", page.title, page.summary);
        let body = page.body(&names, &|to| format!("/{}/", to.path()));
        put(folder, &format!("pages/{}.md", page.path()), &(front + &body));
    }
}
