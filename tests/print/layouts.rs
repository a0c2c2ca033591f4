//! Every layout, on every paper.

use gobag::compile::print::Printing;
use gobag::config::Paper;

use super::pdf::Pdf;
use super::{bare, only, printed, sample, small};

#[test]
fn every_layout_of_the_sample_is_printed_on_letter_and_on_a4() {
    let size = |pdf: &Pdf| pdf.size(0);
    let letter: &[&str] = &["flip-chart", "quick-card", "role-cards", "forms", "risk-report"];
    let a4: &[&str] = &["classroom", "flip-chart", "quick-card", "role-cards"];
    for (paper, width, card, binders) in [(Paper::Letter, 612.0, 288.0, letter), (Paper::A4, 595.28, 297.64, a4)] {
        let printing = Printing {
            binders: binders.iter().map(|name| (*name).to_owned()).collect(),
            paper: Some(paper),
            schools: vec!["harbor".to_owned()],
            ..Printing::default()
        };
        let (artifacts, copies, errors) = printed(sample(), &printing);
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(copies.len(), binders.len());
        for copy in &copies {
            let pdf = Pdf::of(artifacts.get(&copy.path).expect("it is printed"));
            assert_eq!(pdf.pages.len(), copy.pages, "{}", copy.path);
            let short = size(&pdf).0.min(size(&pdf).1);
            let expected = if copy.layout == "role-card" { card } else { width };
            assert!((short - expected).abs() < 0.5, "{}: {:?}", copy.path, size(&pdf));
            assert_eq!(pdf.outside(), Vec::<String>::new(), "{}", copy.path);
            if copy.layout == "quick-card" {
                assert_eq!(copy.pages, 1, "a card for the wall has one side");
            }
        }
    }
}

#[test]
fn the_same_handbook_is_the_same_bytes_with_one_thread_and_with_two() {
    let printing = only("quick-card", Some("harbor"));
    let print = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
        pool.install(|| printed(sample(), &printing).0)
    };
    let (one, two) = (print(1), print(2));
    let path = "schools/harbor/quick-card.pdf";
    assert!(one.get(path).is_some_and(|bytes| bytes.starts_with(b"%PDF-")));
    assert!(one.get(path) == two.get(path));
}

#[test]
fn a_booklet_has_its_pages_in_the_order_in_which_they_are_folded() {
    let sections: String =
        (1..=9).map(|at| format!("## Part {at}\n\n{}\n\n", "Words about doors. ".repeat(60))).collect();
    let folder = small(&sections);
    let config = "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\ninclude = [\"pages\"]\naudience = \"team\"\nbooklet = true\n";
    let folder = folder.file("handbook.toml", config);
    let (artifacts, copies, errors) = printed(&folder.sources(), &Printing::default());
    assert_eq!(errors, Vec::<String>::new());
    let names: Vec<&str> = copies.iter().map(|copy| copy.path.as_str()).collect();
    assert_eq!(names, ["all.pdf", "all-booklet.pdf"]);
    let (read, folded) = (artifacts.get("all.pdf").expect("it is printed"), artifacts.get("all-booklet.pdf"));
    let (read, folded) = (Pdf::of(read), Pdf::of(folded.expect("it is folded")));
    let (wide, high) = read.size(0);
    assert_eq!(folded.size(0), (wide * 2.0, high));
    let pages = read.pages.len();
    let room = pages.next_multiple_of(4);
    assert!(pages > 8 && pages <= 64, "{pages}");
    assert_eq!(folded.pages.len(), room / 2);
    for side in 0..room / 2 {
        let (outer, inner) = (room - 1 - side, side);
        let (left, right) = if side % 2 == 0 { (outer, inner) } else { (inner, outer) };
        let half = |from: f64| folded.words_in(side, (from, 0.0), (wide, high));
        for (half, page) in [(half(0.0), left), (half(wide), right)] {
            let page = if page < pages { read.words_in(page, (0.0, 0.0), (wide, high)) } else { String::new() };
            assert_eq!(bare(&half), bare(&page), "side {side}");
        }
    }
    let (again, ..) = printed(&folder.sources(), &Printing::default());
    assert!(again.get("all-booklet.pdf") == artifacts.get("all-booklet.pdf"), "the same bytes");
}
