// The scripts read the very files of `wire.txt`, which the compiler is held to.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { site } from "./site.mjs";

test("the core answers from the snapshot of the wire format", async () => {
  const given = new Map();
  const context = createContext({ gobag: { give: (name, data) => given.set(name, data), words: () => {} } });
  const core = readdirSync(join(site, "assets")).find((file) => /^search-core\.[0-9a-f]+\.js$/.test(file));
  runInContext(readFileSync(join(site, "assets", core), "utf8"), context);
  runInContext(readFileSync(join(import.meta.dirname, "wire.txt"), "utf8"), context);
  const search = await given.get("search-core").open(async (name) => given.get(name));
  const found = await search.find("intruder on the bus");
  assert.equal(found.hits[0].address, "procedures/lockdown.html");
  const shown = await search.show(found.hits[0], found);
  assert.equal(shown.address, "procedures/lockdown.html#on-the-bus");
  assert.equal((await search.find("doors")).hits.map(({ title }) => title).join(", "), "Locks and doors, Lockdown");
  assert.equal((await search.find("lokcdown")).instead[0][1], "lockdown");
});
