// An incident while it happens: steps are ticked, time limits run from the first tap, and what happens is written down with
// its time. Every line is kept at once in the device's own database and is never changed, so that a reload, a dead battery
// or a second tab lose nothing; nothing leaves the device unless a person shares it.
"use strict";

(() => {
  const { facts, make } = gobag;
  const device = gobagDevice;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const say = (key, gaps) => gobag.say("incident", key, gaps);
  const { actions, button, clock, inOrder, items, long, stamp, sure } = gobagIncidentLog;

  /**
   * @param {GobagSteps} page
   * @param {{ began(): void, ended(incident: string): void }} frame
   */
  const incidents = (page, frame) => {
    const opening = document.querySelector(".opening");
    const main = /** @type {HTMLElement} */ (document.querySelector(".main"));
    const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(`gobag:${facts.site}:incidents`) : undefined;

    /** @param {boolean} drill @param {number} tapped */
    const begin = (drill, tapped) => {
      const path = device.inside;
      const title = document.querySelector("h1")?.textContent?.trim() ?? "";
      const [handbook, school] = [".bar-title", ".bar-school"].map((name) => document.querySelector(name)?.textContent?.trim());
      const place = [school, handbook].filter(Boolean).join(" · ");
      const key = `${tapped}-${Math.random().toString(36).slice(2, 6)}`;
      const role = device.role()?.title ?? "";
      run({ key, path, title, drill, started: tapped, place, role }, [], true);
    };

    /** @param {Incident} incident */
    const resume = async (incident) => {
      const lines = (await gobagStore.all("incidents", `${incident.key}/`)).map(/** @returns {IncidentLine} */ (line) => line);
      run(incident, lines, false);
    };

    /** Takes the log away that stands on the page. @type {(() => void) | undefined} */
    let away;

    /** @param {Incident} incident @param {IncidentLine[]} before @param {boolean} anew */
    const run = (incident, before, anew) => {
      away?.();
      document.querySelector(".incident-logs")?.remove();
      frame.began();
      /** @type {Map<string, IncidentLine>} */
      const lines = new Map(before.map((line) => [line.key, line]));
      /** What the browser has not yet kept. @type {Map<string, Incident | IncidentLine>} */
      const waiting = new Map(anew ? [[incident.key, incident]] : []);
      let fault = "";
      const floor = Math.max(incident.started, ...before.map(({ at }) => at));
      const now = clock(floor);
      const log = () => inOrder([...lines.values()]);

      const keep = async () => {
        try {
          for (const [key, line] of [...waiting]) {
            await gobagStore.put("incidents", key, line);
            waiting.delete(key);
          }
          fault = "";
          channel?.postMessage(incident.key);
        } catch (error) {
          fault = error instanceof Error ? error.message : "refused";
        }
        tellFault();
        if (timer && lines.has(`${incident.key}/end`)) over();
      };
      /** @param {IncidentLine["what"]} what @param {string} words @param {Partial<IncidentLine>} [more] */
      const write = (what, words, more = {}) => {
        const at = anew && lines.size === 0 ? incident.started : now();
        const key = `${incident.key}/${what === "end" ? what : `${at}-${Math.random().toString(36).slice(2, 6)}`}`;
        const line = { key, at, what, words, ...more };
        lines.set(key, line);
        waiting.set(key, line);
        draw();
        return keep();
      };

      // ---- ticks
      /** @type {Map<string, number>} */
      let done = new Map();
      const isDone = (/** @type {HTMLElement} */ step) => done.has(page.name(step));
      const tick = (/** @type {HTMLElement} */ step, /** @type {boolean} */ on) => {
        if (isDone(step) !== on) write(on ? "done" : "undone", say(on ? "did" : "undid", { step: page.words(step) }), { step: page.name(step) });
      };
      /** @param {HTMLElement} step @param {Record<string, string>} named */
      const box = (step, named) => {
        const input = make("input", { type: "checkbox", ...named, change: () => tick(step, input.checked) });
        input.checked = isDone(step);
        return input;
      };
      const rows = page.steps.map((step) => {
        const input = box(step, { "aria-label": say("did", { step: page.words(step) }) });
        const left = make("span", { class: "left" });
        const row = make("div", { class: "tick-line" }, make("label", { class: "tick-box" }, input, make("span", {}, say("done"))), left);
        step.append(row);
        return { step, input, left, row };
      });
      /** The boxes of the opening. @type {{ step: HTMLElement, input: HTMLInputElement, left: HTMLElement }[]} */
      let opened = [];
      const open = () => {
        opened = [];
        page.open({
          isDone,
          tick(step, words) {
            const input = box(step, { class: "first-box", "aria-labelledby": words });
            const left = make("span", { class: "left" });
            opened.push({ step, input, left });
            return { input, left };
          },
        });
        times();
      };

      // ---- time
      /** @type {Set<HTMLElement>} */
      const late = new Set();
      /** @param {{ step: HTMLElement, left: HTMLElement, row?: HTMLElement }} place @param {number} at */
      const limit = ({ step, left, row }, at) => {
        const since = done.get(page.name(step));
        const within = Number(step.dataset.within ?? NaN);
        const rest = Math.ceil(incident.started / 1000 + within - at / 1000);
        const over = since === undefined && rest < 0;
        let words = "";
        // Beside a box that says "Done", the time is enough.
        if (since !== undefined) words = row ? stamp(since) : say("done-at", { time: stamp(since) });
        else if (over) words = say("over", { time: long(-rest) });
        else if (rest >= 0) words = say("left", { time: long(rest) });
        if (left.textContent !== words) left.textContent = words;
        left.classList.toggle("left-over", over);
        if (over && !late.has(step)) {
          late.add(step);
          // What was late before the page was opened is not called out again.
          if (rest > -3 && opened.some((one) => one.step === step)) told.textContent = say("late", { step: page.words(step) });
        }
      };
      const times = () => {
        const at = now();
        for (const place of [...rows, ...opened]) limit(place, at);
        const passed = long(Math.max(0, Math.floor((at - incident.started) / 1000)));
        for (const place of elapsed) place.textContent = passed;
      };

      // ---- what is seen
      const told = make("p", { class: "log-told", role: "status" });
      const trouble = make("p", { class: "note note-caution", role: "alert", hidden: true });
      const elapsed = [make("b", {}), make("b", {})];
      const awake = make("span", {});
      const note = make("input", { class: "write", id: "note_", name: "note", maxlength: 500, autocomplete: "off", enterkeyhint: "done" });
      const number = (/** @type {string} */ id) => make("input", { class: "write", id, inputmode: "numeric", pattern: "[0-9]*", maxlength: 4, autocomplete: "off", size: 3 });
      const [here, expected] = [number("here_"), number("of_")];
      const list = make("ol", { class: "log-lines" });
      const section = make("section", { class: "section incident", id: "log_", tabindex: "-1", "aria-labelledby": "log_title" });
      const onNote = (/** @type {Event} */ event) => {
        event.preventDefault();
        const words = note.value.trim();
        if (words) write("note", words);
        note.value = "";
        note.focus();
      };
      const onCount = (/** @type {Event} */ event) => {
        event.preventDefault();
        const [count, of] = [here, expected].map((field) => parseInt(field.value, 10));
        if (Number.isNaN(count)) return here.focus();
        if (Number.isNaN(of)) write("count", say("counted", { count }));
        else write("count", say("counted-of", { count, of }), { of });
        told.textContent = of > count ? say("missing", { count: of - count }) : "";
        here.value = "";
        here.focus();
      };
      const wipe = async () => {
        try {
          await gobagStore.clear("incidents", incident.key);
        } catch {
          // What was never kept needs no wiping.
          if (waiting.size === 0) return void (told.textContent = say("not-wiped"));
        }
        waiting.clear();
        channel?.postMessage(`wiped ${incident.key}`);
        gone();
      };
      const end = async () => {
        await write("end", say(incident.drill ? "drill-ended" : "ended"));
        section.focus();
      };
      const ending = make("div", { class: "log-end no-print" }, ...sure(say(incident.drill ? "end-drill" : "end"), say("end-sure"), say("end-yes"), end));
      const composer = make(
        "div",
        { class: "composer no-print" },
        make("form", { class: "compose", submit: onNote }, make("label", { for: "note_" }, say("note")), note, make("button", { type: "submit", class: "btn" }, say("add"))),
        make(
          "form",
          { class: "compose", submit: onCount },
          make("label", { for: "here_" }, say("accounted")),
          here,
          make("label", { for: "of_" }, say("of")),
          expected,
          make("button", { type: "submit", class: "btn" }, say("add-count")),
        ),
        make("p", { class: "log-note" }, say("private")),
      );
      section.append(
        make("h2", { id: "log_title" }, say(incident.drill ? "of-drill" : "of-incident", { title: incident.title })),
        make("p", { class: "log-state" }, say("started", { time: device.time(incident.started, true) }), make("span", { class: "no-print" }, " · ", elapsed[0], awake)),
        trouble,
        composer,
        told,
        list,
        actions(incident, log, told, section, wipe),
        ending,
      );
      opening?.after(section);
      const during = document.querySelector(".phase-during");
      const dock = make(
        "aside",
        { class: `dock no-print${incident.drill ? " dock-drill" : ""}`, "aria-label": say("dock") },
        make("p", {}, make("span", {}, say(incident.drill ? "is-drill" : "is-now")), " ", elapsed[1]),
        during ? make("a", { class: "btn", href: `#${during.id}` }, say("steps")) : undefined,
        make("a", { class: "btn", href: "#log_" }, say("log")),
      );
      main.append(dock);
      document.documentElement.classList.add("incident-on");

      const tellFault = () => {
        const words = fault && say(["full", "newer", "blocked"].includes(fault) ? fault : "refused");
        if (trouble.textContent !== words) trouble.textContent = words;
        trouble.hidden = !words;
      };
      let shown = "";
      const draw = () => {
        const written = log();
        done = new Map();
        for (const { what, step, at } of written) {
          if (step && what === "done") done.set(step, at);
          else if (step) done.delete(step);
        }
        list.replaceChildren(...items(written));
        for (const { step, input } of [...rows, ...opened]) {
          input.checked = isDone(step);
          step.classList.toggle("is-done", isDone(step));
        }
        const known = written.filter(({ of }) => of !== undefined).at(-1)?.of;
        if (known !== undefined && !expected.value) expected.value = String(known);
        // The opening goes on when all that it shows is done, or when what it showed is not done after all.
        const state = [...done.keys()].join();
        if (timer && shown !== state && opened.every(({ step }) => isDone(step))) {
          const within = document.activeElement?.closest(".first-steps");
          open();
          told.textContent = say(opened.length > 0 ? "next" : "all");
          if (within) (opened[0]?.input ?? section).focus();
        }
        shown = state;
        times();
      };

      // ---- other tabs, sleep, and the end
      const read = async () => {
        /** @type {(Incident | IncidentLine)[] | undefined} */
        const stored = await gobagStore.all("incidents", incident.key).catch(() => undefined);
        if (!stored) return;
        // Another tab has wiped it.
        if (stored.length === 0 && waiting.size === 0) return gone();
        for (const line of stored) if ("what" in line) lines.set(line.key, line);
        draw();
        if (timer && lines.has(`${incident.key}/end`)) over();
      };
      const onMessage = (/** @type {MessageEvent} */ { data }) => {
        if (data === incident.key) read();
        else if (data === `wiped ${incident.key}`) gone();
      };
      /** @type {WakeLockSentinel | undefined} */
      let lock;
      const stayAwake = async () => {
        if (document.visibilityState !== "visible" || !timer) return;
        lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
        awake.textContent = lock ? ` · ${say("awake")}` : "";
      };
      const onSight = () => {
        if (document.visibilityState !== "visible") return;
        read();
        stayAwake();
      };
      const onLeave = (/** @type {Event} */ event) => waiting.size > 0 && event.preventDefault();
      const onChoice = () => timer && open();

      let timer = window.setInterval(() => {
        times();
        if (waiting.size > 0 && fault && now() % 10_000 < 1000) keep();
      }, 1000);
      /** It is over: the log stays. */
      const stop = () => {
        clearInterval(timer);
        timer = 0;
        lock?.release().catch(() => {});
        for (const part of [dock, composer, ending, ...rows.map(({ row }) => row)]) part.remove();
        for (const { step } of rows) step.classList.remove("is-done");
        for (const place of elapsed) place.parentElement?.remove();
        awake.textContent = "";
        document.documentElement.classList.remove("incident-on");
        document.removeEventListener("visibilitychange", onSight);
        document.removeEventListener("gobag-choice", onChoice);
      };
      const over = () => {
        stop();
        frame.ended(incident.key);
      };
      /** Nothing of it stays on the page. */
      const leave = () => {
        if (timer) stop();
        section.remove();
        channel?.removeEventListener("message", onMessage);
        window.removeEventListener("beforeunload", onLeave);
        away = undefined;
      };
      const gone = () => {
        waiting.clear();
        leave();
        frame.ended(incident.key);
      };
      away = leave;

      channel?.addEventListener("message", onMessage);
      document.addEventListener("visibilitychange", onSight);
      document.addEventListener("gobag-choice", onChoice);
      window.addEventListener("beforeunload", onLeave);
      open();
      draw();
      stayAwake();
      if (anew) write("start", say(incident.drill ? "drill-begun" : "begun"));
      else if (Date.now() < floor - 5000) write("clock", say("clock"));
      if (anew) {
        opened[0]?.input.focus({ preventScroll: true });
        document.querySelector(".first")?.scrollIntoView();
      }
      if (location.hash === "#log_") section.focus();
    };

    /** All logs that this device keeps. @param {Incident[]} known */
    const logs = async (known) => {
      document.querySelector(".incident-logs")?.remove();
      const section = make("section", { class: "section incident-logs no-print", tabindex: "-1", "aria-labelledby": "logs_title" }, make("h2", { id: "logs_title" }, say("logs")));
      const told = make("p", { class: "log-told", role: "status" });
      for (const incident of [...known].reverse()) {
        const lines = inOrder(await gobagStore.all("incidents", `${incident.key}/`));
        const words = `${say(incident.drill ? "of-drill" : "of-incident", { title: incident.title })} · ${device.time(incident.started)}`;
        const inner = make("div", { class: "incident" }, make("p", {}, incident.place), make("ol", { class: "log-lines" }, ...items(lines)));
        const one = make("details", { class: "setting" }, make("summary", {}, make("h3", {}, words)), inner);
        const wipe = async () => {
          try {
            await gobagStore.clear("incidents", incident.key);
            channel?.postMessage(`wiped ${incident.key}`);
            one.remove();
            told.textContent = say("wiped");
          } catch {
            told.textContent = say("not-wiped");
          }
          frame.ended(incident.key);
          section.focus();
        };
        inner.append(actions(incident, () => lines, told, inner, wipe));
        section.append(one);
      }
      section.append(told);
      opening?.after(section);
      section.focus();
    };

    /**
     * Beside the buttons that begin one: what was left open long ago, and the way to all logs.
     * @param {HTMLElement} place @param {Known[]} known @param {Known | undefined} last
     */
    const offer = (place, known, last) => {
      const open = last && make("p", {}, say("left-open", { time: device.time(last.started) }), " ", button("words-button", say("resume"), () => resume(last)));
      const all = known.length > 0 && button("words-button", say("all-logs", { count: known.length }), () => logs(known));
      place.replaceChildren(...[open, all].filter((part) => !!part));
    };

    return { begin, resume, offer };
  };

  // One page has one: what is running holds its own place.
  /** @type {ReturnType<typeof incidents> | undefined} */
  let only;
  gobag.give("incident", (/** @type {GobagSteps} */ page, /** @type {{ began(): void, ended(incident: string): void }} */ frame) => (only ??= incidents(page, frame)));
})();
