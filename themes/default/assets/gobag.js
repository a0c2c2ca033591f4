// The ground that every other script of the theme stands on: where the page is, words, what the device keeps, data that
// comes as a script. It works from a disk as from a server; see types/gobag.d.ts for what it gives.
"use strict";

(() => {
  const root = document.documentElement;
  const here = root.dataset;
  const top = new URL(here.top || "./", document.baseURI).href;

  /** Only addresses inside this site may become scripts; the page's policy refuses every other string. */
  const policy = window.trustedTypes?.createPolicy("gobag", {
    createScriptURL(address) {
      const { href } = new URL(address, document.baseURI);
      if (!href.startsWith(top)) throw new TypeError(`${href} is not of this handbook`);
      return href;
    },
  });

  /** @type {Map<string, unknown>} */
  const given = new Map();
  /** @type {Map<string, Promise<any>>} */
  const wanted = new Map();
  /** @type {Map<string, Record<string, string>>} */
  const tables = new Map();

  /** @type {Intl.PluralRules | undefined} */
  let rules;
  const plurals = () => (rules ??= new Intl.PluralRules(root.lang));

  /** @param {string} address @returns {any} */
  const trusted = (address) => (policy ? policy.createScriptURL(address) : address);

  /** Behind a lock, data is ciphertext that the door's script opens. @param {string} address */
  const load = (address) =>
    window.gobagLock?.holds(address) ? window.gobagLock.data(address).then(([name, data]) => ground.give(name, data)) : inject(address);

  /** @param {string} address */
  const inject = (address) =>
    /** @type {Promise<void>} */ (
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = trusted(address);
        script.onload = () => resolve();
        script.onerror = () => reject(new Error(`${address} does not load`));
        document.head.append(script);
        script.remove();
      })
    );

  const prefix = `gobag:${here.site}:`;

  /** @param {() => Storage} storage the browser's, which may be refused @returns {Gobag["keep"]} */
  const shelf = (storage) => ({
    get(key) {
      try {
        const text = storage().getItem(prefix + key);
        return text === null ? undefined : JSON.parse(text);
      } catch {
        return undefined;
      }
    },
    set(key, value) {
      try {
        if (value === undefined) storage().removeItem(prefix + key);
        else storage().setItem(prefix + key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
  });

  /** @type {Gobag} */
  const ground = {
    facts: Object.freeze({
      site: here.site ?? "",
      top,
      up: new URL(here.up || "./", document.baseURI).href,
      school: here.school ?? "",
      audience: here.audience ?? "",
      kind: here.kind ?? "",
      id: here.id ?? "",
      lang: root.lang,
      language: here.language ?? root.lang,
    }),

    trusted,

    words(name, words) {
      tables.set(name, words);
    },

    say(table, key, gaps = {}) {
      const known = tables.get(table);
      // A language may have more plurals than the two that are asked for.
      const form = typeof gaps.count === "number" ? known?.[`${key}-${plurals().select(gaps.count)}`] : undefined;
      const words = form ?? known?.[key];
      if (words === undefined) throw new Error(`the theme has no word ${table}.${key}`);
      return words.replace(/\{(\w+)\}/g, (gap, name) => {
        const filling = gaps[name] ?? gap;
        return typeof filling === "number" ? filling.toLocaleString(root.lang) : filling;
      });
    },

    give(name, data) {
      given.set(name, data);
    },

    want(name, address) {
      const known = wanted.get(name);
      if (known) return known;
      const arrived = (given.has(name) ? Promise.resolve() : load(address)).then(() => {
        if (!given.has(name)) throw new Error(`${address} does not hold ${name}`);
        return given.get(name);
      });
      wanted.set(name, arrived);
      // What did not come may come the next time.
      arrived.catch(() => wanted.delete(name));
      return arrived;
    },

    async go(address, replace = false) {
      const there = (await window.gobagLock?.way(address)) ?? address;
      if (replace) location.replace(there);
      else location.href = there;
    },

    keep: shelf(() => localStorage),
    tab: shelf(() => sessionStorage),

    make(name, attributes = {}, ...children) {
      const element = document.createElement(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === "function") element.addEventListener(key, /** @type {EventListener} */ (value));
        else if (value === true) element.setAttribute(key, "");
        else if (value !== false && value !== undefined) element.setAttribute(key, String(value));
      }
      element.append(...children.filter((child) => child !== undefined));
      return element;
    },

    icon(name) {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
      for (const [key, value] of Object.entries({ class: "icon", viewBox: "0 0 24 24", width: "24", height: "24", "aria-hidden": "true" })) {
        svg.setAttribute(key, value);
      }
      use.setAttribute("href", `#icon_${name}`);
      svg.append(use);
      return svg;
    },
  };
  window.gobag = Object.freeze(ground);

  // Styles can show what only works where scripts run.
  root.classList.add("js");
})();
