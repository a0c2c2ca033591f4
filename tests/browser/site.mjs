// The site under test as a browser sees it through one of its doors (a disk, a host), and everything a page must never do.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { extname, join, normalize } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.env.GOBAG_TOOLS, "package.json"));
const { chromium } = require("playwright-core");

/** Where the accessibility checker's script is. */
export const axe = require.resolve("axe-core/axe.min.js");

/** How people come in: "file" (a stick), or "http" (a host that shows the site below a folder of its own). */
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

/** Shows a folder below `/district/handbook/` of a port of this machine, as simple hosts do. */
export function host(folder = process.env.GOBAG_SITE, under = "/district/handbook/") {
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    requests.push(path);
    let file = path.startsWith(under) ? join(folder, normalize(path.slice(under.length))) : undefined;
    try {
      if (file !== undefined && statSync(file).isDirectory()) file = join(file, "index.html");
      const bytes = readFileSync(file);
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
      const address = `http://127.0.0.1:${server.address().port}${under}`;
      const stop = () => new Promise((stopped) => (server.closeAllConnections(), server.close(stopped)));
      resolve({ address, requests, stop });
    });
  });
}

/** The site's folder as an address that ends with a slash. */
export const top = door === "file" ? pathToFileURL(process.env.GOBAG_SITE).href + "/" : (await host()).address;

/** What a web server shows for an address that is not there; nobody opens it from a disk. */
export const missing = "404.html";

/** Every page of the site, by its path. */
export const pages = readdirSync(process.env.GOBAG_SITE, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html") && path !== missing)
  .sort();

/**
 * One page of each kind: what stands in one folder is of one kind, and every page at the top of a site or of a school's
 * part of it is a kind of its own. Of a kind, the page with the longest name, so that it is not always the first.
 */
export const kinds = (() => {
  const kinds = new Map();
  for (const path of pages) {
    const inside = path.replace(/^schools\/[^/]+\//, "school ");
    const kind = inside.replace(/[^/]+$/, (name) => (inside.includes("/") ? "*" : name));
    const known = kinds.get(kind);
    if (known === undefined || path.length > known.length) kinds.set(kind, path);
  }
  return [...kinds.values()];
})();

/** A phone of the narrow kind. */
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

/** A computer's screen. */
export const desktop = { viewport: { width: 1280, height: 900 } };

/** A browser that asks nobody on the network for anything. */
const quiet = {
  executablePath: process.env.GOBAG_CHROMIUM,
  args: [
    ...["--no-sandbox", "--disable-gpu", "--disable-sync", "--disable-quic", "--no-first-run"],
    ...["--disable-background-networking", "--disable-component-update"],
  ],
};

/** Starts the browser. */
export function launch() {
  return chromium.launch(quiet);
}

/** Starts a browser that keeps what it knows in a folder, as a person's own does; started again, it knows it. */
export function own(folder, shape) {
  return chromium.launchPersistentContext(folder, { ...quiet, ...shape });
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

/** Opens a page that is watched: `faults` fills with whatever a page of ours must never do. */
export async function watched(context, faults) {
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
    if (!request.url().startsWith(top) && !request.url().startsWith("data:image/")) {
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
