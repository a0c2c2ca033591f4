// Has the handbook kept on this device where a host shows it, and says at the foot how much of it is. From a disk it is all
// there already, and nothing is said. Other scripts of a page hear "gobag:kept", and ask for more with "gobag:keep".
"use strict";

(() => {
  const { facts, keep, make, say, trusted } = gobag;
  const workers = navigator.serviceWorker;
  const foot = document.querySelector(".foot-in");
  // What a host shows for an address that is not there does not know where it is.
  if (!foot || facts.kind === "not-found" || !location.protocol.startsWith("http")) return;
  document.head.append(make("link", { rel: "manifest", href: `${window.gobagLock ? facts.top : facts.up}manifest.webmanifest`, crossorigin: "use-credentials" }));
  if (!workers || !window.DecompressionStream) return;

  // Behind a lock, all of the handbook is kept as one.
  const root = window.gobagLock ? "" : facts.up.slice(facts.top.length);
  const line = make("p", { class: "kept" });
  const note = make("p", { class: "kept kept-note", role: "status" });
  foot.append(line, note);

  const ask = async () => {
    // A reader with a school and a language of their own keeps those; one who saves data keeps what is needed at once.
    const { school = facts.school, language = facts.language } = /** @type {Partial<Choice>} */ (keep.get("choice") ?? {});
    const tier = school !== facts.school || language !== facts.language ? -1 : /** @type {any} */ (navigator).connection?.saveData ? 0 : 1;
    const wish = { root, tier, everything: keep.get("everything") === true };
    (await workers.ready).active?.postMessage({ keep: wish });
  };

  /** @param {GobagKept} kept */
  const words = ({ pages, of, at, busy, fault }) => {
    const date = at && new Intl.DateTimeFormat(facts.lang, { calendar: "gregory", day: "numeric", month: "short", year: "numeric" }).format(at);
    if (busy) return say("offline", "saving", { pages, of });
    const saved = date && pages > 0 ? say("offline", "saved", { pages, of, date }) : say("offline", "none");
    return fault ? `${saved} ${say("offline", fault)}` : saved;
  };

  workers.addEventListener("message", (event) => {
    /** @type {GobagKept} */
    const kept = event.data;
    if (kept?.site !== facts.site || kept.top !== facts.top) return;
    if (kept.newer) {
      note.textContent = `${say("offline", "older")} ${say("offline", kept.fault ?? "broken")}`;
    } else if (kept.root === root) {
      line.textContent = words(kept);
      document.dispatchEvent(new CustomEvent("gobag:kept", { detail: { ...kept, words: line.textContent } }));
      if (kept.more) ask();
    }
  });
  document.addEventListener("gobag:keep", ask);

  addEventListener("load", async () => {
    try {
      const registration = await workers.register(trusted(`${facts.top}sw.js`), { scope: facts.top });
      /** @param {ServiceWorker | null} worker */
      const watch = (worker) => {
        const look = () => {
          if (worker?.state === "installed" && registration.active) note.textContent = say("offline", "newer");
        };
        worker?.addEventListener("statechange", look);
        look();
      };
      watch(registration.waiting);
      watch(registration.installing);
      registration.addEventListener("updatefound", () => watch(registration.installing));
      // A page that stays open for days asks when somebody comes back to it.
      document.addEventListener("visibilitychange", () => document.hidden || registration.update().catch(() => undefined));
      if (matchMedia("(display-mode: standalone)").matches) navigator.storage?.persist?.().catch(() => undefined);
      await ask();
    } catch {
      // A browser that keeps nothing (a private window, a policy) shows the same handbook from the network.
      line.remove();
    }
  });
})();
