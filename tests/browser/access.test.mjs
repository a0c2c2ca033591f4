// Everyone can read it: axe-core's rules for WCAG 2.2 AA on one page of each kind, by day and by night, on a desk and in a hand.
import { after, before, test } from "node:test";
import { axe, desktop, each, kinds, launch, none, phone } from "./site.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

for (const [name, shape, colorScheme] of [
  ["on a desk by day", desktop, "light"],
  ["on a desk at night", desktop, "dark"],
  ["in a hand at night", phone, "dark"],
]) {
  test(`no page has a barrier ${name}`, async () => {
    const found = [];
    // The checker is a script that the page's own policy would not let in.
    const context = await browser.newContext({ ...shape, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
    await each(context, kinds, found, async (page, path) => {
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(
        (rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }),
        RULES,
      );
      for (const { id, nodes } of violations) {
        for (const { html, failureSummary } of nodes.slice(0, 3)) {
          found.push(`${path}: ${id}: ${html.slice(0, 200)} ${failureSummary.replaceAll("\n", " ")}`);
        }
      }
    });
    none(found);
  });
}
