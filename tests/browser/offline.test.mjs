// Without a network: what was visited once opens again after the browser was closed and the host is gone; a newer version
// comes whole or not at all; handbooks on one host leave each other alone.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { host, none, pages, profile, saved, watched } from "./site.mjs";

const SITE = process.env.GOBAG_SITE;
// The same handbook with another word in one procedure of one school, and the same for another audience.
const NEXT = process.env.GOBAG_NEXT;
const OTHER = process.env.GOBAG_OTHER;
const CHANGED = "schools/harbor/procedures/kindergarten-dismissal.html";

const folders = [];
const browsers = [];
after(async () => {
  for (const browser of browsers) await browser.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new device's folder. */
function fresh() {
  const folder = mkdtempSync(join(tmpdir(), "gobag-device-"));
  folders.push(folder);
  return folder;
}

/** A device's browser. */
async function opened(folder) {
  const browser = await profile(folder);
  browsers.push(browser);
  return browser;
}

/** A device that has visited a handbook: its folder, its host, and the words at the foot. */
async function visited(wish, shown = undefined) {
  const served = await host(shown);
  const folder = fresh();
  const browser = await opened(folder);
  const words = await saved(await browser.newPage(), served.address, wish);
  await browser.close();
  return { served, folder, words };
}

/** Opens the browser again, does something with a page that is watched, and closes it. */
async function again({ folder, served }, look) {
  const browser = await opened(folder);
  const faults = [];
  const end = await look(await watched(browser, faults, served.address), browser, faults);
  await browser.close();
  return end;
}

/** What a page says. */
async function words(page, address) {
  await page.goto(address);
  return page.locator("main").innerText();
}

/** Whoever looks for a newer version now does not wait for the browser's own time. */
const update = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => undefined);
  });

/** The packs that a browser asked for. */
const packs = (served) => served.requests.filter((path) => path.endsWith(".pack"));

test("every file of the site is answered as it is on the host, after the browser was closed and the host is gone", async () => {
  const device = await visited({ everything: true });
  const { served, words } = device;
  assert.match(words, /^Saved for offline: ([\d,]+) of \1 pages, /);
  assert.ok(words.includes(` ${pages.length.toLocaleString("en")} pages, `), `${words}, of ${pages.length}`);
  await served.stop();
  await again(device, async (page, _, faults) => {
    await page.goto(`${served.address}index.html`);
    const files = readdirSync(SITE, { recursive: true }).map((path) => path.replaceAll("\\", "/"));
    const kept = files.filter(
      (path) => statSync(join(SITE, path)).isFile() && !/^(packs\/|sw\.js|robots\.txt|sitemap\.xml|\.gobag)/.test(path),
    );
    assert.ok(kept.length > pages.length);
    const digests = await page.evaluate(async (addresses) => {
      const digests = [];
      for (const address of addresses) {
        const bytes = await (await fetch(address)).arrayBuffer();
        digests.push([...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]);
      }
      return digests;
    }, kept.map((path) => served.address + path.split("/").map(encodeURIComponent).join("/")));
    const was = kept.map((path) => createHash("sha256").update(readFileSync(join(SITE, path))).digest());
    none(kept.filter((_, at) => !was[at].equals(Buffer.from(digests[at]))).map((path) => `${path} is not what it was`));
    none(faults);
  });
});

test("without a network, addresses that hosts understand are understood: a folder, a question, a page without its ending", async () => {
  const device = await visited({ root: "schools/harbor/" });
  const { served } = device;
  await served.stop();
  await again(device, async (page, _, faults) => {
    const title = async (address) => (await page.goto(served.address + address), page.locator("h1").innerText());
    const lockdown = await title("schools/harbor/procedures/lockdown.html");
    assert.equal(await title("schools/harbor/procedures/lockdown.html?q=door#during"), lockdown);
    assert.equal(new URL(page.url()).search, "?q=door");
    assert.equal(await title("schools/harbor/procedures/lockdown"), lockdown);
    const procedures = await title("schools/harbor/procedures/index.html");
    assert.equal(await title("schools/harbor/procedures/"), procedures);
    assert.equal(await title("schools/harbor/procedures"), procedures);
    assert.ok(page.url().endsWith("/procedures/"), "links of a folder's page begin in the folder");
    none(faults);
  });
});

test("a phone at one school keeps that school, and says of another that it is not saved", async () => {
  const device = await visited({ root: "schools/harbor/" });
  const { served, words: line } = device;
  const own = pages.filter((path) => path.startsWith("schools/harbor/"));
  assert.ok(line.includes(`${own.length.toLocaleString("en")} of ${own.length.toLocaleString("en")} pages`), `${line}, of ${own.length}`);
  await served.stop();
  await again(device, async (page, _, faults) => {
    for (const path of own) {
      const answer = await page.goto(served.address + path);
      assert.ok(answer.ok() && answer.fromServiceWorker(), path);
    }
    await page.goto(`${served.address}schools/millrace/procedures/lockdown.html`);
    assert.equal(new URL(page.url()).hash, "#missing_");
    assert.ok(await page.locator("#missing_").isVisible());
    await page.locator("#missing_ a").click();
    await page.waitForURL(`${served.address}schools/harbor/index.html`);
    none(faults);
  });
});

