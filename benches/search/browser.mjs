// One site's search and Pagefind's on the same pages, in one browser, six times slower than this machine.
//
// node browser.mjs SITE PAGEFIND PAGES. Both are asked for titles and addresses of the first eight; nothing is drawn.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const [site, pagefind, pages] = process.argv.slice(2);
const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

/** Questions and the document that is meant: misspelt, begun, in plain words, by title. */
const QUESTIONS = {
  lockdown: "lockdown", shooter: "lockdown", lokcdown: "lockdown", "lock down": "lockdown", lockd: "lockdown",
  intruder: "lockdown", tornado: "shelter", torando: "shelter", twister: "shelter", "take cover": "shelter",
  fire: "fire", "i smell smoke": "fire", evacuate: "evacuate", evacuaton: "evacuate", "get out of the building": "evacuate",
  "pick up my child": "reunification", reunif: "reunification", "kid having a seizure": "medical", choking: "medical",
  earthqake: "earthquake", "dog on playground": "reverse-evacuation", "wildfire smoke": "air-quality",
  nightmares: "after-a-scary-day", "restorative q": "restorative-questions",
};
const TYPED = ["lockdown", "shooter", "tornado warning", "pick up my child", "evacuation route", "medical emergency"];
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".json": "application/json" };

let bytes = 0;
const server = createServer((request, response) => {
  const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
  try {
    const file = path === "/blank.html" ? undefined : path.startsWith("/pagefind/") ? join(pagefind, path.slice(10)) : join(site, path);
    const body = file === undefined ? Buffer.from("<!doctype html><title>blank</title>") : readFileSync(file);
    // What Pagefind has packed itself does not get smaller.
    bytes += /\.(js|json|css|html)$/.test(path) ? gzipSync(body).length : body.length;
    response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream" });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const top = `http://127.0.0.1:${server.address().port}`;

const executablePath = process.env.CHROMIUM || ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) => statSync(path, { throwIfNoEntry: false }));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });

const ENGINES = {
  Gobag: {
    page: "index.html",
    // The scripts that the page asks for when search is opened, and the core's question.
    open: async () => {
      const link = document.querySelector(".bar-search");
      const { top, up } = gobag.facts;
      const [core] = await Promise.all([gobag.want("search-core", top + link.dataset.core), gobag.want("search", `${up}search.js`)]);
      const search = await core.open((name) => gobag.want(name, name === "search" ? `${up}search.js` : `${top}${name}.js`));
      window.ask = async (question) => (await search.find(question)).hits.map(({ address }) => address);
    },
    size: () => [join(site, "search.js"), ...readdirSync(join(site, "search")).map((file) => join(site, "search", file))],
  },
  Pagefind: {
    page: "blank.html",
    open: async () => {
      const search = await import("/pagefind/pagefind.js");
      await search.init();
      window.ask = async (question) => {
        const { results } = await search.search(question);
        return (await Promise.all(results.slice(0, 8).map((result) => result.data()))).map(({ url }) => url);
      };
    },
    size: () => readdirSync(pagefind, { recursive: true }).map((file) => join(pagefind, file)).filter((file) => /pf_|pagefind\.(js|.*json)$|wasm/.test(file)),
  },
};

// The sample speaks two languages, so there are more pages than the corpus has.
const made = readdirSync(site, { recursive: true }).filter((file) => file.endsWith(".html")).length;

const middle = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)];
const late = (all) => all.toSorted((a, b) => a - b)[Math.floor(all.length * 0.95)];

const rows = { "bytes until titles are there, gzip": [], "cold question to titles": [], "keystroke to titles, warm, p95": [], "right in the first five, of 24": [], "index, raw, a page": [] };
for (const engine of Object.values(ENGINES)) {
  const slow = async () => {
    // No worker saves the handbook meanwhile: the other page has none.
    const page = await (await browser.newContext({ serviceWorkers: "block" })).newPage();
    const session = await page.context().newCDPSession(page);
    await page.goto(`${top}/${engine.page}`, { waitUntil: "load" });
    await session.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    return page;
  };
  const [cold, loaded] = [[], []];
  for (const question of Object.keys(QUESTIONS).slice(0, 12)) {
    const page = await slow();
    bytes = 0;
    cold.push(await page.evaluate(`(async () => { const begun = performance.now(); await (${engine.open})(); await ask(${JSON.stringify(question)}); return performance.now() - begun; })()`));
    loaded.push(bytes);
    await page.context().close();
  }
  const page = await slow();
  await page.evaluate(`(${engine.open})()`);
  const keys = [];
  for (let round = 0; round < 4; round++) {
    for (const question of TYPED) {
      for (let end = 2; end <= question.length; end++) {
        const took = await page.evaluate(async (question) => {
          const begun = performance.now();
          await ask(question);
          return performance.now() - begun;
        }, question.slice(0, end));
        // The first round brings what later rounds have.
        if (round > 0) keys.push(took);
      }
    }
  }
  let right = 0;
  for (const [question, meant] of Object.entries(QUESTIONS)) {
    const found = await page.evaluate((question) => ask(question), question);
    if (found.slice(0, 5).some((address) => address.includes(`/${meant}.html`))) right += 1;
  }
  await page.context().close();
  const index = engine.size().reduce((sum, file) => sum + statSync(file).size, 0);
  const values = [`${(middle(loaded) / 1000).toFixed(1)} KB`, `${middle(cold).toFixed(0)} ms`, `${late(keys).toFixed(1)} ms`, String(right), `${(index / made / 1000).toFixed(2)} KB`];
  Object.values(rows).forEach((row, at) => row.push(values[at]));
}
console.log(`| ${Number(pages).toLocaleString("en")} pages | ${Object.keys(ENGINES).join(" | ")} |\n|---|---|---|`);
for (const [name, values] of Object.entries(rows)) console.log(`| ${name} | ${values.join(" | ")} |`);
console.log();
await browser.close();
server.close();
