// An incident and a drill while they happen: ticked, timed and written down, on this device alone, and never lost.
import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import { address, desktop, none, own, path, phone, profile, unloadable, watched } from "./site.mjs";
import { browser, fits } from "./state.mjs";

const { device, everywhere } = browser();
const HOME = "schools/harbor/index.html";
const LOCKDOWN = "schools/harbor/procedures/lockdown.html";

const open = (page, path) => page.goto(address(path));
/** Opens a procedure and begins. */
const begin = async (page, words = "This is happening now", procedure = LOCKDOWN) => {
  await open(page, procedure);
  await page.getByRole("button", { name: words }).click();
  await page.locator("#log_").waitFor();
};
const note = async (page, words) => {
  await page.getByLabel("What happens").fill(words);
  await page.keyboard.press("Enter");
};
/** The log's words, the newest first. */
const lines = (page) => page.locator("#log_ .line > span").allInnerTexts();
/** Waits until the device's database has so many records of incidents. */
const kept = (page, count) => page.waitForFunction((count) => gobagStore.all("incidents").then((all) => all.length === count), count);
/** The second of two buttons: it asks once more. */
const sure = async (page, words, yes) => {
  await page.getByRole("button", { name: words, exact: true }).click();
  await page.getByRole("button", { name: yes, exact: true }).click();
};

test("a step that is ticked, a note and a count stand in the log with their times", async () => {
  const { faults, page } = await device();
  await begin(page);
  await page.locator(".first-box").first().check();
  await note(page, "Doors locked");
  await page.getByLabel("Accounted for").fill("24");
  await page.getByLabel("of", { exact: true }).fill("25");
  await page.keyboard.press("Enter");
  assert.deepEqual(await lines(page), [
    "Accounted for 24 of 25",
    "Doors locked",
    "Done: Pull nearby students in. Close and lock the door.",
    "It began",
  ]);
  for (const time of await page.locator("#log_ .line > time").allInnerTexts()) assert.match(time, /^\d\d:\d\d:\d\d$/);
  assert.match(await page.locator(".log-told").innerText(), /1 not accounted for/);
  assert.equal(await page.getByLabel("of", { exact: true }).inputValue(), "25", "the number expected stays");
  // What is ticked in the opening is ticked in the list, and the other way round.
  const box = page.locator("#during .tick-box input").first();
  assert.ok(await box.isChecked());
  await box.uncheck();
  assert.ok(!(await page.locator(".first-box").first().isChecked()));
  assert.match((await lines(page))[0], /^Not done after all/);
  none(faults);
});

test("when the first steps are done, the next ones stand there, and the focus goes with them", async () => {
  const { faults, page } = await device();
  await begin(page);
  const before = await page.locator(".first-steps > li").count();
  for (let at = 0; at < before; at += 1) await page.locator(".first-box").nth(at).click();
  await page.locator(".first-steps", { hasText: "Shout the announcement" }).waitFor();
  assert.ok(await page.locator(".first-box").first().evaluate((box) => box === document.activeElement));
  none(faults);
});

test("whoever reloads, goes home or comes back finds the incident as it was", async () => {
  const { context, faults, page } = await device();
  await begin(page);
  await page.locator(".first-box").first().check();
  await note(page, "Doors locked");
  await kept(page, 4);
  await page.reload();
  await page.locator(".dock").waitFor();
  assert.equal((await lines(page))[0], "Doors locked");
  assert.ok(await page.locator("#during .tick-box input").first().isChecked());
  // From another page of another tab.
  const other = await watched(context, faults);
  await open(other, HOME);
  const reminder = other.locator(".tell-now");
  assert.match(await reminder.innerText(), /An incident is open: Lockdown, started \d\d:\d\d/);
  await reminder.locator("a").click();
  await other.waitForURL((url) => path(url.href) === LOCKDOWN);
  await other.locator("#log_ .line", { hasText: "Doors locked" }).waitFor();
  none(faults);
});

