//! libFuzzer's way in: the target that `GOBAG_TARGET` names, on bytes that it makes up.
#![no_main]

#[path = "../../tests/fuzz/targets.rs"]
mod targets;

use std::sync::OnceLock;

static TARGET: OnceLock<fn(&[u8])> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let target = TARGET.get_or_init(|| {
        let name = std::env::var("GOBAG_TARGET").expect("GOBAG_TARGET names a target");
        let known = targets::TARGETS.iter().find(|(known, _)| *known == name);
        known.unwrap_or_else(|| panic!("there is no target {name}")).1
    });
    target(bytes);
});
