// A locked handbook as its readers meet it: from a stick and from a host, with the passphrase, without it, and with a part of
// it broken on the way.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axe, desktop, door, host, launch, none, phone, profile, top, watched } from "./site.mjs";

const PASSPHRASE = "heron over the quiet harbor";
/** Words that stand on the locked handbook's pages and nowhere else. */
const SECRET = /Lockdown|Harbor Elementary|Safety coordinator|Front office/;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

async function opened(page, words = PASSPHRASE) {
  await page.fill("#lock_words", words);
  await page.keyboard.press("Enter");
}

/** A page behind the lock. */
async function inside(faults, shape = desktop, context) {
  const page = await watched(context ?? (await browser.newContext(shape)), faults);
  await page.goto(`${top}index.html`);
  await opened(page);
  await page.waitForSelector(".bar-search");
  return page;
}

test("the door tells the title, asks for the passphrase and says nothing else", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(phone), faults);
  await page.goto(`${top}index.html`);
  await page.waitForSelector("#lock_words:focus");
  assert.equal(await page.title(), "Alder Bay Emergency Handbook");
  assert.doesNotMatch(await page.content(), SECRET);
  none(faults);
});

test("the door has no barrier", async () => {
  const context = await browser.newContext({ ...phone, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(`${top}index.html`);
  await page.waitForSelector("#lock_words:focus");
  await page.addScriptTag({ path: axe });
  const found = await page.evaluate(() => window.axe.run());
  assert.deepEqual(found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]), []);
});

test("a wrong passphrase is told at once, and the right one opens", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(desktop), faults);
  await page.goto(`${top}index.html`);
  await opened(page, "heron over the quiet harbour");
  await page.locator("#lock_note", { hasText: "not the passphrase" }).waitFor();
  assert.doesNotMatch(await page.content(), SECRET);
  await opened(page);
  await page.waitForSelector(".bar-search");
  assert.match(await page.content(), SECRET);
  none(faults);
});

test("nothing of it is kept on the device before it is unlocked, nor is the passphrase afterwards", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(desktop), faults);
  await page.goto(`${top}index.html`);
  await page.waitForSelector("#lock_words:focus");
  const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.equal(await kept(), "[{},{}]");
  await opened(page);
  await page.waitForSelector(".bar-search");
  assert.doesNotMatch(await kept(), /heron over/);
  none(faults);
});

test("links lead from page to page without asking again, and their addresses say nothing", async () => {
  const faults = [];
  const page = await inside(faults);
  await page.click("main a:has-text('Lockdown')");
  await page.waitForSelector("html[data-id=lockdown]");
  assert.match(await page.title(), /Lockdown/);
  assert.match(page.url(), /index\.html\?p=[\w-]{12}/);
  assert.doesNotMatch(page.url(), /lockdown/i);
  await page.click(".crumbs a");
  await page.waitForSelector("html[data-kind=home]");
  await page.goBack();
  await page.waitForSelector("html[data-id=lockdown]");
  none(faults);
});

test("an address with a place in a page leads to that place", async () => {
  const faults = [];
  const page = await inside(faults);
  await page.click("main a:has-text('Lockdown')");
  await page.waitForSelector("html[data-id=lockdown]");
  await page.goto(`${page.url().split("#")[0]}#on-the-bus`);
  await page.reload();
  await page.waitForSelector("#on-the-bus");
  // The browser goes there once it has the styles.
  await page.waitForFunction(() => {
    const there = document.querySelector(":target");
    return there?.id === "on-the-bus" && there.getBoundingClientRect().top < innerHeight;
  });
  none(faults);
});

test("search finds, shows the words around it and leads there", async () => {
  const faults = [];
  const page = await inside(faults, phone);
  await page.click(".bar-search");
  await page.locator(".search .search-input").pressSequentially("lockdown bus");
  await page.waitForFunction(() => document.querySelector(".search .hit mark") !== null);
  await page.locator(".search .hit[href*='?p=']").first().tap();
  await page.waitForSelector("html[data-id=lockdown]");
  none(faults);
});

test("a role and a school are chosen as ever, and the school's own page comes", async () => {
  const faults = [];
  const page = await inside(faults);
  await page.click(".bar-me");
  await page.waitForSelector("dialog.choose");
  await page.getByLabel("Harbor", { exact: false }).first().check();
  await page.click("dialog.choose .btn-main");
  await page.waitForSelector("html[data-school=harbor][data-kind=home]");
  await page.waitForFunction(() => {
    const image = document.querySelector("img.bar-logo");
    return image?.complete && image.naturalWidth > 0;
  });
  none(faults);
});

