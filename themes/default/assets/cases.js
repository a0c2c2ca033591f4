// The cases of this device: kept in the browser's own database, one at a time, so that no tab undoes what another did.
"use strict";

(() => {
  const ROOM = "cases";

  const code = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  /** @param {unknown} error @returns {Keeping} */
  const trouble = (error) => {
    const what = error instanceof Error ? error.message : "";
    return what === "full" || what === "newer" || what === "blocked" ? what : "refused";
  };

  /** @type {BroadcastChannel | undefined} */
  let channel;
  try {
    channel = new BroadcastChannel(`gobag:${gobag.facts.site}:cases`);
  } catch {
    // Without it the tabs still find out, when they keep what they have.
  }

  /** The latest time that was seen here. */
  const seen = () => Number(gobag.keep.get("seen") ?? 0);

  const now = () => new Date(Math.max(Date.now(), seen()));

  /** @param {Case} one @param {SheetLength | null} wipeAfter @param {number} revision @returns {Case} */
  const next = (one, wipeAfter, revision) => {
    const changed = now();
    gobag.keep.set("seen", changed.getTime());
    const due = wipeAfter === null ? "" : gobagOutcome.after(wipeAfter, changed).toISOString();
    return { ...one, revision, changed: changed.toISOString(), due };
  };

  /**
   * @param {Case} one
   * @param {SheetLength | null} wipeAfter
   * @param {(there: Case | undefined) => Keeping} look
   * @returns {Promise<Keeping>}
   */
  const put = async (one, wipeAfter, look) => {
    /** @type {Keeping} */
    let became = "kept";
    let kept = one;
    try {
      await gobagStore.change(ROOM, one.id, (there) => {
        became = look(there);
        if (became !== "kept") return undefined;
        kept = next(one, wipeAfter, Math.max(one.revision, there?.revision ?? 0) + 1);
        return kept;
      });
    } catch (error) {
      return trouble(error);
    }
    if (became === "kept") {
      one.revision = kept.revision;
      one.changed = kept.changed;
      one.due = kept.due;
      cases.tell("kept", one.id);
    }
    return became;
  };

  /** @type {GobagCases} */
  const cases = {
    all: async () => {
      try {
        /** @type {Case[]} */
        const all = await gobagStore.all(ROOM);
        const known = all.filter(({ format }) => format === 1);
        known.sort((one, other) => (one.changed < other.changed ? 1 : -1));
        return known.length < all.length ? { cases: known, trouble: "newer" } : { cases: known };
      } catch (error) {
        return { cases: [], trouble: trouble(error) };
      }
    },

    get: async (id) => {
      try {
        return await gobagStore.get(ROOM, id);
      } catch {
        return undefined;
      }
    },

    begin: (label, title, work) => {
      const { site, id, school, top } = gobag.facts;
      const time = now().toISOString();
      const page = document.documentElement.dataset.inside ? top + document.documentElement.dataset.inside : location.href.split(/[?#]/)[0] ?? "";
      return {
        format: 1, id: code(), site, assessment: id, school, title, page: page.startsWith(top) ? page.slice(top.length) : "",
        label, revision: 0, begun: time, changed: time, closed: "", due: "",
        answers: { ...work.answers }, skipped: [...work.skipped], kept: { ...work.kept },
      };
    },

    keep: (one, wipeAfter) =>
      put(one, wipeAfter, (there) => {
        if (there === undefined) return one.revision === 0 ? "kept" : "wiped";
        return there.revision === one.revision ? "kept" : "elsewhere";
      }),

    replace: (one, wipeAfter) => put(one, wipeAfter, () => "kept"),

    wipe: async (id) => {
      try {
        await gobagStore.remove(ROOM, id);
      } catch (error) {
        return trouble(error);
      }
      cases.tell("wiped", id);
      return "kept";
    },

    tell: (what, id) => channel?.postMessage({ what, id }),

    listen: (hear) => channel?.addEventListener("message", ({ data }) => hear(data)),

    now,

    // A minute is what clocks differ when they are put right.
    late: () => Date.now() < seen() - 60_000,

    // A clock that stands before what it has shown tells nothing.
    isDue: (one) => one.due !== "" && !cases.late() && Date.now() >= Date.parse(one.due),
  };
  window.gobagCases = Object.freeze(cases);
})();
