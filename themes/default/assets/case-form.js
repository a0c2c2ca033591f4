// The printable form on the page into a case's answers and back, and what they lead to shown where it stands.
"use strict";

(() => {
  const data = document.getElementById("sheet_");
  const form = document.querySelector(".form");
  if (data === null || form === null) return;

  /** @type {Sheet} */
  const sheet = JSON.parse(data.textContent ?? "");
  const { make, say } = gobag;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const words = (key, gaps) => say("case", key, gaps);

  /** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
  /** Everything with a name of its own. @type {[string, Field][]} */
  const fields = [...document.querySelectorAll("[data-keep]")].map((element) => {
    const field = /** @type {Field} */ (element);
    return [field.dataset["keep"] ?? "", field];
  });
  const ticks = fields.filter(([, field]) => field.type === "checkbox");
  const written = fields.filter(([, field]) => field.type !== "checkbox");
  const picks = [...form.querySelectorAll("input[name='class_']")].map((pick) => /** @type {HTMLInputElement} */ (pick));
  /** @param {string} attribute @param {string} value */
  const part = (attribute, value) => /** @type {HTMLElement | null} */ (form.querySelector(`[data-${attribute}="${value}"]`));
  /** @param {Element | null | undefined} element */
  const text = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();
  /** @param {ParentNode} inside @param {string} selector */
  const inputs = (inside, selector) => [...inside.querySelectorAll(selector)].map((input) => /** @type {HTMLInputElement} */ (input));

  const questions = sheet.stages.flatMap((stage) =>
    stage.questions.flatMap((question) => {
      const box = part("question", question.id);
      return box === null ? [] : [{ question, box, options: inputs(box, ".opts input[value]"), asides: inputs(box, "[data-given]") }];
    }),
  );

  // ---- from the form

  /** @param {typeof questions[number]} asked @returns {Given | undefined} */
  const given = ({ question, box, options, asides }) => {
    const aside = asides.find((input) => input.checked)?.dataset["given"];
    if (aside === "not-applicable" || aside === "unobserved") return aside;
    if (question.answer === "text" || question.answer === "date") {
      const field = /** @type {Field | null} */ (box.querySelector("[data-keep^='words.']"));
      return field?.value.trim() ? { marked: [] } : undefined;
    }
    const marked = options.filter((input) => input.checked).map((input) => input.value);
    return marked.length > 0 || aside === "none" ? { marked } : undefined;
  };

  /** @type {GobagCaseForm["work"]} */
  const work = (before) => {
    const now = gobagCases.now().toISOString();
    const answers = { ...before.answers };
    const kept = { ...before.kept };
    for (const asked of questions) {
      const answer = given(asked);
      if (answer === undefined) delete answers[asked.question.id];
      else answers[asked.question.id] = answer;
    }
    /** @param {string} key @param {string} value */
    const keep = (key, value) => {
      if (value === "") delete kept[key];
      else kept[key] = value;
    };
    // A tick keeps the time at which it was made.
    for (const [key, field] of ticks) keep(key, /** @type {HTMLInputElement} */ (field).checked ? kept[key] || now : "");
    for (const [key, field] of written) if (key !== "label") keep(key, field.value);
    const chosen = picks.find((pick) => pick.checked)?.value ?? "";
    if (chosen !== (before.kept["class"] ?? "")) keep("decided", chosen && now);
    keep("class", chosen);
    const here = new Set(sheet.stages.map(({ id }) => id));
    const skipped = sheet.stages.filter(({ id }) => kept[`skip.${id}`]).map(({ id }) => id);
    return { answers, kept, skipped: [...before.skipped.filter((id) => !here.has(id)), ...skipped] };
  };

  /** @type {GobagCaseForm["filled"]} */
  const filled = ({ answers, kept }) => Object.keys(answers).length > 0 || Object.keys(kept).length > 0;

  // ---- into the form

  /** @type {GobagCaseForm["fill"]} */
  const fill = ({ answers, kept }, label) => {
    for (const { question, options, asides } of questions) {
      const answer = answers[question.id];
      const marked = typeof answer === "object" ? answer.marked : [];
      for (const input of options) input.checked = marked.includes(input.value);
      for (const input of asides) {
        const none = typeof answer === "object" && marked.length === 0 && input.dataset["given"] === "none";
        input.checked = none || input.dataset["given"] === answer;
      }
    }
    for (const [key, field] of ticks) /** @type {HTMLInputElement} */ (field).checked = Boolean(kept[key]);
    for (const [key, field] of written) field.value = key === "label" ? label : (kept[key] ?? "");
    for (const pick of picks) pick.checked = pick.value === kept["class"];
  };

  /** @type {GobagCaseForm["lock"]} */
  const lock = (locked) => {
    const all = [...fields.map(([, field]) => field), ...picks, ...questions.flatMap(({ options, asides }) => [...options, ...asides])];
    for (const field of all) field.disabled = locked;
  };

  // Where several may be marked, the answers that say nothing stand alone.
  for (const { options, asides } of questions.filter(({ question }) => question.answer === "several")) {
    for (const input of options) {
      input.addEventListener("change", () => {
        if (input.checked) for (const aside of asides) aside.checked = false;
      });
    }
    for (const aside of asides) {
      aside.addEventListener("change", () => {
        if (!aside.checked) return;
        for (const other of [...options, ...asides]) if (other !== aside) other.checked = false;
      });
    }
  }

  // An answer can be taken back: by another tap, or with Delete.
  for (const radio of [...picks, ...questions.flatMap(({ options, asides }) => [...options, ...asides])]) {
    if (radio.type !== "radio") continue;
    const back = () => {
      radio.checked = false;
      radio.dispatchEvent(new Event("change", { bubbles: true }));
    };
    let was = false;
    (radio.closest("label") ?? radio).addEventListener("pointerdown", () => (was = radio.checked));
    radio.addEventListener("click", () => {
      if (was) back();
      was = false;
    });
    radio.addEventListener("keydown", (event) => {
      const { key } = /** @type {KeyboardEvent} */ (event);
      if ((key === "Delete" || key === "Backspace") && radio.checked) back();
    });
  }

  // ---- what it leads to

  const time = new Intl.DateTimeFormat(gobag.facts.lang, { calendar: "gregory", month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
  const list = new Intl.ListFormat(gobag.facts.lang, { type: "conjunction" });
  const either = new Intl.ListFormat(gobag.facts.lang, { type: "disjunction" });

  const heard = make("p", { class: "quiet", role: "status" });
  form.append(heard);
  let last = "";
  /** Said aloud when it changes, not when it appears. @param {string} news */
  const tell = (news) => {
    if (last !== "" && news !== last) heard.textContent = news;
    last = news;
  };

  /** A line that is there only while a case is at work. @type {Map<string, HTMLElement>} */
  const lines = new Map();
  /** @param {string} name @param {Element | null | undefined} place @param {"append" | "prepend" | "before" | "after"} where */
  const line = (name, place, where) => {
    const known = lines.get(name);
    if (known !== undefined) return known;
    const made = make("p", { class: "case-line", "data-line": name });
    place?.[where](made);
    lines.set(name, made);
    return made;
  };

  /** @param {string} id */
  const number = (id) => text(part("question", id)?.querySelector(".q-no"));

  /** @param {string} discipline */
  const seat = (discipline) => text(document.querySelector(`label:has([data-keep="here.${discipline}"]) > span`));

  /** @type {GobagCaseForm["named"]} */
  const named = ({ what, where, count }) => {
    const stage = sheet.stages.find(({ id }) => id === where);
    const one = sheet.classes.find(({ id }) => id === where);
    const anchor = {
      answers: `stage_${where}`, exit: `stage_${where}`, team: "table_", class: "class_", reason: "class_", notify: `class_${where}`,
      subject: "deeds_", target: "deeds_", environment: "deeds_",
    }[what];
    const title = stage?.title ?? one?.title ?? (what === "team" ? seat(where) : "");
    return { words: words(count === 1 ? `missing_${what}` : `missing_${what}_more`, { where: title, count }), anchor };
  };

  /** @param {Work} work */
  const showStages = (work) => {
    /** @type {string[]} */
    const before = [];
    for (const stage of sheet.stages) {
      const missing = gobagOutcome.missing(sheet, work, stage);
      const shown = line(`stage.${stage.id}`, part("stage", stage.id)?.querySelector(".stage-head"), "append");
      const isSkipped = !stage.required && work.skipped.includes(stage.id);
      const here = missing.map(({ what, where, count }) =>
        words(count === 1 ? `here_${what}` : `here_${what}_more`, { count, where: what === "team" ? seat(where) : "" }),
      );
      const state = isSkipped ? words("stage_skipped") : missing.length === 0 ? words("stage_done") : words("stage_missing", { what: list.format(here) });
      const early = before.length > 0 && missing.length > 0 ? ` ${words("stage_early", { stages: list.format(before) })}` : "";
      shown.textContent = state + early;
      shown.classList.toggle("is-done", missing.length === 0);
      if (missing.length > 0 && stage.required) before.push(stage.title);
    }
  };

  /** @param {Work} work */
  const showClasses = (work) => {
    if (sheet.classes.length === 0) return;
    const standing = gobagOutcome.standing(sheet, work);
    const left = sheet.classes.filter(({ id }) => standing[id] !== "out");
    const holding = left.filter(({ id }) => standing[id] === "holds");
    const titles = either.format((holding.length > 0 ? holding : left).map(({ title }) => title));
    const news = words(holding.length > 0 ? "classes_held" : left.length > 0 ? "classes_left" : "classes_none", { classes: titles });
    line("classes", form.querySelector(".classes"), "before").textContent = news;
    tell(news);
    for (const one of sheet.classes) {
      const box = part("class", one.id);
      const how = standing[one.id] ?? "judged";
      const numbers = how === "out" ? gobagOutcome.against(sheet, work, one).map(number) : [];
      const shown = line(`class.${one.id}`, box?.querySelector("h3"), "after");
      shown.textContent = numbers.length > 0 ? words("standing_out_by", { questions: list.format(numbers) }) : words(`standing_${how}`);
      shown.classList.toggle("is-out", how === "out");
      shown.classList.toggle("is-held", how === "holds");
      const chosen = work.kept["class"] === one.id;
      box?.classList.toggle("is-out", how === "out" && !chosen);
      box?.classList.toggle("is-chosen", chosen);
      const due = line(`due.${one.id}`, shown, "after");
      due.hidden = !chosen || one.deadline === null || !work.kept["decided"];
      if (!due.hidden && one.deadline !== null) {
        const by = gobagOutcome.after(one.deadline, new Date(work.kept["decided"] ?? ""));
        const untold = gobagOutcome.closing(sheet, work).some(({ what }) => what === "notify");
        const late = untold && gobagCases.now() > by;
        due.textContent = words(late ? "due_late" : untold ? "due" : "due_told", { time: time.format(by) });
        due.classList.toggle("is-late", late);
      }
    }
    const chosen = work.kept["class"] ?? "";
    const differs = line("differs", form.querySelector(".classes"), "after");
    differs.hidden = chosen === "" || !gobagOutcome.differs(sheet, work, chosen);
    differs.textContent = words("differs");
  };

  /** @param {Work} work */
  const showScore = (work) => {
    const place = document.getElementById("result_");
    if (sheet.scoring === null || place === null) return;
    const range = gobagOutcome.range(sheet, work);
    const bands = sheet.bands.filter(({ id }) => range?.bands.includes(id));
    const unit = sheet.scoring.formula === "percent" ? "\u202F%" : "";
    const score = line("score", place.querySelector(".fields"), "before");
    const isOne = range !== undefined && range.lowest === range.highest;
    const figure = range === undefined ? "–" : isOne ? `${range.lowest}${unit}` : `${range.lowest}–${range.highest}${unit}`;
    const left = sheet.stages.reduce((sum, stage) => sum + gobagOutcome.open(stage, work).length, 0);
    const meaning =
      range === undefined ? words("score_none")
      : bands.length === 1 ? words(left > 0 ? "score_sure" : "score_is", { band: bands[0]?.title ?? "" })
      : words("score_open", { bands: either.format(bands.map(({ title }) => title)) });
    score.replaceChildren(make("b", { class: "case-score num" }, figure), " ", meaning);
    tell(`${figure} ${meaning}`);
    for (const row of place.querySelectorAll("[data-band]")) {
      row.classList.toggle("is-reached", bands.some(({ id }) => id === row.getAttribute("data-band")));
    }
  };

  /** @param {Work} work */
  const showRest = (work) => {
    const chosen = work.kept["class"] ?? "";
    for (const [at, { classes }] of sheet.interventions.entries()) {
      part("deed", String(at))?.classList.toggle("is-out", chosen !== "" && classes.length > 0 && !classes.includes(chosen));
    }
    for (const [key, field] of ticks) {
      if (!/^(told|deed|danger)/.test(key)) continue;
      const stamp = line(`when.${key}`, field.closest("label")?.querySelector("span"), "append");
      stamp.textContent = work.kept[key] ? time.format(new Date(work.kept[key] ?? "")) : "";
    }
  };

  /** On paper a field shows all that was written, however long. */
  const showWords = () => {
    for (const [key, field] of written) {
      const said = line(`said.${key}`, field, "after");
      const isDay = field.type === "date" && field.value !== "";
      said.className = "case-said";
      said.setAttribute("aria-hidden", "true");
      said.textContent = isDay ? new Date(`${field.value}T12:00`).toLocaleDateString(gobag.facts.lang, { calendar: "gregory", dateStyle: "long" }) : field.value;
      field.classList.toggle("is-said", field.value.trim() !== "");
    }
  };

  /** @type {GobagCaseForm["show"]} */
  const show = (work) => {
    document.body.classList.toggle("case-open", work !== undefined);
    if (work === undefined) {
      last = "";
      for (const one of lines.values()) one.remove();
      lines.clear();
      for (const one of form.querySelectorAll(".is-out, .is-chosen, .is-reached, .is-said")) {
        one.classList.remove("is-out", "is-chosen", "is-reached", "is-said");
      }
      return;
    }
    showStages(work);
    showClasses(work);
    showScore(work);
    showRest(work);
    line("sign", document.querySelector("#sign_ > .stage-head"), "append").textContent = words("sign");
    showWords();
  };

  /** @type {GobagCaseForm["next"]} */
  const next = (work) => {
    const open = new Set(sheet.stages.flatMap((stage) => gobagOutcome.open(stage, work).map(({ id }) => id)));
    const boxes = questions.filter(({ question }) => open.has(question.id)).map(({ box }) => box);
    const here = document.activeElement;
    const isAfter = (/** @type {HTMLElement} */ box) =>
      here !== null && !box.contains(here) && Boolean(here.compareDocumentPosition(box) & Node.DOCUMENT_POSITION_FOLLOWING);
    return boxes.find(isAfter) ?? boxes[0];
  };

  /** @type {GobagCaseForm["table"]} */
  const table = (one) => {
    const label = (/** @type {Element | null | undefined} */ input) => text(input?.closest("label")?.querySelector("span"));
    const shown = (/** @type {string} */ key) => (one.kept[key] ? time.format(new Date(one.kept[key] ?? "")) : "");
    const rows = [[words("csv_part"), words("csv_number"), words("csv_what"), words("csv_answer"), words("csv_notes")]];
    rows.push([words("csv_case"), "", words("csv_label"), one.label, ""]);
    rows.push([words("csv_case"), "", words("csv_begun"), one.begun, ""], [words("csv_case"), "", words("csv_changed"), one.changed, ""]);
    if (one.closed) rows.push([words("csv_case"), "", words("csv_closed"), one.closed, ""]);
    for (const [key, field] of fields) {
      if (!/^(date|lead|review|here|role|danger)/.test(key) || !one.kept[key]) continue;
      const value = field.type === "checkbox" ? shown(key) : (one.kept[key] ?? "");
      rows.push([words("csv_case"), "", label(field), value, ""]);
    }
    for (const stage of sheet.stages) {
      for (const { question, box, options, asides } of questions.filter(({ question }) => stage.questions.includes(question))) {
        const given = one.answers[question.id];
        const marked = typeof given === "object" ? given.marked : [];
        const aside = typeof given === "object" ? (question.answer === "several" ? "none" : "") : given;
        const chosen = options.filter(({ value }) => marked.includes(value)).map(label);
        const answer = chosen.length > 0 ? chosen.join("; ") : label(asides.find((input) => input.dataset["given"] === aside));
        const notes = [one.kept[`evidence.${question.id}`], one.kept[`notes.${question.id}`]].filter(Boolean).join("; ");
        const asked = text(box.querySelector(".q-text > span:last-child"));
        rows.push([stage.title, number(question.id), asked, one.kept[`words.${question.id}`] ?? (given === undefined ? "" : answer), notes]);
      }
      if (one.kept[`exit.${stage.id}`]) rows.push([stage.title, "", words("csv_exit"), shown(`exit.${stage.id}`), ""]);
    }
    const chosen = sheet.classes.find(({ id }) => id === one.kept["class"]);
    if (chosen !== undefined) rows.push([words("csv_class"), "", words("csv_chosen"), chosen.title, one.kept["reason"] ?? ""]);
    for (const [key, field] of ticks.filter(([key]) => /^(told|done|deed)\./.test(key) && one.kept[key])) {
      const part = key.startsWith("deed") ? words("csv_deeds") : (sheet.classes.find(({ id }) => key.split(".")[1] === id)?.title ?? "");
      const say = /** @type {HTMLElement | undefined} */ (field.closest("label")?.querySelector("span")?.cloneNode(true));
      say?.querySelector(".case-line")?.remove();
      const on = key.startsWith("deed") ? (one.kept[key.replace("deed.", "on.")] ?? "") : "";
      rows.push([part, "", text(say), shown(key), on]);
    }
    return rows;
  };

  window.gobagCaseForm = Object.freeze({ sheet, work, filled, fill, lock, show, named, next, table });
})();
