// What must not be lost, on this device and nowhere else: a small database of the browser's own.
//
// localStorage forgets its last writes when a browser is killed; IndexedDB does not. On `file://` Firefox keeps one database
// for each file, so nothing may count on seeing another page's.
"use strict";

(() => {
  const VERSION = 1;
  const ROOMS = /** @type {const} */ (["settings", "incidents", "cases"]);

  /** @type {Promise<IDBDatabase> | undefined} */
  let opened;

  /** @param {unknown} error @returns {Error} */
  const told = (error) => {
    const name = error instanceof Error || error instanceof DOMException ? error.name : "";
    if (name === "QuotaExceededError") return new Error("full");
    if (name === "VersionError") return new Error("newer");
    return new Error("refused");
  };

  const open = () => {
    opened ??= new Promise((resolve, reject) => {
      /** @type {IDBOpenDBRequest} */
      let asked;
      try {
        asked = indexedDB.open(`gobag:${gobag.facts.site}`, VERSION);
      } catch (error) {
        reject(told(error));
        return;
      }
      asked.onupgradeneeded = () => {
        for (const room of ROOMS) {
          if (!asked.result.objectStoreNames.contains(room)) asked.result.createObjectStore(room);
        }
      };
      asked.onsuccess = () => {
        // Another tab wants to change or delete the database: let go, and open it again when it is needed.
        asked.result.onversionchange = () => {
          asked.result.close();
          opened = undefined;
        };
        asked.result.onclose = () => (opened = undefined);
        resolve(asked.result);
      };
      asked.onerror = () => reject(told(asked.error));
      asked.onblocked = () => reject(new Error("blocked"));
    });
    opened.catch(() => (opened = undefined));
    return opened;
  };

  /**
   * One piece of work in one transaction; done only when the browser says that it is kept.
   * @template T
   * @param {StoreRoom} room
   * @param {IDBTransactionMode} mode
   * @param {(store: IDBObjectStore) => IDBRequest<T>} work
   * @returns {Promise<T>}
   */
  const inside = async (room, mode, work) => {
    const base = await open();
    return new Promise((resolve, reject) => {
      try {
        const transaction = base.transaction(room, mode, { durability: "strict" });
        const asked = work(transaction.objectStore(room));
        transaction.oncomplete = () => resolve(asked.result);
        transaction.onabort = () => reject(told(transaction.error));
        transaction.onerror = () => reject(told(transaction.error));
      } catch (error) {
        reject(told(error));
      }
    });
  };

  /** Every key that begins with a word. @param {string} [prefix] */
  const under = (prefix) => (prefix ? IDBKeyRange.bound(prefix, `${prefix}\uffff`) : null);

  /** @type {GobagStore} */
  const store = {
    get: (room, key) => inside(room, "readonly", (store) => store.get(key)),
    keys: async (room) => (await inside(room, "readonly", (store) => store.getAllKeys())).map(String),
    all: (room, prefix) => inside(room, "readonly", (store) => store.getAll(under(prefix))),
    put: async (room, key, value) => void (await inside(room, "readwrite", (store) => store.put(value, key))),
    change: async (room, key, work) => {
      await inside(room, "readwrite", (store) => {
        const asked = store.get(key);
        asked.onsuccess = () => {
          const next = work(asked.result);
          if (next !== undefined) store.put(next, key);
        };
        return asked;
      });
    },
    remove: async (room, key) => void (await inside(room, "readwrite", (store) => store.delete(key))),
    clear: async (room, prefix) => {
      const range = under(prefix);
      await inside(room, "readwrite", (store) => (range ? store.delete(range) : store.clear()));
    },
  };
  window.gobagStore = Object.freeze(store);
})();
