// Assessments at work: a case is begun, worked, kept, handed on, closed and wiped, on this device and nowhere else.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { after, before, test } from "node:test";
import { address, axe, desktop, door, launch, none, own, profile, phone, watched } from "./site.mjs";

const THREAT = "assessments/threat.html";
const SCORED = "assessments/site-risk.html";
const LIST = "assessments/plan-compliance.html";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** A page of a context, watched; what it must never do is held when the test is over. */
async function visit(t, path = THREAT, context = undefined, more = {}) {
  const faults = [];
  const page = await watched(context ?? (await browser.newContext({ ...desktop, acceptDownloads: true, ...more })), faults);
  page.setDefaultTimeout(10_000);
  t.after(() => none(faults));
  await page.goto(address(path));
  await page.locator("#case_label_").waitFor();
  return page;
}

/** Begins a case with the keyboard. */
async function begin(page, label) {
  await page.locator("#case_label_").fill(label);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: `Case ${label}`, exact: true }).waitFor();
}

const answer = (page, question, option) => page.locator(`[data-question="${question}"] input[value="${option}"]`).check();
const keep = (page, name) => page.locator(`[data-keep="${name}"]`);
const press = (page, name) => page.getByRole("button", { name, exact: true }).first().click();
/** Opens a case from the list. */
async function open(page, label) {
  await page.locator(".case-pick", { hasText: label }).first().click();
  await page.getByRole("heading", { name: `Case ${label}`, exact: true }).waitFor();
}
/** Puts the case at work away, and waits for the list. */
async function putAway(page) {
  await press(page, "Put away");
  await page.locator("#case_label_").waitFor();
}
/** Waits until everything is kept. */
const kept = (page) => page.locator(".work-saved", { hasText: /^Saved on this device \d/ }).waitFor();
const says = (page, words) => page.getByText(words).first().waitFor();
const line = (page, name) => page.locator(`[data-line="${name}"]`).textContent();

/** What a button hands to the browser as a file. */
async function file(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, name)]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

/** Gives a file to the page's import. */
const give = (page, name, text) => page.locator("#case_file_").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });

test("a case is kept as it is worked, and is there after the browser was closed and opened again", async (t) => {
  const folder = own();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  let context = await profile(folder, desktop);
  let page = await visit(t, THREAT, context);
  await begin(page, "2026-14");
  await answer(page, "danger-now", "no");
  await keep(page, "words.what-happened").fill("The exact words.");
  await keep(page, "here.administration").check();
  await kept(page);
  await context.close();

  context = await profile(folder, desktop);
  page = await visit(t, THREAT, context);
  assert.equal(await keep(page, "words.what-happened").inputValue(), "", "the form is empty until the case is opened");
  await open(page, "2026-14");
  assert.equal(await keep(page, "words.what-happened").inputValue(), "The exact words.");
  assert.ok(await page.locator('[data-question="danger-now"] input[value="no"]').isChecked());
  assert.ok(await keep(page, "here.administration").isChecked());
  await context.close();
});

test("what was filled in before a case was begun goes into it", async (t) => {
  const page = await visit(t);
  await keep(page, "words.what-happened").fill("Before.");
  await says(page, "Not kept yet. Start a case to keep it.");
  await begin(page, "2026-15");
  await kept(page);
  await page.reload();
  await page.getByRole("heading", { name: "Case 2026-15" }).waitFor();
  assert.equal(await keep(page, "words.what-happened").inputValue(), "Before.");
});

test("classes narrow as answers come, and the team may decide otherwise with a reason", async (t) => {
  const page = await visit(t);
  await begin(page, "narrow");
  assert.match(await line(page, "classes"), /Transient threat, Serious threat,? or Very serious threat/);
  await answer(page, "lasting-intent", "yes");
  assert.match(await line(page, "class.transient"), /Ruled out by 4\.1/);
  await answer(page, "weapon-steps", "yes");
  assert.match(await line(page, "class.very-serious"), /The answers lead here/);
  assert.match(await line(page, "classes"), /By the answers it is: Very serious threat\./);
  await page.locator("input[name='class_'][value='serious']").check();
  await says(page, "Write down why.");
  assert.match(await page.locator("#close_").textContent(), /The reason why the team decided otherwise/);
  await keep(page, "reason").fill("Police say that the object was a toy.");
  assert.doesNotMatch(await page.locator("#close_").textContent(), /The reason why the team decided otherwise/);
  assert.match(await line(page, "due.serious"), /Act by/);
  assert.equal(await page.locator(".case-score").count(), 0, "a threat has no score");
});

