// A procedure in one's own role: it opens with my first steps, marks mine among all, and folds the others away behind a
// button where they stand. It also begins an incident, or goes on with one.
"use strict";

(() => {
  const { keep, make } = gobag;
  const device = gobagDevice;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const say = (key, gaps) => gobag.say("steps", key, gaps);
  const address = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.incident ?? "";

  const body = document.querySelector(".body");
  const list = document.querySelector(".first-steps");
  const heading = document.querySelector(".first-title");
  if (!body || !list || !heading) return;

  const all = /** @type {HTMLElement[]} */ ([...body.querySelectorAll(".step")]);
  const steps = all.filter((step) => !step.closest(".phase-before"));
  const during = steps.filter((step) => step.closest(".phase-during"));
  const authors = [...list.childNodes];
  const chip = heading.querySelector(".role");

  /** @param {HTMLElement} step @param {string} [id] */
  const acts = (step, id) => (step.dataset.roles ?? "everyone").split(" ").some((role) => role === id || role === "everyone");
  const isMine = (/** @type {HTMLElement} */ step) => acts(step, device.role()?.id);
  const words = (/** @type {HTMLElement} */ step) => step.querySelector(".step-do")?.textContent?.trim() ?? "";
  /** What a step is called in a log: its section and its place in it. @param {HTMLElement} step */
  const name = (step) => {
    const section = step.closest("section[id], details[id]");
    return `${section?.id}/${section ? [...section.querySelectorAll(".step")].indexOf(step) : all.indexOf(step)}`;
  };

  /** The steps of the moment itself: mine; where none is, a teacher's; where none is, all. */
  const opening = () => {
    const now = during.length > 0 ? during : steps;
    const role = device.role()?.id;
    for (const id of role ? [role, "teacher"] : ["teacher"]) {
      const found = now.filter((step) => acts(step, id));
      if (found.length > 0) return { id, found };
    }
    return { id: undefined, found: now };
  };

  /** @type {GobagSteps["open"]} */
  const open = (ticks) => {
    const role = device.role();
    const { id, found } = opening();
    heading.querySelector(".role")?.remove();
    if (role && id === role.id) {
      heading.append(make(role.href ? "a" : "span", { class: "role role-me", href: role.href }, gobag.icon("role"), role.title));
    } else if (chip) heading.append(chip);
    if (!role && !ticks) return list.replaceChildren(...authors);
    const shown = (ticks ? found.filter((step) => !ticks.isDone(step)) : found).slice(0, 3);
    list.replaceChildren(
      ...shown.map((step, at) => {
        const told = make("span", { id: `first_${at + 1}` });
        for (const node of step.querySelector(".step-do")?.childNodes ?? []) told.append(node.cloneNode(true));
        if (ticks) {
          const { input, left } = ticks.tick(step, told.id);
          return make("li", { class: "first-step" }, input, make("span", {}, told, " ", left));
        }
        const limit = step.querySelector(".limit");
        if (limit) told.append(" ", limit.cloneNode(true));
        return make("li", { class: "first-step" }, make("span", { class: "first-no" }, String(at + 1)), told);
      }),
    );
    if (shown.length === 0) list.append(make("li", { class: "first-step first-done" }, gobag.icon("check"), say("all-done")));
  };

  const chips = (/** @type {HTMLElement} */ step) => [...step.querySelectorAll(":scope > .step-who > .role")];

  // ---- mine and all
  const switches = make("div", { class: "switch no-print", role: "group", "aria-label": say("which") });
  const about = make("p", { class: "first-about no-print" });

  const draw = () => {
    const role = device.role();
    const only = !!role && keep.get("all-steps") !== true;
    body.classList.toggle("only-mine", only);
    body.querySelectorAll(".gap").forEach((gap) => gap.remove());
    for (const step of all) {
      const mine = !!role && isMine(step);
      step.classList.toggle("is-mine", mine);
      step.classList.toggle("others", !!role && !mine);
      step.classList.remove("shown");
      const ids = step.dataset.roles?.split(" ") ?? [];
      chips(step).forEach((chip, at) => chip.classList.toggle("role-me", mine && (ids[at] === role?.id || ids[at] === "everyone")));
    }
    if (only) fold();

    const mine = all.filter((step) => step.classList.contains("is-mine")).length;
    const pick = (/** @type {boolean} */ every, /** @type {string} */ label) =>
      make("button", { type: "button", "aria-pressed": String(only !== every), click: () => (keep.set("all-steps", every), draw(), focus(every)) }, label);
    switches.replaceChildren(pick(false, say("mine", { count: mine })), pick(true, say("all", { count: all.length })));
    if (role) body.querySelector(".phase, .section:has(.step)")?.before(switches);
    else switches.remove();

    const { id } = opening();
    const change = make("button", { type: "button", class: "words-button", click: device.ask }, say("choose"));
    /** @type {(Node | string)[]} */
    let told = [];
    if (!role) told = [change];
    else if (id !== role.id) told = [say("none", { role: role.title })];
    else if (role.borrowed) {
      const own = device.choice();
      told = [make("button", { type: "button", class: "words-button", click: () => device.choose({}) }, say("own", { role: own.title ?? own.role ?? "" }))];
    }
    about.replaceChildren(...told);
    // Nothing stands before the steps but whose they are.
    (role ? heading : list).after(about);
    if (!running) open();
  };
  const focus = (/** @type {boolean} */ every) => /** @type {HTMLElement} */ (switches.children[every ? 1 : 0]).focus();

  /** Each run of others' steps behind a button that says how many they are. */
  const fold = () => {
    for (const steps of body.querySelectorAll(".steps")) {
      /** @type {Element[][]} */
      const runs = [];
      /** @type {Element[] | undefined} */
      let run;
      for (const step of steps.children) {
        if (!step.classList.contains("others")) run = undefined;
        else if (run) run.push(step);
        else runs.push((run = [step]));
      }
      for (const run of runs) {
        const button = make("button", { type: "button", class: "gap-button", "aria-expanded": "false" }, label(run.length));
        button.addEventListener("click", () => {
          const shown = button.getAttribute("aria-expanded") === "false";
          button.setAttribute("aria-expanded", String(shown));
          run.forEach((step) => step.classList.toggle("shown", shown));
        });
        run[0].before(make("li", { class: "gap no-print" }, button));
      }
    }
  };
  const label = (/** @type {number} */ count) => say(count === 1 ? "one-other" : "others", { count });

  // ---- now
  let running = false;
  /** Whether somebody has pressed a button, and what it begins is on its way. */
  let asked = false;
  /** What is over, whether or not the browser could keep that. @type {Set<string>} */
  const over = new Set();
  let seen = "";
  const told = make("p", { class: "start-told", role: "status" });
  const more = make("div", { class: "start-more" });

  /** Loads what keeps an incident, and hands over. @param {(incident: any) => void} work */
  const hand = (work) => {
    /** @type {GobagSteps} */
    const ground = { steps, name, words, isMine, open };
    gobag.want("incident", address).then(
      (incident) => {
        told.textContent = "";
        work(incident(ground, { began, ended }));
      },
      () => {
        asked = false;
        told.textContent = say("not-loaded");
      },
    );
  };
  const began = () => {
    running = true;
    asked = false;
    start.hidden = true;
  };
  const ended = (/** @type {string} */ incident) => {
    running = false;
    start.hidden = false;
    over.add(incident);
    open();
    look();
  };
  /** @param {string} key @param {string} look @param {boolean} drill */
  const begin = (key, look, drill) => {
    const click = () => {
      const at = Date.now();
      // Who presses twice while it loads means one.
      if (asked) return;
      asked = true;
      hand((incident) => incident.begin(drill, at));
    };
    return make("button", { type: "button", class: look, click }, say(key));
  };
  const start = make(
    "section",
    { class: "start no-print", "aria-label": say("log") },
    make("div", { class: "start-buttons" }, begin("now", "btn btn-now", false), begin("drill", "btn", true)),
    make("p", { class: "start-lead" }, say("lead")),
    more,
    told,
  );

  /** Goes on with what is open here, and offers what is kept. */
  const settle = async () => {
    const known = await device.incidents();
    const now = known.map(({ key, ended }) => key + ended).join();
    if (running || asked || now === seen) return;
    seen = now;
    const last = known.filter(({ ended, key, path }) => !ended && !over.has(key) && path === device.inside).pop();
    // What was written to today goes on by itself; what was left open longer ago is offered.
    if (last && Date.now() - last.last < 12 * 3_600_000) hand((incident) => incident.resume(last));
    else if (known.length > 0 || more.firstChild) hand((incident) => incident.offer(more, known, last));
  };

  document.querySelector(".first")?.append(start);
  document.addEventListener("gobag-choice", draw);
  // Another tab may have begun one. Where the browser keeps nothing, there is nothing to go on with.
  const look = () => running || document.visibilityState !== "visible" || settle().catch(() => {});
  document.addEventListener("visibilitychange", look);
  draw();
  look();
})();