test("locked again, it asks again, also where one goes back", async () => {
  const faults = [];
  const page = await inside(faults);
  await page.click("main a:has-text('Lockdown')");
  await page.waitForSelector("html[data-id=lockdown]");
  await page.click(".lock-again");
  await page.waitForSelector("#lock_words:focus");
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.endsWith(":lock")).length), 0);
  await page.goBack();
  await page.waitForSelector("#lock_words:focus");
  assert.doesNotMatch(await page.content(), SECRET);
  none(faults);
});

test("a device remembers the key only if it was asked to", async () => {
  for (const keep of [false, true]) {
    const faults = [];
    const folder = mkdtempSync(join(tmpdir(), "gobag-lock-"));
    const first = await profile(folder, desktop);
    const page = await watched(first, faults);
    await page.goto(`${top}index.html`);
    await page.waitForSelector("#lock_words:focus");
    if (keep) await page.check("#lock_keep");
    await opened(page);
    await page.waitForSelector(".bar-search");
    await first.close();
    const again = await profile(folder, desktop);
    const later = await watched(again, faults);
    await later.goto(`${top}index.html`);
    await later.waitForSelector(keep ? ".bar-search" : "#lock_words:focus");
    await again.close();
    rmSync(folder, { recursive: true, force: true });
    none(faults);
  }
});

test("ciphertext that was cut off or changed is refused with words", { skip: door !== "file" }, async () => {
  for (const spoil of [(text) => text.slice(0, text.length / 2), (text) => text.replace(/.{9}"\)/, 'AAAAAAAAA")'), (text) => text.replace(/"([^"]*)"\)/, '"")')]) {
    const folder = mkdtempSync(join(tmpdir(), "gobag-spoilt-"));
    cpSync(process.env.GOBAG_SITE, folder, { recursive: true });
    for (const name of readdirSync(join(folder, "sealed"))) {
      const file = join(folder, "sealed", name);
      const text = readFileSync(file, "utf8");
      rmSync(file);
      writeFileSync(file, spoil(text));
    }
    const page = await (await browser.newContext(desktop)).newPage();
    await page.goto(`${pathToFileURL(folder).href}/index.html`);
    await opened(page);
    await page.locator("#lock_note", { hasText: /damaged/ }).waitFor();
    assert.equal(await page.locator(".bar").count(), 0);
    rmSync(folder, { recursive: true, force: true });
  }
});

test("without a network it opens as it did, and what the device keeps is ciphertext", { skip: door !== "http" }, async () => {
  const faults = [];
  const there = await host();
  const folder = mkdtempSync(join(tmpdir(), "gobag-lock-"));
  const first = await profile(folder, desktop);
  const page = await watched(first, faults, there.address);
  await page.goto(`${there.address}index.html`);
  await opened(page);
  // Until all of it is there, it says "Not saved on this device."
  await page.locator(".kept", { hasText: /^Saved for offline: ([\d,]+) of \1 pages, / }).first().waitFor({ timeout: 60_000 });
  await page.waitForFunction(async () => {
    const known = await caches.open((await caches.keys())[0]);
    const names = (await known.keys()).map(({ url }) => url);
    return names.filter((name) => name.endsWith(".pack")).length > 3;
  });
  const kept = await page.evaluate(async () => {
    let all = "";
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const bytes = await (await cache.match(request)).arrayBuffer();
        const open = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
        all += request.url + (await new Response(open).text().catch(() => new TextDecoder().decode(bytes)));
      }
    }
    return all;
  });
  assert.match(kept, /gobagSealed/);
  assert.doesNotMatch(kept, /Harbor Elementary|Safety coordinator|heron over/);
  await first.close();
  await there.stop();
  const again = await profile(folder, desktop);
  const later = await watched(again, faults, there.address);
  await later.goto(`${there.address}index.html`);
  assert.doesNotMatch(await later.content(), SECRET);
  await opened(later);
  await later.click("main a:has-text('Lockdown')");
  await later.waitForSelector("html[data-id=lockdown]");
  await again.close();
  rmSync(folder, { recursive: true, force: true });
  none(faults);
});

test("without scripts the door says what to do", async () => {
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
  await page.goto(`${top}index.html`);
  assert.match(await page.innerText("main"), /runs no scripts/);
});
