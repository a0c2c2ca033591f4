// Search as people use it: with a thumb, with keys, from an address that somebody sent, with a network that drops things.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { address, axe, desktop, door, launch, none, phone, top, unloadable, watched } from "./site.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const input = ".search .search-input";
const hits = ".search .hit";

/** Opens search on a page. */
async function opened(shape, faults, path = "index.html") {
  const page = await watched(await browser.newContext(shape), faults);
  await page.goto(address(path));
  await page.click(".bar-search");
  await page.waitForSelector(hits);
  return page;
}

/** Waits until the words around what was found have come. */
const shown = (page) => page.waitForFunction(() => document.querySelector(".search .hit mark, main .hit mark") !== null);

test("three letters and a tap lead to what to do, on a phone", async () => {
  const faults = [];
  const page = await opened(phone, faults);
  await page.locator(input).pressSequentially("gun");
  // What stood there before is no answer: it does not say what kind of thing it is.
  await page.locator(`${hits}:has(.hit-about)`).first().tap();
  await page.waitForURL(/procedures\/lockdown\.html/);
  none(faults);
});

test("keys alone lead to the place in a page that fits", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(desktop), faults);
  await page.goto(address("procedures/fire.html"));
  await page.keyboard.press("/");
  await page.keyboard.type("lockdown bus");
  // The words of the first letters may have come before the last letter was typed.
  await page.waitForSelector(`${hits}[href$="procedures/lockdown.html#on-the-bus"]`);
  await page.keyboard.press("ArrowDown");
  const active = await page.getAttribute(input, "aria-activedescendant");
  assert.equal(await page.locator(`#${active}`).getAttribute("aria-selected"), "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(/procedures\/lockdown\.html#on-the-bus$/);
  assert.ok(await page.locator("#on-the-bus").isVisible());
  none(faults);
});

test("Escape closes it, and the focus is where it was", async () => {
  const faults = [];
  const page = await opened(desktop, faults);
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".search").isVisible(), false);
  assert.ok(await page.evaluate(() => document.activeElement?.classList.contains("bar-search")));
  none(faults);
});

test("arrows go through what was found and back to the words", async () => {
  const faults = [];
  const page = await opened(desktop, faults);
  await page.fill(input, "lockdown");
  await shown(page);
  await page.keyboard.press("ArrowUp");
  assert.ok(await page.locator(hits).last().evaluate((hit) => hit.getAttribute("aria-selected") === "true"));
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.locator(hits).first().evaluate((hit) => hit.getAttribute("aria-selected") === "true"));
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.getAttribute(input, "aria-activedescendant"), null);
  none(faults);
});

test("Enter shows everything under an address that can be sent", async () => {
  const faults = [];
  const page = await opened(phone, faults, "procedures/fire.html");
  await page.fill(input, "pick up my child");
  await page.keyboard.press("Enter");
  await page.waitForURL(/a-z\.html\?q=pick/);
  await page.waitForSelector("main .hit");
  assert.match(await page.locator("main .hit").first().innerText(), /Reunification/);
  assert.match(await page.title(), /^pick up my child · /);
  none(faults);
});

test("an address with a question opens what it finds, narrowed as one likes", async () => {
  const faults = [];
  const page = await watched(await browser.newContext(desktop), faults);
  await page.goto(`${address("a-z.html")}?q=evacute`);
  await page.waitForSelector("main .hit mark");
  assert.match(await page.locator("main .search-note").innerText(), /evacuate/);
  const all = await page.locator("main .hit").count();
  await page.getByRole("button", { name: /^Policy/ }).click();
  await page.waitForFunction((all) => document.querySelectorAll("main .hit").length < all, all);
  const about = await page.locator("main .hit-about").allInnerTexts();
  assert.ok(about.length > 0 && about.every((words) => words.startsWith("Policy")));
  await page.fill("main .search-input", "lockdown");
  await page.waitForFunction(() => location.search === "?q=lockdown");
  none(faults);
});

test("a school's search finds the school's own places", async () => {
  const faults = [];
  const page = await opened(desktop, faults, "schools/harbor/index.html");
  await page.fill(input, "assembly place");
  // What an assembly place is comes first, then where it is.
  await page.waitForFunction(() => [...document.querySelectorAll(".search .hit")].slice(0, 3).some((hit) => hit.href.endsWith("schools/harbor/places.html#assembly")));
  const hrefs = await page.locator(hits).evaluateAll((all) => all.map((hit) => hit.href));
  assert.ok(hrefs.every((href) => href.startsWith(`${top}schools/harbor/`)), hrefs.join(" "));
  none(faults);
});

test("nothing found is said, and what to do stands below", async () => {
  const faults = [];
  const page = await opened(phone, faults);
  await page.fill(input, "zzzzzz qqqqqq");
  await page.waitForFunction(() => document.querySelector(".search-note")?.textContent?.includes("zzzzzz"));
  assert.ok((await page.locator(hits).count()) >= 6);
  await page.locator(hits).first().tap();
  await page.waitForURL(/procedures\/lockdown\.html/);
  none(faults);
});

