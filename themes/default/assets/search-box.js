// What a person sees of search: below an input that is typed into (a combobox with a list), or as a page of its own.
//
// Titles come with each key; the words around what was found come when the hand rests, for what stands first.
"use strict";

(() => {
  const { facts, keep, make, say: word } = gobag;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const say = (key, gaps) => word("search-box", key, gaps);

  const REST = 120;
  const FEW = 8;
  const MANY = 20;
  const FIRST = 5;
  const KEPT = 8;

  /** @type {Promise<SearchEngine> | undefined} */
  let opened;
  /** The search of this part of the handbook. What does not load may load the next time. */
  const engine = () => {
    opened ??= (async () => {
      /** @type {SearchCore} */
      const core = await gobag.want("search-core", "");
      return core.open((name) => gobag.want(name, name === "search" ? `${facts.up}search.js` : `${facts.top}${name}.js`));
    })();
    opened.catch(() => (opened = undefined));
    return opened;
  };

  /** @returns {string[]} */
  const recent = () => {
    const kept = keep.get("searches");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string").slice(0, KEPT) : [];
  };
  /** @param {string} question */
  const remember = (question) => {
    const asked = question.trim().slice(0, 100);
    if (asked !== "") keep.set("searches", [asked, ...recent().filter((one) => one !== asked)].slice(0, KEPT));
  };

  /** @param {readonly SearchPiece[]} pieces */
  const marked = (pieces) => pieces.map(([words, mark]) => (mark ? make("mark", {}, words) : words));

  /** @type {SearchBox["attach"]} */
  const attach = (input, place, full) => {
    const status = make("p", { role: "status", class: "quiet" });
    const filters = make("div", { class: "search-filters" });
    const list = full ? make("ol", { class: "hits" }) : make("div", { class: "hits", role: "listbox", id: "search_list", "aria-label": say("results") });
    const note = make("div", { class: "search-note" });
    const foot = make("div", { class: "search-foot" });
    place.append(status, filters, note, list, foot);
    if (!full) {
      for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": "search_list", "aria-autocomplete": "list" })) {
        input.setAttribute(key, value);
      }
    }

    /** The number of the question: what comes late for an earlier one is left. */
    let turn = 0;
    let rest = 0;
    const { title } = document;
    let limit = full ? MANY : FEW;
    /** @type {string | undefined} */
    let group;
    /** @type {string | undefined} */
    let role;
    /** @type {HTMLElement | undefined} */
    let active;
    /** The rows that stand there, by entry: a row that stays keeps its words until better ones come. @type {Map<number, HTMLAnchorElement>} */
    let rows = new Map();

    /** @param {HTMLElement | undefined} option */
    const choose = (option) => {
      active?.setAttribute("aria-selected", "false");
      active = option;
      if (option === undefined) {
        input.removeAttribute("aria-activedescendant");
        return;
      }
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    };

    const options = () => /** @type {HTMLElement[]} */ ([...list.querySelectorAll("[role=option]")]);
    let count = 0;
    /** What makes a link or a button a choice in the list. */
    const option = () => (full ? {} : { role: "option", id: `search_${++count}`, "aria-selected": "false", tabindex: -1 });

    const leave = () => {
      remember(input.value);
      input.closest("dialog")?.close();
    };

    /** @param {SearchHit} hit @param {boolean} [named] whether it says what kind of thing it is */
    const row = (hit, named = true) => {
      const known = rows.get(hit.entry);
      if (known) return known;
      const about = [say(hit.group), ...(hit.local ? [say("local")] : [])].join(" · ");
      return make(
        "a",
        { ...option(), class: `hit${hit.action === undefined ? "" : ` action-${hit.action}`}`, href: facts.up + hit.address, click: leave },
        make("b", { class: "hit-title" }, hit.title),
        named ? make("span", { class: "hit-about" }, about) : undefined,
        make("span", { class: "hit-words" }),
      );
    };

    /** @param {string} title @param {HTMLElement[]} rows @returns {HTMLElement[]} */
    const section = (title, rows) => {
      if (full) return rows.map((row) => make("li", {}, row));
      return [make("div", { role: "group", "aria-label": title, class: "hit-group" }, make("p", { class: "hit-head", "aria-hidden": "true" }, title), ...rows)];
    };

    /** @param {readonly Node[]} content @param {readonly Node[]} [notes] */
    const fill = (content, notes = []) => {
      choose(undefined);
      note.replaceChildren(...notes);
      list.replaceChildren(...content);
      const there = options().length > 0;
      if (!full) input.setAttribute("aria-expanded", String(there));
      list.hidden = content.length === 0;
    };

    /** What to do now, where there is nothing else to show. @param {SearchEngine} search */
    const cards = async (search) => {
      const hits = await search.cards();
      rows = new Map();
      return hits.length === 0 ? [] : section(say("cards"), hits.map((hit) => row(hit, false)));
    };

    /** What stands there before anything is asked. @param {SearchEngine} search @param {number} mine */
    const begin = async (search, mine) => {
      const content = await cards(search);
      if (mine !== turn) return;
      const asked = recent();
      if (asked.length > 0) {
        const again = asked.map((question) =>
          make("button", { ...option(), type: "button", class: "hit hit-again", click: () => ask(question) }, make("b", { class: "hit-title" }, question)),
        );
        content.push(...section(say("recent"), again));
      }
      fill(content);
      status.textContent = "";
      foot.replaceChildren();
      if (asked.length > 0) {
        foot.append(make("button", { type: "button", class: "search-button", click: () => (keep.set("searches", undefined), void run()) }, say("forget")));
      }
      if (!full) foot.append(slash());
    };

    /** A key on its own that does something can be switched off (WCAG 2.1.4). */
    const slash = () => {
      const box = make("input", { type: "checkbox", checked: !keep.get("no-slash"), change: () => keep.set("no-slash", box.checked ? undefined : true) });
      return make("label", { class: "search-slash" }, box, make("span", {}, say("slash")));
    };

    /** @param {string} question */
    const ask = (question) => {
      input.value = question;
      input.focus();
      void run();
    };

    /** @param {SearchEngine} search @param {SearchFound} found */
    const narrow = (search, found) => {
      if (!full) return;
      /** @param {string} words @param {boolean} on @param {() => void} pick */
      const chip = (words, on, pick) =>
        make("button", { type: "button", class: "pill", "aria-pressed": String(on), click: () => (pick(), void run()) }, words);
      const kinds = search.root.groups.filter(([name]) => found.counts.has(name) || name === group);
      const all = [...found.counts.values()].reduce((sum, one) => sum + one, 0);
      const chips = kinds.map(([name]) =>
        chip(`${say(name)} ${found.counts.get(name) ?? 0}`, name === group, () => (group = name === group ? undefined : name)),
      );
      const choice = make("select", { "aria-label": say("steps"), change: () => ((role = choice.value || undefined), void run()) });
      choice.append(make("option", { value: "" }, say("anyone")));
      for (const [id, title] of search.root.roles) choice.append(make("option", { value: id, selected: id === role }, title));
      filters.replaceChildren(
        make("div", { class: "pills", role: "group", "aria-label": say("kinds") }, chip(`${say("all")} ${all}`, group === undefined, () => (group = undefined)), ...chips),
        make("label", { class: "search-role" }, make("span", {}, say("steps")), choice),
      );
    };

    /** @param {SearchEngine} search @param {SearchFound} found @param {number} mine */
    const results = async (search, found, mine) => {
      const question = input.value.trim().slice(0, 100);
      if (full) document.title = [question, title].join(" · ");
      const other = found.instead.map(([typed, meant]) => make("p", {}, say("instead", { typed, meant })));
      if (found.hits.length === 0) {
        const content = await cards(search);
        if (mine !== turn) return;
        narrow(search, found);
        fill(content, [make("p", {}, make("b", {}, say("nothing", { question }))), make("p", {}, say("cards-lead")), ...other]);
        foot.replaceChildren();
        return;
      }
      const now = found.hits.map((hit) => row(hit));
      rows = new Map(found.hits.map((hit, at) => [hit.entry, /** @type {HTMLAnchorElement} */ (now[at])]));
      narrow(search, found);
      fill(full ? now.map((row) => make("li", {}, row)) : now, other);
      foot.replaceChildren();
      if (found.total > found.hits.length) {
        if (full) foot.append(make("button", { type: "button", class: "search-button", click: () => ((limit += MANY), void run()) }, say("more")));
        else {
          const all = new URL(/** @type {HTMLFormElement} */ (input.form).action);
          all.search = `?q=${encodeURIComponent(question)}`;
          list.append(make("a", { ...option(), class: "hit hit-all", href: all.href, click: leave }, say("every", { count: found.total })));
        }
      }
    };

    /** The words around what was found. @param {SearchEngine} search @param {SearchFound} found @param {number} mine */
    const words = async (search, found, mine) => {
      status.textContent = say(found.total === 0 ? "none" : found.total === 1 ? "one" : "many", { count: found.total });
      const wanted = full ? found.hits : found.hits.slice(0, FIRST);
      await Promise.all(
        wanted.map(async (hit) => {
          const shown = await search.show(hit, found);
          const row = rows.get(hit.entry);
          if (mine !== turn || row === undefined) return;
          row.href = facts.up + shown.address;
          const heading = shown.heading === "" ? [] : [make("span", { class: "hit-heading" }, shown.heading), " "];
          row.querySelector(".hit-words")?.replaceChildren(...heading, ...marked(shown.pieces));
        }),
      );
    };

    const run = async () => {
      const mine = ++turn;
      clearTimeout(rest);
      // What said that something is missing stays until it is known anew; its button is pressed once.
      for (const button of note.querySelectorAll("button")) button.disabled = true;
      try {
        const search = await engine();
        if (mine !== turn) return;
        if (input.value.trim() === "") {
          filters.replaceChildren();
          return await begin(search, mine);
        }
        const found = await search.find(input.value, { limit, group, role });
        if (mine !== turn) return;
        await results(search, found, mine);
        rest = window.setTimeout(() => void words(search, found, mine).catch(() => mine === turn && failed()), REST);
      } catch {
        if (mine === turn) failed();
      }
    };

    const failed = () => {
      rows = new Map();
      fill([], [
        make("p", { role: "alert" }, say("failed")),
        make("p", {}, make("button", { type: "button", class: "search-button", click: () => ask(input.value) }, say("again"))),
      ]);
    };

    input.addEventListener("input", () => {
      limit = full ? MANY : FEW;
      if (full) history.replaceState(null, "", `?q=${encodeURIComponent(input.value.slice(0, 200))}`);
      void run();
    });
    input.addEventListener("keydown", (event) => {
      if (full || event.isComposing) return;
      const all = options();
      const at = active === undefined ? -1 : all.indexOf(active);
      if (event.key === "ArrowDown") choose(all[at + 1] ?? all[0]);
      else if (event.key === "ArrowUp") choose(at === 0 ? undefined : (all[at - 1] ?? all.at(-1)));
      else if (event.key === "Enter" && active) active.click();
      else return;
      event.preventDefault();
    });
    input.form?.addEventListener("submit", (event) => {
      if (input.value.trim() === "") event.preventDefault();
      remember(input.value);
      if (!full) return;
      event.preventDefault();
      input.blur();
    });
    // What was opened again begins with what was asked last.
    input.closest("dialog")?.addEventListener("toggle", () => void run());
    void run();
  };

  gobag.give("search-box", /** @type {SearchBox} */ ({ attach }));
})();
