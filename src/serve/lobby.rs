//! What a handbook offers to look at becomes the page at `/`: its audiences, schools and languages.

use super::paper::Sheet;
use crate::config::Config;

/// What there is to look at.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    title: String,
    /// Audiences, the widest first.
    audiences: Vec<String>,
    /// Languages, the source language first.
    languages: Vec<String>,
    /// Schools: id, title.
    schools: Vec<(String, String)>,
    /// The audience that is looked at first.
    pub(super) first: String,
}

impl Offer {
    /// What a handbook offers, and the audience that was asked for, where it still has it.
    pub(super) fn of(config: &Config, schools: &[(String, String)], first: Option<&str>) -> Offer {
        let audiences: Vec<String> = config.audiences.names().map(str::to_owned).collect();
        let first = first.filter(|first| audiences.iter().any(|known| known == first));
        Offer {
            title: config.title.clone(),
            first: first.map_or_else(|| audiences[0].clone(), str::to_owned),
            audiences,
            languages: config.languages.iter().map(|language| language.to_string()).collect(),
            schools: schools.to_vec(),
        }
    }

    /// Whether there is such an audience.
    pub(super) fn has(&self, audience: &str) -> bool {
        self.audiences.iter().any(|known| known == audience)
    }
}

/// One thing to look at: where its pages begin, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct View {
    /// The address of its first page.
    pub(super) address: String,
    /// For whom, where, in which language.
    pub(super) words: String,
}

impl Offer {
    /// Everything there is to look at, audience by audience.
    pub(super) fn views(&self) -> Vec<View> {
        let mut views = Vec::new();
        for audience in &self.audiences {
            for (folder, title) in places(self) {
                for number in 0..self.languages.len() {
                    views.push(self.view(audience, &folder, title, number));
                }
            }
        }
        views
    }

    fn view(&self, audience: &str, folder: &str, title: &str, number: usize) -> View {
        let language = &self.languages[number];
        let language_folder = if number == 0 { String::new() } else { format!("{language}/") };
        View {
            address: format!("/{audience}/{language_folder}{folder}index.html"),
            words: format!("{audience}, {title}, {language}"),
        }
    }
}

