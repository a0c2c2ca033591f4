//! Where a page stands, and so how its links begin.

use crate::plan::UrlPath;

/// The way from a page to the top of its edition and to the top of the site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// To the edition's folder: empty, or `../`.
    pub(super) up: String,
    /// To the site's folder.
    pub(super) top: String,
}

impl Spot {
    /// The spot of a page in an edition whose folder is `root`.
    pub(super) fn of(path: &UrlPath, root: &str) -> Spot {
        let depth = |path: &str| path.matches('/').count();
        let (whole, folder) = (depth(path.as_str()), depth(root));
        Spot { up: "../".repeat(whole.saturating_sub(folder)), top: "../".repeat(whole) }
    }

    /// The spot of a page that is shown for any address: its links begin at the top of the host, as far as the
    /// handbook's own address says where on the host it is.
    pub(super) fn anywhere(url: Option<&str>) -> Spot {
        let path = url.and_then(|url| url.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|at| &rest[at..]));
        let top = path.unwrap_or("").to_owned();
        Spot { up: top.clone(), top }
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;
    use crate::plan::UrlPath;

    #[test]
    fn a_page_in_a_schools_folder_goes_up_once_to_its_school_and_three_times_to_the_top() {
        let spot = Spot::of(&UrlPath::new("schools/harbor/procedures/lockdown.html"), "schools/harbor/");
        assert_eq!((spot.up.as_str(), spot.top.as_str()), ("../", "../../../"));
    }

    #[test]
    fn the_page_for_lost_readers_begins_where_the_site_is_published() {
        assert_eq!(Spot::anywhere(Some("https://example.org/handbook/")).top, "/handbook/");
        assert_eq!(Spot::anywhere(None).top, "");
    }
}
