// A person with a mouse and a stick: from index.html to every page by clicking, and nothing else happens.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, desktop, launch, none, pages, path, watched } from "./site.mjs";

// So many clicks go through the mouse, with scrolling and waiting for the link to hold still; the rest are the link's own.
const BY_MOUSE = 60;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("every page is reached from index.html by clicking, without a word on the console or a request to anywhere", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(desktop), faults);
  const reached = new Set(["index.html"]);
  const open = ["index.html"];
  let clicks = 0;
  while (open.length > 0) {
    const here = open.pop();
    await page.goto(address(here));
    for (let next = await fresh(page, reached); next !== undefined; next = await fresh(page, reached)) {
      open.push(path(page.url()));
      clicks += 1;
      await follow(page, next, clicks <= BY_MOUSE);
      const arrived = path(page.url());
      assert.equal(arrived, next.path, `the link "${next.words}" leads astray`);
      reached.add(arrived);
    }
  }
  none(pages.filter((path) => !reached.has(path)).map((path) => `no click leads to ${path}`));
  none(faults);
});

/** A link that can be seen and leads to a page where nobody has been yet. */
async function fresh(page, reached) {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll("a[href]")]
      .map((link, at) => ({ link, at }))
      .filter(({ link }) => link.protocol === "file:" && link.checkVisibility({ visibilityProperty: true }))
      .map(({ link, at }) => ({ at, href: link.href, words: link.textContent.trim() })),
  );
  for (const link of links) {
    const there = path(link.href);
    if (there !== undefined && there.endsWith(".html") && !reached.has(there)) return { ...link, path: there };
  }
  return undefined;
}

async function follow(page, { at, href }, byMouse) {
  const arrived = page.waitForURL(href, { waitUntil: "load" });
  const link = page.locator("a[href]").nth(at);
  await (byMouse ? link.click() : link.evaluate((link) => link.click()));
  await arrived;
}
