// The site under test as a browser sees it through one of its doors (a disk, a host), and everything a page must never do.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

/** Where the accessibility checker's script is. */
export const axe = require.resolve("axe-core/axe.min.js");

/**
 * How people come in: "file" (a stick), "http" (a host that shows the site below a folder of its own), or "offline" (the same
 * host, visited once; then it is gone, and the browser was closed).
 */
export const door = process.env.GOBAG_DOOR ?? "file";

/** What a host says that a file is. */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".ics": "text/calendar; charset=utf-8",
  ".pdf": "application/pdf",
};

/**
 * Shows folders below paths of a port of this machine, as simple hosts do. `shown` says which; `spoil` may make of a path
 * "cut" (the line breaks), "wrong" (other bytes) or "gone". Both may be changed at any time.
 */
export function host(shown = { "/district/handbook/": process.env.GOBAG_SITE }) {
  const requests = [];
  const self = { shown, requests, spoil: (_path) => undefined };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    requests.push(path);
    const under = Object.keys(self.shown).findLast((under) => path.startsWith(under));
    let file = under === undefined ? undefined : join(self.shown[under], normalize(path.slice(under.length)));
    try {
      const spoiled = self.spoil(path);
      if (spoiled === "gone") throw new Error("gone");
      if (file !== undefined && statSync(file).isDirectory()) file = join(file, "index.html");
      const bytes = spoiled === "wrong" ? Buffer.from("<!doctype html><title>Please sign in</title>") : readFileSync(file);
      if (spoiled === "cut") {
        response.writeHead(200, { "content-length": bytes.length });
        response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
        return;
      }
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "cache-control": "no-cache" });
      response.end(bytes);
    } catch {
      response.writeHead(404, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>404</title>");
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      // A test that is over need not wait for its host.
      server.unref();
      const origin = `http://127.0.0.1:${server.address().port}`;
      const stop = () => new Promise((stopped) => (server.close(stopped), server.closeAllConnections()));
      resolve(Object.assign(self, { origin, address: origin + Object.keys(shown)[0], stop }));
    });
  });
}

const shown = door === "file" ? undefined : await host();

/** The site's folder as an address that ends with a slash. */
export const top = shown?.address ?? pathToFileURL(process.env.GOBAG_SITE).href + "/";

/** What a web server shows for an address that is not there; nobody opens it from a disk. */
export const missing = "404.html";

