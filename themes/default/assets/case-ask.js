// What a person at work on a case is asked: buttons, a dialog, the case's label, and a soft word where that looks like a person.
"use strict";

(() => {
  const { facts, make } = gobag;
  const files = gobagCaseFiles;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const words = (key, gaps) => gobag.say("case", key, gaps);
  const moment = new Intl.DateTimeFormat(facts.lang, { hour: "numeric", minute: "2-digit" });
  const day = new Intl.DateTimeFormat(facts.lang, { calendar: "gregory", dateStyle: "medium" });

  /** @param {string} word @param {() => unknown} press @param {string} [kind] */
  const button = (word, press, kind = "") => make("button", { type: "button", class: `btn ${kind}`.trim(), click: () => void press() }, words(word));

  /** Asks in a dialog; what was pressed, or nothing. @template {string} K
   * @param {string} heading @param {string} text @param {readonly [K, string, string?][]} answers @param {HTMLInputElement} [field]
   * @returns {Promise<K | undefined>} */
  const ask = (heading, text, answers, field) =>
    new Promise((resolve) => {
      /** @type {K | undefined} */
      let chosen;
      const dialog = make("dialog", { class: "ask", "aria-labelledby": "ask_", "data-alive": true });
      const press = (/** @type {K} */ answer) => {
        chosen = answer;
        dialog.close();
      };
      const buttons = answers.map(([key, word, kind]) => button(word, () => press(key), kind));
      dialog.append(make("h2", { id: "ask_" }, heading), make("p", {}, text));
      if (field !== undefined) {
        dialog.append(make("label", { class: "field" }, make("span", {}, words("label")), field), hint(field));
        field.addEventListener("keydown", (event) => {
          if (event.key !== "Enter" || answers[0] === undefined) return;
          // Or the button that has the focus afterwards is pressed too.
          event.preventDefault();
          press(answers[0][0]);
        });
      }
      dialog.append(make("p", { class: "case-buttons" }, ...buttons));
      dialog.addEventListener("close", () => {
        dialog.remove();
        resolve(chosen);
      });
      document.body.append(dialog);
      dialog.showModal();
      (field ?? buttons.at(-1))?.focus();
    });

  /** A soft word where a text looks like a person's. @param {Field} field @typedef {HTMLInputElement | HTMLTextAreaElement} Field */
  const hint = (field) => {
    const shown = make("p", { class: "case-hint", role: "status" });
    const look = () => {
      const looks = files.personal(field.value, words("common"));
      shown.textContent = looks === undefined ? "" : words(`looks_${looks}`);
    };
    field.addEventListener("input", look);
    return shown;
  };

  /** @param {string} value @param {Record<string, string>} [more] */
  const labelField = (value, more = {}) => make("input", { class: "write", type: "text", value, maxlength: 80, autocomplete: "off", ...more });

  /** @param {string} time */
  const date = (time) => day.format(new Date(time));
  /** @param {string} time */
  const hour = (time) => moment.format(new Date(time));
  /** @param {string} time */
  const stamp = (time) => `${date(time)}, ${hour(time)}`;

  window.gobagCaseAsk = Object.freeze({ ask, button, date, hint, hour, labelField, stamp, words });
})();