test("an answer can be taken back, by a second press and with Delete", async (t) => {
  const page = await visit(t);
  await begin(page, "back");
  const yes = page.locator('[data-question="danger-now"] input[value="yes"]');
  await yes.check();
  await yes.click();
  assert.equal(await yes.isChecked(), false);
  await yes.check();
  await yes.press("Delete");
  assert.equal(await yes.isChecked(), false);
  const signs = page.locator('[data-question="form"]');
  await signs.locator("input[value='direct']").check();
  await signs.locator("[data-given='none']").check();
  assert.equal(await signs.locator("input[value='direct']").isChecked(), false, "none of these stands alone");
  await signs.locator("input[value='leaked']").check();
  assert.equal(await signs.locator("[data-given='none']").isChecked(), false);
});

test("a later stage can be read, and says what is still missing before it", async (t) => {
  const page = await visit(t);
  await begin(page, "early");
  assert.match(await line(page, "stage.history"), /Still missing: 10 answers/);
  assert.match(await line(page, "stage.history"), /Not complete before it: Report\. The team decides/);
});

test("a scored walk shows where its score can still lie, and its band", async (t) => {
  const page = await visit(t, SCORED);
  await begin(page, "Walk");
  assert.match(await line(page, "score"), /^0–100.%/);
  for (const box of await page.locator("[data-question]:has(.points)").all()) await box.locator("input[value]").last().check();
  const low = await line(page, "score");
  assert.match(low, /^\d+.%/);
  const band = await page.locator("tr.is-reached th").allTextContents();
  assert.equal(band.length, 1);
  assert.ok(low.includes(band[0]), `${low}: ${band[0]}`);
});

test("several cases live side by side; one is renamed, and the list shows them", async (t) => {
  const page = await visit(t);
  await begin(page, "first");
  await kept(page);
  await putAway(page);
  await begin(page, "second");
  await answer(page, "danger-now", "yes");
  await kept(page);
  await press(page, "Rename");
  await page.getByRole("dialog").locator("input").fill("Ada Example");
  await says(page, "This looks like a person's name.");
  await page.getByRole("dialog").locator("input").fill("2026-16");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Case 2026-16" }).waitFor();
  await kept(page);
  await putAway(page);
  const names = await page.locator(".case-pick > b").allTextContents();
  assert.deepEqual(names.sort(), ["2026-16", "first"]);
  await open(page, "first");
  assert.equal(await page.locator('[data-question="danger-now"] input[value="yes"]').isChecked(), false);
});

test("the list is shown when it is whole, also when the device is slow", async (t) => {
  const page = await visit(t);
  await page.evaluate(() => {
    const read = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = function (...of) {
      // Its transaction does not end as long as something is asked in it.
      const until = performance.now() + 400;
      const ask = () => performance.now() < until && (this.get("nothing").onsuccess = ask);
      ask();
      return read.apply(this, of);
    };
  });
  await begin(page, "slow");
  await kept(page);
  await putAway(page);
  assert.deepEqual(await page.locator(".case-pick > b").allTextContents(), ["slow"]);
});

test("what is changed while the browser still writes is kept too, also when the device is slow", async (t) => {
  const page = await visit(t);
  await begin(page, "slow");
  await kept(page);
  await page.evaluate(() => {
    const write = IDBObjectStore.prototype.put;
    window.writes = 0;
    IDBObjectStore.prototype.put = function (...of) {
      // Its transaction does not end as long as something is asked in it: longer than the page waits until it writes again.
      const until = performance.now() + 800;
      const ask = () => performance.now() < until && (this.get("nothing").onsuccess = ask);
      ask();
      window.writes += 1;
      return write.apply(this, of);
    };
  });
  await answer(page, "danger-now", "no");
  await page.waitForFunction(() => window.writes === 1);
  await keep(page, "words.what-happened").fill("While it writes.");
  await kept(page);
  const [one] = await page.evaluate(() => gobagStore.all("cases"));
  assert.equal(one.kept["words.what-happened"], "While it writes.");
});

test("a label that looks like a person is warned about softly, and may stay", async (t) => {
  const page = await visit(t);
  await page.locator("#case_label_").pressSequentially("Ada Example");
  await says(page, "This looks like a person's name.");
  await page.locator("#case_label_").fill("born 03/04/2011");
  await says(page, "This looks like a birth date.");
  await begin(page, "Ada Example");
});