/** Every page of the site, by its path. */
export const pages = readdirSync(process.env.GOBAG_SITE, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html") && path !== missing)
  .sort();

/**
 * One page of each kind: what stands in one folder is of one kind, and every page at the top of a site is a kind of its own.
 * A school and another language have the same kinds, from the same templates; so of one kind it is the district's page, of the
 * next a school's, then one in another language, in turn. There, the page with the longest name, so that it is not always the first.
 */
export const kinds = (() => {
  const kinds = new Map();
  for (const path of pages) {
    const [, tongue = "", school = "", inside] = path.match(/^([a-z]{2,3}\/)?(schools\/[^/]+\/)?(.*)$/);
    // The lists of folders are of one kind, and a school's first page is not the district's.
    const one = inside === "index.html" ? `${school && "school "}home` : inside;
    const kind = inside.endsWith("/index.html") ? "list" : one.replace(/[^/]+$/, (name) => (one.includes("/") ? "*" : name));
    const places = kinds.get(kind) ?? new Map();
    const place = [tongue, school && "school"].join("");
    kinds.set(kind, places.set(place, [places.get(place) ?? "", path].toSorted((a, b) => b.length - a.length)[0]));
  }
  return [...kinds.values()].map((places, turn) => [...places.values()][turn % places.size]);
})();

/**
 * Pages to open one after another: the district's in its first language, one school's in another, and one of each kind. The
 * others come from the same templates; `tests/html.rs` reads them all.
 */
export const opened = (() => {
  const tongue = /^[a-z]{2,3}\//;
  const school = pages.map((path) => path.match(/^[a-z]{2,3}\/schools\/[^/]+\//)?.[0]).find(Boolean);
  const mine = (path) => (school && path.startsWith(school)) || !(tongue.test(path) || path.startsWith("schools/"));
  return [...new Set([...pages.filter(mine), ...kinds])];
})();

/** A phone of the narrow kind. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A computer's screen. */
export const desktop = { viewport: { width: 1280, height: 900 } };

const quiet = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update"];
const start = {
  executablePath: process.env.GOBAG_CHROMIUM,
  // Workers come and go as their browser likes; tests look at what they do.
  args: ["--no-sandbox", "--disable-gpu", "--disable-sync", ...quiet],
};

/** Starts the browser; it asks nobody on the network for anything. */
export async function launch() {
  if (door === "file") return chromium.launch(start);
  if (door === "http") {
    const browser = await chromium.launch(start);
    return {
      // Without a worker, or each of a hundred visitors would first save the whole handbook. What it does then, the third door
      // shows, and `offline.test.mjs`; a visitor with a worker clicks through the site in `walk.test.mjs`.
      async newContext({ worker = false, ...options } = {}) {
        const context = await browser.newContext(options);
        if (!worker) await context.addInitScript(() => delete Navigator.prototype.serviceWorker);
        return context;
      },
      close: () => browser.close(),
    };
  }
  // One person visits, has everything saved and closes the browser; every context begins from what that left behind.
  visited = mkdtempSync(join(tmpdir(), "gobag-visited-"));
  const first = await profile(visited);
  await saved(await first.newPage(), top, { everything: true });
  await first.close();
  await shown.stop();
  const opened = [];
  return {
    async newContext(options) {
      const folder = own();
      const context = await profile(folder, options);
      opened.push({ context, folder });
      return context;
    },
    async close() {
      for (const { context, folder } of opened) {
        await context.close();
        rmSync(folder, { recursive: true, force: true });
      }
      rmSync(visited, { recursive: true, force: true });
    },
  };
}

/** What the first visit left on the device, on the third door. */
let visited;

/** The folder of a person's own browser: an empty one, or one that has the handbook where no host shows it any more. */
export function own() {
  const folder = mkdtempSync(join(tmpdir(), "gobag-own-"));
  if (visited) cpSync(visited, folder, { recursive: true });
  return folder;
}

/** Lets scripts with such a name not load in pages of a context, until what this gives is called. */
export async function unloadable(page, name) {
  if (door !== "offline") {
    await page.route(name, (route) => route.abort());
    return () => page.unroute(name);
  }
  // The worker answers before any route of the test is asked: there the script is put in, and never comes.
  await page.addInitScript((name) => {
    const { append } = Element.prototype;
    window.unloadable = new RegExp(name);
    Element.prototype.append = function (...parts) {
      const [script] = parts;
      if (script instanceof HTMLScriptElement && window.unloadable?.test(script.src)) setTimeout(() => script.dispatchEvent(new Event("error")));
      else append.apply(this, parts);
    };
  }, name.source);
  return () => page.evaluate(() => (window.unloadable = undefined));
}

/** A browser that keeps what it knows in a folder, as a person's own does; started again, it knows it. */
export function profile(folder, options = {}) {
  return chromium.launchPersistentContext(folder, { ...start, ...options });
}

/** Visits a handbook until the device keeps what it was asked to, or says that it cannot; answers with the words at the foot. */
export async function saved(page, address, { everything = false, root = "" } = {}) {
  await page.goto(`${address}${root}${everything ? "offline.html" : "index.html"}`);
  const line = page.locator(".kept").first();
  await line.filter({ hasText: /([\d,]+) of \1 pages, |There is no room|did not arrive/ }).waitFor({ timeout: 60_000 });
  if (everything) {
    // Only now: while the first part comes, the button comes and goes.
    await page.locator("#here_ button").click();
    await page.locator("#here_ progress + p:not(:has(button))").waitFor({ timeout: 60_000 });
  }
  return line.innerText();
}

/** The address of a page. */
export function address(path) {
  return top + path.split("/").map(encodeURIComponent).join("/");
}

/** The path of the page that a browser is at, without an anchor; nothing where it has left the site. */
export function path(address) {
  const file = address.split(/[?#]/)[0];
  return file.startsWith(top) ? decodeURIComponent(file.slice(top.length)) : undefined;
}

/** Opens a page that is watched: `faults` fills with whatever a page of ours, below an address, must never do. */
export async function watched(context, faults, under = top) {
  const page = await context.newPage();
  const at = () => path(page.url()) ?? page.url();
  page.on("console", (message) => faults.push(`${at()}: on the console: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${at()}: a script fails: ${error.message}`));
  page.on("requestfailed", (request) => {
    // Whoever goes on before the icon has come breaks its loading off.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") faults.push(`${at()}: ${request.url()} does not load: ${why}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(under) && !request.url().startsWith("data:image/")) {
      faults.push(`${at()}: asks for ${request.url()}`);
    }
  });
  return page;
}

/** Does something on each of some pages, in two tabs at once. */
export async function each(context, paths, faults, look) {
  const waiting = [...paths];
  const work = async () => {
    const page = await watched(context, faults);
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await page.goto(address(next));
      await look(page, next);
    }
    await page.close();
  };
  await Promise.all([work(), work()]);
}

/** Holds that nothing was found, or tells what. */
export function none(found) {
  assert.ok(found.length === 0, [`${found.length} found:`, ...found.slice(0, 30)].join("\n"));
}
