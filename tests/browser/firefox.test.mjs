// A stick in the other browser. Firefox keeps one store for each file of a disk, a tab's own too, so that what a page remembers
// no other page knows: links carry a role, the first page remembers what was chosen on it, and a file carries a case.
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));

const HOME = "schools/harbor/index.html";
const LOCKDOWN = "schools/harbor/procedures/lockdown.html";
const WAIT = { timeout: 20_000 };

const downloads = mkdtempSync(join(tmpdir(), "gobag-firefox-"));
let browser;
before(async () => {
  browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: process.env.GOBAG_FIREFOX,
    extraPrefsFirefox: {
      // As people have it; what drives the browser would switch it off, and every file would see every other one's store.
      "security.fileuri.strict_origin_policy": true,
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    },
  });
});
after(async () => {
  await browser?.close();
  rmSync(downloads, { recursive: true, force: true });
});

const address = (path, site = process.env.GOBAG_SITE) => `${pathToFileURL(site).href}/${path}`;
const at = (page) => page.evaluate(() => location.href);
const text = (page, selector) => page.$eval(selector, (element) => element.innerText);
/** Waits until something is so. Puppeteer's own way makes a function of a text, which the pages' policy does not allow in every Firefox. */
const until = async (page, check, ...given) => {
  for (const end = Date.now() + WAIT.timeout; ; await new Promise((soon) => setTimeout(soon, 50))) {
    // A page that is being left answers nothing.
    if (await page.evaluate(check, ...given).catch(() => false)) return;
    assert.ok(Date.now() < end, `it never came: ${check} ${given}`);
  }
};
/** Goes to a page, which may lead on at once: then the one that was asked for is called aborted. */
const goes = (page, address) =>
  page.goto(address).catch((error) => {
    if (!String(error).includes("NS_BINDING_ABORTED")) throw error;
  });
const says = (page, words, selector = "body") =>
  until(page, (words, selector) => [...document.querySelectorAll(selector)].some((one) => one.innerText.includes(words)), words, selector);
/** Clicks the first of some things that says so. */
const press = async (page, selector, words) => {
  await says(page, words, selector);
  for (const one of await page.$$(selector)) {
    if ((await one.evaluate((element) => element.innerText.trim())).includes(words)) return one.click();
  }
};
const waits = (page, selector) => page.waitForSelector(selector, WAIT);
const comes = (page, path) => until(page, (path) => location.pathname.endsWith(path) && document.readyState === "complete", `/${path}`);

/** A person's tab, and whatever a page of ours must never do. */
async function tab(t, path, site) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  t.after(async () => {
    assert.deepEqual(faults, []);
    await context.close();
  });
  await goes(page, address(path, site));
  return page;
}

