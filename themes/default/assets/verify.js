// A code from a sheet of paper into what the sheet is worth: current, superseded, a draft, or unknown. The answer comes from
// the page itself, so it needs no network.
"use strict";

(() => {
  const place = document.getElementById("verdict_");
  const text = document.getElementById("verify-data_")?.textContent;
  if (!place || !text) return;
  /** @type {VerifyData} */
  const data = JSON.parse(text);
  /** @param {string} key @param {Record<string, string>} [gaps] */
  const say = (key, gaps) => gobag.say("verify", key, gaps);

  /** As people type codes: any case, O for 0, I and L for 1. @param {string} words */
  const code = (words) => words.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

  /**
   * "lockdown.7K3M9Q", or the code alone.
   * @param {string} typed
   * @returns {{ id: string | undefined, code: string } | undefined}
   */
  const read = (typed) => {
    const parts = typed.trim().split(/[.#\s]+/).filter(Boolean);
    const last = code(parts.at(-1) ?? "");
    if (!/^[0-9A-HJKMNP-TV-Z]{6}$/.test(last)) return undefined;
    const id = parts.at(-2)?.toLowerCase();
    return { id: id !== undefined && (id in data.documents || id in data.withdrawn) ? id : undefined, code: last };
  };

  /**
   * What a sheet is worth, and what is to be said of it.
   * @param {string} id
   * @param {string} code
   * @returns {{ kind: "good" | "warn" | "bad", title: string, words: string[] } | undefined}
   */
  const judge = (id, code) => {
    const sheet = data.documents[id];
    const title = sheet?.title ?? id;
    /** @param {VerifyOld[]} all */
    const old = (all) => all.find((one) => one.code === code);
    if (!sheet) {
      const gone = old(data.withdrawn[id] ?? []);
      return gone && { kind: "bad", title: say("is_withdrawn", { title, date: gone.until }), words: gone.because };
    }
    const release = sheet.release ?? "";
    if (sheet.code === code) {
      if (sheet.state === "draft") return { kind: "warn", title: say("is_draft", { title }), words: [say("not_approved", { release })] };
      const words = sheet.state === "approved" ? [say("since", { release })] : [say("unreleased")];
      return { kind: "good", title: say("is_current", { title }), words };
    }
    if (sheet.approved === code) return { kind: "good", title: say("is_current", { title }), words: [say("will_change", { release })] };
    const earlier = old(sheet.earlier);
    if (!earlier) return undefined;
    return { kind: "bad", title: say("is_superseded", { title, date: earlier.until }), words: earlier.because.length ? earlier.because : [say("no_reason")] };
  };

  /** @param {string} typed */
  const answer = (typed) => {
    const asked = read(typed);
    if (!asked) return show("warn", say("no_code"), [say("code_form")]);
    // The code alone says enough where the document's name was not typed.
    const ids = asked.id !== undefined ? [asked.id] : [...Object.keys(data.documents), ...Object.keys(data.withdrawn)];
    for (const id of ids) {
      const verdict = judge(id, asked.code);
      if (verdict) return show(verdict.kind, verdict.title, verdict.words, verdict.kind === "good" ? undefined : data.documents[id]);
    }
    return show("warn", say("is_unknown", { code: asked.code }), [say("unknown_why")], asked.id === undefined ? undefined : data.documents[asked.id]);
  };

  const { make } = gobag;
  const verdict = make("div", { class: "verdict", role: "status" });
  const field = make("input", { class: "write verify-code", id: "code_", type: "text", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", inputmode: "text" });
  const form = make(
    "form",
    {
      class: "verify-form",
      submit: (/** @type {Event} */ event) => {
        event.preventDefault();
        answer(field.value);
      },
    },
    make("label", { for: "code_" }, say("type")),
    make("span", { class: "verify-row" }, field, make("button", { class: "pill", type: "submit" }, say("check"))),
  );

  /** @param {"good" | "warn" | "bad"} kind @param {string} title @param {string[]} words @param {VerifySheet} [now] */
  const show = (kind, title, words, now) => {
    const icon = { good: "check", warn: "warning", bad: "warning" }[kind];
    const way = now?.href ? make("p", {}, make("a", { href: now.href }, say("see_now", { title: now.title, code: now.code }))) : undefined;
    verdict.className = `verdict verdict-${kind}`;
    verdict.replaceChildren(make("p", { class: "verdict-title" }, gobag.icon(icon), title), ...words.map((one) => make("p", {}, one)), ...(way ? [way] : []));
  };

  const fromAddress = () => {
    const typed = decodeURIComponent(location.hash.slice(1));
    if (typed.includes(".")) {
      field.value = typed;
      answer(typed);
    }
  };
  place.append(verdict, form);
  place.hidden = false;
  addEventListener("hashchange", fromAddress);
  fromAddress();
})();
