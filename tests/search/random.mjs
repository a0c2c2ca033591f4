// Any question, as random as it comes: it is answered without an error, and what it finds can be shown. The same questions in
// every run; GOBAG_FUZZ_SECONDS asks for so long.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { engine } from "./site.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const seeds = readdirSync(here)
  .filter((file) => file.endsWith(".json"))
  .flatMap((file) => JSON.stringify(JSON.parse(readFileSync(join(here, file), "utf8"))).match(/"[^"]{3,}"/g) ?? [])
  .map((words) => words.slice(1, -1));
const pieces = ["\0", "\u202e", "🔥", "é", "e\u0301", "İ", "ß", "ﬁ", "\ud83d", "'", "’", "-", "constructor", "__proto__", "*", "\\", "%", "  ", "\n"];

let state = 0x2545f491;
/** A number below `end` (xorshift: the same in every run). */
const below = (end) => {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % Math.max(1, end);
};
const question = () => {
  let words = seeds[below(seeds.length)];
  for (let change = below(6); change >= 0; change--) {
    const at = below(words.length + 1);
    const kind = below(5);
    if (kind === 0) words = words.slice(0, at) + pieces[below(pieces.length)] + words.slice(at);
    else if (kind === 1) words = words.slice(0, at) + words.slice(at + 1 + below(4));
    else if (kind === 2) words = words.slice(0, at) + String.fromCodePoint(below(0xd800)) + words.slice(at);
    else if (kind === 3) words = `${words} ${seeds[below(seeds.length)]}`;
    else words = words.slice(0, at) + words.slice(at).repeat(1 + below(3));
  }
  return words;
};

test("any question is answered", async () => {
  const search = await engine();
  const seconds = Number(process.env.GOBAG_FUZZ_SECONDS ?? 0);
  const end = Date.now() + seconds * 1000;
  let asked = 0;
  for (; seconds ? Date.now() < end : asked < 500; asked++) {
    const words = question();
    try {
      const found = await search.find(words);
      assert.ok(Array.isArray(found.hits) && found.total >= found.hits.length);
      for (const hit of found.hits.slice(0, 2)) assert.ok((await search.show(hit, found)).pieces.length >= 0);
    } catch (error) {
      throw new Error(`the question ${JSON.stringify(words)}: ${error.stack}`);
    }
  }
  console.log(`${asked} questions`);
});
