// How strictly html-validate looks at every page: its standard, its rules for documents and its rules for accessibility,
// and whatever else it knows. A rule that is off says why.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:document", "html-validate:a11y"],
  rules: {
    // On top of the presets.
    "no-inline-style": "error",
    "no-utf8-bom": "error",
    "no-dup-class": "error",
    "no-missing-references": "error",
    "heading-level": ["error", { allowMultipleH1: false, minInitialRank: "h1" }],
    "allowed-links": ["error", { allowAbsolute: false }],
    "script-type": "error",
    "svg-focusable": "off", // It asks for an attribute that only Internet Explorer 11 understood.
  },
};
