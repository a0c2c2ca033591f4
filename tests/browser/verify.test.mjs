// A phone pointed at a sheet: the code leads to what the sheet is worth, typed or from the address, without a network.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, launch, none, phone, top, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** The page about paper, with what it knows. */
async function open(context, faults, hash = "") {
  const page = await watched(context, faults);
  await page.goto(`${top}verify.html${hash}`);
  const data = JSON.parse(await page.locator("#verify-data_").textContent());
  return { page, data };
}

const verdict = (page) => page.locator(".verdict").innerText();

/** A document of which an older sheet is still somewhere on a wall. */
function replaced(data) {
  const found = Object.entries(data.documents).find(([, sheet]) => sheet.state === "approved" && sheet.earlier.some((old) => old.because.length > 0));
  assert.ok(found, "the sample has a document that a release has replaced");
  return found;
}

test("the code in the address says current, superseded with its reason, draft or unknown", async () => {
  const faults = [];
  const context = await browser.newContext(phone);
  const { page, data } = await open(context, faults);
  const [id, sheet] = replaced(data);
  const [draft, drafted] = Object.entries(data.documents).find(([, one]) => one.state === "draft" && one.approved !== null);
  const at = async (hash) => {
    await page.goto(`${top}verify.html#${hash}`);
    await page.waitForFunction((hash) => document.querySelector("#code_").value === hash, hash);
    return verdict(page);
  };
  assert.match(await at(`${id}.${sheet.code}`), /this sheet is current/);
  const old = sheet.earlier.find((one) => one.because.length > 0);
  const superseded = await at(`${id}.${old.code}`);
  assert.ok(superseded.includes(`was replaced on ${old.until}`) && superseded.includes(old.because[0]), superseded);
  assert.match(await at(`${draft}.${drafted.code}`), /is a draft/);
  assert.match(await at(`${draft}.${drafted.approved}`), /this sheet is current/);
  assert.match(await at(`${id}.ZZZZZZ`), /No document here has the code ZZZZZZ/);
  assert.match(await at("nothing.at-all"), /not a code/);
  none(faults);
});

test("a code is typed as people type it, with or without the document's name", async () => {
  const faults = [];
  const { page, data } = await open(await browser.newContext(phone), faults);
  const [id, sheet] = replaced(data);
  const sloppy = sheet.code.toLowerCase().replaceAll("0", "o").replaceAll("1", "l");
  for (const typed of [`${id}.${sheet.code}`, sloppy, ` ${sloppy.slice(0, 3)}-${sloppy.slice(3)} `, `${id} ${sloppy}`]) {
    await page.getByLabel(/Type the code/).fill(typed);
    await page.keyboard.press("Enter");
    assert.match(await verdict(page), /this sheet is current/, typed);
  }
  for (const typed of ["", "🙂", "<script>alert(1)</script>", "lockdown.", "x".repeat(10_000)]) {
    await page.getByLabel(/Type the code/).fill(typed);
    await page.keyboard.press("Enter");
    assert.match(await verdict(page), /not a code/, typed.slice(0, 30));
  }
  none(faults);
});

test("every page of a document leads to its own code", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(phone), faults);
  await page.goto(`${top}procedures/shelter.html`);
  await page.locator(".stamp a.code").click();
  await page.waitForURL(/verify\.html#shelter\./);
  assert.match(await verdict(page), /Shelter/);
  none(faults);
});

test("without scripts the table answers, and with an answer there is no barrier", async () => {
  const plain = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
  await plain.goto(`${top}verify.html`);
  assert.ok((await plain.locator("tr#shelter .code").first().innerText()).length === 6);
  const context = await browser.newContext({ ...phone, bypassCSP: true });
  const { page, data } = await open(context, []);
  const [id, sheet] = replaced(data);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    for (const one of [sheet.code, sheet.earlier[0].code, "ZZZZZZ"]) {
      await page.getByLabel(/Type the code/).fill(`${id}.${one}`);
      await page.keyboard.press("Enter");
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
      none(violations.map((found) => `${scheme}: ${found.id}: ${found.nodes[0].html}`));
    }
  }
});
