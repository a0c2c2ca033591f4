// The door of a locked handbook: takes the passphrase, opens ciphertext, shows pages. The only script of `locked.html`; it
// stays while the pages behind it are shown, and the other scripts ask it for data (`window.gobagLock`).
//
// Everything is in packs: scripts that give ciphertext, since nothing else loads from a disk. A page is parsed, its links
// are turned into addresses that say nothing (`index.html?p=…`), and it takes the door's place in the document, so that its
// own scripts run as ever. The other side of the ciphertext is `src/lock/` of the build; docs/lock.md has its form.
"use strict";

(() => {
  const root = document.documentElement;
  const { site = "", salt = "", key: wrapped = "", root: rootName = "", rounds = "600000" } = root.dataset;
  const top = new URL("./", document.baseURI).href;
  const SHELF = `gobag:${site}:lock`;

  /** @param {string} id */
  const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
  /** What the door's page says, kept before another page takes its place. @type {Record<string, string>} */
  const words = Object.fromEntries([...document.querySelectorAll("[data-word]")].map((one) => [one.getAttribute("data-word"), one.textContent?.trim() ?? ""]));

  /** Pages are trusted as soon as they are open: only who has the key can have made them. Scripts come from this site. */
  const policy = window.trustedTypes?.createPolicy("gobag-lock", {
    createHTML: (/** @type {string} */ html) => html,
    createScriptURL(/** @type {string} */ address) {
      const { href } = new URL(address, top);
      if (!["sealed/", "assets/"].some((folder) => href.startsWith(top + folder))) throw new TypeError(`${href} is not of this handbook`);
      return href;
    },
  });
  /** @param {string} html @returns {any} */
  const trustedPage = (html) => (policy ? policy.createHTML(html) : html);
  /** @param {string} address @returns {any} */
  const trustedScript = (address) => (policy ? policy.createScriptURL(address) : address);

  // ---------------------------------------------------------------- keys and ciphertext

  const utf8 = new TextEncoder();
  const text = new TextDecoder();
  const HMAC = { name: "HMAC", hash: "SHA-256" };

  /** @param {string} base64 */
  const bytesOf = (base64) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

  /** @param {ArrayBuffer | Uint8Array<ArrayBuffer>} raw @param {boolean} [extractable] */
  const macKey = (raw, extractable = false) => crypto.subtle.importKey("raw", raw, HMAC, extractable, ["sign"]);

  /** @param {CryptoKey} key @param {string | Uint8Array<ArrayBuffer>} message */
  const mac = (key, message) => crypto.subtle.sign("HMAC", key, typeof message === "string" ? utf8.encode(message) : message);

  /** @param {ArrayBuffer} raw @param {Uint8Array<ArrayBuffer>} nonce @param {string} what @param {Uint8Array<ArrayBuffer>} sealed */
  const decrypt = async (raw, nonce, what, sealed) => {
    const key = await crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["decrypt"]);
    return crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce.slice(0, 12), additionalData: utf8.encode(what) }, key, sealed);
  };

  /** The data key, or undefined where the passphrase is another. @param {string} passphrase */
  const tried = async (passphrase) => {
    const typed = utf8.encode(passphrase.trim().normalize("NFC"));
    const given = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveBits"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt: bytesOf(salt), iterations: Number(rounds) };
    const master = await macKey(await crypto.subtle.deriveBits(how, given, 256));
    const nonce = new Uint8Array(await mac(master, "nonce"));
    return decrypt(await mac(master, "wrap"), nonce, "key", bytesOf(wrapped)).catch(() => undefined);
  };

  /** The data key of this visit. @type {CryptoKey | undefined} */
  let data;
  /** @type {Promise<CryptoKey> | undefined} */
  let texts;

  /** What went wrong, by the name of the words for it. @param {string} word */
  const fault = (word) => Object.assign(new Error(word), { word });

  /** @param {string} what @param {Uint8Array<ArrayBuffer>} sealed */
  const opened = async (what, sealed) => {
    if (!data) throw fault("locked");
    texts ??= mac(data, "text").then((raw) => macKey(raw));
    const hash = sealed.slice(0, 32);
    const raw = await mac(await texts, hash);
    return decrypt(raw, hash, what, sealed.slice(32)).catch(() => {
      throw fault("damaged");
    });
  };

  /** @type {Map<string, string>} */
  const given = new Map();
  Object.defineProperty(window, "gobagSealed", { value: (/** @type {string} */ name, /** @type {string} */ base64) => given.set(name, base64) });

  /** A ciphertext of this site, opened. @param {string} name @param {string} what */
  const fetched = async (name, what) => {
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = trustedScript(`${top}sealed/${name}.js`);
      script.onload = resolve;
      script.onerror = () => reject(fault("missing"));
      document.head.append(script);
      script.remove();
    });
    const base64 = given.get(name);
    given.delete(name);
    /** @type {Uint8Array<ArrayBuffer>} */
    let sealed;
    try {
      sealed = bytesOf(base64 ?? "");
    } catch {
      throw fault("damaged");
    }
    return new Uint8Array(await opened(what, sealed));
  };

  // ---------------------------------------------------------------- files

  /** Each pack: its first path, its name, the addresses of its files. @type {Promise<[string, string, string][]> | undefined} */
  let listed;
  const list = () => (listed ??= fetched(rootName, "root").then((bytes) => JSON.parse(text.decode(bytes))));

  /** @type {Map<string, Promise<Map<string, Uint8Array<ArrayBuffer>>>>} */
  const packs = new Map();
  /** @param {string} name */
  const pack = (name) => {
    const known = packs.get(name);
    if (known) return known;
    const coming = fetched(name, "pack").then((bytes) => {
      let at = 4 + new DataView(bytes.buffer).getUint32(0, true);
      /** @type {[string, number][]} */
      const table = JSON.parse(text.decode(bytes.slice(4, at)));
      return new Map(table.map(([path, length]) => [path, bytes.slice((at += length) - length, at)]));
    });
    packs.set(name, coming);
    coming.catch(() => packs.delete(name));
    return coming;
  };

  /** Whether a path comes after another by its bytes, as the build orders them. @param {string} a @param {string} b */
  const isAfter = (a, b) => {
    const [one, other] = [utf8.encode(a), utf8.encode(b)];
    const at = one.findIndex((byte, at) => byte !== other[at]);
    return at < 0 ? false : one[at] > (other[at] ?? -1);
  };

  /** The pack that would have a path. @param {string} path */
  const packOf = async (path) => {
    const all = await list();
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAfter(all[middle][0], path)) high = middle;
      else low = middle + 1;
    }
    return all[low - 1];
  };

  /** A file's bytes, or undefined. @param {string} path */
  const file = async (path) => {
    const at = await packOf(path);
    const stored = at && (await pack(at[1])).get(path);
    if (!stored) return undefined;
    const open = new Blob([stored]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Uint8Array(await new Response(open).arrayBuffer());
  };

  // ---------------------------------------------------------------- addresses

  /** @type {Map<string, Promise<string>>} */
  const addresses = new Map();
  /** What a path is called in an address. @param {string} path */
  const addressOf = (path) => {
    const known = addresses.get(path);
    if (known) return known;
    const making = mac(/** @type {CryptoKey} */ (data), `address\0${path}`).then((long) =>
      btoa(String.fromCharCode(...new Uint8Array(long).subarray(0, 9))).replaceAll("+", "-").replaceAll("/", "_"),
    );
    addresses.set(path, making);
    return making;
  };

  /** The path of an address. @param {string} address */
  const pathAt = async (address) => {
    for (const [, name, all] of await list()) {
      for (let at = 0; at < all.length; at += 12) {
        if (all.startsWith(address, at) && address.length === 12) return [...(await pack(name)).keys()][at / 12];
      }
    }
    return undefined;
  };

  /** Whether a path is not sealed. @param {string} path */
  const isPlain = (path) => path.startsWith("assets/") && !path.startsWith("assets/choices.");

  /** Where a path leads that a page, or a script, has written. @param {string} written @param {string} [from] */
  const inside = (written, from = "") => {
    if (written.startsWith("#")) return undefined;
    const url = new URL(written, top + from);
    if (!url.href.startsWith(top)) return undefined;
    const path = decodeURIComponent(url.href.slice(top.length).split(/[?#]/)[0]);
    // What leads to the door already says where it leads.
    if (path === "index.html" && url.searchParams.has("p")) return undefined;
    return { path: path === "" || path.endsWith("/") ? `${path}index.html` : path, url };
  };

  /** An address that this site understands and nobody else does. @param {string} written @param {string} [from] */
  const way = async (written, from) => {
    const there = inside(written, from);
    if (!there) return written;
    const { path, url } = there;
    if (isPlain(path) || path.startsWith("sealed/") || path === "sw.js") return path + url.search + url.hash;
    const query = new URLSearchParams(url.search);
    const all = new URLSearchParams([["p", await addressOf(path)], ...query]);
    return `${top}index.html?${all}${url.hash}`;
  };

  // ---------------------------------------------------------------- pages

  const TYPES = /** @type {Record<string, string>} */ ({
    png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", webp: "image/webp", gif: "image/gif", avif: "image/avif", svg: "image/svg+xml",
    pdf: "application/pdf", ics: "text/calendar", csv: "text/csv", json: "application/json", txt: "text/plain",
  });
  /** @param {string} path */
  const typeOf = (path) => TYPES[path.slice(path.lastIndexOf(".") + 1).toLowerCase()] ?? "application/octet-stream";

  /** @param {string} path @returns {Promise<string>} */
  const picture = async (path) => {
    const bytes = await file(path);
    if (!bytes) return "";
    return new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(new Blob([bytes], { type: typeOf(path) }));
    });
  };

  /** A page as it may stand in the door's place: every address seen from there. @param {string} html @param {string} path */
  const moved = async (html, path) => {
    const page = new DOMParser().parseFromString(trustedPage(html), "text/html");
    /** @type {Promise<unknown>[]} */
    const work = [];
    for (const element of page.querySelectorAll("*")) {
      for (const { name, value } of [...element.attributes]) {
        /** @param {string} now */
        const set = (now) => element.setAttribute(name, now);
        if (name === "data-top") set("./");
        else if (name === "data-up") set(new URL(value || "./", top + path).href.slice(top.length) || "./");
        else if (/^(\.\.?\/)+/.test(value) && name.startsWith("data-")) set(inside(value, path)?.path ?? value);
        else if (name === "src" && element.localName === "img") {
          const there = inside(value, path);
          if (there && isPlain(there.path)) set(there.path);
          else if (there) work.push(picture(there.path).then(set));
        } else if (name === "action") {
          const there = inside(value, path);
          if (!there) continue;
          set("index.html");
          const hidden = page.createElement("input");
          hidden.type = "hidden";
          hidden.name = "p";
          element.prepend(hidden);
          work.push(addressOf(there.path).then((address) => hidden.setAttribute("value", address)));
        } else if ((name === "href" || name === "src") && element.namespaceURI === "http://www.w3.org/1999/xhtml") {
          work.push(way(value, path).then((now) => set(element.localName === "script" ? trustedScript(now) : now)));
        }
      }
    }
    await Promise.all(work);
    page.documentElement.dataset.inside = path;
    return `<!doctype html>${page.documentElement.outerHTML}`;
  };

  /** Scripts make links as well; they are turned as they come. */
  const watch = () => {
    /** @param {Element} link */
    const turn = (link) => {
      const href = link.getAttribute("href") ?? "";
      const there = inside(href);
      if (there && !isPlain(there.path)) way(href).then((now) => link.getAttribute("href") === href && link.setAttribute("href", now));
    };
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === "attributes" && target instanceof HTMLAnchorElement) turn(target);
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue;
          if (node.matches("a[href]")) turn(node);
          node.querySelectorAll("a[href]").forEach(turn);
        }
      }
    }).observe(document, { subtree: true, childList: true, attributeFilter: ["href"] });
  };

  /** A button that forgets the key, at the foot of every page. */
  const button = () => {
    const lock = document.createElement("button");
    lock.type = "button";
    lock.className = "words-button lock-again";
    lock.textContent = words.again;
    lock.addEventListener("click", async () => {
      await forget();
      location.replace(`${top}index.html`);
    });
    document.querySelector(".foot-in")?.append(lock);
  };

  /** Puts a page in the place of this one. @param {string} html */
  const write = (html) => {
    const { hash } = location;
    document.open();
    document.write(trustedPage(html));
    document.close();
    watch();
    button();
    // A new document does not know yet which part of it was asked for.
    if (hash.length > 1) location.replace(hash);
  };

  /** Saves what is no page. @param {string} path @param {Uint8Array<ArrayBuffer>} bytes */
  const save = (path, bytes) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], { type: typeOf(path) }));
    link.download = path.slice(path.lastIndexOf("/") + 1);
    link.textContent = link.download;
    say("saved");
    part("lock_note").append(" ", link);
    link.click();
  };

  /** Shows what the address asks for. */
  const show = async () => {
    const asked = new URLSearchParams(location.search).get("p");
    const path = asked === null ? "index.html" : await pathAt(asked);
    const bytes = path === undefined ? undefined : await file(path);
    if (path === undefined || !bytes) throw fault("unknown");
    if (!path.endsWith(".html")) return save(path, bytes);
    write(await moved(text.decode(bytes), path));
  };

  // ---------------------------------------------------------------- what this device keeps of the key

  /** @returns {Promise<IDBDatabase>} */
  const database = () =>
    new Promise((resolve, reject) => {
      const asked = indexedDB.open("gobag-lock", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("keys");
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = asked.onblocked = () => reject(asked.error);
    });

  /** @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} work @returns {Promise<any>} */
  const keys = async (mode, work) => {
    const open = await database();
    try {
      return await new Promise((resolve, reject) => {
        const asked = work(open.transaction("keys", mode).objectStore("keys"));
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error);
      });
    } finally {
      open.close();
    }
  };

  // A key of an older passphrase opens nothing any more, and is not tried.
  const NAME = `${SHELF}:${wrapped}`;

  const forget = async () => {
    try {
      sessionStorage.removeItem(SHELF);
    } catch {}
    const ours = IDBKeyRange.bound(`${SHELF}:`, `${SHELF};`);
    await keys("readwrite", (store) => store.delete(ours)).catch(() => undefined);
  };

  /** The key that this tab, or this device, has. */
  const remembered = async () => {
    try {
      const [of, raw] = JSON.parse(sessionStorage.getItem(SHELF) ?? "[]");
      if (of === wrapped) return await macKey(bytesOf(raw));
    } catch {}
    return /** @type {Promise<CryptoKey | undefined>} */ (keys("readonly", (store) => store.get(NAME)).catch(() => undefined));
  };

  /** @param {ArrayBuffer} raw @param {boolean} device */
  const remember = async (raw, device) => {
    try {
      const base64 = btoa(String.fromCharCode(...new Uint8Array(raw)));
      sessionStorage.setItem(SHELF, JSON.stringify([wrapped, base64]));
    } catch {}
    const key = await macKey(raw);
    if (device) await keys("readwrite", (store) => store.put(key, NAME)).catch(() => undefined);
    return key;
  };

  // ---------------------------------------------------------------- what other scripts ask for

  /** @type {any} */ (window).gobagLock = Object.freeze({
    /** Whether a script is ciphertext. */
    holds: (/** @type {string} */ address) => {
      const there = inside(address);
      return there !== undefined && !isPlain(there.path);
    },
    /** What a data script would give: its name and its data. */
    async data(/** @type {string} */ address) {
      const bytes = await file(inside(address)?.path ?? "");
      const call = bytes && /^gobag\.give\(("[^"]*"),([^]*)\);?\s*$/.exec(text.decode(bytes));
      if (!call) throw fault("unknown");
      return [JSON.parse(call[1]), JSON.parse(call[2])];
    },
    way,
  });

  // ---------------------------------------------------------------- the door itself

  const form = /** @type {HTMLFormElement} */ (part("lock_form"));
  const input = /** @type {HTMLInputElement} */ (part("lock_words"));
  /** @param {string} word */
  const say = (word) => {
    part("lock_note").textContent = words[word] ?? words.damaged;
  };
  /** @param {boolean} closed */
  const door = (closed) => {
    form.hidden = !closed;
    part("lock_wait").hidden = closed;
  };

  /** @param {unknown} error */
  const failed = (error) => {
    const word = error instanceof Error && "word" in error ? String(error.word) : "damaged";
    say(word);
    door(word === "locked");
    part("lock_home").hidden = word !== "unknown";
    part("lock_wait").hidden = true;
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    say("trying");
    try {
      const raw = await tried(input.value);
      if (!raw) {
        say("wrong");
        input.select();
        return;
      }
      data = await remember(raw, /** @type {HTMLInputElement} */ (part("lock_keep")).checked);
      await show();
    } catch (error) {
      failed(error);
    }
  });

  const begin = async () => {
    if (!crypto.subtle || !window.DecompressionStream) {
      door(false);
      part("lock_wait").hidden = true;
      return say("insecure");
    }
    data = await remembered();
    if (!data) {
      door(true);
      input.focus();
      return;
    }
    await show();
  };
  begin().catch(failed);
})();
