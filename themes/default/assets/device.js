// Who holds this device, where, and in which language: chosen once, kept here and nowhere else. It leads from the district's home page to the
// school's own in that language, offers a district page's twin at the school, and says where an incident is still open.
"use strict";

(() => {
  const { facts, keep, make, tab } = gobag;
  /** @param {string} key @param {Record<string, string>} [gaps] */
  const say = (key, gaps) => gobag.say("device", key, gaps);
  const bar = /** @type {HTMLElement} */ (document.querySelector(".bar") ?? make("div"));
  const query = new URLSearchParams(location.search);
  const inside = document.documentElement.dataset.inside ?? location.href.split(/[?#]/)[0].slice(facts.top.length).replace(/(^|\/)$/, "$1index.html");

  let choice = /** @type {Choice} */ (keep.get("choice") ?? { when: 0 });
  // On a stick, a browser may keep one store for each file and still one for the tab: what the tab knows, each page learns.
  const known = /** @type {Choice | undefined} */ (tab.get("choice"));
  if (known && known.when > choice.when) keep.set("choice", (choice = known));
  // A page that was shared shows its role; only a device that has none takes it over, and only in this tab.
  let asked = /^[\w-]+$/.exec(query.get("role") ?? "")?.[0];
  if (asked && !choice.role) tab.set("role", asked);

  /** @type {GobagDevice["role"]} */
  const role = () => {
    const id = asked ?? choice.role ?? /** @type {string | undefined} */ (tab.get("role"));
    if (!id) return undefined;
    // Its title and its page are as this page has them; else as they were when it was chosen.
    const found = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`a[data-role="${id}"], a.role[href$="/roles/${id}.html"]`));
    const own = id === choice.role ? choice : { when: 0 };
    const href = found?.href ?? (own.card && new URL(own.card, facts.up).href);
    return { id, title: found?.textContent?.trim() ?? own.title ?? id, href, borrowed: own !== choice && !!choice.role };
  };

  /** @type {GobagDevice["twin"]} */
  const twin = (school) => {
    const there = !facts.school && bar.dataset.schools?.split(" ").includes(school);
    // In another language the schools stand in that language's folder.
    return there ? `${facts.up}schools/${school}/${(facts.top + inside).slice(facts.up.length)}` : undefined;
  };

  /** @type {GobagDevice["choose"]} */
  const choose = async (change) => {
    choice = change ? { ...choice, ...change, when: Math.max(Date.now(), choice.when + 1) } : { when: 0 };
    asked = undefined;
    tab.set("role", undefined);
    const short = [tab, keep].map((shelf) => shelf.set("choice", change && choice))[1];
    changed();
    const done = change ? gobagStore.put("settings", "choice", choice) : gobagStore.remove("settings", "choice");
    return done.then(
      () => true,
      () => short,
    );
  };

  const ask = () => {
    const { choices = "", choose: form = "" } = bar.dataset;
    Promise.all([gobag.want("choices", choices), gobag.want("choose", form)]).then(
      ([given, open]) => open(given),
      // The home page has the roles and schools as links.
      () => gobag.go(`${facts.up}index.html#roles_`),
    );
  };

  /** @type {GobagDevice["incidents"]} */
  const incidents = async () => {
    /** @type {(Incident & IncidentLine)[]} */
    const all = await gobagStore.all("incidents");
    const heads = all.filter(({ what }) => !what);
    return heads.map((head) => {
      const lines = all.filter(({ key, what }) => what && key.startsWith(head.key));
      return { ...head, ended: lines.some(({ what }) => what === "end"), last: Math.max(head.started, ...lines.map(({ at }) => at)) };
    });
  };

  /** @type {GobagDevice["time"]} */
  const time = (at, seconds) => {
    const day = new Date(at).toDateString() === new Date().toDateString() ? {} : { month: "short", day: "numeric" };
    const clock = { calendar: "gregory", hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: seconds && "2-digit" };
    return new Date(at).toLocaleString(facts.lang, /** @type {Intl.DateTimeFormatOptions} */ ({ ...day, ...clock }));
  };

  // It stands in the page already, or the bar would grow under the reader's eyes.
  const me = /** @type {HTMLElement} */ (document.querySelector(".bar-me") ?? make("button", { type: "button", class: "bar-me" }));
  me.addEventListener("click", ask);
  me.hidden = false;
  const notes = make("div", { class: "tells" });
  /** @type {Known[]} */
  let open = [];

  /** Draws what depends on the choice. */
  const changed = () => {
    const mine = role();
    const { school, at = "" } = choice;
    me.replaceChildren(gobag.icon("role"), make("span", { class: "bar-me-words" }, mine ? say("am", { role: mine.title }) : say("role")));

    /** @param {string} look @param {string} words @param {Node} way */
    const note = (look, words, way) => notes.append(make("p", { class: look }, words, " ", way));
    notes.replaceChildren();
    for (const { drill, path, started, title } of open) {
      const words = say(drill ? "drill-open" : "incident-open", { title, time: time(started) });
      if (path !== inside) note("tell tell-now", words, make("a", { href: `${facts.top}${path}#log_` }, say("go-on")));
    }
    const there = school && twin(school);
    if (there) note("tell", say("district"), make("a", { href: there }, say("same", { school: at })));
    else if (school && facts.school && school !== facts.school) {
      note("tell", say("other", { school: at }), make("button", { type: "button", class: "words-button", click: ask }, say("change")));
    }

    // The role stands in a procedure's address, so that it is shared with it.
    if (facts.kind === "procedure" && query.get("role") !== (mine?.id ?? null)) {
      query.delete("role");
      if (mine) query.set("role", mine.id);
      history.replaceState(history.state, "", `${location.pathname}?${query}`.replace(/\?$/, "") + location.hash);
    }
    document.dispatchEvent(new Event("gobag-choice"));
  };

  /** The same page in a language. @param {string} language */
  const tongue = (language) => /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.tongues a[data-language="${CSS.escape(language)}"]`))?.href;

  /** From a home page to the one in the chosen language, and from the district's to the school's, unless the district was asked for in this tab. */
  const lead = () => {
    const own = facts.kind === "home" && choice.language && choice.language !== facts.language && tongue(choice.language);
    if (own) return location.replace(own + location.search + location.hash);
    const there = facts.kind === "home" && !tab.get("district") && choice.school && twin(choice.school);
    if (there) void gobag.go(there + location.hash, true);
  };

  // Whoever reads on in another language has chosen it.
  document.querySelector(".tongues")?.addEventListener("click", ({ target }) => {
    const way = /** @type {HTMLElement | null} */ (target instanceof Element ? target.closest("a[data-language]") : null);
    if (way) choose({ language: way.dataset.language });
  });

  if (query.has("district")) tab.set("district", true);
  else if (facts.school) tab.set("district", undefined);
  lead();

  window.gobagDevice = Object.freeze({ choice: () => choice, role, choose, ask, twin, inside, incidents, time });
  document.querySelector(".bar-call")?.before(me);
  document.querySelector(".main")?.prepend(notes);
  changed();

  const restore = async () => {
    // What localStorage lost, the database has; and the other way round. Whoever has chosen or forgotten meanwhile has said what holds.
    const before = choice;
    const stored = /** @type {Choice} */ ((await gobagStore.get("settings", "choice")) ?? { when: 0 });
    if (choice === before && stored.when > choice.when) {
      keep.set("choice", (choice = stored));
      changed();
      lead();
    } else if (choice.when > stored.when) await gobagStore.put("settings", "choice", choice);
    open = (await incidents()).filter(({ ended }) => !ended);
    if (open.length > 0) changed();
  };
  // Where the browser keeps nothing, the choice lasts as long as the tab.
  restore().catch(() => {});

  // From a stick, links carry the role: another tab may have another store, and in Firefox every file has.
  if (location.protocol === "file:") {
    for (const kind of ["pointerdown", "focusin"]) {
      document.addEventListener(kind, ({ target }) => {
        const way = /** @type {HTMLAnchorElement | null} */ (target instanceof Element ? target.closest("a[href]") : null);
        const mine = role();
        if (!way || !mine || way.search || way.pathname === location.pathname) return;
        if (way.href.startsWith(facts.top) && way.pathname.endsWith(".html")) way.search = `?role=${mine.id}`;
      });
    }
  }
})();
