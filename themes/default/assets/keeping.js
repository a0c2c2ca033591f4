// On the page about reading without a network: how much is kept, all of it on request, and the sign on the home screen.
"use strict";

(() => {
  const { facts, keep, make, say } = gobag;
  const place = document.getElementById("here_");
  const add = document.getElementById("add_");
  const size = new Intl.NumberFormat(facts.lang, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 });

  const all = () => {
    keep.set("everything", true);
    // Some browsers ask the reader, so it is asked only here.
    navigator.storage?.persist?.().catch(() => undefined);
    document.dispatchEvent(new Event("gobag:keep"));
  };
  const told = make("p", {});
  const bar = make("progress", { "aria-label": say("keeping", "progress") });
  const button = make("button", { type: "button", class: "pill", click: all });
  const ask = make("p", {}, button);
  const done = make("p", {}, say("keeping", "everything"));

  document.addEventListener("gobag:kept", (event) => {
    /** @type {GobagKept & { words: string }} */
    const kept = /** @type {CustomEvent} */ (event).detail;
    told.textContent = kept.words;
    bar.max = kept.of || 1;
    bar.value = kept.pages;
    button.textContent = say("keeping", "all", { size: size.format(Math.max(kept.bytes, 1e5) / 1e6) });
    const parts = [told, bar, ...(kept.everything ? [done] : kept.busy ? [] : [ask])];
    // While much comes, this is heard several times a second: what stands there stays, or the button would go from under a finger.
    const isThere = parts.length === place?.children.length && parts.every((part, at) => part === place.children[at]);
    if (!isThere) place?.replaceChildren(...parts);
  });

  addEventListener("beforeinstallprompt", (event) => {
    const ask = () => /** @type {any} */ (event).prompt();
    const button = make("button", { type: "button", class: "pill", click: ask }, say("keeping", "add"));
    add?.replaceChildren(make("p", {}, button));
  });
})();