test("a browser that was killed goes on with the incident at once, and does not know one that was wiped", async () => {
  const folder = own();
  try {
    const faults = [];
    let context = await profile(folder, phone);
    let page = await watched(context, faults);
    await begin(page);
    await page.locator(".first-box").first().check();
    await note(page, "Doors locked");
    await kept(page, 4);
    await context.close();

    context = await profile(folder, phone);
    page = await watched(context, faults);
    await open(page, LOCKDOWN);
    await page.locator(".dock").waitFor();
    assert.deepEqual((await lines(page)).slice(0, 2), ["Doors locked", "Done: Pull nearby students in. Close and lock the door."]);
    await sure(page, "Wipe", "Wipe for good");
    await kept(page, 0);
    assert.equal(await page.locator("#log_, .dock, .tick-line").count(), 0);
    await context.close();

    context = await profile(folder, phone);
    page = await watched(context, faults);
    await open(page, LOCKDOWN);
    await page.getByRole("button", { name: "This is a drill" }).waitFor();
    await kept(page, 0);
    assert.equal(await page.locator("#log_").count(), 0);
    await context.close();
    none(faults);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("a drill is called a drill everywhere, and both are kept side by side until each is wiped", async () => {
  const { faults, page } = await device();
  await begin(page, "This is a drill");
  assert.match(await page.locator(".dock").innerText(), /^Drill/);
  assert.equal(await page.locator("#log_ h2").innerText(), "Drill: Lockdown");
  await kept(page, 2);
  await open(page, HOME);
  assert.match(await page.locator(".tell-now").innerText(), /A drill is open/);
  await open(page, LOCKDOWN);
  await sure(page, "End the drill", "Yes, it is over");
  await page.locator(".dock").waitFor({ state: "detached" });
  await kept(page, 3);
  assert.equal((await lines(page))[0], "The drill is over");
  assert.equal(await page.locator(".dock, .tick-line, .composer").count(), 0, "what is over is not ticked");
  await page.getByRole("button", { name: "This is happening now" }).click();
  await page.locator(".dock").waitFor();
  assert.equal(await page.locator("#log_").count(), 1);
  await sure(page, "It is over", "Yes, it is over");
  await page.getByRole("button", { name: "Logs on this device (2)" }).click();
  const logs = page.locator(".incident-logs > details");
  await logs.nth(1).waitFor();
  assert.match((await logs.allInnerTexts()).join(), /Incident: Lockdown.*Drill: Lockdown/s);
  await logs.nth(1).locator("summary").click();
  await logs.nth(1).getByRole("button", { name: "Wipe", exact: true }).click();
  await logs.nth(1).getByRole("button", { name: "Wipe for good" }).click();
  await page.getByRole("button", { name: "Logs on this device (1)" }).waitFor();
  await kept(page, 3);
  none(faults);
});

test("time limits run from the first tap, in words, and say plainly when they are over", async () => {
  const { faults, page } = await device();
  await page.clock.install({ time: new Date("2026-11-24T12:00:00") });
  await open(page, LOCKDOWN);
  // From here on no time passes but what the test lets pass, however slow the machine is.
  await page.clock.pauseAt(new Date("2026-11-24T12:03:00"));
  await page.getByRole("button", { name: "This is happening now" }).click();
  await page.locator("#log_").waitFor();
  const left = page.locator("#during .left").first();
  assert.match(await left.innerText(), /^(30|29) seconds left$/);
  await page.clock.runFor(20_000);
  assert.match(await left.innerText(), /^(10|9) seconds left$/);
  await page.clock.runFor(25_000);
  assert.match(await left.innerText(), /^1[45] seconds over$/);
  assert.match(await page.locator(".log-told").innerText(), /Time is up: Pull nearby students/);
  await page.locator("#during .tick-box input").first().check();
  assert.match(await left.innerText(), /^12:03:4\d$/);
  await page.clock.runFor(200_000);
  assert.match(await page.locator("#during .left").nth(1).innerText(), /^3 minutes over$/);
  assert.match(await page.locator(".dock").innerText(), /4 minutes/);
  none(faults);
});

test("a clock that is set back makes no time negative and no line earlier than the one before, and the log says so", async () => {
  const { faults, page } = await device();
  await page.clock.install({ time: new Date("2026-11-24T12:03:00") });
  await begin(page);
  await page.clock.runFor(10_000);
  await page.clock.setSystemTime(new Date("2026-11-24T09:00:00"));
  await page.clock.runFor(5_000);
  await note(page, "Doors locked");
  const times = await page.locator("#log_ .line > time").allInnerTexts();
  assert.match(times[0], /^12:03:1\d$/);
  assert.match(await page.locator("#during .left").first().innerText(), /^1\d seconds left$/);
  await kept(page, 3);
  await page.reload();
  await page.locator("#log_ .line", { hasText: "clock was set back" }).waitFor();
  const after = await page.locator("#log_ .line > time").allInnerTexts();
  assert.deepEqual(after, [...after].sort().reverse());
  none(faults);
});

test("two tabs write into one log, see each other's lines and ticks, and end and wipe together", async () => {
  const { context, faults, page } = await device();
  await begin(page);
  await kept(page, 2);
  const other = await watched(context, faults);
  await open(other, LOCKDOWN);
  await other.locator(".dock").waitFor();
  await Promise.all([note(page, "From the first"), note(other, "From the second")]);
  await page.locator(".first-box").first().check();
  for (const tab of [page, other]) {
    for (const words of ["From the first", "From the second", "Done: Pull"]) await tab.locator("#log_ .line", { hasText: words }).waitFor();
    assert.ok(await tab.locator("#during .tick-box input").first().isChecked());
  }
  await kept(page, 5);
  await sure(other, "It is over", "Yes, it is over");
  await page.locator(".dock").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "This is a drill" }).waitFor();
  await sure(page, "Wipe", "Wipe for good");
  await other.locator("#log_").waitFor({ state: "detached" });
  await kept(page, 0);
  none(faults);
});

test("where the browser refuses or is full, words say so, the log goes on, and what can be kept later is", async () => {
  const { faults, page } = await device(phone, (context) =>
    context.addInitScript(() => {
      const put = IDBObjectStore.prototype.put;
      window.full = true;
      IDBObjectStore.prototype.put = function (...given) {
        if (window.full && this.name === "incidents") throw new DOMException("full", "QuotaExceededError");
        return put.apply(this, given);
      };
    }),
  );
  await begin(page);
  await page.locator(".note-caution", { hasText: "no room left" }).waitFor();
  await note(page, "Doors locked");
  assert.deepEqual(await lines(page), ["Doors locked", "It began"]);
  await page.evaluate(() => (window.full = false));
  await note(page, "Lights off");
  await kept(page, 4);
  await page.locator(".note-caution").waitFor({ state: "hidden" });
  await page.reload();
  await page.locator("#log_ .line", { hasText: "Doors locked" }).waitFor();
  none(faults);

  const refusing = await device(phone, (context) =>
    context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    }),
  );
  await begin(refusing.page);
  await refusing.page.locator(".note-caution", { hasText: "does not keep the log" }).waitFor();
  await note(refusing.page, "Doors locked");
  assert.deepEqual(await lines(refusing.page), ["Doors locked", "It began"]);
  await sure(refusing.page, "It is over", "Yes, it is over");
  assert.equal((await lines(refusing.page))[0], "It is over");
  none(refusing.faults);
});

