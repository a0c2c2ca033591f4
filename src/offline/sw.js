// Keeps a handbook on the device, and answers from there first.
//
// The build writes `self.handbook` before this: the release. A release is kept in packs named after their content. A browser
// installs this script anew when its bytes differ, which they do when any file of the site does: `install` loads the packs
// that have changed, and fails whole if one does not come. Until the last page of the old release is closed, the old worker
// goes on answering from its own packs; then the browser puts the new one in its place. That exchange is the one pointer:
// nobody's visit sees two releases.
"use strict";

(() => {
  const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const { site, release, base, shelves, rest, bytes: allBytes } = worker.handbook;
  const scope = new URL("./", worker.location.href);
  const packs = `${scope}packs/`;

  // Other handbooks of this host have other caches, and so has the same handbook below another folder.
  const CACHE = `gobag:${site}:${scope.pathname}`;
  const KEPT = `${packs}kept`;
  const WHEN = `${packs}kept-${release}`;

  // How many packs are loaded at once; after how long a page is asked whether somebody still waits (a browser ends workers
  // that take minutes over one thing); how many packs stay unpacked in memory.
  const LINES = 4;
  const BREATH = 60_000;
  const UNPACKED = 4;
  // How long between two words about how far it is.
  const PAUSE = 250;

  const store = () => caches.open(CACHE);

  /** @param {string} address @returns {Promise<any>} */
  const read = async (address) => (await (await store()).match(address))?.json();

  /** @param {string} address @param {BodyInit} body */
  const write = async (address, body) => {
    try {
      await (await store()).put(address, new Response(body));
    } catch (error) {
      throw new Error(error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "broken");
    }
  };

  /** @returns {Promise<Kept>} */
  const kept = async () => (await read(KEPT)) ?? { tiers: {}, everything: false };

  /** Loads a pack or a list, if it comes and is what its name says. @param {string} file */
  const load = async (file) => {
    const answer = await fetch(packs + file, { cache: "no-store" }).catch(() => {
      throw new Error("offline");
    });
    const bytes = answer.ok && (await answer.arrayBuffer().catch(() => false));
    if (!(bytes instanceof ArrayBuffer)) throw new Error("broken");
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).subarray(0, 16);
    const name = [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    if (!file.startsWith(`${name}.`)) throw new Error("broken");
    await write(packs + file, bytes);
  };

  /** @type {Map<string, Promise<List>>} */
  const lists = new Map();

  /** @param {string} name */
  const list = (name) => {
    const known = lists.get(name);
    if (known) return known;
    const coming = (async () => {
      const here = await read(`${packs}${name}.json`);
      if (here) return here;
      await load(`${name}.json`);
      return read(`${packs}${name}.json`);
    })();
    lists.set(name, coming);
    coming.catch(() => lists.delete(name));
    return coming;
  };

  /** The packs that something needs, each once, by name. @param {Kept} what */
  const needed = async ({ tiers, everything }) => {
    /** @type {Map<string, Packed>} */
    const found = new Map();
    const add = (/** @type {readonly Packed[]} */ packs) => packs.forEach((pack) => found.set(pack.name, pack));
    for (const shelf of shelves) {
      const tier = everything ? 1 : tiers[shelf.root];
      if (tier !== undefined) add((await list(shelf.list)).tiers.slice(0, tier + 1).flat());
    }
    if (everything) add((await list(rest)).tiers.flat());
    return found;
  };

  /** The names of the packs on this device. */
  const present = async () => {
    const files = (await (await store()).keys()).map(({ url }) => url.slice(packs.length));
    return new Set(files.filter((file) => file.endsWith(".pack")).map((file) => file.slice(0, -5)));
  };

  /**
   * Loads what is missing of some packs, as far as the time goes; answers with the names of those that came.
   * @param {Map<string, Packed>} wanted
   * @param {number} until
   * @param {string[]} came
   * @param {() => unknown} step
   */
  const save = async (wanted, until, came, step) => {
    const here = await present();
    const missing = [...wanted.values()].filter(({ name }) => !here.has(name));
    const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
    if (missing.reduce((sum, { bytes }) => sum + bytes, 0) > quota - usage) throw new Error("full");
    let said = 0;
    const line = async () => {
      for (let next; Date.now() < until && (next = missing.shift()); ) {
        await load(`${next.name}.pack`);
        came.push(next.name);
        if (Date.now() - said < PAUSE) continue;
        said = Date.now();
        await step();
      }
    };
    const ends = await Promise.allSettled(Array.from({ length: LINES }, line));
    for (const end of ends) if (end.status === "rejected") throw end.reason;
  };

  /** Whether all of some packs are here. @param {Map<string, Packed>} wanted */
  const whole = async (wanted) => {
    const here = await present();
    return [...wanted.keys()].every((name) => here.has(name));
  };

  // ---------------------------------------------------------------- what pages are told

  const pages = async () => {
    const all = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
    return all.filter(({ url }) => url.startsWith(scope.href));
  };

  /** The folder that an address belongs to. @param {string} path */
  const rootOf = (path) => {
    const roots = shelves.map(({ root }) => root).filter((root) => path.startsWith(root));
    return roots.reduce((longest, root) => (root.length > longest.length ? root : longest), "");
  };

  /** @param {Wish} wish @param {Partial<GobagKept>} more */
  const tell = async ({ root, everything }, more) => {
    const mine = await needed({ tiers: { [root]: 1 }, everything }).catch(() => new Map());
    const others = await needed(await kept()).catch(() => new Map());
    const here = await present();
    /** @param {Map<string, Packed>} of @param {"pages" | "bytes"} what */
    const sum = (of, what) => [...of.values()].reduce((sum, pack) => sum + (here.has(pack.name) ? pack[what] : 0), 0);
    /** @type {GobagKept} */
    const message = {
      site,
      top: scope.href,
      root,
      pages: sum(mine, "pages"),
      of: [...mine.values()].reduce((sum, pack) => sum + pack.pages, 0),
      everything: (await kept()).everything,
      bytes: allBytes - sum(new Map([...mine, ...others]), "bytes"),
      at: await read(WHEN),
      ...more,
    };
    for (const page of await pages()) page.postMessage(message);
  };

  /** @param {unknown} error @returns {Fault} */
  const fault = (error) => {
    const words = error instanceof Error ? error.message : "";
    return words === "offline" || words === "full" ? words : "broken";
  };

  // ---------------------------------------------------------------- a release arrives, whole

  const install = async () => {
    const before = await kept();
    const roots = new Set((await pages()).map(({ url }) => rootOf(pathOf(url))));
    const first = Object.keys(before.tiers).length === 0;
    const tiers = first ? [...(roots.size > 0 ? roots : [""])].map((root) => [root, 0]) : Object.entries(before.tiers);
    /** @type {Kept} */
    const what = { tiers: Object.fromEntries(tiers), everything: before.everything };
    const wish = /** @type {Wish} */ ({ root: [...roots][0] ?? "", tier: 0, everything: what.everything });
    /** @type {string[]} */
    const came = [];
    try {
      const wanted = await needed(what);
      await save(wanted, Infinity, came, () => first && tell(wish, {}));
      if (!(await whole(wanted))) throw new Error("broken");
      await write(KEPT, JSON.stringify(what));
      await write(WHEN, JSON.stringify(Date.now()));
    } catch (error) {
      // A full device is not kept full; what came whole otherwise need not come again.
      if (fault(error) === "full") for (const name of came) await (await store()).delete(`${packs}${name}.pack`);
      await tell(wish, { fault: fault(error), newer: !first });
      throw error;
    }
  };

  /** What no page of this release needs goes. */
  const activate = async () => {
    const wanted = await needed(await kept()).catch(() => undefined);
    if (wanted) {
      const names = [...wanted.keys()].map((name) => `${name}.pack`);
      names.push(...[...shelves.map(({ list }) => list), rest].map((name) => `${name}.json`));
      const keep = new Set([KEPT, WHEN, ...names.map((name) => packs + name)]);
      const all = await (await store()).keys();
      await Promise.all(all.filter(({ url }) => !keep.has(url)).map(async (old) => (await store()).delete(old)));
    }
    await worker.clients.claim();
  };

  /** What is missing of what a page asks for comes; on every visit, since browsers delete what they like. @param {Wish} wish */
  const keep = async (wish) => {
    const before = await kept();
    const tier = Math.max(wish.tier, before.tiers[wish.root] ?? -1);
    const tiers = tier < 0 ? before.tiers : { ...before.tiers, [wish.root]: /** @type {0 | 1} */ (tier) };
    const what = { tiers, everything: wish.everything || before.everything };
    const asked = { ...wish, everything: what.everything };
    try {
      const wanted = await needed(what);
      /** @type {string[]} */
      const came = [];
      await save(wanted, Date.now() + BREATH, came, () => tell(asked, { busy: true }));
      if (!(await whole(wanted))) return await tell(asked, { busy: true, more: true });
      directory = undefined;
      await write(KEPT, JSON.stringify(what));
      if (came.length > 0) await write(WHEN, JSON.stringify(Date.now()));
      await tell(asked, {});
    } catch (error) {
      await tell(asked, { fault: fault(error) });
    }
  };

  // ---------------------------------------------------------------- a page asks for a file

  /** @type {Promise<Map<string, string>> | undefined} */
  let directory;

  /** Which pack has which file, of the folders that are kept. */
  const whereabouts = () => {
    directory ??= (async () => {
      const { tiers, everything } = await kept();
      const mine = shelves.filter(({ root }) => everything || root in tiers).map(({ list }) => list);
      const found = await Promise.allSettled([...mine, ...(everything ? [rest] : [])].map(list));
      const all = found.flatMap((one) => (one.status === "fulfilled" ? one.value.tiers.flat() : []));
      return new Map(all.flatMap(({ name, files }) => files.map((file) => [file, name])));
    })();
    directory.catch(() => (directory = undefined));
    return directory;
  };

  /** @type {Map<string, Promise<Map<string, Blob>>>} */
  const unpacked = new Map();

  /** Every file of a pack, or none where it is not here. @param {string} name @returns {Promise<Map<string, Blob>>} */
  const unpack = async (name) => {
    const packed = await (await store()).match(`${packs}${name}.pack`);
    if (!packed?.body) return new Map();
    const bytes = await new Response(packed.body.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
    let at = 4 + new DataView(bytes).getUint32(0, true);
    /** @type {Table} */
    const table = JSON.parse(new TextDecoder().decode(bytes.slice(4, at)));
    return new Map(
      table.map(([path, type, length]) => {
        at += length;
        return [path, new Blob([bytes.slice(at - length, at)], { type })];
      }),
    );
  };

  /** A file of this release, if this device has it. @param {string} path */
  const find = async (path) => {
    const name = (await whereabouts()).get(path);
    if (name === undefined) return undefined;
    const known = unpacked.get(name) ?? unpack(name);
    // The one that was used last stands last.
    unpacked.delete(name);
    unpacked.set(name, known);
    known.then((files) => files.size === 0 && unpacked.delete(name), () => unpacked.delete(name));
    if (unpacked.size > UNPACKED) unpacked.delete([...unpacked.keys()][0]);
    return (await known).get(path);
  };

  /** An address without what is not part of the file's name. @param {string} address */
  const pathOf = (address) => {
    const path = new URL(address).pathname.slice(scope.pathname.length);
    try {
      return decodeURIComponent(path);
    } catch {
      return path;
    }
  };

  /** The files that hosts show for an address: a folder's first page, and a page without its ending. @param {string} path */
  const meant = (path) => (path === "" || path.endsWith("/") ? [`${path}index.html`] : [path, `${path}.html`]);

  /** @param {Request} request */
  const answer = async (request) => {
    const path = pathOf(request.url);
    for (const file of meant(path)) {
      const found = await find(file).catch(() => undefined);
      if (found) return new Response(found, { headers: { "content-type": found.type } });
    }
    const files = await whereabouts().catch(() => new Map());
    if (files.has(`${path}/index.html`)) return Response.redirect(`${scope}${encodeURI(path)}/${new URL(request.url).search}`);
    try {
      return await fetch(request);
    } catch (error) {
      if (request.mode !== "navigate") throw error;
      return lost(path, files);
    }
  };

  /** There is no network, and no such file here. @param {string} path @param {Map<string, string>} files */
  const lost = async (path, files) => {
    const { tiers, everything } = await kept();
    const root = rootOf(path);
    const isKept = everything || root in tiers;
    // The page for lost readers has addresses that begin where the handbook says that it stands.
    const page = isKept && base === scope.pathname && !meant(path).some((file) => files.has(file)) && (await find("404.html"));
    if (page) return new Response(page, { status: 404, headers: { "content-type": page.type } });
    const words = `${isKept ? root : Object.keys(tiers)[0] ?? ""}offline.html`;
    return path === words ? Response.error() : Response.redirect(`${scope}${encodeURI(words)}#missing_`);
  };

  // ---------------------------------------------------------------- the browser calls

  /** @type {Promise<unknown>} */
  let turn = Promise.resolve();

  worker.addEventListener("install", (event) => event.waitUntil(install()));
  worker.addEventListener("activate", (event) => event.waitUntil(activate()));
  worker.addEventListener("message", (event) => {
    /** @type {Wish | undefined} */
    const wish = event.data?.keep;
    if (wish === undefined || !shelves.some(({ root }) => root === wish.root)) return;
    turn = turn.then(() => keep(wish)).catch(() => undefined);
    event.waitUntil(turn);
  });
  worker.addEventListener("fetch", (event) => {
    const { method, url, headers } = event.request;
    const isOurs = method === "GET" && url.startsWith(scope.href) && !headers.has("range");
    if (isOurs && !url.startsWith(packs) && url !== worker.location.href) event.respondWith(answer(event.request));
  });
})();