/// The page at `/`.
pub(super) fn page(offer: &Offer, script: &str) -> String {
    let mut rows = String::new();
    for audience in &offer.audiences {
        let mut cells = format!("<th scope=\"row\">{}</th>", escaped(audience));
        for (folder, title) in places(offer) {
            let links: Vec<String> = (0..offer.languages.len())
                .map(|number| {
                    let View { address, words } = offer.view(audience, &folder, title, number);
                    let tag = escaped(&offer.languages[number]);
                    format!("<a href=\"{}\" aria-label=\"{}\">{tag}</a>", escaped(&address), escaped(&words))
                })
                .collect();
            cells.push_str(&format!("<td>{}</td>", links.join(" ")));
        }
        rows.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    let heads: String = places(offer).map(|(_, title)| format!("<th scope=\"col\">{}</th>", escaped(title))).collect();
    let title = if offer.title.is_empty() { "A handbook without a title" } else { &offer.title };
    let views = offer.views();
    let second = views.get(1).or(views.first());
    frame(
        title,
        &offer.first,
        script,
        "",
        &format!(
            "<h1>{}</h1>\n<p>Choose for whom, where and in which language. Pages renew themselves when a file is saved.</p>\n\
             <div class=\"gobag-desk-wide\"><table>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n\
             <h2>Two of them side by side</h2>\n{}<h2>On paper</h2>\n<p><a href=\"/_/print\">What is printed, as it is now</a></p>\n",
            escaped(title),
            choice(&views, views.first(), second),
        ),
    )
}

/// The page with two views beside each other.
pub(super) fn beside(offer: &Offer, left: Option<&str>, right: Option<&str>) -> String {
    let views = offer.views();
    // What is no address of this handbook is not framed.
    let chosen = |asked: Option<&str>, or: usize| {
        let known = asked.and_then(|asked| views.iter().find(|view| view.address == asked));
        known.or_else(|| views.get(or)).or(views.first())
    };
    let (left, right) = (chosen(left, 0), chosen(right, 1));
    let frames: String = [left, right]
        .into_iter()
        .flatten()
        .map(|view| {
            let (address, words) = (escaped(&view.address), escaped(&view.words));
            format!("<section><h2>{words}</h2><iframe src=\"{address}\" title=\"{words}\"></iframe></section>\n")
        })
        .collect();
    let main = format!(
        "<h1>Side by side</h1>\n{}<p><label><input type=\"checkbox\" id=\"together\" checked> Go to the same page on both sides</label> \
         <a href=\"/\">All audiences and schools</a></p>\n<div class=\"gobag-desk-beside\">\n{frames}</div>\n",
        choice(&views, left, right)
    );
    frame("Side by side", "", "<script defer src=\"/_/beside.js\"></script>", " gobag-desk-full", &main)
}

/// The form in which two views are chosen.
fn choice(views: &[View], left: Option<&View>, right: Option<&View>) -> String {
    let list = |name: &str, label: &str, chosen: Option<&View>| {
        let options: String = views
            .iter()
            .map(|view| {
                let mark = if Some(view) == chosen { " selected" } else { "" };
                format!("<option value=\"{}\"{mark}>{}</option>", escaped(&view.address), escaped(&view.words))
            })
            .collect();
        format!("<label>{label} <select name=\"{name}\">{options}</select></label> ")
    };
    format!(
        "<form action=\"/_/beside\" method=\"get\"><p>{}{}<button>Side by side</button></p></form>\n",
        list("left", "Left", left),
        list("right", "Right", right)
    )
}

/// The page that shows what is printed: a list of the binders' copies, and the one that was chosen. `state` is the present state
/// of the handbook, so that a change shows the new one; nothing is given where this program cannot print.
pub(super) fn paper(offer: &Offer, sheets: Option<&[Sheet]>, chosen: Option<&str>, state: u64, script: &str) -> String {
    let main = match sheets {
        None => "<p>This program was built without the part that prints (<code>--no-default-features</code>), so there is nothing to \
                 show. The program that is offered for download has it.</p>\n"
            .to_owned(),
        Some([]) => "<p>Nothing is printed of this handbook yet. A binder is a few lines in handbook.toml: <code>[[binder]]</code> with \
                     <code>id</code>, <code>title</code> and <code>include</code>.</p>\n"
            .to_owned(),
        Some(sheets) => {
            let now = sheets.iter().find(|sheet| Some(sheet.path.as_str()) == chosen).unwrap_or(&sheets[0]);
            let item = |sheet: &Sheet| {
                let mark = if sheet == now { " aria-current=\"page\"" } else { "" };
                let words = escaped(&sheet.words);
                format!("<li><a href=\"/_/print?copy={}\"{mark}>{words}</a></li>\n", escaped(&sheet.path))
            };
            let (path, words) = (escaped(&now.path), escaped(&now.words));
            format!(
                "<ul class=\"gobag-desk-copies\">\n{}</ul>\n<iframe class=\"gobag-desk-paper\" src=\"/_/paper/{path}?{state}\" title=\"{words}\"></iframe>\n\
                 <p><a href=\"/_/paper/{path}?{state}\">{words} alone</a></p>\n",
                sheets.iter().map(item).collect::<String>()
            )
        }
    };
    let main = format!(
        "<h1>On paper</h1>\n<p>Printed anew when a file is saved. <a href=\"/\">All audiences and schools</a></p>\n{main}"
    );
    frame("On paper", &offer.first, script, " gobag-desk-full", &main)
}

/// The page that stands for every other one before there is any.
pub(super) fn nothing_yet(script: &str) -> String {
    let words = "<h1>Not made yet</h1>\n<p>The handbook has errors, so there are no pages to show. They appear here as soon as \
                 the errors are mended.</p>\n";
    frame("Not made yet", "", script, "", words)
}

/// The page for an address that leads nowhere.
pub(super) fn missing(offer: &Offer, script: &str) -> String {
    let words = "<h1>This page is not here</h1>\n<p>It may have been renamed, or this audience may not see it. \
                 <a href=\"/\">All audiences and schools</a></p>\n";
    frame("This page is not here", &offer.first, script, "", words)
}

/// The district and each school: the folder on the site, the title.
fn places(offer: &Offer) -> impl Iterator<Item = (String, &str)> {
    let district = if offer.schools.is_empty() { "Handbook" } else { "District" };
    let schools = offer.schools.iter().map(|(id, title)| (format!("schools/{id}/"), title.as_str()));
    std::iter::once((String::new(), district)).chain(schools)
}

fn frame(title: &str, audience: &str, script: &str, class: &str, main: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\" data-audience=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"/_/page.css\">\n{script}</head>\n<body class=\"gobag-desk-page{class}\">\n<main>\n{main}</main>\n</body>\n</html>\n",
        escaped(audience),
        escaped(title)
    )
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
