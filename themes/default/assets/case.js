// Cases at work: the form on the page becomes one that is kept on this device, opened again, handed on and wiped.
"use strict";

(() => {
  const { gobagCaseForm: sheetForm, gobagCases: cases, gobagCaseFiles: files } = window;
  const { ask, button, date, hint, hour, labelField, stamp, words } = gobagCaseAsk;
  const body = document.querySelector("#main_ .body");
  const form = document.querySelector(".form");
  if (sheetForm === undefined || body === null || form === null) return;

  const { make } = gobag;
  const { sheet } = sheetForm;
  const { facts } = gobag;

  /** @type {Work} */
  const NOTHING = { answers: {}, skipped: [], kept: {} };
  /** The case at work. @type {Case | undefined} */
  let current;
  /** Why it is not kept, or that it is. @type {Keeping | "waiting"} */
  let state = "kept";
  /** Whether another tab works on it. */
  let locked = false;
  /** @type {Promise<Keeping> | undefined} */
  let keeping;
  let timer = 0;
  /** How often something was changed: what is changed while the browser writes is not kept yet. */
  let changes = 0;
  /** Whether another tab takes the case over, and what stands here is kept for it first. */
  let leaving = false;

  // ---- parts

  const alarm = make("div", { class: "case-alarm", role: "alert" });
  const home = make("div", { class: "case-home" });
  const desk = make("div", { class: "case-desk", hidden: true });
  const heading = make("h2", { id: "case_title_", tabindex: -1 }, words("title"));
  const panel = make("section", { class: "section case no-print", id: "case_", "aria-labelledby": "case_title_", "data-alive": true },
    heading, alarm, home, desk);
  body.prepend(panel);

  const where = make("p", { class: "work-where" });
  const saved = make("p", { class: "work-saved" });
  const danger = document.getElementById("override_") === null ? undefined
    : make("a", { class: "work-danger", href: "#override_" }, document.querySelector("#override_ > h2 > .icon")?.cloneNode(true), words("danger"));
  const work = make("section", { class: "work no-print", "aria-label": words("progress"), hidden: true, "data-alive": true },
    danger, make("div", { class: "work-text" }, where, saved),
    make("button", { type: "button", class: "btn work-next", click: () => onward() }, words("next")));
  document.getElementById("main_")?.append(work);

  /** @param {string} text @param {...HTMLElement} buttons */
  const alert = (text, ...buttons) => {
    // What is said already stays, or each try to keep the case would take its buttons from under a finger.
    if (buttons.length > 0 && alarm.querySelector("p")?.textContent === text) return;
    alarm.replaceChildren();
    if (text === "") return;
    alarm.append(make("div", { class: "note note-warning" }, make("p", {}, text), make("p", { class: "case-buttons" }, ...buttons)));
  };

  // ---- keeping

  const unsaved = () => current !== undefined && state !== "kept";

  /** What a trouble is called, and what can be done. @param {Keeping} what */
  const trouble = (what) => {
    if (what === "elsewhere") alert(words("elsewhere"), button("show_kept", reload), button("keep_both", keepBoth));
    else if (what === "wiped") alert(words("wiped_elsewhere"), button("put_away", () => putAway()), button("keep_new", keepBoth));
    else alert(words(`trouble_${what}`), button("export", exportJson));
  };

  const showSaved = () => {
    if (current === undefined) saved.textContent = words("nothing_kept");
    else if (locked) saved.textContent = words("locked_short");
    else if (state === "kept") saved.textContent = words("saved", { time: hour(current.changed) });
    else saved.textContent = words(state === "waiting" ? "saving" : "not_saved");
    saved.classList.toggle("is-bad", state !== "kept" && state !== "waiting");
  };

  const save = async () => {
    clearTimeout(timer);
    timer = 0;
    // One after the other: each counts the revision up.
    while (keeping !== undefined) await keeping;
    const one = current;
    if (one === undefined || locked || state === "kept") return;
    state = "waiting";
    const before = state;
    const known = changes;
    keeping = cases.keep(one, sheet.wipeAfter);
    const became = await keeping;
    keeping = undefined;
    if (one !== current) return;
    // What was changed meanwhile is kept next, by the timer or by whoever waits for this.
    if (became === "kept" && changes !== known) return;
    const was = state;
    state = became;
    if (became !== "kept") trouble(became);
    else if (was !== before || alarm.childElementCount > 0) alert("");
    showSaved();
    if (became === "kept") showDesk();
  };

  /** Something was changed in the form. */
  const changed = () => {
    if (current === undefined) {
      const begun = sheetForm.filled(sheetForm.work(NOTHING));
      work.hidden = !begun;
      showWhere();
      showSaved();
      return;
    }
    if (locked) return;
    const next = sheetForm.work(current);
    Object.assign(current, next);
    const label = document.querySelector("[data-keep='label']");
    if (label instanceof HTMLInputElement && label.value.trim() !== "") current.label = label.value.trim();
    if (state === "kept") state = "waiting";
    changes += 1;
    clearTimeout(timer);
    timer = window.setTimeout(() => void save(), 300);
    show();
  };

  const flush = () => (timer === 0 && keeping === undefined ? undefined : save());

  // ---- a case on the desk

  /** @param {Case} one */
  const open = async (one) => {
    current = one;
    locked = false;
    state = one.revision === 0 ? "waiting" : "kept";
    sheetForm.fill(one, one.label);
    sheetForm.lock(false);
    alert("");
    remember(one.id);
    cases.tell("here?", one.id);
    home.hidden = true;
    desk.hidden = false;
    work.hidden = false;
    if (state === "waiting") await save();
    show();
    showDesk();
  };

  const putAway = async () => {
    await flush();
    current = undefined;
    locked = false;
    state = "kept";
    sheetForm.lock(false);
    sheetForm.fill(NOTHING, "");
    sheetForm.show(undefined);
    remember("");
    alert("");
    work.hidden = true;
    // The list is shown when it is whole, not as it was before the case was opened.
    await showHome();
    if (current !== undefined) return;
    home.hidden = false;
    desk.hidden = true;
    heading.textContent = words("title");
    heading.focus();
  };

  /** What is kept instead of what is shown. */
  const reload = async () => {
    const there = current === undefined ? undefined : await cases.get(current.id);
    if (there !== undefined) await open(there);
  };

  const keepBoth = async () => {
    if (current === undefined) return;
    const second = cases.begin(words("second", { label: current.label }), current.title, current);
    await open({ ...second, closed: current.closed, begun: current.begun });
  };

  const takeOver = async () => {
    if (current === undefined) return;
    cases.tell("taken", current.id);
    // The other tab keeps what it has first. Where that takes longer, it is shown when it is told.
    await new Promise((resolve) => setTimeout(resolve, 400));
    await reload();
  };

  cases.listen(({ what, id }) => {
    if (current === undefined) {
      if (what === "kept" || what === "wiped") void showHome();
      return;
    }
    if (id !== current.id) return;
    if (what === "here?" && !locked && !leaving) cases.tell("mine", id);
    else if (what === "mine" || what === "taken") void lose(what === "taken");
    else if (what === "kept") void mirror();
    else if (what === "wiped") {
      state = "wiped";
      trouble("wiped");
      showSaved();
    }
  });

  /** Another tab works on it now. @param {boolean} keep whether what stands here is kept first */
  const lose = async (keep) => {
    leaving = keep;
    if (keep) await flush();
    leaving = false;
    if (current === undefined) return;
    locked = true;
    sheetForm.lock(true);
    alert(words("locked"), button("take_over", takeOver), button("put_away", () => putAway()));
    showSaved();
  };

  /** Shows what the other tab has kept, unless something stands here that is not kept. */
  const mirror = async () => {
    const there = current === undefined ? undefined : await cases.get(current.id);
    if (there === undefined || there.id !== current?.id || there.revision === current.revision) return;
    if (!locked && state !== "kept") return;
    current = there;
    sheetForm.fill(there, there.label);
    show();
    if (!locked) showDesk();
  };

  // ---- handing on

  const exportJson = () => current && files.save(files.name(current.label, "json"), "application/json", files.json(current));
  const exportCsv = () => current && files.save(files.name(current.label, "csv"), "text/csv", files.csv(sheetForm.table(current)));

  const calendar = () => {
    const review = current?.kept["review"];
    if (current === undefined || !review) return;
    const text = files.ics(review, words("review", { label: current.label, title: current.title }), current.id, new Date());
    files.save(files.name(current.label, "ics"), "text/calendar", text);
  };

  /** @param {File} file */
  const take = async (file) => {
    const read = files.read(await file.text().catch(() => ""));
    if (typeof read === "string") return alert(words(`import_${read}`, { name: file.name }));
    if (read.assessment !== facts.id) return alert(words("import_other", { title: read.title || read.assessment }));
    const there = await cases.get(read.id);
    /** @type {Case} */
    let one = { ...read, site: facts.site, school: facts.school };
    if (there !== undefined) {
      const gaps = { label: there.label, here: stamp(there.changed), there: stamp(read.changed) };
      const answer = await ask(words("import_there", gaps), words("import_ask", gaps), [
        ["both", "import_both"], ["replace", "import_replace"], ["no", "cancel", "btn-main"],
      ]);
      if (answer === undefined || answer === "no") return;
      if (answer === "both") one = { ...cases.begin(words("second", { label: read.label }), read.title, read), begun: read.begun, closed: read.closed };
    }
    const became = await cases.replace(one, sheet.wipeAfter);
    await open(one);
    if (became !== "kept") {
      state = became;
      trouble(became);
    }
    showSaved();
  };

  const rename = async () => {
    if (current === undefined) return;
    const field = labelField(current.label);
    const answer = await ask(words("rename_title"), words("label_hint"), [["yes", "rename", "btn-main"], ["no", "cancel"]], field);
    const label = document.querySelector("[data-keep='label']");
    if (answer !== "yes" || field.value.trim() === "" || !(label instanceof HTMLInputElement)) return;
    label.value = field.value.trim();
    changed();
    await flush();
    showDesk();
  };

  /** @param {Case} one */
  const wipe = async (one) => {
    const gaps = { label: one.label };
    const answer = await ask(words("wipe_title", gaps), words("wipe_ask"), [["wipe", "wipe", "btn-bad"], ["export", "export_first"], ["no", "keep", "btn-main"]]);
    if (answer === "export") {
      files.save(files.name(one.label, "json"), "application/json", files.json(one));
      return wipe(one);
    }
    if (answer !== "wipe") return;
    clearTimeout(timer);
    timer = 0;
    await keeping;
    const became = await cases.wipe(one.id);
    if (became !== "kept" && one.revision > 0) return trouble(became);
    if (current?.id === one.id) {
      state = "kept";
      await putAway();
    }
    await showHome();
    alert(words("wiped", gaps));
  };

  // ---- closing

  const closing = make("section", { class: "stage case-closing no-print", id: "close_", hidden: true, "data-alive": true });
  form.insertBefore(closing, document.getElementById("sign_"));

  const showClosing = () => {
    closing.hidden = current === undefined;
    if (current === undefined) return;
    const missing = gobagOutcome.closing(sheet, current).map(sheetForm.named);
    const focused = closing.contains(document.activeElement);
    const head = make("header", { class: "stage-head" }, make("h2", { tabindex: -1 }, words("close_title")));
    if (current.closed) {
      closing.replaceChildren(head, make("p", {}, words("closed", { date: date(current.closed) })),
        make("p", { class: "case-buttons" }, button("reopen", () => close(""))));
    } else if (missing.length > 0) {
      closing.replaceChildren(head, make("p", {}, words("close_missing")),
        make("ul", {}, ...missing.map(({ words, anchor }) => make("li", {}, make("a", { href: `#${anchor}` }, words)))));
    } else {
      closing.replaceChildren(head, make("p", {}, words("close_ready")),
        make("p", { class: "case-buttons" }, button("close", () => close(cases.now().toISOString()), "btn-main")));
    }
    if (focused) closing.querySelector("h2")?.focus();
  };

  /** @param {string} time */
  const close = (time) => {
    if (current === undefined || locked) return;
    current.closed = time;
    changed();
  };

  // ---- what is shown

  const show = () => {
    if (current !== undefined) sheetForm.show(current);
    showWhere();
    showSaved();
    showClosing();
    showReview();
  };

  /** The stage that is being read. */
  let stage = -1;
  const showWhere = () => {
    const all = current ?? sheetForm.work(NOTHING);
    const here = sheet.stages[stage];
    const left = (here === undefined ? sheet.stages : [here]).reduce((sum, one) => sum + gobagOutcome.open(one, all).length, 0);
    const open = words(left === 0 ? "left_none" : left === 1 ? "left_one" : "left", { count: left });
    const gaps = { number: stage + 1, count: sheet.stages.length, stage: here?.title ?? "" };
    where.replaceChildren(make("b", {}, here === undefined ? (current?.label ?? words("no_case")) : words("where", gaps)), ` ${here === undefined ? "· " : ""}${open}`);
  };

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const at = sheet.stages.findIndex(({ id }) => id === target.getAttribute("data-stage"));
        if (isIntersecting) stage = at;
        else if (stage === at) stage = -1;
      }
      showWhere();
    },
    { rootMargin: "-40% 0px -60% 0px" },
  );
  for (const section of document.querySelectorAll("[data-stage]")) watcher.observe(section);

  const onward = () => {
    if (current === undefined) return document.getElementById("case_label_")?.focus();
    const box = sheetForm.next(current);
    const target = box?.querySelector("input, textarea") ?? closing.querySelector("a, button");
    if (target instanceof HTMLElement) {
      (box ?? closing).scrollIntoView({ block: box === undefined ? "center" : "start" });
      target.focus({ preventScroll: true });
    }
  };

  const review = document.querySelector("[data-keep='review']");
  const remind = make("p", { class: "case-buttons no-print", hidden: true, "data-alive": true }, button("calendar", calendar),
    make("span", { class: "case-small" }, words("calendar_hint")));
  review?.closest(".fields")?.after(remind);
  const propose = make("p", { class: "case-buttons no-print", hidden: true, "data-alive": true }, button("propose", () => {
    if (!(review instanceof HTMLInputElement) || sheet.reassessAfter === null) return;
    const on = gobagOutcome.after(sheet.reassessAfter, cases.now());
    review.value = [on.getFullYear(), String(on.getMonth() + 1).padStart(2, "0"), String(on.getDate()).padStart(2, "0")].join("-");
    changed();
    review.focus();
  }));
  remind.after(propose);
  const showReview = () => {
    remind.hidden = !current?.kept["review"];
    propose.hidden = current === undefined || Boolean(current.kept["review"]);
  };

  const onPaper = make("p", { class: "case-paper", "data-alive": true });
  form.prepend(onPaper);

  const showDesk = () => {
    if (current === undefined) return;
    const one = current;
    heading.textContent = words("title_of", { label: one.label });
    onPaper.textContent = words("paper", { label: one.label, time: stamp(one.changed), number: one.revision });
    const unknown = Object.keys(one.answers).filter((id) => !sheet.stages.some((stage) => stage.questions.some((question) => question.id === id)));
    const focus = document.activeElement instanceof HTMLElement && desk.contains(document.activeElement) ? document.activeElement.textContent : undefined;
    desk.replaceChildren(
      make("p", {}, words(one.closed ? "list_closed" : "list_open", { time: stamp(one.changed) }), ". ", words("desk")),
      make("p", { class: "case-small" }, words("desk_more"), " ", location.protocol === "file:" ? words("stick") : ""),
    );
    if (unknown.length > 0) desk.append(make("p", { class: "case-hint" }, words("form_changed", { count: unknown.length })));
    desk.append(make("p", { class: "case-buttons" },
      button("export", exportJson), button("csv", exportCsv), button("print", () => window.print()),
      button("rename", rename), button("put_away", () => putAway()), button("wipe", () => wipe(one), "btn-bad")));
    if (focus !== undefined) [...desk.querySelectorAll("button")].find((one) => one.textContent === focus)?.focus();
  };

  // ---- beginning

  const showHome = window.gobagCaseHome(sheetForm, home, { open, take, wipe, trouble, focus: () => heading.focus() });

  /** Which case is open in this tab, for when its page is loaded anew. @param {string} id */
  const remember = (id) => gobag.tab.set("case", id || undefined);
  const remembered = () => String(gobag.tab.get("case") ?? "");

  document.addEventListener("input", (event) => event.target instanceof Element && isOurs(event.target) && changed());
  document.addEventListener("change", (event) => event.target instanceof Element && isOurs(event.target) && changed());
  /** @param {Element} element */
  const isOurs = (element) => element.closest("[data-alive]") === null && element.closest(".form, .override") !== null;

  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void flush());
  window.addEventListener("pagehide", () => void flush());
  window.addEventListener("beforeunload", (event) => {
    if (unsaved() && !locked) event.preventDefault();
  });
  window.addEventListener("beforeprint", () => current !== undefined && sheetForm.show(current));
  // Deadlines pass while nobody types.
  setInterval(() => current !== undefined && document.visibilityState === "visible" && sheetForm.show(current), 60_000);

  for (const name of ["label", "lead"]) {
    const field = document.querySelector(`[data-keep="${name}"]`);
    if (field instanceof HTMLInputElement) {
      const shown = hint(field);
      shown.classList.add("no-print");
      field.closest(".field")?.append(shown);
    }
  }

  void (async () => {
    await showHome();
    const there = remembered() === "" ? undefined : await cases.get(remembered());
    if (there !== undefined && there.assessment === facts.id && there.school === facts.school) await open(there);
    else changed();
  })();
})();