test("search finds, and keys lead to the place in the page", async (t) => {
  const page = await tab(t, "procedures/fire.html");
  await page.keyboard.press("/");
  await waits(page, ".search .hit");
  await page.keyboard.type("lockdown bus");
  await waits(page, '.search .hit[href$="procedures/lockdown.html#on-the-bus"]');
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await comes(page, "procedures/lockdown.html");
  assert.match(await at(page), /#on-the-bus$/);
});

test("a role goes with every link, and the first page remembers the school that was chosen there", async (t) => {
  const page = await tab(t, "index.html");
  await press(page, "a.pill", "Harbor Elementary School");
  await comes(page, HOME);
  await press(page, ".me button", "Substitute");
  await press(page, ".tile", "Lockdown");
  await comes(page, LOCKDOWN);
  await says(page, "Substitute", ".first-title .role");
  assert.match(await at(page), /\?role=substitute$/);
  assert.ok((await page.$$(".body .step.is-mine")).length > 1);
  await press(page, ".crumbs a", "What to do now");
  await comes(page, "schools/harbor/procedures/index.html");
  await press(page, "main a", "Fire");
  await comes(page, "schools/harbor/procedures/fire.html");
  await says(page, "Substitute", ".first-title .role");
  await goes(page, address("index.html"));
  await comes(page, HOME);
});

test("an incident is ticked and written down, and is there after the page was loaded again", async (t) => {
  const page = await tab(t, LOCKDOWN);
  await press(page, "button", "This is a drill");
  await waits(page, "#log_");
  await (await page.$(".first-box")).click();
  await page.type("#note_", "Doors locked");
  await page.keyboard.press("Enter");
  await says(page, "Doors locked", "#log_ .line");
  await until(page, () => gobagStore.all("incidents").then((all) => all.length === 4));
  await page.reload();
  await waits(page, ".dock");
  const lines = await page.$$eval("#log_ .line > span", (all) => all.map((line) => line.innerText));
  assert.equal(lines[0], "Doors locked");
  assert.match(lines[1], /^Done: /);
});

test("a case is kept by its page, and goes to another page as a file", async (t) => {
  const page = await tab(t, "assessments/threat.html");
  const kept = (name) => `[data-keep="${name}"]`;
  await waits(page, "#case_label_");
  await page.type("#case_label_", "2026-21");
  await page.keyboard.press("Enter");
  await says(page, "Case 2026-21", "h2");
  await page.type(kept("words.what-happened"), "The exact words.");
  await page.click('[data-question="danger-now"] input[value="no"]');
  await until(page, () => /^Saved on this device \d/.test(document.querySelector(".work-saved").innerText));
  await page.reload();
  await says(page, "Case 2026-21", "h2");
  assert.equal(await page.$eval(kept("words.what-happened"), (field) => field.value), "The exact words.");
  await press(page, "#case_ button", "Export (JSON)");
  const file = join(downloads, "case-2026-21.json");
  while (!existsSync(file) || readdirSync(downloads).some((name) => name.endsWith(".part")) || readFileSync(file).length === 0) {
    await new Promise((soon) => setTimeout(soon, 50));
  }
  assert.deepEqual(JSON.parse(readFileSync(file, "utf8")).answers["danger-now"], { marked: ["no"] });

  // The school's own page of the same form has a store of its own.
  await goes(page, address("schools/harbor/assessments/threat.html"));
  await waits(page, "#case_label_");
  assert.deepEqual(await page.$$eval(".case-pick", (all) => all.map((one) => one.innerText)), []);
  await says(page, "opened from a disk", ".case-small");
  await (await page.$("#case_file_")).uploadFile(file);
  await says(page, "Case 2026-21", "h2");
  assert.equal(await page.$eval(kept("words.what-happened"), (field) => field.value), "The exact words.");
});

test("another language is a click away on every page, and the first page remembers it where it was chosen there", async (t) => {
  const page = await tab(t, "procedures/lockdown.html");
  await press(page, ".tongues a", "Español");
  await comes(page, "es/procedures/lockdown.html");
  assert.match(await text(page, "h1"), /Encierro/);
  await goes(page, address("index.html"));
  await press(page, ".tongues a", "Español");
  await comes(page, "es/index.html");
  await goes(page, address("index.html"));
  await comes(page, "es/index.html");
});

test("the pocket page is whole, and asks for no other file", async (t) => {
  const page = await tab(t, "schools/harbor/pocket.html");
  await press(page, "nav a", "Lockdown");
  // This browser goes there after the click.
  await until(page, () => location.hash === "#lockdown");
  assert.deepEqual(await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)), []);
  assert.ok((await text(page, "#lockdown")).includes("Close and lock the door."));
});

test("a locked handbook opens with its passphrase, and links lead on", async (t) => {
  const page = await tab(t, "index.html", process.env.GOBAG_LOCKED);
  // It stands in the page from the beginning, and can be typed into once the door has looked for a key.
  await page.waitForSelector("#lock_words", { ...WAIT, visible: true });
  await page.type("#lock_words", "heron over the quiet harbor");
  await page.keyboard.press("Enter");
  await waits(page, ".bar-search");
  await press(page, "main a", "Lockdown");
  await waits(page, "html[data-id=lockdown]");
  assert.doesNotMatch(await at(page), /lockdown/i);
});
