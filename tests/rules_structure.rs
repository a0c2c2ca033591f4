//! Documents that reach nobody, files that nobody uses, and names that name nothing.

use crate::common::Folder;

const PAGE: &str = "+++\ntitle = \"Page\"\nsummary = \"A page.\"\naudience = \"public\"\n+++\nWords.\n";

#[test]
fn a_file_with_a_dot_is_told_to_be_a_translation_into_nothing() {
    let folder = Folder::small().file("pages/a.md", PAGE).file("pages/a.old.md", PAGE);
    assert_eq!(folder.findings_of("orphan-page"), ["orphan-page pages/a.old.md:2 \"\\\"Page\\\"\""]);
}

#[test]
fn a_translation_has_an_original_and_an_extension_a_district_document() {
    let config = "title = \"Handbook\"\npublisher = \"School\"\nlanguages = [\"en\", \"es\"]\n";
    let folder = Folder::small().file("handbook.toml", config).file("pages/shelter.md", PAGE);
    assert_eq!(folder.clone().file("pages/shelter.es.md", PAGE).findings_of("orphan-page"), Vec::<String>::new());
    assert_eq!(folder.clone().file("pages/sheltr.es.md", PAGE).findings_of("orphan-page").len(), 1);
    let extends = PAGE.replace("+++\nWords", "extends = true\n+++\nWords");
    let school = folder.file("schools/a/school.toml", "title = \"School A\"\n");
    assert_eq!(
        school.clone().file("schools/a/pages/shelter.md", &extends).findings_of("orphan-page"),
        Vec::<String>::new()
    );
    assert_eq!(school.clone().file("schools/a/pages/other.md", &extends).findings_of("orphan-page").len(), 1);
    assert_eq!(school.file("pages/other.md", &extends).findings_of("orphan-page").len(), 1);
}

#[test]
fn a_binder_holds_what_is_there() {
    let with = |include: &str| {
        let config = format!(
            "title = \"Handbook\"\npublisher = \"School\"\n[[binder]]\nid = \"b\"\ntitle = \"B\"\ninclude = [\"{include}\"]\n"
        );
        Folder::small()
            .file("handbook.toml", &config)
            .file("pages/shelter.md", PAGE)
            .findings_of("unresolved-reference")
    };
    for there in ["shelter", "procedures", "contacts"] {
        assert_eq!(with(there), Vec::<String>::new(), "{there}");
    }
    assert_eq!(with("sheltr"), ["unresolved-reference handbook.toml:6 \"\\\"sheltr\\\"\""]);
}

#[test]
fn a_schools_entry_one_letter_off_the_districts_is_told_and_one_of_its_own_is_not() {
    let config = "title = \"Handbook\"\npublisher = \"School\"\n[values]\nradio-channel = \"1\"\n";
    let with = |school: &str| {
        let school = format!("title = \"North\"\n[values]\n{school}");
        Folder::small()
            .file("handbook.toml", config)
            .file("schools/north/school.toml", &school)
            .findings_of("unresolved-reference")
    };
    assert_eq!(with("radio-channel = \"3\"\n"), Vec::<String>::new());
    assert_eq!(with("pool-depth = \"3\"\n"), Vec::<String>::new());
    assert_eq!(with("radio-channel = \"3\"\nradio-channels = \"3 and 4\"\n"), Vec::<String>::new());
    assert_eq!(with("radio-chanel = \"3\"\n"), ["unresolved-reference schools/north/school.toml:3 \"radio-chanel\""]);
}

#[test]
fn a_change_has_a_number_of_its_own() {
    let rows = "[[change]]\nnumber = 1\nsummary = \"A.\"\n\n[[change]]\nnumber = 1\nsummary = \"B.\"\n";
    assert_eq!(
        Folder::small().file("approvals.toml", rows).findings_of("duplicate-id"),
        ["duplicate-id approvals.toml:6 \"1\""]
    );
}

#[test]
fn one_home_page_for_the_district_and_one_for_each_school() {
    let home = PAGE.replace("+++\nWords", "home = true\n+++\nWords");
    let folder = Folder::small().file("pages/a.md", &home).file("schools/a/school.toml", "title = \"School A\"\n");
    assert_eq!(folder.clone().file("schools/a/pages/b.md", &home).findings_of("orphan-page"), Vec::<String>::new());
    assert_eq!(
        folder.file("pages/b.md", &home).findings_of("orphan-page"),
        ["orphan-page pages/b.md:2 \"\\\"Page\\\"\""]
    );
}

#[test]
fn a_file_is_used_by_a_picture_a_link_the_logo_a_note_or_html() {
    let unused = |folder: Folder| folder.file("media/map.svg", "<svg/>").findings_of("unused-media");
    let page = |words: &str| Folder::small().file("pages/a.md", &PAGE.replace("Words.", words));
    assert_eq!(unused(page("Words.")), ["unused-media media/map.svg"]);
    assert_eq!(unused(page("[The map](../media/map.svg)")), Vec::<String>::new());
    assert_eq!(unused(page("- An ![map](../media/map.svg) in a list")), Vec::<String>::new());
    let logo =
        "title = \"Handbook\"\npublisher = \"School\"\n[theme]\nlogo = \"media/map.svg\"\nlogo_alt = \"A map\"\n";
    assert_eq!(unused(page("Words.").file("handbook.toml", logo)), Vec::<String>::new());
    let note = "[[place]]\nid = \"field\"\ntitle = \"Field\"\naccessible = true\nnote = \"![A map](media/map.svg)\"\n";
    assert_eq!(unused(page("Words.").file("places.toml", note)), Vec::<String>::new());
    let html = "<figure><img src=\"../media/map.svg\" alt=\"A map\"></figure>";
    let raw = "title = \"Handbook\"\npublisher = \"School\"\nraw_html = true\n";
    assert_eq!(unused(page(html).file("handbook.toml", raw)), Vec::<String>::new());
    assert_eq!(unused(page(html)).len(), 1);
}
