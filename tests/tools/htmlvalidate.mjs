// How strictly html-validate looks at every page: its standard, its rules for documents and its rules for accessibility,
// and whatever else it knows. A rule that is off says why.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // On top of the presets.
    "heading-level": ["error", { allowMultipleH1: false, minInitialRank: "h1" }],
    "no-conditional-comment": "error",
    "no-dup-class": "error",
    "no-implicit-input-type": "error",
    "no-inline-style": "error",
    "no-missing-references": "error",
    "no-utf8-bom": "error",
    "prefer-button": "error",
    "script-type": "error",
    // An integrity attribute blocks a file that is opened from a disk, so only what comes from elsewhere would need one.
    "require-sri": ["error", { target: "crossorigin" }],
    // A box that scrolls sideways is a region by its role; <section> would begin a section of the text.
    "prefer-native-element": ["error", { exclude: ["region"] }],
    // `tests/html.rs` is stricter: a page may hold only styles that its policy names by their hash.
    "no-style-tag": "off",
    // It asks for an attribute that only Internet Explorer 11 understood.
    "svg-focusable": "off",
  },
};