test("a case is exported, wiped and imported again, whole", async (t) => {
  const page = await visit(t);
  await begin(page, "2026-17");
  await answer(page, "target-told", "yes");
  await keep(page, "evidence.what-happened").fill("A photo");
  await kept(page);
  const json = await file(page, "Export (JSON)");
  assert.equal(json.name, "case-2026-17.json");
  const csv = await file(page, "Table (CSV)");
  assert.ok(csv.text.startsWith("\uFEFF"));
  assert.match(csv.text, /"Report","1\.7","Has the person named been told, and are they with an adult they trust\?","Yes",""/);
  assert.match(csv.text, /"A photo"/);

  await press(page, "Wipe for good");
  await page.getByRole("dialog").getByRole("button", { name: "Wipe for good" }).click();
  await says(page, "“2026-17” is wiped from this device.");
  assert.equal(await page.locator(".case-pick").count(), 0);
  assert.deepEqual(await page.evaluate(() => gobagStore.keys("cases")), []);
  assert.equal(await keep(page, "evidence.what-happened").inputValue(), "", "the form is empty again");

  await give(page, json.name, json.text);
  await page.getByRole("heading", { name: "Case 2026-17" }).waitFor();
  assert.equal(await keep(page, "evidence.what-happened").inputValue(), "A photo");
  assert.ok(await page.locator('[data-question="target-told"] input[value="yes"]').isChecked());
  await kept(page);

  // Once more: nothing is overwritten unasked.
  await keep(page, "evidence.what-happened").fill("Two photos");
  await kept(page);
  await putAway(page);
  await give(page, json.name, json.text);
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await open(page, "2026-17");
  assert.equal(await keep(page, "evidence.what-happened").inputValue(), "Two photos");
  await putAway(page);
  await give(page, json.name, json.text);
  await page.getByRole("dialog").getByRole("button", { name: "Keep both" }).click();
  await page.getByRole("heading", { name: "Case 2026-17 (second)" }).waitFor();
  await kept(page);
  await putAway(page);
  assert.equal(await page.locator(".case-pick").count(), 2);
});

test("an export that is damaged, newer or of another form is refused in words", async (t) => {
  const page = await visit(t);
  await begin(page, "whole");
  await kept(page);
  const { text } = await file(page, "Export (JSON)");
  await putAway(page);
  await give(page, "half.json", text.slice(0, text.length / 2));
  await says(page, "“half.json” is not a whole case");
  await give(page, "new.json", text.replace('"format": 1', '"format": 9'));
  await says(page, "made by a newer version of this handbook");
  await give(page, "other.json", text.replace('"assessment": "threat"', '"assessment": "site-risk"'));
  await says(page, "This case belongs to the form");
  assert.equal(await page.locator(".case-pick").count(), 1);
});

test("two tabs on one case: the later one is told, may take over, and nothing is lost", async (t) => {
  const context = await browser.newContext(desktop);
  const first = await visit(t, THREAT, context);
  await begin(first, "shared");
  await answer(first, "danger-now", "no");
  await kept(first);
  const second = await visit(t, THREAT, context);
  await open(second, "shared");
  await says(second, "This case is being worked on in another tab.");
  assert.ok(await keep(second, "words.what-happened").isDisabled());
  // What the first tab writes is seen in the second.
  await keep(first, "words.what-happened").fill("From the first tab.");
  await second.waitForFunction(() => document.querySelector("[data-keep='words.what-happened']").value === "From the first tab.");
  // Not kept yet when the second takes over.
  await keep(first, "words.earlier-response").fill("At the last moment.");
  await press(second, "Work on it here");
  await second.waitForFunction(() => document.querySelector("[data-keep='words.earlier-response']").value === "At the last moment.");
  await says(first, "This case is being worked on in another tab.");
  await keep(second, "words.change").fill("From the second tab.");
  await kept(second);
  await first.waitForFunction(() => document.querySelector("[data-keep='words.change']").value === "From the second tab.");
});

test("where tabs cannot speak to each other, a case that was changed elsewhere is not overwritten", async (t) => {
  const context = await browser.newContext(desktop);
  await context.addInitScript(() => delete window.BroadcastChannel);
  const first = await visit(t, THREAT, context);
  await begin(first, "apart");
  await kept(first);
  const second = await visit(t, THREAT, context);
  await open(second, "apart");
  await keep(second, "words.change").fill("Second.");
  await kept(second);
  await keep(first, "words.change").fill("First.");
  await says(first, "Another tab has changed this case");
  await press(first, "Keep mine as a second case");
  await first.getByRole("heading", { name: "Case apart (second)" }).waitFor();
  await kept(first);
  const all = await first.evaluate(() => gobagStore.all("cases"));
  assert.deepEqual(all.map(({ kept }) => kept["words.change"]).sort(), ["First.", "Second."]);
});

