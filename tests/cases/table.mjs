// What is missing before a case may be closed, and what becomes of files: as the published scripts have it.
// node table.mjs SHEET OUTCOME CASE-FILES
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";

const [sheetFile, ...scripts] = process.argv.slice(2);
const window = {};
const context = { window, TextEncoder, URL, Blob };
for (const script of scripts) runInNewContext(readFileSync(script, "utf8"), context);
const { gobagOutcome: outcome, gobagCaseFiles: files } = window;
const sheet = JSON.parse(readFileSync(sheetFile, "utf8"));
const own = (value) => JSON.parse(JSON.stringify(value));

/** A case of the snapshot's assessment to which nothing is left to do; `more` is laid over it. */
const done = (more = {}, answers = {}) => ({
  answers: { weapon: { marked: ["no"] }, words: { marked: [] }, signs: { marked: ["drawing"] }, ...answers },
  skipped: ["later"],
  kept: {
    "here.administration": "t", "here.mental-health": "t", "exit.ask": "t", class: "low", "told.low.0": "t", "told.low.1": "t",
    "deed.0": "t", "deed.1": "t", "deed.2": "t", ...more,
  },
});
/** What is missing, in a line each. */
const missing = (work) => own(outcome.closing(sheet, work)).map(({ what, where, count }) => `${what} ${where} ${count}`.trim());

// What is laid over a case that is done, and what is then missing.
const closing = [
  ["nothing", {}, {}, []],
  ["a discipline is not at the table", { "here.mental-health": "" }, {}, ["team mental-health 1"]],
  ["a question has no answer", {}, { signs: undefined }, ["answers ask 1"]],
  ["the stage may not end yet", { "exit.ask": "" }, {}, ["exit ask 1"]],
  ["no class is chosen", { class: "" }, {}, ["class  1"]],
  ["somebody has not been told", { "told.low.1": "" }, {}, ["notify low 1"]],
  ["nothing is done for the person threatened", { "deed.1": "" }, {}, ["target target 1"]],
  ["what is done belongs to another class", { class: "high", "told.high.0": "t", reason: "They agreed." }, {}, ["environment environment 1"]],
  ["the team decides otherwise, without a reason", { class: "high", "told.high.0": "t", "deed.3": "t" }, {}, ["reason high 1"]],
  ["a reason of blanks is none", { class: "high", "told.high.0": "t", "deed.3": "t", reason: " " }, {}, ["reason high 1"]],
  ["a class that people judge needs a reason only where the answers lead elsewhere", { class: "watch" }, { weapon: undefined }, ["answers ask 1"]],
];
for (const [name, kept, answers, expected] of closing) {
  test(`closing: ${name}`, () => assert.deepEqual(missing(done(kept, answers)), expected));
}

test("lengths of time go by the calendar", () => {
  const from = new Date(2026, 0, 31, 9, 30);
  const after = (count, unit) => {
    const to = outcome.after({ count, unit }, from);
    return [to.getFullYear(), to.getMonth() + 1, to.getDate(), to.getHours(), to.getMinutes()];
  };
  assert.deepEqual(after(1, "month"), [2026, 2, 28, 9, 30]);
  assert.deepEqual(after(1, "year"), [2027, 1, 31, 9, 30]);
  assert.deepEqual(after(2, "week"), [2026, 2, 14, 9, 30]);
  assert.deepEqual(after(60, "minute"), [2026, 1, 31, 10, 30]);
});

const whole = {
  format: 1, id: "0123456789abcdef0123456789abcdef", site: "s", assessment: "threat", school: "", title: "Threat", page: "a.html",
  label: "2026-14", revision: 3, begun: "2026-11-24T12:00:00.000Z", changed: "2026-11-24T12:04:00.000Z", closed: "", due: "",
  answers: { weapon: { marked: ["no"] }, seen: "unobserved" }, skipped: [], kept: { lead: "Counselor" },
};

test("a case comes back from its own file", () => {
  assert.deepEqual(own(files.read(files.json(whole))), whole);
});

test("a file cut off anywhere is damaged, never half a case", () => {
  const text = files.json(whole).trimEnd();
  for (let at = 0; at < text.length; at += 1) assert.equal(files.read(text.slice(0, at)), "damaged", text.slice(0, at));
});

const broken = [
  ["not a case", { gobag: "search" }], ["no id", { id: undefined }], ["an id that is a path", { id: "../../x" }], ["a number for a label", { label: 7 }],
  ["no label", { label: " " }], ["a day that is none", { changed: "yesterday" }], ["answers in a list", { answers: [] }],
  ["an answer that is none", { answers: { weapon: "perhaps" } }], ["marks that are no text", { answers: { weapon: { marked: [1] } } }],
  ["notes that are no text", { kept: { lead: {} } }], ["no revision", { revision: -1 }], ["half a revision", { revision: 1.5 }], ["an old format", { format: "1" }],
];
for (const [name, change] of broken) {
  test(`damaged: ${name}`, () => assert.equal(files.read(JSON.stringify({ gobag: "case", ...whole, ...change })), "damaged"));
}

test("a newer format is told apart from a damaged file", () => {
  assert.equal(files.read(JSON.stringify({ gobag: "case", format: 2, whatever: true })), "newer");
});

test("a spreadsheet gets no formulas, and its quotes doubled", () => {
  assert.equal(files.csv([["=1+1", 'a "b"', "-2", "two\nlines"]]), "\uFEFF\"'=1+1\",\"a \"\"b\"\"\",\"'-2\",\"two\nlines\"\r\n");
});

test("a calendar's lines are folded at 75 bytes, its signs escaped, and the day ends on the next", () => {
  const text = files.ics("2026-12-31", `Look again; Prüfung, ${"ü".repeat(60)}`, "x", new Date("2026-11-24T12:00:00Z"));
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const unfolded = text.replaceAll("\r\n ", "");
  assert.match(unfolded, /SUMMARY:Look again\\; Prüfung\\, ü{60}\r\n/);
  assert.match(unfolded, /DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/);
  assert.match(unfolded, /DTSTAMP:20261124T120000Z\r\n/);
});

const common = "bus room harbor elementary tuesday";
const year = new Date().getFullYear();
const labels = [
  ["2026-14", undefined], ["Bus 7, Tuesday", undefined], ["Harbor Elementary", undefined], ["room 12 north door", undefined], [`${year}-11-24`, undefined],
  ["Ada Example", "name"], ["J. Example", "name"], ["Example, Ada", "name"], ["case of Ana María", "name"], ["born 03/04/2011", "birth"], ["2012-05-06", "birth"], ["3.4.12", "birth"],
];
for (const [label, expected] of labels) {
  test(`a label such as “${label}” looks like ${expected ?? "nothing personal"}`, () => assert.equal(files.personal(label, common), expected));
}
