//! The clock jumps: the day, and the times of files.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::{ended, published, site_of};
use crate::bad_input::{FRONT, Place, said};

#[test]
fn any_day_is_a_day_to_build_on_or_is_told() {
    let place = Place::new();
    let procedure = format!(
        "{FRONT}action = \"hold\"\nowner = \"teacher\"\nlast_reviewed = 2026-08-01\n+++\n\n## During\n\n1. @teacher: Stay.\n"
    );
    place.put("procedures/hold.md", procedure);
    for day in ["0", "1", "86399", "951782400", "1795478400", "4102444800", "32503680000"] {
        let mut command = place.command(&[]);
        let output = command.env("SOURCE_DATE_EPOCH", day).output().expect("gobag runs");
        ended(&output, &[0, 1]);
    }
    let before = published(&place);
    for day in
        ["-1", "", "today", "1e9", "253402300799", "253402300800", "9223372036854775807", "18446744073709551616", " 5"]
    {
        let output = place.command(&[]).env("SOURCE_DATE_EPOCH", day).output().expect("gobag runs");
        let told = said(&output);
        assert!(output.status.success() || told.contains("SOURCE_DATE_EPOCH is"), "{day:?}: {told}");
        assert!(output.status.success() || published(&place) == before, "{day:?}");
    }
}

#[test]
fn a_file_that_seems_older_or_of_the_future_is_read_as_it_is() {
    let place = Place::new();
    let now = SystemTime::now();
    let year = Duration::from_secs(365 * 86_400);
    let file = place.path("content/pages/page.md");
    for (number, time) in [now - 40 * year, now + 10 * year, now, now - year].into_iter().enumerate() {
        // As long as the text before, so that only its bytes tell them apart.
        place.page("page", &format!("The door is locked {number} times."));
        File::options().write(true).open(&file).expect("it opens").set_modified(time).expect("its time is set");
        ended(&place.build(&[]), &[0]);
        assert!(published(&place) == site_of(&place), "round {number}");
        let page = fs::read_to_string(place.path("public/pages/page.html")).expect("a page");
        assert!(page.contains(&format!("locked {number} times")), "round {number}");
    }
}

#[test]
fn a_clock_that_goes_back_makes_the_site_of_that_day() {
    let place = Place::new();
    let build = |day: u64| {
        let output = place.command(&[]).env("SOURCE_DATE_EPOCH", day.to_string()).output().expect("gobag runs");
        assert!(output.status.success(), "{}", said(&output));
        published(&place)
    };
    let (today, tomorrow) = (1_795_478_400, 1_795_564_800);
    let first = build(today);
    build(tomorrow);
    assert!(build(today) == first, "the same day, the same bytes");
}
