// The way into search: the link in the bar opens it, `/` too, and an address with `?q=` shows what it finds.
//
// What answers questions is loaded when it is first asked for. Without this script the link leads to every page, A to Z.
"use strict";

(() => {
  const { facts, keep, make, say, want } = gobag;
  const found = document.querySelector(".bar-search");
  if (!(found instanceof HTMLAnchorElement)) return;
  const link = found;
  const index = link.href;

  /** Everything that answers questions. */
  const load = async () => {
    const core = facts.top + link.dataset.core;
    await Promise.all([want("search-core", core), want("search", `${facts.up}search.js`)]);
    // It stands in the same file.
    return /** @type {Promise<SearchBox>} */ (want("search-box", core));
  };

  /** Makes an input search as soon as that has come, or says that it has not. @param {HTMLInputElement} input @param {HTMLElement} place @param {boolean} full */
  const start = async (input, place, full) => {
    try {
      const box = await load();
      place.replaceChildren();
      box.attach(input, place, full);
    } catch {
      const again = () => (place.replaceChildren(), input.focus(), void start(input, place, full));
      place.replaceChildren(
        make(
          "div",
          { class: "search-note", role: "alert" },
          make("p", {}, say("search", "failed")),
          make("p", {}, make("button", { type: "button", class: "search-button", click: again }, say("search", "again"))),
          make("p", {}, make("a", { href: index }, say("search", "all"))),
        ),
      );
    }
  };

  /** @param {string} [question] */
  const field = (question = "") =>
    make("input", {
      type: "text", name: "q", class: "search-input", "aria-label": say("search", "search"), placeholder: say("search", "hint"), value: question,
      inputmode: "search", enterkeyhint: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false", maxlength: 10000,
    });

  /** @type {HTMLDialogElement | undefined} */
  let dialog;
  const open = () => {
    if (dialog === undefined) {
      const input = field();
      const place = make("div", { class: "search-place" });
      const close = make("button", { type: "button", class: "search-close", click: () => dialog?.close() }, say("search", "close"));
      const form = make("form", { role: "search", action: index, class: "search-form" }, input, close);
      dialog = make("dialog", { class: "search", "aria-label": say("search", "search") }, form, place);
      // A tap beside it closes it.
      dialog.addEventListener("click", (event) => event.target === dialog && dialog?.close());
      document.body.append(dialog);
      void start(input, place, false);
    }
    if (!dialog.open) dialog.showModal();
    // In the tap itself, or a phone does not show its keys.
    dialog.querySelector("input")?.focus();
    dialog.querySelector("input")?.select();
  };

  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    open();
  });
  // Whoever comes near it will use it.
  link.addEventListener("pointerenter", () => void load().catch(() => {}), { once: true });
  document.addEventListener("keydown", (event) => {
    const writes = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writes || keep.get("no-slash")) return;
    event.preventDefault();
    open();
  });

  const question = new URLSearchParams(location.search).get("q");
  if (facts.kind === "index" && question !== null) {
    const input = field(question);
    const place = make("div", { class: "search-place" });
    const main = document.querySelector("main");
    main?.prepend(make("form", { role: "search", action: index, class: "search-form" }, input), place);
    void start(input, place, true);
  }
})();
