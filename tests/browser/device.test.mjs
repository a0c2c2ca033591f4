// Who holds a device, and where: chosen once, remembered, and procedures open on that person's steps.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { test } from "node:test";
import { address, desktop, door, each, kinds, none, own, profile, path, phone, watched } from "./site.mjs";
import { browser, fits } from "./state.mjs";

const { device, everywhere } = browser();
const HOME = "schools/harbor/index.html";
const LOCKDOWN = "schools/harbor/procedures/lockdown.html";

/** Opens a page. */
const open = (page, path) => page.goto(address(path));
/** Says who one is on the home page. */
const be = (page, title) => page.locator(".me").getByRole("button", { name: title, exact: true }).click();
/** Says who one is in the form. */
const become = async (page, title, school) => {
  await page.locator(".bar-me").click();
  const more = page.locator(".choose-more");
  if (!(await more.evaluate((details) => details.open))) await more.locator("summary").click();
  await page.locator("dialog label", { hasText: new RegExp(`^${title}$`) }).click();
  if (school) await page.locator("dialog label", { hasText: new RegExp(`^${school}$`) }).click();
  await page.getByRole("button", { name: "Remember" }).click();
};
/** What the first steps are, whose, and what can be seen of the whole list. */
const first = (page) => page.locator(".first-steps > li").allInnerTexts();
const whose = (page) => page.locator(".first-title .role").innerText();
const seen = (page) => page.locator(".body .step:visible").count();
/** The site's own memory of a choice, in the database. */
const stored = (page) => page.evaluate(() => gobagStore.get("settings", "choice"));

test("from the icon to the third step of Lockdown a substitute taps twice on a new device, and once on one that knows", async () => {
  const { context, faults, page } = await device();
  for (const [allowed, ask] of [
    [2, true],
    [1, false],
  ]) {
    const tab = await watched(context, faults);
    let taps = 0;
    const tap = async (target) => {
      assert.ok(await inSight(target), "it can be tapped without scrolling");
      await target.tap();
      taps += 1;
    };
    await open(tab, HOME);
    if (ask) await tap(tab.locator(".me").getByRole("button", { name: "Substitute" }));
    await tap(tab.locator(".tile", { hasText: "Lockdown" }));
    await tab.waitForURL((url) => path(url.href) === LOCKDOWN);
    await tab.locator(".first-title .role", { hasText: "Substitute" }).waitFor();
    const third = tab.locator(".first-steps > li").nth(2);
    assert.match(await third.innerText(), /silent/);
    assert.ok(await inSight(third), "the third step is on the first screen");
    assert.ok(taps <= allowed, `${taps} taps`);
    await tab.close();
  }
  await page.close();
  none(faults);
});

/** Whether the whole of something is on the screen. */
const inSight = (target) =>
  target.evaluate((element) => {
    const { bottom, height, top } = element.getBoundingClientRect();
    return height > 0 && top >= 0 && bottom <= window.innerHeight;
  });