test("an address that is nowhere in the handbook is told to be nowhere, also without a network", async () => {
  const device = await visited({}, { "/": SITE });
  const { served } = device;
  await served.stop();
  await again(device, async (page) => {
    const answer = await page.goto(`${served.address}procedures/no-such-thing.html`);
    assert.equal(answer.status(), 404);
    await page.locator("main a[href$='index.html']").first().click();
    await page.waitForURL(`${served.address}index.html`);
  });
});

test("a newer version waits until the last page is closed, then opens whole, and loads only what has changed", async () => {
  const device = await visited({ root: "schools/harbor/" });
  const { served } = device;
  await again(device, async (page, browser) => {
    const old = await words(page, served.address + CHANGED);
    served.shown = { "/district/handbook/": NEXT };
    served.requests.length = 0;
    await update(page);
    await page.locator(".kept-note", { hasText: "A newer version is saved." }).waitFor();
    const before = new Set(readdirSync(join(SITE, "packs")));
    const loaded = packs(served).map((path) => path.split("/").at(-1));
    assert.ok(loaded.length > 0 && loaded.every((pack) => !before.has(pack)), `unchanged packs came again: ${loaded}`);
    // The same visit, in this tab and in another one.
    await page.reload();
    assert.equal(await page.locator("main").innerText(), old);
    assert.equal(await words(await browser.newPage(), served.address + CHANGED), old);
    await served.stop();
  });
  await again(device, async (page) => {
    const fresh = await words(page, served.address + CHANGED);
    assert.ok(fresh.includes("Changed for the next version."), fresh);
    await page.locator(".kept", { hasText: /([\d,]+) of \1 pages, / }).waitFor();
    const kept = await page.evaluate(async () => {
      const caches = await globalThis.caches.keys();
      const keys = await Promise.all(caches.map(async (name) => (await globalThis.caches.open(name)).keys()));
      return keys.flat().map(({ url }) => url.split("/").at(-1));
    });
    const now = new Set(readdirSync(join(NEXT, "packs")));
    none(kept.filter((file) => /\.(pack|json)$/.test(file) && !now.has(file)).map((file) => `${file} stays for ever`));
  });
});

for (const [spoiled, what] of [["cut", "breaks off"], ["wrong", "is not what it says"], ["gone", "is not there"]]) {
  test(`a newer version of which a pack ${what} leaves the old one as it was, and says so; the next try mends it`, async () => {
    const device = await visited({ root: "schools/harbor/" });
    const { served } = device;
    served.shown = { "/district/handbook/": NEXT };
    served.spoil = (path) => (path.endsWith(".pack") ? spoiled : undefined);
    const old = await again(device, async (page) => {
      const old = await words(page, served.address + CHANGED);
      assert.ok(!old.includes("Changed for the next version."));
      await update(page);
      await page.locator(".kept-note", { hasText: "could not be saved. This one stays as it is." }).waitFor();
      return old;
    });
    // Before the browser looks for a newer version by itself, a second after a page was opened: that try would be ours.
    served.spoil = () => undefined;
    await again(device, async (page) => {
      assert.equal(await words(page, served.address + CHANGED), old);
      await update(page);
      await page.locator(".kept-note", { hasText: "A newer version is saved." }).waitFor();
    });
    await served.stop();
    await again(device, async (page) => {
      assert.ok((await words(page, served.address + CHANGED)).includes("Changed for the next version."));
    });
  });
}

test("a device that is full keeps the old version whole, and says that there is no room", async () => {
  const device = await visited({ root: "schools/harbor/" });
  const { served } = device;
  served.shown = { "/district/handbook/": NEXT };
  const old = await again(device, async (page, browser) => {
    const old = await words(page, served.address + CHANGED);
    const devtools = await browser.newCDPSession(page);
    await devtools.send("Storage.overrideQuotaForOrigin", { origin: served.origin, quotaSize: 1 });
    await update(page);
    await page.locator(".kept-note", { hasText: "There is no room" }).waitFor();
    return old;
  });
  await served.stop();
  await again(device, async (page) => assert.equal(await words(page, served.address + CHANGED), old));
});

test("a first visit on a full device, or with half a host, shows the handbook and says what is missing", async () => {
  for (const way of ["full", "spoiled"]) {
    const served = await host();
    const browser = await opened(fresh());
    const page = await browser.newPage();
    if (way === "full") {
      const devtools = await browser.newCDPSession(page);
      await devtools.send("Storage.overrideQuotaForOrigin", { origin: served.origin, quotaSize: 1 });
    } else {
      served.spoil = (path) => (path.endsWith(".pack") ? "gone" : undefined);
    }
    await page.goto(`${served.address}index.html`);
    const sentence = way === "full" ? "There is no room" : "did not arrive whole";
    await page.locator(".kept", { hasText: sentence }).first().waitFor();
    assert.ok((await page.locator(".tile").count()) > 0);
    await browser.close();
    await served.stop();
  }
});