test("the log is copied, saved as a file, shared and printed, each as the same text", async () => {
  const { context, faults, page } = await device(phone, (context) =>
    context.addInitScript(() => {
      navigator.share = async (given) => void (window.shared = given);
      window.print = () => (window.onPaper = document.documentElement.className);
    }),
  );
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await begin(page, "This is a drill");
  await note(page, "Doors <locked> & lights off");
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.locator(".log-told", { hasText: "copied" }).waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^Drill: Lockdown\nHarbor Elementary School · Alder Bay Emergency Handbook\n.*\n\n\d\d:\d\d:\d\d  The drill began\n\d\d:\d\d:\d\d  Doors <locked> & lights off\n$/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save as text" }).click()]);
  assert.match(download.suggestedFilename(), /^\d{4}-\d\d-\d\d-\d\d-\d\d-lockdown\.txt$/);
  assert.equal(readFileSync(await download.path(), "utf8"), text);
  await page.getByRole("button", { name: "Share" }).click();
  assert.equal(await page.evaluate(() => window.shared.text), text);
  await page.getByRole("button", { name: "Print the log" }).click();
  assert.match(await page.evaluate(() => window.onPaper), /print-log/);
  assert.ok(!(await page.evaluate(() => document.documentElement.className)).includes("print-log"), "afterwards the page is whole");
  // On paper the log alone is seen.
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => {
    document.documentElement.classList.add("print-log");
    document.querySelector("#log_").classList.add("on-paper");
  });
  assert.ok(await page.locator("#log_ .line").first().isVisible());
  assert.equal(await page.locator(".order, .steps, .composer, .dock, .log-actions").filter({ visible: true }).count(), 0);
  none(faults);
});

