// A handbook that is being served, in a browser, while its files are edited: pages renew themselves, errors stand over them.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

const folder = mkdtempSync(join(tmpdir(), "gobag-serve-"));
let served, browser, origin;

before(async () => {
  cpSync(process.env.GOBAG_CONTENT, join(folder, "content"), { recursive: true });
  served = spawn(process.env.GOBAG, ["serve", "--port", "4300"], {
    cwd: folder,
    env: { ...process.env, SOURCE_DATE_EPOCH: process.env.GOBAG_EPOCH },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const line = await new Promise((resolve) => served.stdout.once("data", (bytes) => resolve(String(bytes))));
  origin = /http:\/\/[^/]+/.exec(line)[0];
  browser = await chromium.launch({ executablePath: process.env.GOBAG_CHROMIUM, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  served?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const at = (path) => join(folder, "content", path);

/** Changes a file of the handbook, and gives the way back. */
function edit(path, change) {
  const text = readFileSync(at(path), "utf8");
  writeFileSync(at(path), change(text));
  return () => writeFileSync(at(path), text);
}

/** A page, and everything that its console complains of. */
async function open(path, waitUntil = "load") {
  const context = await browser.newContext({ viewport: { width: 360, height: 700 } });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // The worker of the site is refused on purpose: nothing is kept of what is being written.
    if (message.type() === "error" && !message.text().includes("404")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(origin + path, { waitUntil });
  return { page, complaints, close: () => context.close() };
}

const settled = (page) => page.waitForFunction(() => document.querySelector(".gobag-desk") !== null);
/** Waits until a page knows its own text: before, it cannot tell what differs, and loads itself again. */
const knows = (page) =>
  page.waitForFunction(() => performance.getEntriesByType("resource").some(({ initiatorType, name, responseEnd }) => initiatorType === "fetch" && name === location.href && responseEnd > 0));

test("the first page leads to a page", async () => {
  const { page, complaints, close } = await open("/");
  await page.getByRole("link", { name: "public, District, en" }).click();
  await page.waitForURL("**/public/index.html");
  assert.deepEqual(complaints, []);
  await close();
});

test("a page renews itself when its file is saved, where it was and with its open parts", async () => {
  const { page, close } = await open("/public/pages/for-families.html");
  await settled(page);
  await page.evaluate(() => {
    const part = document.createElement("i");
    part.id = "mark-of-the-old-page";
    document.body.append(part);
    document.querySelector(".menu").open = true;
    scrollTo(0, 400);
  });
  const top = await page.evaluate(() => scrollY);
  assert.ok(top > 100);
  // The record before the sentence, there and back: the handbook may be read between two files, and what is waited for comes last.
  const record = edit("approvals.toml", (text) => `${text}\n[[change]]\nnumber = 99\ndate = 2026-11-24\nsummary = "Changed."\ndocuments = ["for-families"]\n`);
  const undo = edit("pages/for-families.md", (text) => text + "\nA sentence that was just written.\n");
  await page.getByText("A sentence that was just written.").waitFor({ state: "attached" });
  await page.waitForFunction((top) => scrollY === top, top);
  assert.equal(await page.evaluate(() => document.querySelector(".menu").open), true);
  assert.equal(await page.locator("#mark-of-the-old-page").count(), 0);
  record();
  undo();
  await page.getByText("A sentence that was just written.").waitFor({ state: "detached" });
  await close();
});

test("styles come without a reload", async () => {
  const { page, complaints, close } = await open("/public/pages/for-families.html");
  await settled(page);
  await knows(page);
  await page.evaluate(() => (window.kept = true));
  const { mkdirSync } = await import("node:fs");
  mkdirSync(at("theme/assets"), { recursive: true });
  writeFileSync(at("theme/assets/own.css"), "main { outline: 3px solid rgb(1, 2, 3); }\n");
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineColor === "rgb(1, 2, 3)");
  assert.equal(await page.evaluate(() => window.kept), true, "it was not loaded again");
  rmSync(at("theme"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.querySelector("main")).outlineColor !== "rgb(1, 2, 3)");
  assert.deepEqual(complaints, []);
  await close();
});

test("an error stands over the last good page, with a link to the line, until it is mended", async () => {
  const { page, close } = await open("/public/procedures/hold.html");
  await settled(page);
  await knows(page);
  const undo = edit("procedures/hold.md", (text) => text.replace("## During", "## During\n\nSee [[nowhere]].\n"));
  const notice = page.getByRole("complementary", { name: "gobag serve" });
  await notice.getByText("This is the last good page").waitFor();
  await notice.locator("pre", { hasText: "error[unresolved-reference]" }).waitFor();
  const href = await notice.getByRole("link", { name: "procedures/hold.md" }).first().getAttribute("href");
  assert.match(href, /^vscode:\/\/file\/.*\/content\/procedures\/hold\.md:\d+:\d+$/);
  assert.match(await page.getByRole("heading", { level: 1 }).innerText(), /Hold/);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(wide, "the page does not scroll sideways");
  undo();
  await notice.getByText("This is the last good page").waitFor({ state: "hidden" });
  await close();
});

test("two views stand side by side, and where one goes the other follows", async () => {
  const { page, complaints, close } = await open("/");
  await page.getByLabel("Left").selectOption("/public/index.html");
  await page.getByLabel("Right").selectOption("/staff/index.html");
  await page.getByRole("button", { name: "Side by side" }).click();
  await page.waitForURL("**/_/beside?**");
  const path = (side) => page.evaluate((side) => document.querySelectorAll("iframe")[side].contentWindow.location.pathname, side);
  await page.waitForFunction(() => [...document.querySelectorAll("iframe")].every((frame) => frame.contentDocument?.querySelector("h1")));
  assert.deepEqual([await path(0), await path(1)], ["/public/index.html", "/staff/index.html"]);
  await page.evaluate(() => {
    document.querySelectorAll("iframe")[0].contentWindow.location.href = "/public/procedures/hold.html";
  });
  await page.waitForFunction(() => document.querySelectorAll("iframe")[1].contentWindow.location.pathname === "/staff/procedures/hold.html");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  assert.ok(wide, "the page does not scroll sideways");
  assert.deepEqual(complaints, []);
  await close();
});

test("what is printed has a page of its own", async () => {
  const { page, complaints, close } = await open("/_/print", "domcontentloaded");
  await page.getByRole("heading", { level: 1, name: "On paper" }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
});

test("pages go on when the server has ended, and say so", async () => {
  const { page, close } = await open("/public/index.html");
  await settled(page);
  served.kill();
  await page.getByText("gobag serve has ended").waitFor();
  assert.ok(await page.getByRole("heading", { level: 1 }).isVisible());
  await close();
});
