// What was written down of an incident: its lines in order, its clock, its text, and what a person can do with it.
"use strict";

(() => {
  const { facts, make } = gobag;
  /** @param {string} key @param {Record<string, string | number>} [gaps] */
  const say = (key, gaps) => gobag.say("incident", key, gaps);

  /** @param {string} look @param {string} words @param {(event: MouseEvent) => void} click */
  const button = (look, words, click) => make("button", { type: "button", class: look, click }, words);

  /** A length of time in words: seconds, from two minutes on minutes. @param {number} seconds */
  const long = (seconds) => {
    const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.floor(seconds / 60), "minute"];
    return new Intl.NumberFormat(facts.lang, { style: "unit", unit, unitDisplay: "long" }).format(count);
  };

  /**
   * A clock that never runs backwards, and never before `floor`: while a phone sleeps only its wall clock goes on; when that
   * is set back, only the steady one does.
   * @param {number} floor
   */
  const clock = (floor) => {
    let [wall, steady] = [Date.now(), performance.now()];
    let now = Math.max(wall, floor);
    return () => {
      const [wall2, steady2] = [Date.now(), performance.now()];
      const passed = steady2 - steady;
      now += wall2 - wall > passed + 1500 ? wall2 - wall : passed;
      [wall, steady] = [wall2, steady2];
      return Math.round(now);
    };
  };

  /** @param {IncidentLine[]} lines */
  const inOrder = (lines) => lines.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));

  /** A whole log as text. @param {Incident} incident @param {IncidentLine[]} lines */
  const text = (incident, lines) => {
    const day = (/** @type {number} */ at) => new Date(at).toLocaleDateString(facts.lang, { calendar: "gregory", dateStyle: "long" });
    const about = [say(incident.drill ? "of-drill" : "of-incident", { title: incident.title }), incident.place, day(incident.started)];
    if (incident.role) about.push(say("by", { role: incident.role }));
    const written = lines.map(({ at, words }) => `${day(at) === day(incident.started) ? "" : `${day(at)} `}${stamp(at)}  ${words}`);
    return [...about, "", ...written, ""].join("\n");
  };
  const stamp = (/** @type {number} */ at) => new Date(at).toLocaleTimeString(facts.lang, { hourCycle: "h23", hour: "2-digit", minute: "2-digit", second: "2-digit" });

  /** A log's lines, the newest first. @param {IncidentLine[]} lines */
  const items = (lines) =>
    [...lines].reverse().map(({ at, what, words }) => {
      const time = make("time", { datetime: new Date(at).toISOString() }, stamp(at));
      return make("li", { class: `line line-${what}` }, time, make("span", {}, words));
    });

  /**
   * A button that asks once more before it does what cannot be undone.
   * @param {string} words @param {string} question @param {string} yes @param {() => void} act
   */
  const sure = (words, question, yes, act) => {
    const first = button("btn", words, () => {
      asked.hidden = false;
      first.hidden = true;
      /** @type {HTMLElement} */ (asked.querySelector("button")).focus();
    });
    const asked = make(
      "div",
      { class: "sure", role: "group", "aria-label": question, hidden: true },
      make("span", {}, question),
      button("btn btn-main", yes, act),
      button("btn", say("keep"), () => {
        asked.hidden = true;
        first.hidden = false;
        first.focus();
      }),
    );
    return [first, asked];
  };

  /**
   * What can be done with a log.
   * @param {Incident} incident @param {() => IncidentLine[]} lines @param {HTMLElement} told @param {HTMLElement} section @param {() => void} wipe
   */
  const actions = (incident, lines, told, section, wipe) => {
    const whole = () => text(incident, lines());
    const tell = (/** @type {string} */ key) => {
      told.textContent = say(key);
    };
    const copy = async () => {
      try {
        await navigator.clipboard.writeText(whole());
        tell("copied");
      } catch {
        const field = make("textarea", { class: "write", "aria-label": say("copy"), readonly: true });
        field.value = whole();
        told.after(field);
        field.select();
        tell(document.execCommand("copy") ? "copied" : "copy-by-hand");
        if (told.textContent === say("copied")) field.remove();
      }
    };
    const save = () => {
      const href = URL.createObjectURL(new Blob([whole()], { type: "text/plain;charset=utf-8" }));
      const when = new Date(incident.started).toISOString().slice(0, 16).replace(/[:T]/g, "-");
      make("a", { href, download: `${when}-${incident.path.replace(/^.*\/|\.html$/g, "")}.txt` }).click();
      setTimeout(() => URL.revokeObjectURL(href), 60_000);
      tell("saved");
    };
    const share = () => navigator.share({ title: incident.title, text: whole() }).catch(() => {});
    const print = () => {
      section.classList.add("on-paper");
      document.documentElement.classList.add("print-log");
      window.print();
      section.classList.remove("on-paper");
      document.documentElement.classList.remove("print-log");
    };
    return make(
      "div",
      { class: "log-actions no-print" },
      button("btn", say("copy"), copy),
      typeof navigator.share === "function" ? button("btn", say("share"), share) : undefined,
      button("btn", say("save"), save),
      button("btn", say("print"), print),
      ...sure(say("wipe"), say("wipe-sure"), say("wipe-yes"), wipe),
    );
  };

  window.gobagIncidentLog = Object.freeze({ actions, button, clock, inOrder, items, long, stamp, sure });
})();