test("the screen stays on while it happens, again after the page was out of sight, and no longer than that", async () => {
  const { faults, page } = await device(phone, (context) =>
    context.addInitScript(() => {
      window.locks = { asked: 0, held: 0 };
      const lock = { request: async () => ((window.locks.asked += 1), (window.locks.held += 1), { release: async () => void (window.locks.held -= 1) }) };
      Object.defineProperty(navigator, "wakeLock", { value: lock });
    }),
  );
  await begin(page);
  await page.locator(".log-state", { hasText: "the screen stays on" }).waitFor();
  assert.deepEqual(await page.evaluate(() => window.locks), { asked: 1, held: 1 });
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await page.waitForFunction(() => window.locks.asked === 2);
  await sure(page, "It is over", "Yes, it is over");
  await page.locator(".dock").waitFor({ state: "detached" });
  await page.waitForFunction(() => window.locks.held < 2);
  none(faults);
});

test("a drill is begun, ticked, written down and ended with the keyboard alone", async () => {
  const { faults, page } = await device(desktop);
  await open(page, LOCKDOWN);
  await page.getByRole("button", { name: "This is a drill" }).focus();
  await page.keyboard.press("Enter");
  await page.locator("#log_").waitFor();
  assert.ok(await page.locator(".first-box").first().evaluate((box) => box === document.activeElement), "the first step has the focus");
  await page.keyboard.press("Space");
  await page.getByLabel("What happens").focus();
  await page.keyboard.type("Doors locked");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Lights off");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "End the drill" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  assert.deepEqual(await lines(page), [
    "The drill is over",
    "Lights off",
    "Doors locked",
    "Done: Pull nearby students in. Close and lock the door.",
    "The drill began",
  ]);
  none(faults);
});

test("an incident that was left open days ago is offered, and does not stand in the way of a new one", async () => {
  const { faults, page } = await device();
  await page.clock.install({ time: new Date("2026-11-20T12:03:00") });
  await begin(page, "This is a drill");
  await page.locator(".first-box").first().check();
  await kept(page, 3);
  await page.clock.setSystemTime(new Date("2026-11-24T08:00:00"));
  await page.reload();
  const start = page.locator(".start");
  await start.getByText(/still open here, started Nov 20/).waitFor();
  assert.equal(await page.locator(".dock, .tick-line").count(), 0);
  await page.getByRole("button", { name: "This is happening now" }).click();
  await page.locator(".dock").waitFor();
  assert.ok(!(await page.locator(".first-box").first().isChecked()), "nothing of it is taken for done");
  none(faults);
});

test("it says that nothing is sent, and nothing is", async () => {
  const { context, faults, page } = await device();
  await begin(page);
  const asked = [];
  // The worker may be fetching the handbook's own packs meanwhile: that sends nothing.
  const isPack = (request) => request.method() === "GET" && /\/packs\/[0-9a-f]+\.(pack|json)$/.test(request.url());
  context.on("request", (request) => void (isPack(request) || asked.push(request.url())));
  assert.match(await page.locator(".log-note").innerText(), /nothing is sent.*no students’ names/);
  await page.locator(".first-box").first().check();
  await note(page, "Doors locked");
  await kept(page, 4);
  assert.deepEqual(asked, []);
  none(faults);
});

test("where the script does not come, the page says so, and another tap tries again", async () => {
  const { page } = await device();
  const mend = await unloadable(page, /incident\.[0-9a-f]+\.js$/);
  await open(page, LOCKDOWN);
  const button = page.getByRole("button", { name: "This is happening now" });
  await button.click();
  await page.locator(".start-told", { hasText: "Tap again" }).waitFor();
  await mend();
  await button.click();
  await page.locator("#log_").waitFor();
});

test("no state of an incident has a barrier", async () => {
  await everywhere(async (page, look) => {
    await open(page, LOCKDOWN);
    await look("before");
    await page.getByRole("button", { name: "This is happening now" }).click();
    await page.locator("#log_").waitFor();
    await page.locator(".first-box").first().check();
    await note(page, "Doors locked");
    await look("running");
    await page.getByRole("button", { name: "Wipe", exact: true }).click();
    await look("asked once more");
    await page.getByRole("button", { name: "Keep it" }).first().click();
    await sure(page, "It is over", "Yes, it is over");
    await page.locator(".dock").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Logs on this device (1)" }).click();
    await page.locator(".incident-logs summary").click();
    await look("over");
  });
});

test("an incident fits the narrowest screen and twice the letters, and its buttons can be hit", async () => {
  const { faults, page } = await device();
  await begin(page);
  await page.getByRole("button", { name: "Wipe", exact: true }).click();
  await fits(page);
  await page.getByRole("button", { name: "Keep it" }).first().click();
  await sure(page, "It is over", "Yes, it is over");
  await page.getByRole("button", { name: "Logs on this device (1)" }).click();
  await page.locator(".incident-logs summary").waitFor();
  await fits(page);
  none(faults);
});
