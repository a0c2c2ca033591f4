// One handbook in two languages: the same page in the other, a device that remembers, and search in each.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, axe, desktop, door, none, path, phone, watched } from "./site.mjs";
import { browser } from "./state.mjs";

const { device } = browser();
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SPANISH = ["es/index.html", "es/procedures/lockdown.html", "es/pages/for-families.html", "es/policies/conduct.html", "es/roles/teacher.html", "es/a-z.html", "es/languages.html", "es/schools/harbor/places.html"];

const open = (page, path) => page.goto(address(path));
const chosen = (page) => page.evaluate(() => gobagDevice.choice());

test("the line of languages leads to the same page, and the device opens on that language and school from then on", async () => {
  const { faults, page } = await device();
  await open(page, "schools/harbor/procedures/lockdown.html");
  await page.evaluate(() => gobagDevice.choose({ school: "harbor", at: "Harbor" }));
  await page.locator(".tongues a", { hasText: "Español" }).tap();
  await page.waitForURL((url) => path(url.href) === "es/schools/harbor/procedures/lockdown.html");
  assert.equal(await page.locator("html").getAttribute("lang"), "es");
  assert.match(await page.locator("h1").innerText(), /Encierro/);
  await page.reload();
  assert.equal((await chosen(page)).language, "es");
  assert.equal((await chosen(page)).school, "harbor");
  await open(page, "index.html");
  await page.waitForURL((url) => path(url.href) === "es/schools/harbor/index.html");
  // And back: what was chosen last holds.
  await page.locator(".tongues a", { hasText: "English" }).tap();
  await page.waitForURL((url) => path(url.href) === "schools/harbor/index.html");
  await open(page, "index.html");
  await page.waitForURL((url) => path(url.href) === "schools/harbor/index.html");
  none(faults);
});

test("a Spanish page of the district offers the same page at the chosen school in Spanish", async () => {
  const { faults, page } = await device();
  await open(page, "es/index.html");
  await page.evaluate(() => gobagDevice.choose({ language: "es", school: "harbor", at: "Harbor" }));
  await open(page, "es/procedures/lockdown.html");
  await page.locator(".tells a").tap();
  await page.waitForURL((url) => path(url.href) === "es/schools/harbor/procedures/lockdown.html");
  none(faults);
});

test("what is chosen in Spanish is asked in Spanish, and steps speak it", async () => {
  const { faults, page } = await device();
  await open(page, "es/schools/harbor/procedures/lockdown.html");
  await page.locator(".bar-me").tap();
  await page.locator("dialog label", { hasText: /^Suplente$/ }).tap();
  await page.getByRole("button", { name: "Recordar" }).tap();
  await page.locator(".first-title .role", { hasText: "Suplente" }).waitFor();
  none(faults);
});

test("search asks in the page's language and bends its words", async () => {
  const { faults, page } = await device(desktop);
  await page.goto(`${address("es/a-z.html")}?q=tirador`);
  await page.locator(".search-place a", { hasText: "Encierro de emergencia" }).first().waitFor();
  await page.goto(`${address("es/a-z.html")}?q=evacuaciones`);
  await page.locator(".search-place a", { hasText: /Evacua/ }).first().waitFor();
  none(faults);
});

test("no Spanish page has a barrier, and none is wider than a phone", async () => {
  const found = [];
  for (const [shape, colorScheme] of [[phone, "light"], [desktop, "dark"]]) {
    const { context, faults } = await device({ ...shape, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
    for (const one of SPANISH) {
      const page = await watched(context, faults);
      await open(page, one);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wider > 0) found.push(`${one}: ${wider} px too wide`);
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }), RULES);
      for (const { id, nodes } of violations) found.push(`${one}: ${id}: ${nodes[0].html.slice(0, 200)}`);
      await page.close();
    }
    none(faults);
  }
  assert.deepEqual(found, []);
  assert.ok(["file", "http", "offline"].includes(door));
});