test("a case that another tab wipes is not written again unasked", async (t) => {
  const context = await browser.newContext(desktop);
  const first = await visit(t, THREAT, context);
  await begin(first, "gone");
  await kept(first);
  const second = await visit(t, THREAT, context);
  await second.evaluate(async () => {
    const [key] = await gobagStore.keys("cases");
    await gobagCases.wipe(key);
  });
  await says(first, "This case was wiped in another tab.");
  await keep(first, "words.change").fill("Later.");
  await says(first, "Not saved.");
  // It is not put away before what was still to be written has been tried.
  await putAway(first);
  assert.deepEqual(await second.evaluate(() => gobagStore.keys("cases")), []);
});

/** Makes the browser's database refuse. */
const refuse = (name) => (context) =>
  context.addInitScript((name) => {
    if (name === "SecurityError") {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", name);
      };
      return;
    }
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...given) {
      const asked = put.apply(this, given);
      this.transaction.abort();
      Object.defineProperty(this.transaction, "error", { value: new DOMException("full", name) });
      return asked;
    };
  }, name);

for (const [what, name, words] of [
  ["keeps nothing", "SecurityError", "This browser keeps nothing here"],
  ["is full", "QuotaExceededError", "This device has no room left"],
]) {
  test(`in a browser that ${what} a case is worked in memory, said in words, and exported`, async (t) => {
    const context = await browser.newContext(desktop);
    await refuse(name)(context);
    const page = await visit(t, THREAT, context);
    await begin(page, "memory");
    await says(page, words);
    await answer(page, "danger-now", "no");
    await says(page, "Not saved. Export before you leave.");
    const { text } = await file(page, "Export (JSON)");
    assert.deepEqual(JSON.parse(text).answers["danger-now"], { marked: ["no"] });
  });
}

