// Every entry of every edition: its page is there, and each place in it that search leads to.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { engine, site } from "./site.mjs";

const schools = existsSync(join(site, "schools")) ? readdirSync(join(site, "schools")) : [];

for (const folder of ["", ...schools.map((school) => `schools/${school}/`)]) {
  test(`every address in the index of "${folder}" leads somewhere`, async () => {
    const search = await engine(folder);
    const ids = new Map();
    const anchors = (page) => {
      if (!ids.has(page)) ids.set(page, new Set([...readFileSync(page, "utf8").matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)));
      return ids.get(page);
    };
    const faults = [];
    let count = 0;
    const check = (address) => {
      count += 1;
      const [path, anchor] = address.split("#").map(decodeURIComponent);
      const page = join(site, folder, path);
      if (!existsSync(page)) faults.push(`${path} is not there`);
      else if (anchor && !anchors(page).has(anchor)) faults.push(`${path} has no #${anchor}`);
    };
    for (let entry = 0; entry < search.root.entries; entry++) {
      const hit = await search.entry(entry);
      check(hit.address);
      for (const address of await search.places(hit)) check(address);
    }
    assert.ok(count > search.root.entries, "documents have sections");
    assert.ok(faults.length === 0, [`${faults.length} of ${count}:`, ...faults.slice(0, 30)].join("\n"));
  });
}
