// Cases as files: JSON that comes back, a table for a spreadsheet, a day for a calendar. No page but what saves a file.
"use strict";

(() => {
  const FORMAT = 1;
  /** Nobody writes more than this into one form. */
  const LONGEST = 200_000;

  /** @type {GobagCaseFiles["json"]} */
  const json = (one) => `${JSON.stringify({ gobag: "case", ...one }, null, 2)}\n`;

  /** @param {unknown} value @returns {value is Record<string, unknown>} */
  const isTable = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
  /** @param {unknown} value @returns {value is string} */
  const isText = (value) => typeof value === "string" && value.length <= LONGEST;
  /** @param {unknown} value @returns {value is string[]} */
  const isList = (value) => Array.isArray(value) && value.every(isText);
  /** @param {unknown} value @returns {value is string} */
  const isTime = (value) => isText(value) && !Number.isNaN(Date.parse(value));
  /** @param {unknown} value @returns {value is Given} */
  const isGiven = (value) =>
    value === "not-applicable" || value === "unobserved" || (isTable(value) && isList(value["marked"]));

  /** @type {GobagCaseFiles["read"]} */
  const read = (text) => {
    /** @type {unknown} */
    let value;
    try {
      value = JSON.parse(text);
    } catch {
      return "damaged";
    }
    if (!isTable(value) || value["gobag"] !== "case" || typeof value["format"] !== "number") return "damaged";
    if (value["format"] > FORMAT) return "newer";
    const { id, site, assessment, school, title, page, label, revision, begun, changed, closed, due, answers, skipped, kept } = value;
    const texts = [id, site, assessment, school, title, page, label].every(isText) && /^[\da-f]{32}$/.test(String(id));
    const times = isTime(begun) && isTime(changed) && (closed === "" || isTime(closed)) && (due === "" || isTime(due));
    const whole = Number.isSafeInteger(revision) && Number(revision) >= 0 && String(label).trim() !== "" && assessment !== "";
    if (!texts || !times || !whole || !isTable(answers) || !isList(skipped) || !isTable(kept)) return "damaged";
    if (!Object.values(answers).every(isGiven) || !Object.values(kept).every(isText)) return "damaged";
    return /** @type {Case} */ ({
      format: FORMAT, id, site, assessment, school, title, page, label, revision, begun, changed, closed, due,
      answers: /** @type {Record<string, Given>} */ ({ ...answers }), skipped: [...skipped], kept: { ...kept },
    });
  };

  /** A spreadsheet takes what begins with these for a formula. */
  const FORMULA = /^[=+\-@\t\r]/;

  /** @type {GobagCaseFiles["csv"]} */
  const csv = (table) => {
    const cell = (/** @type {string} */ words) => `"${(FORMULA.test(words) ? `'${words}` : words).replaceAll('"', '""')}"`;
    // The mark at the beginning tells spreadsheets that it is UTF-8.
    return `\uFEFF${table.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
  };

  /** A line of a calendar has at most 75 bytes; it goes on behind a space. @param {string} line */
  const folded = (line) => {
    const bytes = new TextEncoder();
    let folded = "";
    let length = 0;
    for (const letter of line) {
      const more = bytes.encode(letter).length;
      if (length + more > 74) {
        folded += "\r\n ";
        length = 1;
      }
      folded += letter;
      length += more;
    }
    return folded;
  };

  /** @type {GobagCaseFiles["ics"]} */
  const ics = (day, summary, id, now) => {
    const words = summary.replace(/[\\;,]/g, "\\$&").replace(/\s+/g, " ");
    const stamp = now.toISOString().replace(/[-:]|\.\d+/g, "");
    const next = new Date(`${day}T00:00:00Z`);
    next.setUTCDate(next.getUTCDate() + 1);
    const digits = (/** @type {string} */ day) => day.replaceAll("-", "");
    const lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Gobag//Case//EN", "BEGIN:VEVENT", `UID:${id}@case`, `DTSTAMP:${stamp}`,
      `DTSTART;VALUE=DATE:${digits(day)}`, `DTEND;VALUE=DATE:${digits(next.toISOString().slice(0, 10))}`, `SUMMARY:${words}`,
      "CLASS:PRIVATE", "END:VEVENT", "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  };

  /** @type {GobagCaseFiles["name"]} */
  const name = (label, ending) => {
    const words = label.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
    return `case-${words.slice(0, 60) || "1"}.${ending}`;
  };

  /** @type {GobagCaseFiles["personal"]} */
  const personal = (text, common) => {
    const recent = new Date().getFullYear() - 2;
    for (const date of text.matchAll(/\b(?:(\d{4})[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[./-]\d{1,2}[./-](\d{4}|\d{2}))\b/g)) {
      const year = Number(date[1] ?? date[2]);
      if ((year < 100 ? year + 2000 : year) < recent || year > 2100) return "birth";
      if (year < 100 && year + 2000 > recent + 3) return "birth";
    }
    const known = new Set(common.toLowerCase().split(/\s+/));
    for (const pair of text.matchAll(/(\p{Lu}\p{Ll}+|\p{Lu}\.),?[ -](?=(\p{Lu}\p{Ll}+))/gu)) {
      if (!pair.slice(1).some((word) => known.has((word ?? "").toLowerCase()))) return "name";
    }
    return undefined;
  };

  /** @type {GobagCaseFiles["save"]} */
  const save = (file, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type }));
    gobag.make("a", { href: address, download: file }).click();
    // The browser has taken it by then.
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };

  window.gobagCaseFiles = Object.freeze({ json, read, csv, ics, name, personal, save });
})();