test("a browser that was closed knows the role and the school when it is started again, also where localStorage has lost them", async () => {
  const folder = own();
  try {
    const faults = [];
    let context = await profile(folder, phone);
    let page = await watched(context, faults);
    await open(page, HOME);
    await be(page, "Substitute");
    await page.getByRole("button", { name: "This is my school" }).click();
    await page.waitForFunction(() => gobagStore.get("settings", "choice").then((choice) => choice?.role === "substitute" && choice.school === "harbor"));
    await context.close();

    context = await profile(folder, phone);
    page = await watched(context, faults);
    await open(page, LOCKDOWN);
    assert.equal(await whose(page), "Substitute");
    await page.evaluate(() => localStorage.clear());
    await context.close();

    context = await profile(folder, phone);
    page = await watched(context, faults);
    await open(page, "procedures/lockdown.html");
    await page.locator(".first-title .role", { hasText: "Substitute" }).waitFor();
    await page.locator(".tell a", { hasText: "Harbor" }).waitFor();
    assert.equal(await page.evaluate(() => gobag.keep.get("choice").role), "substitute", "what was lost is restored");
    await context.close();
    none(faults);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("the district's home page leads to the chosen school's, and whoever asks for the district gets it", async () => {
  const { faults, page } = await device();
  await open(page, "index.html");
  await page.locator("a.pill", { hasText: "Harbor Elementary School" }).click();
  await page.waitForURL((url) => path(url.href) === HOME);
  assert.equal(await page.evaluate(() => gobagDevice.choice().school), "harbor");
  await open(page, "index.html");
  await page.waitForURL((url) => path(url.href) === HOME);
  // The district is a tap away, and stays in sight until one goes back.
  await page.locator("a.pill", { hasText: "The whole district" }).click();
  await page.waitForURL((url) => path(url.href) === "index.html");
  await page.reload();
  assert.equal(path(page.url()), "index.html");
  await page.locator(".tell a", { hasText: "Harbor" }).click();
  await page.waitForURL((url) => path(url.href) === HOME);
  none(faults);
});

test("another school is looked at without becoming one's own, and the page says whose it is", async () => {
  const { faults, page } = await device();
  await open(page, "index.html");
  await page.locator("a.pill", { hasText: "Harbor Elementary School" }).click();
  await page.locator("a.pill", { hasText: "Ridgeline" }).click();
  await page.waitForURL((url) => path(url.href) === "schools/ridgeline/index.html");
  assert.match(await page.locator(".tell").innerText(), /another school.*Harbor/);
  assert.equal(await page.evaluate(() => gobagDevice.choice().school), "harbor");
  none(faults);
});

test("a page of the district offers the same page at my school where the school has it, and guesses none", async () => {
  const { faults, page } = await device();
  await open(page, "index.html");
  await page.locator("a.pill", { hasText: "Harbor Elementary School" }).click();
  await page.waitForURL((url) => path(url.href) === HOME);
  for (const [there, twin] of [
    ["procedures/lockdown.html", LOCKDOWN],
    ["roles/nurse.html", "schools/harbor/roles/nurse.html"],
    ["checks.html", undefined],
  ]) {
    await open(page, there);
    const way = page.locator(".tell a");
    assert.equal(await way.count(), twin ? 1 : 0, there);
    if (!twin) continue;
    await way.click();
    await page.waitForURL((url) => path(url.href) === twin);
    assert.equal(await page.locator("h1").count(), 1);
  }
  none(faults);
});

test("a procedure opens with my steps, marks them, and shows the others' in one tap or where they stand", async () => {
  const { faults, page } = await device();
  await open(page, HOME);
  await become(page, "Nurse");
  await open(page, LOCKDOWN);
  assert.equal(await whose(page), "Nurse");
  const opening = await first(page);
  assert.match(opening.join(), /Shout the announcement/, "what every adult does is mine too");
  assert.match(opening.join(), /patients low/);
  const all = await page.locator(".body .step").count();
  const mine = await page.locator(".body .step.is-mine").count();
  assert.equal(await seen(page), mine);
  assert.ok(mine > 1 && mine < all, `${mine} of ${all}`);
  // Where others' steps stand, a button says how many they are.
  const gaps = (await page.locator(".gap-button").allInnerTexts()).map((words) => parseInt(words, 10));
  assert.equal(gaps.reduce((sum, count) => sum + count, 0), all - mine);
  await page.locator("#during .gap-button").first().click();
  assert.equal(await seen(page), mine + gaps[1]);
  await page.locator(".switch button", { hasText: "All steps" }).click();
  assert.equal(await seen(page), all);
  assert.equal(await page.locator(".gap-button").count(), 0);
  // It is remembered, and undone as easily.
  await page.reload();
  assert.equal(await seen(page), all);
  await page.locator(".switch button", { hasText: "My steps" }).click();
  assert.equal(await seen(page), mine);
  // Paper has everything.
  await page.emulateMedia({ media: "print" });
  assert.equal(await seen(page), all);
  none(faults);
});

test("a role without a step in a procedure is told so, and sees what a teacher does", async () => {
  const { faults, page } = await device();
  await open(page, HOME);
  await become(page, "Finance lead");
  await open(page, "schools/harbor/procedures/anaphylaxis.html");
  const words = await page.locator(".first-about").innerText();
  assert.match(words, /Finance lead/);
  assert.ok((await first(page)).length > 0);
  none(faults);
});

test("a shared address shows its role and leaves the device's own as it is", async () => {
  const { context, faults, page } = await device();
  await open(page, HOME);
  await be(page, "Teacher");
  await open(page, LOCKDOWN);
  await page.waitForURL(/\?role=teacher$/);
  await page.goto(`${address(LOCKDOWN)}?role=nurse#during`);
  assert.equal(await whose(page), "Nurse");
  assert.match(page.url(), /\?role=nurse#during$/);
  assert.equal(await page.evaluate(() => gobagDevice.choice().role), "teacher");
  await page.getByRole("button", { name: "Show my own steps (Teacher)" }).click();
  assert.equal(await whose(page), "Teacher");
  assert.match(page.url(), /\?role=teacher#during$/);
  // What is no role is no role.
  await page.goto(`${address(LOCKDOWN)}?role=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`);
  assert.equal(await whose(page), "Teacher");
  await context.close();
  const stranger = await device();
  await stranger.page.goto(`${address(LOCKDOWN)}?role=nurse`);
  assert.equal(await whose(stranger.page), "Nurse");
  assert.equal(await stored(stranger.page), undefined, "who only looks at a shared page has chosen nothing");
  none([...faults, ...stranger.faults]);
});

test("the form is filled in with the keyboard alone, and Escape leaves everything as it was", async () => {
  const { faults, page } = await device(desktop);
  await open(page, LOCKDOWN);
  await page.locator(".bar-me").focus();
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await stored(page), undefined);
  assert.ok(await page.locator(".bar-me").evaluate((button) => button === document.activeElement), "the focus is back");
  await page.keyboard.press("Enter");
  await page.locator("dialog[open]").waitFor();
  assert.ok(await page.locator("dialog").evaluate((dialog) => dialog.contains(document.activeElement)));
  await page.locator("dialog input[name=role]").first().focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  assert.equal(await whose(page), "Substitute");
  none(faults);
});

test("a school is changed in the form, which leads there, and all is forgotten there too", async () => {
  const { faults, page } = await device();
  await open(page, "procedures/lockdown.html");
  await become(page, "Teacher", "Harbor");
  await page.waitForURL((url) => path(url.href) === LOCKDOWN);
  await page.locator(".bar-me").click();
  await page.getByRole("button", { name: "Forget me" }).click();
  assert.equal(await stored(page), undefined);
  assert.ok(!page.url().includes("role="));
  await page.locator(".first-about button", { hasText: "Choose your role" }).waitFor();
  none(faults);
});

test("a browser that keeps nothing says so, and knows the role until the tab is closed", async () => {
  const { faults, page } = await device(phone, (context) =>
    context.addInitScript(() => {
      Storage.prototype.setItem = (() => {
        const set = Storage.prototype.setItem;
        return function (key, value) {
          if (this === localStorage) throw new DOMException("refused", "QuotaExceededError");
          return set.call(this, key, value);
        };
      })();
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    }),
  );
  await open(page, HOME);
  await become(page, "Nurse");
  assert.match(await page.locator(".choose-told").innerText(), /keeps nothing/);
  await page.getByRole("button", { name: "Close" }).click();
  await open(page, LOCKDOWN);
  assert.equal(await whose(page), "Nurse");
  none(faults);
});

test("on a stick a link carries the role, since another tab may have another store; on a host it need not", async () => {
  const { faults, page } = await device();
  await open(page, HOME);
  await be(page, "Substitute");
  await page.locator(".tile", { hasText: "Evacuate" }).focus();
  const href = await page.locator(".tile", { hasText: "Evacuate" }).getAttribute("href");
  assert.equal(href.endsWith("?role=substitute"), door === "file", href);
  none(faults);
});

test("the number for help stays on the screen wherever one reads, upright and on its side, and covers nothing on paper", async () => {
  const found = [];
  for (const [width, height] of [
    [360, 740],
    [740, 360],
  ]) {
    const { context } = await device({ ...phone, viewport: { width, height } });
    await each(context, kinds, found, async (page, path) => {
      // The page that needs no other file has no bar: its number is among its first words.
      if ((await page.locator(".bar").count()) === 0) return;
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight / 2));
      const call = page.locator(".bar-call");
      if (!(await inSight(call))) found.push(`${path}: the number is out of sight at ${width} × ${height}`);
      await page.emulateMedia({ media: "print" });
      if (await call.isVisible()) found.push(`${path}: the bar's number is on paper`);
      await page.emulateMedia({ media: "screen" });
    });
    await context.close();
  }
  none(found);
});

test("every telephone number that a page shows can be tapped", async () => {
  const found = [];
  const { context } = await device();
  await each(context, kinds, found, async (page, path) => {
    const bare = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const bare = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (/\+?1? ?\(?\d{3}\)?[ -]\d{3}[ -]\d{4}/.test(node.data) && !node.parentElement.closest("a[href^='tel:']")) bare.push(node.data.trim());
      }
      return bare;
    });
    found.push(...bare.map((words) => `${path}: ${words}`));
  });
  none(found);
});

test("no state has a barrier: asked, known, the form, my steps, all steps", async () => {
  await everywhere(async (page, look) => {
    await open(page, HOME);
    await look("asked");
    await page.locator(".bar-me").click();
    await page.locator("dialog[open]").waitFor();
    await look("the form");
    await page.keyboard.press("Escape");
    await be(page, "Substitute");
    await look("known");
    await open(page, LOCKDOWN);
    await page.locator(".gap-button").first().waitFor();
    await look("my steps");
    await page.locator("#during .gap-button").first().click();
    await look("others' steps unfolded");
    await page.locator(".switch button", { hasText: "All steps" }).click();
    await look("all steps");
  });
});

test("every state fits the narrowest screen and twice the letters, and its buttons can be hit", async () => {
  const { faults, page } = await device();
  await open(page, HOME);
  await fits(page);
  await be(page, "Paraeducator");
  await fits(page);
  await page.locator(".bar-me").click();
  await page.locator("dialog[open]").waitFor();
  await fits(page);
  await page.keyboard.press("Escape");
  await open(page, LOCKDOWN);
  await fits(page);
  none(faults);
});
