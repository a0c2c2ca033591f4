//! A handbook's settings into what stands at the top of every page.

use crate::config::Rank;
use crate::fields::{Colour, Interval, Phone, Placed};
use crate::handbook::Handbook;
use crate::handbook::school::School;

/// What stands at the top of every page.
#[derive(Clone, Debug)]
pub struct Masthead {
    /// The handbook's name for devices, where its author gave one.
    pub id: Option<String>,
    /// The handbook's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// A sentence about it.
    pub summary: Option<String>,
    /// Where it will be published.
    pub url: Option<String>,
    /// The number for emergencies.
    pub emergency_number: Phone,
    /// What to say there.
    pub emergency_words: Option<String>,
    /// The name of the lowest audience.
    pub lowest_audience: String,
    /// The name of the audience of what names none.
    pub default_audience: String,
    /// How often documents are reviewed that do not say their own.
    pub review_interval: Interval,
    /// Whether HTML in Markdown is cleaned and kept.
    pub raw_html: bool,
    /// The handbook's colour, or its school's.
    pub colour: Option<Colour>,
    /// Colours of actions by name.
    pub action_colours: Vec<(String, Colour)>,
    /// The logo's path.
    pub logo: Option<String>,
    /// What the logo shows.
    pub logo_alt: Option<String>,
    /// The newest release that was approved.
    pub release: Option<String>,
}

impl Masthead {
    /// What stands there for the readers of a school, or of the district.
    pub(super) fn of(handbook: &Handbook, school: Option<&School>) -> Masthead {
        let config = &handbook.config;
        let signed =
            handbook.approvals.approvals.iter().filter_map(|approval| {
                Some((approval.signed.as_ref()?.value, approval.release.as_ref()?.value.clone()))
            });
        let colour = |placed: &Placed<Colour>| placed.value;
        Masthead {
            id: config.id.as_ref().map(|id| id.value.to_string()),
            title: config.title.clone(),
            publisher: config.publisher.clone(),
            summary: config.summary.clone(),
            url: config.url.as_ref().map(|url| url.value.clone()),
            emergency_number: config.emergency_number.clone(),
            emergency_words: config.emergency_words.clone(),
            lowest_audience: config.audiences.name(Rank::LOWEST).to_owned(),
            default_audience: config.audiences.name(config.audiences.default_rank()).to_owned(),
            review_interval: config.review_interval,
            raw_html: config.raw_html,
            colour: school.and_then(|school| school.colour.as_ref()).or(config.theme.colour.as_ref()).map(colour),
            action_colours: config
                .theme
                .action_colours
                .iter()
                .map(|(name, of)| (name.value.clone(), of.value))
                .collect(),
            logo: config.theme.logo.as_ref().map(|logo| logo.value.clone()),
            logo_alt: config.theme.logo_alt.clone(),
            release: signed.max().map(|(_, release)| release),
        }
    }
}