test("what a browser has thrown away is noticed on the next visit and comes again", async () => {
  const device = await visited({ root: "schools/harbor/" });
  const { served } = device;
  await again(device, async (page) => {
    await page.goto(`${served.address}schools/harbor/index.html`);
    await page.locator(".kept", { hasText: /([\d,]+) of \1 pages, / }).waitFor();
    const gone = await page.evaluate(async () => {
      const [name] = await caches.keys();
      const cache = await caches.open(name);
      const all = (await cache.keys()).filter(({ url }) => url.endsWith(".pack"));
      await Promise.all(all.slice(0, 3).map((request) => cache.delete(request)));
      return all.slice(0, 3).map(({ url }) => new URL(url).pathname);
    });
    served.requests.length = 0;
    await page.reload();
    await page.locator(".kept", { hasText: /([\d,]+) of \1 pages, / }).waitFor();
    assert.deepEqual(packs(served).sort(), gone.sort());
  });
  await served.stop();
});

test("two handbooks on one host, and one above them, leave each other alone", async () => {
  const shown = { "/": SITE, "/district/staff/": OTHER, "/district/handbook/": SITE };
  const served = await host(shown);
  const folder = fresh();
  const places = Object.keys(shown).map((under) => served.origin + under);
  let browser = await opened(folder);
  const marks = new Map();
  for (const place of places) {
    const page = await browser.newPage();
    await saved(page, place, {});
    marks.set(place, await page.locator("body").innerText());
  }
  // One of them is renewed, and one is taken from the device.
  served.shown = { ...shown, "/district/handbook/": NEXT };
  const page = await browser.newPage();
  await page.goto(places[2]);
  await update(page);
  await page.locator(".kept-note", { hasText: "A newer version is saved." }).waitFor();
  const names = await page.evaluate(async (first) => {
    const names = await caches.keys();
    const all = await navigator.serviceWorker.getRegistrations();
    const one = all.find(({ scope }) => scope === first);
    await one?.unregister();
    await caches.delete(names.find((name) => name.endsWith(":/")));
    return names;
  }, places[0]);
  assert.equal(new Set(names).size, 3, `three handbooks have three caches: ${names}`);
  await browser.close();
  await served.stop();
  browser = await opened(folder);
  for (const place of places.slice(1)) {
    const page = await browser.newPage();
    assert.ok((await page.goto(`${place}index.html`)).fromServiceWorker());
    await page.locator(".kept", { hasText: /([\d,]+) of \1 pages, / }).waitFor();
    const text = await page.locator("body").innerText();
    assert.equal(text.split("\n")[0], marks.get(place).split("\n")[0]);
    const keys = await page.evaluate(async (place) => {
      const found = [];
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys()) if (name.endsWith(`:${new URL(place).pathname}`)) found.push(url);
      }
      return found;
    }, place);
    none(keys.filter((key) => !key.startsWith(place)).map((key) => `${key} is kept by ${place}`));
  }
  const lost = await browser.newPage();
  await assert.rejects(lost.goto(`${places[0]}index.html`), "what was taken away is gone");
  await browser.close();
});

test("a phone can put the handbook on its home screen, each school with a name and procedures of its own", async () => {
  const served = await host();
  const browser = await opened(fresh());
  const page = await browser.newPage();
  for (const [root, name] of [["", "Alder Bay Emergency Handbook"], ["schools/harbor/", "Harbor: Alder Bay Emergency Handbook"]]) {
    await saved(page, served.address, { root });
    const devtools = await browser.newCDPSession(page);
    const { data, errors } = await devtools.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const manifest = JSON.parse(data);
    assert.equal(manifest.name, name);
    const { installabilityErrors } = await devtools.send("Page.getInstallabilityErrors");
    none(installabilityErrors.map(({ errorId }) => errorId).filter((error) => error !== "in-incognito"));
    const there = new URL(`${root}manifest.webmanifest`, served.address);
    const addresses = [manifest.start_url, ...manifest.icons.map(({ src }) => src), ...manifest.shortcuts.map(({ url }) => url)];
    for (const address of addresses) {
      const answer = await page.request.get(new URL(address, there).href);
      assert.equal(answer.status(), 200, address);
    }
  }
  await browser.close();
  await served.stop();
});

test("from a disk nothing is kept, asked for or said", async () => {
  const browser = await opened(fresh());
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", (request) => request.url().match(/sw\.js|webmanifest|packs/) && said.push(request.url()));
  await page.goto(`file://${SITE}/offline.html`);
  assert.equal(await page.locator(".kept, link[rel=manifest], #here_ button").count(), 0);
  none(said);
  await browser.close();
});
