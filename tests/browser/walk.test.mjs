// A person with a mouse and a stick: clicks lead where they say, and nothing else happens.
//
// That links lead from index.html to every page is held by `tests/html.rs`, which follows all of them in a moment; that
// every page opens, by `shape.test.mjs`.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, desktop, door, launch, none, pages, path, watched } from "./site.mjs";

// How many pages are opened by the mouse, once somebody has been in every folder.
const CLICKS = 60;

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("clicks lead from index.html into every part of the site", async () => {
  const faults = [];
  const page = await watched(await browser.newContext({ ...desktop, ...(door === "http" && { worker: true }) }), faults);
  const reached = new Set(["index.html"]);
  const folders = new Set([""]);
  // First only into folders where nobody has been, then anywhere.
  for (const anywhere of [false, true]) {
    const open = [...reached];
    const goes = () => !anywhere || reached.size < CLICKS;
    while (open.length > 0 && goes()) {
      const here = open.shift();
      await page.goto(address(here));
      await led(page);
      for (;;) {
        const next = (await links(page)).find(
          ({ path }) => !reached.has(path) && (anywhere || !folders.has(folder(path))) && goes(),
        );
        if (next === undefined) break;
        const arrived = page.waitForURL(next.href, { waitUntil: "load" });
        await page.locator("a[href]").nth(next.at).click();
        await arrived;
        assert.equal(path(page.url()), next.path, `the link "${next.words}" leads astray`);
        reached.add(next.path);
        folders.add(folder(next.path));
        open.push(next.path);
        await page.goBack();
        await led(page);
      }
    }
  }
  none([...new Set(pages.map(folder))].filter((one) => !folders.has(one)).map((one) => `no click leads into ${one}`));
  none(faults);
});

/** Waits until a home page has led on, as it does once a school or a language was clicked: its own links go with it. */
function led(page) {
  return page.waitForFunction(() => {
    const { gobag, gobagDevice } = window;
    if (document.readyState !== "complete") return false;
    if (gobagDevice === undefined || gobag.facts.kind !== "home") return true;
    const { language, school } = gobagDevice.choice();
    const other = language && language !== gobag.facts.language && document.querySelector(`.tongues a[data-language="${language}"]`);
    const twin = school && !gobag.tab.get("district") && gobagDevice.twin(school);
    return !other && !twin;
  });
}

/** The folder that a page stands in. */
function folder(path) {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

/** Every link of a page that can be seen and leads to a page of the site. */
async function links(page) {
  const links = await page.evaluate(() =>
    [...document.querySelectorAll("a[href]")]
      .map((link, at) => ({ link, at }))
      // The link to all pages from A to Z opens the search instead, where scripts run.
      .filter(({ link }) => !link.matches(".bar-search"))
      .filter(({ link }) => link.protocol === location.protocol && link.checkVisibility({ visibilityProperty: true }))
      .map(({ link, at }) => ({ at, href: link.href, words: link.textContent.trim() })),
  );
  return links.map((link) => ({ ...link, path: path(link.href) })).filter((link) => link.path?.endsWith(".html"));
}