test("on the day that the policy sets it is asked to wipe a case, and only then; a clock set back asks nothing", async (t) => {
  const context = await browser.newContext(desktop);
  const page = await visit(t, THREAT, context);
  await page.clock.install({ time: new Date("2026-11-24T12:00:00Z") });
  await page.goto(address(THREAT));
  await begin(page, "old");
  await page.clock.runFor(1_000);
  await kept(page);
  await putAway(page);

  const at = async (time) => {
    await page.clock.setFixedTime(new Date(time));
    await page.reload();
    await page.locator(".case-pick").waitFor();
  };
  await at("2026-12-23T12:00:00Z");
  assert.equal(await page.locator(".case-due").count(), 0, "not before 30 days");
  await at("2020-01-01T12:00:00Z");
  await says(page, "This device's clock stands before a time that it has already shown.");
  assert.equal(await page.locator(".case-due").count(), 0);
  await at("2026-12-25T12:00:00Z");
  await says(page, "“old” was last changed on");
  assert.equal(await page.locator(".case-pick").count(), 1, "nothing goes unasked");
  await page.locator(".case-due").getByRole("button", { name: "Keep 7 more days" }).click();
  await page.locator(".case-due").waitFor({ state: "detached" });
  await at("2027-01-02T12:00:00Z");
  await page.locator(".case-due").getByRole("button", { name: "Wipe for good" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Wipe for good" }).click();
  await says(page, "“old” is wiped from this device.");
  assert.deepEqual(await page.evaluate(() => gobagStore.keys("cases")), []);
});

test("a case worked while the clock was set back is not asked to go before its time", async (t) => {
  const page = await visit(t);
  await page.clock.install({ time: new Date("2026-11-24T12:00:00Z") });
  await page.goto(address(THREAT));
  await begin(page, "before");
  await page.clock.runFor(1_000);
  await kept(page);
  await page.clock.setFixedTime(new Date("2020-01-01T12:00:00Z"));
  await answer(page, "danger-now", "no");
  await page.waitForFunction(async () => Object.keys((await gobagStore.all("cases"))[0].answers).length === 1);
  await page.clock.setFixedTime(new Date("2026-12-20T12:00:00Z"));
  await page.reload();
  await page.getByRole("heading", { name: "Case before" }).waitFor();
  await putAway(page);
  await page.locator(".case-pick").waitFor();
  assert.equal(await page.locator(".case-due").count(), 0);
});

test("the day to look again is proposed, and goes into a calendar as a file", async (t) => {
  const page = await visit(t);
  await begin(page, "2026-18");
  await press(page, "Propose the day");
  const day = await keep(page, "review").inputValue();
  assert.match(day, /^\d{4}-\d\d-\d\d$/);
  const { name, text } = await file(page, "Add to a calendar");
  assert.equal(name, "case-2026-18.ics");
  assert.ok(text.includes(`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`));
  assert.match(text.replaceAll("\r\n ", ""), /SUMMARY:Look again: Threat assessment\\, 2026-18\r\n/);
});

test("a whole threat assessment is worked, printed, exported, closed and wiped with the keyboard alone", async (t) => {
  const page = await visit(t);
  /** Goes on with Tab until something has the focus; what is passed can be seen where it is. */
  const tab = async (selector) => {
    for (let steps = 0; steps < 400; steps += 1) {
      await page.keyboard.press("Tab");
      const state = await page.evaluate(async (selector) => {
        // Where it stands once it was scrolled to.
        await new Promise((drawn) => requestAnimationFrame(drawn));
        const here = document.activeElement;
        const { top, bottom } = here.getBoundingClientRect();
        const bar = document.querySelector(".work:not([hidden])");
        const line = bar === null || bar.contains(here) ? { top: innerHeight, bottom: Infinity } : bar.getBoundingClientRect();
        const isCovered = top >= line.top && bottom <= line.bottom;
        const isSeen = here === document.body || (!isCovered && top < innerHeight && bottom > 0);
        return { there: here.matches(selector), what: `${here.outerHTML.slice(0, 120)} ${top}–${bottom} of ${innerHeight}, the line at ${line.top}`, isSeen };
      }, selector);
      assert.ok(state.isSeen, `what has the focus is hidden: ${state.what}`);
      if (state.there) return;
    }
    assert.fail(`Tab does not lead to ${selector}; missing: ${await page.locator("#close_").textContent()}`);
  };
  await tab("#case_label_");
  await page.keyboard.type("2026-19");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Case 2026-19" }).waitFor();

  // Every question, one after the other, as Tab finds them.
  for (const discipline of ["administration", "mental-health", "law-enforcement"]) {
    await tab(`[data-keep="here.${discipline}"]`);
    await page.keyboard.press("Space");
    await tab(`[data-keep="role.${discipline}"]`);
    await page.keyboard.type("On duty");
  }
  const stages = await page.evaluate(() => [...document.querySelectorAll("[data-stage]")].map((stage) => stage.getAttribute("data-stage")));
  assert.equal(stages.length, 6);
  for (const stage of stages) {
    const questions = await page.evaluate((stage) => [...document.querySelectorAll(`[data-stage="${stage}"] [data-question]`)].map((box) => box.id), stage);
    for (const id of questions) {
      await tab(`#${id} input, #${id} textarea`);
      const kind = await page.evaluate(() => document.activeElement.type);
      if (kind === "date") await page.keyboard.type("11242026");
      else if (kind === "textarea") await page.keyboard.type("Seen and heard.");
      else await page.keyboard.press("Space");
    }
    await tab(`[data-keep="exit.${stage}"]`);
    await page.keyboard.press("Space");
    assert.match(await line(page, `stage.${stage}`), /This stage is complete\./);
  }
  // The first option of each says yes: so the answers lead to the gravest class. It is the last of three radio buttons.
  assert.match(await line(page, "classes"), /By the answers it is: Very serious threat\./);
  await tab("input[name='class_']");
  await page.keyboard.press("ArrowUp");
  assert.ok(await page.locator("input[name='class_'][value='very-serious']").isChecked());
  for (const at of [0, 1, 2, 3, 4, 5, 6]) {
    await tab(`[data-keep="told.very-serious.${at}"]`);
    await page.keyboard.press("Space");
  }
  await tab('[data-keep="reason"]');
  await page.keyboard.type("A weapon was sought.");
  for (const party of ["subject", "target", "environment"]) {
    const first = { subject: 0, target: 8, environment: 14 }[party];
    await tab(`[data-keep="deed.${first}"]`);
    await page.keyboard.press("Space");
  }
  await tab("#close_ button");
  await page.keyboard.press("Enter");
  await says(page, /^Closed on /);
  await kept(page);

  // On paper: every word, the class, no line of the screen.
  await page.emulateMedia({ media: "print" });
  const paper = await page.locator("#main_").evaluate((main) => main.innerText);
  for (const words of ["Case 2026-19. As kept on", "Seen and heard.", "A weapon was sought.", "On duty"]) {
    assert.ok(paper.includes(words), `${words} is not on paper`);
  }
  for (const words of ["Saved on this device", "Put away", "Close the case"]) assert.ok(!paper.includes(words), `${words} is on paper`);
  assert.ok((await page.pdf()).length > 20_000);
  await page.emulateMedia({ media: null });

  await page.reload();
  await page.getByRole("heading", { name: "Case 2026-19" }).waitFor();
  const [download] = await Promise.all([page.waitForEvent("download"), (async () => {
    await tab("#case_ button");
    await page.keyboard.press("Enter");
  })()]);
  const done = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(done.kept.class, "very-serious");
  assert.ok(done.closed);
  await tab("#case_ .btn-bad");
  await page.keyboard.press("Enter");
  // The safe answer has the focus; two back is the other.
  await page.getByRole("dialog").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Keep it");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await says(page, "“2026-19” is wiped from this device.");
  assert.deepEqual(await page.evaluate(() => gobagStore.keys("cases")), []);
});

for (const [name, shape] of [
  ["on a desk by day", { ...desktop, colorScheme: "light" }],
  ["on a desk at night", { ...desktop, colorScheme: "dark" }],
  ["in a hand at night", { ...phone, colorScheme: "dark" }],
  ["with more contrast", { ...desktop, contrast: "more" }],
  ["320 pixels wide", { ...phone, viewport: { width: 320, height: 640 } }],
  ["at 200 percent", { viewport: { width: 640, height: 450 } }],
  // A door changes no colour and no width.
].slice(0, door === "file" ? undefined : 1)) {
  test(`a case at work has no barrier ${name}, and fits`, async (t) => {
    // The checker is a script that the page's own policy would not let in.
    const context = await browser.newContext({ ...shape, bypassCSP: true, reducedMotion: "reduce" });
    const page = await visit(t, THREAT, context);
    await page.addScriptTag({ path: axe });
    const look = async (where) => {
      const found = await page.evaluate(async () => {
        // What lies half below the bar, wherever the page happens to be, is scrolled out by whoever wants it.
        scrollTo(0, 0);
        const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
        const { violations } = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false });
        const root = document.documentElement;
        const wide = root.scrollWidth > root.clientWidth ? [`${root.scrollWidth} pixels wide`] : [];
        return [...wide, ...violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary}`))];
      });
      none(found.map((fault) => `${where}: ${fault}`));
    };
    await look("before a case");
    await begin(page, "2026-20");
    await answer(page, "lasting-intent", "yes");
    await answer(page, "weapon-steps", "yes");
    await page.locator("input[name='class_'][value='serious']").check();
    await kept(page);
    await look("at work");
    await press(page, "Wipe for good");
    await look("asked");
    await page.keyboard.press("Escape");
  });
}

test("nothing jumps while answers come: the question stays where it was pressed", async (t) => {
  const page = await visit(t, THREAT, await browser.newContext(phone));
  await begin(page, "calm");
  const box = page.locator('[data-question="planning"]');
  await box.scrollIntoViewIfNeeded();
  const top = () => box.evaluate((element) => element.getBoundingClientRect().top);
  const before = await top();
  await box.locator("input").first().check();
  await kept(page);
  assert.ok(Math.abs((await top()) - before) < 1, "it moved");
});

test("without scripts the form is whole, and carries nothing of a case", async (t) => {
  const context = await browser.newContext({ ...desktop, javaScriptEnabled: false });
  const page = await context.newPage();
  t.after(() => context.close());
  for (const path of [THREAT, SCORED, LIST]) {
    await page.goto(address(path));
    assert.ok((await page.locator("[data-question]").count()) > 10);
    assert.equal(await page.locator("#case_, .work").count(), 0);
    assert.ok(await page.locator("input.write").first().isEditable());
  }
});

test("names that people type are words and never more", async (t) => {
  const page = await visit(t);
  const label = `<img src=x onerror="alert(1)">"'&`;
  await page.locator("#case_label_").fill(label);
  await page.keyboard.press("Enter");
  await says(page, `Case ${label}`);
  await kept(page);
  await putAway(page);
  assert.equal(await page.locator(".case-pick > b").textContent(), label);
  assert.equal(await page.locator("#case_ img").count(), 0);
});
