// What a person's taps have made of a page, held against what every page must keep: nothing on the console, no barrier,
// nothing outside a narrow screen.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { axe, desktop, door, launch, none, phone, watched } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The screens on which states are looked at: all of them from a disk, one from elsewhere, since a door changes no colour. */
const SCREENS = [
  ["in a hand by day", { ...phone, colorScheme: "light" }],
  ["in a hand at night", { ...phone, colorScheme: "dark" }],
  ["with more contrast", { ...phone, colorScheme: "light", contrast: "more" }],
  ["on a desk at night", { ...desktop, colorScheme: "dark" }],
].slice(0, door === "file" ? undefined : 1);

/** One browser for a file of tests; each test has contexts of its own, which know nothing. */
export function browser() {
  let browser;
  before(async () => (browser = await launch()));
  after(() => browser.close());
  return {
    /** A new device with a page; `faults` fills with whatever a page must never do. */
    async device(shape = phone, prepare = () => {}) {
      const faults = [];
      const context = await browser.newContext({ reducedMotion: "reduce", ...shape });
      await prepare(context);
      return { context, faults, page: await watched(context, faults) };
    },
    /** Does something on every kind of screen, and looks for barriers whenever `look` is called. */
    async everywhere(work) {
      const found = [];
      for (const [name, shape] of SCREENS) {
        const context = await browser.newContext({ ...shape, bypassCSP: true, reducedMotion: "reduce" });
        const page = await watched(context, found);
        await work(page, async (state) => found.push(...(await barriers(page)).map((barrier) => `${state}, ${name}: ${barrier}`)));
        await context.close();
      }
      none(found);
    },
  };
}

/** What the accessibility checker finds on a page as it is now. */
async function barriers(page) {
  if (!(await page.evaluate(() => "axe" in window))) {
    await page.addScriptTag({ path: axe });
    // What is stuck to the screen hides whatever happens to be scrolled under it: that is no fault of what is there.
    await page.addStyleTag({ content: ".bar, .dock { position: static !important; }" });
  }
  const { violations } = await page.evaluate(
    (rules) => window.axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }),
    RULES,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.slice(0, 3).map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll("\n", " ")}`),
  );
}

/** Holds that a page fits a screen of 320 pixels, also with letters twice as large, and that its buttons can be hit. */
export async function fits(page) {
  for (const [width, size] of [
    [320, "100%"],
    [360, "200%"],
  ]) {
    await page.setViewportSize({ width, height: 640 });
    const wide = await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
      const root = document.documentElement;
      const all = [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility());
      const culprit = all.find((element) => element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest(".quiet"));
      const result = root.scrollWidth > root.clientWidth ? `${root.scrollWidth} pixels: <${culprit?.localName} class="${culprit?.className}">` : "";
      document.documentElement.style.fontSize = "";
      return result;
    }, size);
    assert.equal(wide, "", `at ${width} pixels and ${size}`);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const small = await page.evaluate(() => {
    const pressed = [...document.querySelectorAll("button, dialog label, .tick-box, .first-box, .dock a, .tell a, .me a")];
    const seen = pressed.filter((element) => element.checkVisibility());
    return seen.flatMap((element) => {
      const { width, height } = element.getBoundingClientRect();
      return Math.round(width) >= 44 && Math.round(height) >= 44 ? [] : [`${element.className} ${element.textContent}: ${width} × ${height}`];
    });
  });
  assert.deepEqual(small, [], "too small to hit in a hurry");
}
