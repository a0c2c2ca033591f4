// The words of pages as a browser prints them: what the theme's styles for paper leave, block after block.
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

const [site, ...paths] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.GOBAG_CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
const page = await browser.newPage();
await page.emulateMedia({ media: "print" });
const said = {};
for (const path of paths) {
  await page.goto(pathToFileURL(join(site, path)).href);
  said[path] = await page.evaluate(() => {
    const main = document.querySelector("main");
    // What is about the page, and the first steps, which it says again further down.
    for (const other of main.querySelectorAll(".first, .stamp, .kind, .about, .badge, .tiers, caption")) other.remove();
    return main.innerText.split(/[\n\t]/).map((line) => line.trim()).filter(Boolean);
  });
}
process.stdout.write(JSON.stringify(said));
await browser.close();
