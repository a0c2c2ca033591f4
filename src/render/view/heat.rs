//! The heat map: four columns of probability, four rows of magnitude, and a numbered disc for each hazard.
//!
//! It has no colour of its own (the style sheet's classes have), and a table beside it says the same.

use crate::fields::Named as _;
use crate::handbook::hazards::{Magnitude, Probability, rating};
use crate::render::escape;
use crate::render::fragment::Html;
use crate::words::Words;

/// A hazard on the map.
pub(super) struct Dot<'s> {
    /// Its number in the ranking.
    pub(super) number: usize,
    /// Its anchor on the page.
    pub(super) anchor: String,
    /// Its title.
    pub(super) title: &'s str,
    /// How likely.
    pub(super) probability: Probability,
    /// How bad.
    pub(super) magnitude: Magnitude,
}

/// Where the grid begins, a cell's width and height, and how many discs stand in a row. Drawn as small as a phone shows
/// it, so that the letters keep their size there.
const LEFT: usize = 44;
const TOP: usize = 2;
const WIDTH: usize = 88;
const HEIGHT: usize = 85;
const ROW: usize = 3;
/// As many discs as a cell has room for; the last place counts the others.
const ROOM: usize = 9;

/// Draws the map.
pub(super) fn map(dots: &[Dot<'_>], words: &Words) -> Html {
    let mut svg = String::with_capacity(6000 + dots.len() * 220);
    let count = words.number(dots.len());
    svg.push_str(
        "<svg class=\"heat\" viewBox=\"0 0 400 388\" width=\"400\" height=\"388\" role=\"group\" aria-labelledby=\"heat_title heat_words\">\n",
    );
    svg.push_str("<title id=\"heat_title\">");
    escape::text(&words.fill("hazards", "map-title", &[("count", &count)]), &mut svg);
    svg.push_str("</title>\n<desc id=\"heat_words\">");
    escape::text(words.get("hazards", "map-words"), &mut svg);
    svg.push_str("</desc>\n");
    for &magnitude in Magnitude::ALL {
        for &probability in Probability::ALL {
            let (x, y) = corner(probability, magnitude);
            let class = format!("heat-{}-{}", rating(probability), rating(magnitude));
            svg.push_str(&format!(
                "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\"/>\n"
            ));
        }
    }
    axes(&mut svg, words);
    for &magnitude in Magnitude::ALL {
        for &probability in Probability::ALL {
            let here = |dot: &&Dot<'_>| dot.probability == probability && dot.magnitude == magnitude;
            cell(&mut svg, corner(probability, magnitude), &dots.iter().filter(here).collect::<Vec<_>>());
        }
    }
    svg.push_str("</svg>");
    Html(svg)
}

/// A cell's upper left corner: likely to the right, bad at the top.
fn corner(probability: Probability, magnitude: Magnitude) -> (usize, usize) {
    let column = usize::from(rating(probability)) - 1;
    let row = 4 - usize::from(rating(magnitude));
    (LEFT + column * WIDTH, TOP + row * HEIGHT)
}

fn axes(svg: &mut String, words: &Words) {
    let mut text = |attributes: String, label: &str| {
        svg.push_str(&format!("<text {attributes}>"));
        escape::text(label, svg);
        svg.push_str("</text>\n");
    };
    for &magnitude in Magnitude::ALL {
        let (x, y) = corner(Probability::Unlikely, magnitude);
        let turned = format!("transform=\"translate({} {}) rotate(-90)\"", x - 9, y + HEIGHT / 2);
        text(turned, words.of("magnitude", magnitude));
    }
    for &probability in Probability::ALL {
        let (x, y) = corner(probability, Magnitude::Negligible);
        text(format!("x=\"{}\" y=\"{}\"", x + WIDTH / 2, y + HEIGHT + 18), words.of("probability", probability));
    }
    let (across, down) = (LEFT + 2 * WIDTH, TOP + 2 * HEIGHT);
    let axis = "class=\"heat-axis\"";
    text(format!("{axis} x=\"{across}\" y=\"382\""), words.get("hazards", "probability"));
    text(format!("{axis} transform=\"translate(13 {down}) rotate(-90)\""), words.get("hazards", "magnitude"));
}

fn cell(svg: &mut String, (x, y): (usize, usize), dots: &[&Dot<'_>]) {
    let shown = if dots.len() > ROOM { ROOM - 1 } else { dots.len() };
    let center = |at: usize| (x + 17 + at % ROW * 27, y + 17 + at / ROW * 26);
    for (at, dot) in dots[..shown].iter().enumerate() {
        let (cx, cy) = center(at);
        svg.push_str("<a href=\"");
        svg.push_str(&dot.anchor);
        svg.push_str("\" aria-label=\"");
        escape::text(&format!("{}: {}", dot.number, dot.title), svg);
        svg.push_str(&format!(
            "\"><circle cx=\"{cx}\" cy=\"{cy}\" r=\"12\"/><text class=\"heat-no\" x=\"{cx}\" y=\"{}\">{}</text></a>\n",
            cy + 5,
            dot.number
        ));
    }
    if shown < dots.len() {
        let (cx, cy) = center(ROOM - 1);
        let more = dots.len() - shown;
        svg.push_str(&format!("<text class=\"heat-more\" x=\"{cx}\" y=\"{}\">+{more}</text>\n", cy + 5));
    }
}