for (const [name, words] of [
  ["ten thousand letters", "lockdown ".repeat(1_200)],
  ["punctuation", "?!…\"'\\|<>&"],
  ["emoji", "🔥🚒🆘"],
  ["right to left", "إغلاق المدرسة"],
  ["a script", "<script>window.hit=1</script><img src=x onerror=window.hit=1>"],
]) {
  test(`${name}: an answer, no error, and nothing is run`, async () => {
    const faults = [];
    const page = await opened(phone, faults);
    await page.fill(input, words);
    // The answer has come: how many there are, or that there is nothing.
    await page.waitForFunction(() => document.querySelector(".search [role=status]")?.textContent || document.querySelector(".search .search-note")?.textContent);
    assert.ok((await page.locator(hits).count()) > 0, "something to go on with stands there");
    assert.equal(await page.evaluate(() => "hit" in window), false);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth));
    await page.goto(`${address("a-z.html")}?q=${encodeURIComponent(words.slice(0, 2_000))}`);
    await page.waitForSelector("main .hit");
    assert.equal(await page.evaluate(() => "hit" in window), false);
    none(faults);
  });
}

test("what does not load is said, and comes when it is tried again", async () => {
  const page = await (await browser.newContext(phone)).newPage();
  const mend = await unloadable(page, /\/search\/[a-z0-9]+\.js$/);
  await page.goto(address("index.html"));
  await page.click(".bar-search");
  await page.waitForSelector(".search .search-note button");
  await page.fill(input, "lockdown");
  // While it is asked again, the button of before cannot be pressed.
  await page.waitForSelector(".search .search-note button:enabled");
  await mend();
  await page.locator(".search .search-note button").click();
  await page.waitForSelector(hits);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("name")), "q", "the keys write into the input again");
  assert.match(await page.locator(hits).first().innerText(), /Lockdown/);
});

test("without its own scripts it says where everything is", async () => {
  const page = await (await browser.newContext(phone)).newPage();
  const mend = await unloadable(page, /search-core|search-box/);
  await page.goto(address("index.html"));
  await page.click(".bar-search");
  await page.waitForSelector(".search .search-note a[href$='a-z.html']");
  await mend();
  await page.locator(".search .search-note button").click();
  await page.waitForSelector(hits);
});

test("where scripts do not run, the link leads to every page", async () => {
  const page = await (await browser.newContext({ ...phone, javaScriptEnabled: false })).newPage();
  await page.goto(address("procedures/fire.html"));
  await page.click(".bar-search");
  await page.waitForURL(/a-z\.html$/);
});

test("what was asked before stands there, until it is forgotten", async () => {
  const faults = [];
  const page = await opened(desktop, faults);
  await page.fill(input, "fire");
  await shown(page);
  await page.locator(hits).first().click();
  await page.waitForURL(/fire\.html/);
  await page.click(".bar-search");
  await page.waitForSelector(".search .hit-again");
  assert.equal(await page.locator(".search .hit-again").innerText(), "fire");
  await page.getByRole("button", { name: "Forget these searches" }).click();
  await page.waitForFunction(() => document.querySelector(".search .hit-again") === null);
  none(faults);
});

test("the key that opens it can be switched off", async () => {
  const faults = [];
  const page = await opened(desktop, faults);
  await page.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await page.locator("body").press("/");
  assert.equal(await page.locator(".search").isVisible(), false);
  none(faults);
});

for (const [name, shape, colorScheme] of [["by day", phone, "light"], ["at night", phone, "dark"], ["on a desk", desktop, "light"]].slice(0, door === "file" ? undefined : 1)) {
  test(`search has no barrier ${name}`, async () => {
    const faults = [];
    const found = [];
    const page = await watched(await browser.newContext({ ...shape, colorScheme, bypassCSP: true, reducedMotion: "reduce" }), faults);
    const check = async (state) => {
      const { violations } = await page.evaluate(
        (rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"], preload: false }),
        ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      );
      for (const { id, nodes } of violations) found.push(`${state}: ${id}: ${nodes[0].html.slice(0, 200)} ${nodes[0].failureSummary}`);
    };
    await page.goto(address("index.html"));
    await page.addScriptTag({ path: axe });
    await page.click(".bar-search");
    await page.waitForSelector(hits);
    await check("opened");
    await page.fill(input, "lockdown bus");
    await shown(page);
    await page.keyboard.press("ArrowDown");
    await check("found");
    await page.fill(input, "zzzz qqqq");
    await page.waitForFunction(() => document.querySelector(".search-note")?.textContent?.includes("zzzz"));
    await check("nothing");
    await page.goto(`${address("a-z.html")}?q=lockdown`);
    await page.waitForSelector("main .hit mark");
    await page.addScriptTag({ path: axe });
    await check("page");
    none([...found, ...faults]);
  });
}

test("what is pressed in search is large enough for a thumb", async () => {
  const faults = [];
  const page = await opened(phone, faults);
  await page.fill(input, "lockdown");
  await shown(page);
  const small = await page.evaluate(() =>
    [...document.querySelectorAll(".search .hit, .search button, .search input, .bar-search")]
      .filter((element) => element.checkVisibility())
      .map((element) => [element.className, element.getBoundingClientRect()])
      .filter(([, { width, height }]) => Math.round(width) < 44 || Math.round(height) < 44)
      .map(([name, { width, height }]) => `${name}: ${width} × ${height}`),
  );
  none([...small, ...faults]);
});
