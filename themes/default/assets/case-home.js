// The cases on this device, on the page of their form: one is begun, opened, brought in from a file, or wiped when its time comes.
"use strict";

(() => {
  const { facts, make } = gobag;
  const { gobagCases: cases, gobagCaseFiles: files } = window;
  const { ask, button, hint, labelField, stamp, words } = gobagCaseAsk;
  const title = document.querySelector("h1")?.textContent?.trim() ?? "";
  /** @type {Work} */
  const NOTHING = { answers: {}, skipped: [], kept: {} };

  /** What gives the keyboard back to its place, after all of it was made anew: another tab may have kept a case while somebody
   * types here. @param {HTMLElement} home */
  const holding = (home) => {
    const before = document.activeElement;
    if (before === null || !home.contains(before)) return () => {};
    const caret = before instanceof HTMLInputElement ? before.selectionStart : null;
    return () => {
      const alike = [...home.querySelectorAll(before.tagName)].find((one) => one.id === before.id && one.textContent === before.textContent);
      if (!(alike instanceof HTMLElement)) return;
      alike.focus({ preventScroll: true });
      if (alike instanceof HTMLInputElement && caret !== null) alike.setSelectionRange(caret, caret);
    };
  };

  /** @type {GobagCaseHome} */
  const of = (sheetForm, home, desk) => {
    const show = async () => {
      const { cases: all, trouble: what } = await cases.all();
      const typed = document.getElementById("case_label_");
      const field = labelField(typed instanceof HTMLInputElement ? typed.value : "", { id: "case_label_", "aria-describedby": "case_hint_" });
      const start = make("form", { class: "case-start" },
        make("label", { class: "field", for: "case_label_" }, make("span", {}, words("label"))), field,
        make("button", { type: "submit", class: "btn btn-main" }, words("begin")));
      start.addEventListener("submit", (event) => {
        event.preventDefault();
        const label = field.value.trim();
        if (label === "") return void field.focus();
        field.value = "";
        void desk.open(cases.begin(label, title, sheetForm.work(NOTHING)));
      });
      const file = make("input", { type: "file", class: "quiet", accept: ".json,application/json", id: "case_file_", tabindex: -1, "aria-hidden": "true" });
      file.addEventListener("change", () => {
        const chosen = file.files?.[0];
        if (chosen !== undefined) void desk.take(chosen);
        file.value = "";
      });
      const mine = all.filter(({ assessment, school }) => assessment === facts.id && school === facts.school);
      const others = all.filter((one) => !mine.includes(one));
      const due = all.filter(cases.isDue);
      const held = holding(home);
      home.replaceChildren(
        make("p", {}, words("lead")),
        ...(location.protocol === "file:" ? [make("p", { class: "case-small" }, words("stick"))] : []),
        ...(what === undefined ? [] : [make("p", { class: "note note-warning" }, words(`trouble_${what}`))]),
        ...(cases.late() ? [make("p", { class: "note note-warning" }, words("clock"))] : []),
        ...due.map((one) => make("div", { class: "note note-warning case-due" },
          make("p", {}, words("wipe_due", { label: one.label, time: stamp(one.changed) })),
          make("p", { class: "case-buttons" },
            button("export", () => files.save(files.name(one.label, "json"), "application/json", files.json(one))),
            button("wipe", () => desk.wipe(one), "btn-bad"), button("keep_week", () => keepWeek(one))))),
        start, make("p", { class: "case-small", id: "case_hint_" }, words("label_hint")), hint(field),
        ...listed(mine), ...elsewhere(others),
        make("p", { class: "case-buttons" }, button("import", () => file.click()), file),
      );
      held();
    };

    /** @param {Case[]} all */
    const listed = (all) => {
      if (all.length === 0) return [];
      const rows = all.map((one) => {
        const press = async () => {
          if (sheetForm.filled(sheetForm.work(NOTHING))) {
            const answer = await ask(words("typed_title"), words("typed_ask"), [["open", "typed_open"], ["no", "cancel", "btn-main"]]);
            if (answer !== "open") return;
          }
          const there = await cases.get(one.id);
          if (there === undefined) return show();
          await desk.open(there);
          desk.focus();
        };
        const line = make("span", { class: "case-small" }, words(one.closed ? "list_closed" : "list_open", { time: stamp(one.changed) }));
        return make("li", {}, make("button", { type: "button", class: "case-pick", click: () => void press() }, make("b", {}, one.label), line));
      });
      return [make("h3", {}, words("list")), make("ul", { class: "case-list" }, ...rows)];
    };

    /** Cases of other pages. @param {Case[]} all */
    const elsewhere = (all) => {
      if (all.length === 0) return [];
      const rows = all.map((one) => make("li", {}, one.page === "" ? one.title : make("a", { href: facts.top + one.page }, one.title), ` · ${one.label}`));
      return [make("h3", {}, words("list_others")), make("ul", {}, ...rows)];
    };

    /** @param {Case} one */
    const keepWeek = async (one) => {
      const became = await cases.replace(one, { count: 7, unit: "day" });
      if (became !== "kept") desk.trouble(became);
      await show();
    };

    return show;
  };

  window.gobagCaseHome = of;
})();
