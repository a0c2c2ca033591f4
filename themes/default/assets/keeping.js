// On the page about reading without a network: how much is kept, all of it on request, and the sign on the home screen.
"use strict";

(() => {
  const { facts, keep, make, say } = gobag;
  const place = document.getElementById("here_");
  const add = document.getElementById("add_");

  document.addEventListener("gobag:kept", (event) => {
    /** @type {GobagKept & { words: string }} */
    const kept = /** @type {CustomEvent} */ (event).detail;
    const size = new Intl.NumberFormat(facts.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });
    const all = () => {
      keep.set("everything", true);
      // Some browsers ask the reader, so it is asked only here.
      navigator.storage?.persist?.().catch(() => undefined);
      document.dispatchEvent(new Event("gobag:keep"));
    };
    const words = say("keeping", "all", { size: size.format(Math.max(kept.bytes, 1e5) / 1e6) });
    const button = make("button", { type: "button", class: "pill", click: all }, words);
    const bar = make("progress", { max: kept.of || 1, value: kept.pages, "aria-label": say("keeping", "progress") });
    place?.replaceChildren(make("p", {}, kept.words), bar);
    if (kept.everything) place?.append(make("p", {}, say("keeping", "everything")));
    else if (!kept.busy) place?.append(make("p", {}, button));
  });

  addEventListener("beforeinstallprompt", (event) => {
    const ask = () => /** @type {any} */ (event).prompt();
    const button = make("button", { type: "button", class: "pill", click: ask }, say("keeping", "add"));
    add?.replaceChildren(make("p", {}, button));
  });
})();
