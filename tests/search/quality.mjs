// The questions of a folder before the index of a site: each must find what a person means by it.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine, name } from "./site.mjs";

const here = import.meta.dirname;
const reader = process.env.GOBAG_READER;

for (const file of readdirSync(here).filter((file) => file.endsWith(".json")).sort()) {
  const { about, for: readers, folder = "", ...expected } = JSON.parse(readFileSync(join(here, file), "utf8"));
  if (!readers.includes(reader)) continue;
  test(`${file}: ${about}`, async () => {
    const search = await engine(folder);
    const faults = [];
    for (const [wish, many] of [["first", 1], ["among the first three", 3]]) {
      for (const [question, wanted] of Object.entries(expected[wish] ?? {})) {
        const found = await search.find(question);
        const names = found.hits.map(name);
        if (!names.slice(0, many).includes(wanted)) faults.push(`"${question}" → ${wanted} (${wish}); found ${names.slice(0, 5).join(", ")}`);
      }
    }
    assert.ok(faults.length === 0, [`${faults.length} faults:`, ...faults].join("\n"));
  });
}
