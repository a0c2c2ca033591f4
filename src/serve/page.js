// Shows on a page what is wrong with the handbook, as the terminal shows it, and brings the page up to date when a file is
// saved. Only `gobag serve` puts it on pages.
"use strict";
(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  /** The state of the handbook that this page was made from. */
  const made = new URL(own.src).search.slice(1);
  const audience = document.documentElement.dataset["audience"] || location.pathname.split("/")[1] || "";
  const kept = "gobag-desk:" + location.pathname;

  /** @typedef {{ text: string, href?: string }} Line */
  /** @typedef {{ version: string, errors: number, warnings: number, lines: Line[], trouble: string | null }} News */

  /**
   * @param {string} name
   * @param {Record<string, string>} attributes
   * @param {(Node | string)[]} inner
   */
  function element(name, attributes, ...inner) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inner);
    return made;
  }

  // ---------------------------------------------------------------- What is wrong

  const notice = element("aside", { class: "gobag-desk", "aria-label": "gobag serve", lang: "en", dir: "ltr" });
  const summary = element("summary", {});
  const report = element("pre", { tabindex: "0" });
  const details = /** @type {HTMLDetailsElement} */ (element("details", {}, summary, report));
  const status = element("p", { class: "gobag-desk-state", role: "status" });
  notice.append(status, details);

  /** @param {number} count @param {string} noun */
  const counted = (count, noun) => `${count} ${noun}${count === 1 ? "" : "s"}`;

  /** @param {News} news */
  function show(news) {
    const before = notice.dataset["weight"];
    const weight = news.trouble !== null || news.errors > 0 ? "error" : news.warnings > 0 ? "warning" : "none";
    notice.dataset["weight"] = weight;
    status.textContent =
      news.trouble !== null
        ? "The handbook's folder cannot be read; this is the last good page."
        : news.errors > 0
          ? "This is the last good page: what was saved since then has errors."
          : "";
    const counts = [];
    if (news.errors > 0) counts.push(counted(news.errors, "error"));
    if (news.warnings > 0) counts.push(counted(news.warnings, "warning"));
    summary.textContent = counts.join(", ");
    report.replaceChildren();
    if (news.trouble !== null) report.append(news.trouble + "\n");
    for (const line of news.lines) {
      if (line.href === undefined) report.append(line.text + "\n");
      else report.append(element("a", { href: line.href, title: "Open in the editor" }, line.text), "\n");
    }
    if (weight === "error" && before !== "error") details.open = true;
    if (weight !== "error" && before === "error") details.open = false;
    details.hidden = news.lines.length === 0 && news.trouble === null;
    notice.hidden = weight === "none";
  }

  // ---------------------------------------------------------------- Renewing the page in place

  /** Every part of the page that opens and closes, by its words and its number among those with the same. */
  function parts() {
    /** @type {Map<string, HTMLDetailsElement>} */
    const found = new Map();
    for (const part of document.querySelectorAll("details")) {
      if (notice.contains(part)) continue;
      const words = (part.id || part.querySelector("summary")?.textContent || "").trim();
      let name = words;
      for (let number = 2; found.has(name); number += 1) name = `${words} ${number}`;
      found.set(name, part);
    }
    return found;
  }

  function reload() {
    /** @type {Record<string, boolean>} */
    const open = {};
    for (const [name, part] of parts()) open[name] = part.open;
    try {
      sessionStorage.setItem(kept, JSON.stringify({ x: scrollX, y: scrollY, open }));
    } catch {
      // Without room for it the page opens at its top.
    }
    location.reload();
  }

  function restore() {
    const text = sessionStorage.getItem(kept);
    if (text === null) return;
    sessionStorage.removeItem(kept);
    const was = /** @type {{ x: number, y: number, open: Record<string, boolean> }} */ (JSON.parse(text));
    for (const [name, part] of parts()) {
      const open = was.open[name];
      if (open !== undefined) part.open = open;
    }
    const scroll = () => scrollTo({ left: was.x, top: was.y, behavior: "instant" });
    scroll();
    // Pictures and other scripts may still make the page longer.
    addEventListener("load", scroll, { once: true });
  }

  /** This page as the server has it, where that is of a state. @param {string} state */
  async function text(state) {
    const answer = await fetch(location.href, { cache: "no-store" });
    return answer.headers.get("Gobag-Version") === state ? await answer.text() : undefined;
  }

  const link = /<link rel="stylesheet" href="([^"]*)">/g;

  /** A page without the names of its styles and of its state. @param {string} html */
  const bare = (html) => html.replace(link, "<link>").replace(/\/_\/page\.js\?[0-9.]*/, "");

  /** The page's text when it came. @type {string | undefined} */
  let shown;

  /** Brings the page to a state. @param {string} state */
  async function renew(state) {
    const fresh = await text(state);
    if (fresh === undefined || shown === undefined || bare(fresh) !== bare(shown)) {
      reload();
      return;
    }
    shown = fresh;
    const styles = [...fresh.matchAll(link)].map((found) => found[1] ?? "");
    document.querySelectorAll('link[rel="stylesheet"]:not(.gobag-desk-style)').forEach((old, number) => {
      const href = styles[number];
      if (href === undefined || old.getAttribute("href") === href) return;
      // The old styles stay until the new ones are there.
      const next = element("link", { rel: "stylesheet", href });
      next.addEventListener("load", () => old.remove(), { once: true });
      old.after(next);
    });
  }

  // ---------------------------------------------------------------- Asking for news

  let since = "";
  let asking = new AbortController();
  let isAsking = false;

  /** @param {number} milliseconds */
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /** Asks until the page is hidden: a browser lets a host answer only six questions at once, of all its pages. */
  async function ask() {
    if (isAsking) return;
    isAsking = true;
    while (document.visibilityState === "visible") {
      try {
        const address = `/_/news?audience=${encodeURIComponent(audience)}&since=${encodeURIComponent(since)}`;
        const answer = await fetch(address, { cache: "no-store", signal: asking.signal });
        if (answer.status === 200) {
          const news = /** @type {News} */ (await answer.json());
          show(news);
          // A page that was made from this very state needs nothing. Where there are errors, the server has the last good page:
          // this one may have been shown before the rules had looked.
          const isNews = news.version !== (since === "" ? made : since);
          since = news.version;
          if (isNews && news.trouble === null) await renew(news.version);
          else if (shown === undefined && news.version === made) shown = await text(made);
        } else if (answer.status !== 204) {
          await pause(1000);
        }
      } catch {
        if (document.visibilityState !== "visible") break;
        status.textContent = "gobag serve has ended; this page is as it was.";
        notice.dataset["weight"] = "error";
        notice.hidden = false;
        await pause(1000);
      }
    }
    isAsking = false;
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      asking = new AbortController();
      void ask();
    } else {
      asking.abort();
    }
  });

  document.head.append(element("link", { rel: "stylesheet", href: "/_/page.css", class: "gobag-desk-style" }));
  notice.hidden = true;
  document.body.append(notice);
  restore();
  void ask();
})();
