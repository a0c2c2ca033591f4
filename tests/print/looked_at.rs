//! Paper that is looked at while a handbook is written: printed again and again by a program that remembers what it laid out.

use gobag::compile::draft::{Draft, Memory};
use gobag::compile::print::remember;

use super::small;

#[test]
fn what_is_remembered_is_printed_as_if_it_were_new() {
    let states = [
        "Doors close by themselves.\n\n## Keys\n\nThe red cabinet.",
        "Doors close by themselves. So do gates.\n\n## Keys\n\nThe red cabinet.",
        "Doors close by themselves.\n\n## Locks\n\nNone.\n\n## Keys\n\nThe red cabinet.",
        "See [[role:teacher]].\n\n## Keys\n\n| Key | Where |\n|---|---|\n| Gate | Cabinet |",
        "Doors close by themselves.\n\n## Keys\n\nThe red cabinet.",
    ];
    let mut memory = Memory::default();
    let mut print = |words: &str, pages: usize| {
        remember(pages);
        Draft::read(small(words).sources(), &mut memory).print("all.pdf").expect("it is printed")
    };
    let remembered = states.map(|state| print(state, 100));
    let new = states.map(|state| print(state, 0));
    for (at, (remembered, new)) in remembered.iter().zip(&new).enumerate() {
        assert!(remembered == new, "state {at} is printed otherwise");
    }
    assert!(new[0] != new[1], "a word more is another print");
}

#[test]
fn a_copy_to_be_folded_is_looked_at_like_any_other() {
    let config = "title = \"Handbook\"\npublisher = \"School\"\n\n[[binder]]\nid = \"all\"\ntitle = \"All of it\"\nbooklet = true\ninclude = [\"pages\"]\naudience = \"team\"\n";
    let draft = Draft::read(small("Doors.").file("handbook.toml", config).sources(), &mut Memory::default());
    let (read, folded) = (draft.print("all.pdf"), draft.print("all-booklet.pdf"));
    assert!(read.is_some() && folded.is_some() && read != folded);
    assert!(draft.print("none.pdf").is_none());
}
