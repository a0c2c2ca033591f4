//! The parts of pages that are the same wherever an edition's folders are as deep: the bar above, what stands below, what the
//! head links to. Written once for all those pages, since a page's own words are less than half of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use tera::{Context, Tera, Value};

use super::fragment::Html;
use super::spot::Spot;

/// The parts that are written so far.
#[derive(Default)]
pub(super) struct Strips {
    /// By edition and by the ways to its folder and to the top of the site.
    around: RwLock<BTreeMap<(usize, Spot), Value>>,
    /// Drawings that a page uses many times, by the signs among them.
    sprites: RwLock<BTreeMap<BTreeSet<&'static str>, Value>>,
}

/// What stands around a page, as its template is given it.
#[derive(Debug, Serialize)]
struct Around {
    /// What the head links to: icons, styles and the script.
    links: Html,
    /// Inside the bar: the way home, search, the call.
    bar: Html,
    /// Below the page.
    foot: Html,
}

/// All that such a part may know of a page.
#[derive(Debug, Serialize)]
struct Place<'s> {
    up: &'s str,
    top: &'s str,
}

impl Strips {
    /// What stands around the pages of an edition at a spot. `shared` is what all its pages are told.
    ///
    /// # Errors
    /// When a template does not work.
    pub(super) fn around(
        &self,
        tera: &Tera,
        (edition, shared): (usize, &Context),
        spot: &Spot,
    ) -> Result<Value, tera::Error> {
        let key = (edition, spot.clone());
        kept(&self.around, key, || {
            let mut context = shared.clone();
            context.insert_value("page", Value::from_serializable(&Place { up: &spot.up, top: &spot.top }));
            let part = |name: &str| tera.render(name, &context).map(|html| Html(html.trim().to_owned()));
            let around = Around { links: part("links.html")?, bar: part("bar.html")?, foot: part("foot.html")? };
            Ok(Value::from_serializable(&around))
        })
    }

    /// The drawings of a page on which these signs are.
    ///
    /// # Errors
    /// When the template does not work.
    pub(super) fn sprite(&self, tera: &Tera, signs: &BTreeSet<&'static str>) -> Result<Value, tera::Error> {
        kept(&self.sprites, signs.clone(), || {
            let mut context = Context::new();
            context.insert_value("signs", Value::from_serializable(signs));
            Ok(Value::from_serializable(&Html(tera.render("sprite.html", &context)?)))
        })
    }
}

/// What is kept under a key, or is made now. Two threads may both make it, and make the same.
fn kept<K: Ord>(
    all: &RwLock<BTreeMap<K, Value>>,
    key: K,
    make: impl FnOnce() -> Result<Value, tera::Error>,
) -> Result<Value, tera::Error> {
    if let Some(known) = all.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Ok(known.clone());
    }
    let made = make()?;
    all.write().unwrap_or_else(PoisonError::into_inner).insert(key, made.clone());
    Ok(made)
}
