//! Sources that change and vanish while they are read.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Dice, ended, published, site_of, times};
use crate::bad_input::{FRONT, Place};

/// Saves a file as careful editors do: whole, under another name, then renamed.
fn save(file: &Path, text: &str) {
    let beside = file.with_extension("md~");
    fs::write(&beside, text).expect("a file");
    fs::rename(&beside, file).expect("it is renamed");
}

#[test]
fn a_handbook_that_is_saved_while_it_is_read_becomes_a_site_of_one_of_its_states() {
    let place = Place::new();
    for number in 0..30 {
        place.page(&format!("page-{number}"), &"Words. ".repeat(40));
    }
    let text = |words: &str| format!("{FRONT}+++\n\n{}\n", words.repeat(2_000));
    let (one, two) = (text("The door is locked. "), text("The window is open. "));
    let (changing, coming) = (place.path("content/pages/changing.md"), place.path("content/pages/coming.md"));
    let mut sites: Vec<BTreeMap<String, Vec<u8>>> = vec![published(&place)];
    for page in [&one, &two] {
        for there in [true, false] {
            save(&changing, page);
            if there {
                save(&coming, &one)
            } else {
                fs::remove_file(&coming).expect("it is removed")
            }
            sites.push(site_of(&place));
        }
    }
    let over = AtomicBool::new(false);
    let mut made = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice::new();
            while !over.load(Ordering::Relaxed) {
                save(&changing, [&one, &two][dice.below(2) as usize]);
                if dice.below(2) == 0 {
                    save(&coming, &one)
                } else {
                    let _ = fs::remove_file(&coming);
                }
                std::thread::sleep(std::time::Duration::from_micros(dice.below(3_000)));
            }
        });
        for round in 0..times(40, 1_000) {
            let output = place.build(&[]);
            let told = ended(&output, &[0, 1]);
            made += usize::from(output.status.success());
            assert!(output.status.success() || told.contains("vanished"), "round {round}: {told}");
            assert!(sites.contains(&published(&place)), "round {round}: a site that no state of the handbook has");
        }
        over.store(true, Ordering::Relaxed);
    });
    assert!(made > 0, "no build ever got through");
}

#[test]
fn a_handbook_whose_folder_vanishes_is_told_and_its_site_stays() {
    let place = Place::new();
    for number in 0..200 {
        place.page(&format!("page-{number}"), &"Words. ".repeat(40));
    }
    let sites = [published(&place), site_of(&place)];
    let (here, gone) = (place.path("content"), place.path("elsewhere"));
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice::new();
            while !over.load(Ordering::Relaxed) {
                fs::rename(&here, &gone).expect("it is moved");
                std::thread::sleep(std::time::Duration::from_micros(dice.below(2_000)));
                fs::rename(&gone, &here).expect("it is moved back");
                std::thread::sleep(std::time::Duration::from_micros(dice.below(20_000)));
            }
        });
        for round in 0..times(30, 500) {
            ended(&place.build(&[]), &[0, 1, 2]);
            assert!(sites.contains(&published(&place)), "round {round}: a site of half a handbook");
        }
        over.store(true, Ordering::Relaxed);
    });
}

#[test]
fn a_file_that_is_cut_short_while_it_is_read_makes_no_panic_and_no_half_site() {
    let place = Place::new();
    let whole = format!("{FRONT}+++\n\n{}\n", "The door is locked. ".repeat(20_000));
    let file = place.path("content/pages/page.md");
    place.put("pages/page.md", &whole);
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut dice = Dice::new();
            while !over.load(Ordering::Relaxed) {
                // As a careless program saves: emptied, then filled.
                let cut = dice.below(whole.len() as u64) as usize;
                fs::write(&file, &whole[..cut]).expect("a file");
                fs::write(&file, &whole).expect("a file");
            }
        });
        for _ in 0..times(30, 1_000) {
            ended(&place.build(&[]), &[0, 1]);
            let page = published(&place).remove("pages/page.html");
            // A text that was cut is a text, and nobody can know better; but its page is a whole page.
            assert!(page.is_none_or(|page| page.ends_with(b"</html>\n") || page.ends_with(b"</html>")), "half a page");
        }
        over.store(true, Ordering::Relaxed);
    });
}
