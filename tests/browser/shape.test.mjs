// What the eye and the thumb need: every page opens, nothing runs out of a narrow screen, buttons are large enough, the dark is dark, paper is
// without navigation, and nothing is missing where scripts do not run.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { address, desktop, door, each, kinds, launch, missing, none, opened, phone } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("every page opens from the disk without a word on the console, and fits a phone 360 pixels wide", async () => {
  const found = [];
  // That every file of the site is answered without a host, byte for byte, is held by `offline.test.mjs`.
  await each(await browser.newContext(phone), door === "file" ? opened : kinds, found, async (page, path) => {
    const wide = await page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return undefined;
      const all = [...document.body.querySelectorAll("*")];
      const culprit = all.find((element) => element.getBoundingClientRect().right > root.clientWidth + 1);
      return `${root.scrollWidth} pixels: <${culprit?.localName} class="${culprit?.className}">`;
    });
    if (wide !== undefined) found.push(`${path}: ${wide}`);
  });
  none(found);
});

test("what is pressed in a hurry is at least 44 by 44 pixels", async () => {
  const found = [];
  const pressed = ".call, .tile, .pill, .button, .bar a, button, summary, a[href^='tel:']:not(p a, li p a, td a, dd a)";
  await each(await browser.newContext(phone), kinds, found, async (page, path) => {
    const small = await page.evaluate((pressed) => {
      const seen = [...document.querySelectorAll(pressed)].filter((element) => element.checkVisibility());
      return seen.flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        if (Math.round(width) >= 44 && Math.round(height) >= 44) return [];
        return [`<${element.localName} class="${element.className}"> ${element.textContent.trim()}: ${width} × ${height}`];
      });
    }, pressed);
    found.push(...small.map((small) => `${path}: ${small}`));
  });
  none(found);
});

test("nothing moves under a thumb when the scripts have come", async () => {
  const found = [];
  const context = await browser.newContext(phone);
  await context.addInitScript(() => {
    window.moved = 0;
    const count = (list) => list.getEntries().forEach(({ value }) => (window.moved += value));
    new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true });
  });
  await each(context, kinds, found, async (page, path) => {
    // Two frames later everything stands where it stays.
    const moved = await page.evaluate(() => new Promise((still) => requestAnimationFrame(() => requestAnimationFrame(() => still(window.moved)))));
    if (moved > 0.05) found.push(`${path}: ${moved.toFixed(3)} of the screen`);
  });
  none(found);
});

test("there are buttons to press on the first page", async () => {
  const page = await (await browser.newContext(phone)).newPage();
  await page.goto(address("index.html"));
  assert.ok((await page.locator(".tile").count()) >= 5, "the home page offers what to do now");
  assert.ok((await page.locator("a[href^='tel:']").count()) >= 1, "the home page calls for help");
});

test("at night the page is dark", async () => {
  const ground = (page) =>
    page.evaluate(() => {
      const colours = [document.body, document.documentElement].map((element) => getComputedStyle(element).backgroundColor);
      const colour = colours.find((colour) => !/^(transparent|rgba\(0, 0, 0, 0\))$/.test(colour)) ?? "rgb(255, 255, 255)";
      const canvas = document.createElement("canvas").getContext("2d");
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
      return (red * 2 + green * 5 + blue) / 8;
    });
  const found = [];
  const context = await browser.newContext(desktop);
  await each(context, kinds, found, async (page, path) => {
    await page.emulateMedia({ colorScheme: "light" });
    const day = await ground(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const night = await ground(page);
    if (!(day > 200 && night < 64)) found.push(`${path}: ${day} by day, ${night} at night`);
  });
  none(found);
});

test("paper has no navigation, and every link out of the handbook shows where it leads", async () => {
  const found = [];
  await each(await browser.newContext(desktop), kinds, found, async (page, path) => {
    await page.emulateMedia({ media: "print" });
    const faults = await page.evaluate(() => {
      const seen = (selector) => [...document.querySelectorAll(selector)].filter((element) => element.checkVisibility());
      // The home page's signs are what it is about, on paper too.
      const ways = seen("nav a:not(.tile), .skip, header a[href^='tel:']").filter((way) => way.getClientRects().length > 0);
      const shown = ways.map((way) => `${way.textContent.trim()} is on paper`);
      const bare = seen("main a[href^='http']").filter((link) => {
        const added = getComputedStyle(link, "::after").content;
        return !link.textContent.includes(link.host) && (added === "none" || added === "normal");
      });
      return [...shown, ...bare.map((link) => `${link.href} is not to be read`)];
    });
    found.push(...faults.map((fault) => `${path}: ${fault}`));
  });
  none(found);
});

test("every kind of page is whole where scripts do not run", async () => {
  const lines = new Map();
  const found = [];
  await each(await browser.newContext(desktop), kinds, found, async (page, path) => {
    lines.set(path, await page.evaluate(() => document.body.innerText.split("\n").map((line) => line.replace(/\s+/g, " ").trim())));
  });
  const without = await browser.newContext({ ...desktop, javaScriptEnabled: false });
  await each(without, kinds, found, async (page, path) => {
    const [all, seen] = await page.evaluate(() => {
      const { innerText, textContent } = document.body;
      return [textContent, innerText].map((words) => words.replace(/\s+/g, " "));
    });
    if (seen.length < 200) found.push(`${path}: ${seen.length} letters`);
    // What scripts write is theirs; what stands in the file, nobody needs a script to see.
    const hidden = lines.get(path).filter((line) => line.length > 3 && all.includes(line) && !seen.includes(line));
    found.push(...hidden.map((line) => `${path}: only scripts show "${line}"`));
  });
  none(found);
});

test("a host that shows 404.html for an address that is not there shows a whole page, and the way home", async () => {
  const faults = [];
  const page = await (await browser.newContext(desktop)).newPage();
  page.on("console", (message) => faults.push(message.text()));
  const host = await canonical(page);
  await page.route(`${host}/**`, (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    const there = path.startsWith("no/such/") ? missing : path;
    return route.fulfill({ path: join(process.env.GOBAG_SITE, there), status: there === missing ? 404 : 200 });
  });
  await page.goto(`${host}/no/such/page.html`);
  assert.ok((await page.evaluate(() => document.styleSheets.length)) > 0);
  await page.locator("main a[href$='index.html']").first().click();
  await page.waitForURL(`${host}/index.html`);
  none(faults.filter((fault) => !fault.includes("404")));
});

/** The host that the handbook says it stands at. */
async function canonical(page) {
  await page.goto(address("index.html"));
  return new URL(await page.locator("link[rel=canonical]").getAttribute("href")).origin;
}
