//! What a handbook offers to look at becomes the page at `/`: its audiences, schools and languages.

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

/// The page at `/`.
pub(super) fn page(offer: &Offer, script: &str) -> String {
    let mut rows = String::new();
    for audience in &offer.audiences {
        let mut cells = format!("<th scope=\"row\">{}</th>", escaped(audience));
        for (folder, title) in places(offer) {
            let links: Vec<String> = offer
                .languages
                .iter()
                .enumerate()
                .map(|(number, language)| {
                    let language_folder = if number == 0 { String::new() } else { format!("{language}/") };
                    let tag = escaped(language);
                    format!(
                        "<a href=\"/{audience}/{language_folder}{folder}index.html\" aria-label=\"{}, {}, {tag}\">{tag}</a>",
                        escaped(audience),
                        escaped(title)
                    )
                })
                .collect();
            cells.push_str(&format!("<td>{}</td>", links.join(" ")));
        }
        rows.push_str(&format!("<tr>{cells}</tr>\n"));
    }
    let heads: String = places(offer).map(|(_, title)| format!("<th scope=\"col\">{}</th>", escaped(title))).collect();
    let title = if offer.title.is_empty() { "A handbook without a title" } else { &offer.title };
    frame(
        title,
        &offer.first,
        script,
        &format!(
            "<h1>{}</h1>\n<p>Choose for whom, where and in which language. Pages renew themselves when a file is saved.</p>\n\
             <div class=\"gobag-desk-wide\"><table>\n<thead><tr><td></td>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n",
            escaped(title)
        ),
    )
}

/// The page that stands for every other one before there is any.
pub(super) fn nothing_yet(script: &str) -> String {
    let words = "<h1>Not made yet</h1>\n<p>The handbook has errors, so there are no pages to show. They appear here as soon as \
                 the errors are mended.</p>\n";
    frame("Not made yet", "", script, words)
}

/// The page for an address that leads nowhere.
pub(super) fn missing(offer: &Offer, script: &str) -> String {
    let words = "<h1>This page is not here</h1>\n<p>It may have been renamed, or this audience may not see it. \
                 <a href=\"/\">All audiences and schools</a></p>\n";
    frame("This page is not here", &offer.first, script, words)
}

/// The district and each school: the folder on the site, the title.
fn places(offer: &Offer) -> impl Iterator<Item = (String, &str)> {
    let district = if offer.schools.is_empty() { "Handbook" } else { "District" };
    let schools = offer.schools.iter().map(|(id, title)| (format!("schools/{id}/"), title.as_str()));
    std::iter::once((String::new(), district)).chain(schools)
}

fn frame(title: &str, audience: &str, script: &str, main: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\" data-audience=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{}</title>\n<link rel=\"stylesheet\" href=\"/_/page.css\">\n{script}</head>\n<body class=\"gobag-desk-page\">\n<main>\n{main}</main>\n</body>\n</html>\n",
        escaped(audience),
        escaped(title)
    )
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
