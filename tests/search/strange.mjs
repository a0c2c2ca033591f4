// What nobody means and somebody types: it is answered, quickly and without an error.
import assert from "node:assert/strict";
import { test } from "node:test";
import { engine } from "./site.mjs";

const strange = {
  "ten thousand letters": "a".repeat(10_000),
  "ten thousand words": "lockdown ".repeat(10_000),
  "punctuation": "?!…—'’\"\\|()[]{}<>/=@#$%^&*+~`",
  "nothing": "",
  "spaces": "   \t\n ",
  "emoji": "🔥🚒 🆘 👩‍🚒",
  "a script": "<script>alert(1)</script>",
  "an entity": "&lt;b&gt;",
  "right to left": "إغلاق المدرسة حالا‏",
  "Chinese": "请锁上门",
  "half a pair": "\ud83d lock \udd25",
  "a zero": "lock\0down",
  "a prototype": "__proto__ constructor toString",
  "a filter": "@teacher =lockdown",
  "quiet words only": "what do i do",
  "very long words": "pneumonoultramicroscopicsilicovolcanoconiosis".repeat(5),
};

for (const [name, question] of Object.entries(strange)) {
  test(`${name} is answered`, async () => {
    const search = await engine();
    const found = await search.find(question);
    assert.ok(Array.isArray(found.hits));
    for (const hit of found.hits) assert.ok((await search.show(hit, found)).pieces.length >= 0);
  });
}

test("while a word is being typed, every beginning of it is answered", async () => {
  const search = await engine();
  const word = "where is my child after the lockdown?";
  for (let end = 1; end <= word.length; end++) await search.find(word.slice(0, end));
});

test("a chunk that does not load is an error, and the next question asks for it again", async () => {
  let broken = true;
  const search = await engine("", [], (name) => broken && name.startsWith("search/"));
  await assert.rejects(() => search.find("lockdown"), /does not load/);
  broken = false;
  assert.equal((await search.find("lockdown")).hits[0].title, "Lockdown");
});

test("a filter by role shows what the role has steps in, and a group what is of it", async () => {
  const search = await engine();
  const all = await search.find("door", { limit: 100 });
  const mine = await search.find("door", { limit: 100, role: "kitchen" });
  assert.ok(mine.total > 0 && mine.total < all.total);
  const policies = await search.find("door", { limit: 100, group: "policy" });
  assert.ok(policies.hits.every(({ group }) => group === "policy") && policies.total === all.counts.get("policy"));
});

test("where nothing is found, the first procedure of each action stands ready", async () => {
  const search = await engine();
  assert.equal((await search.find("zzzzzzzz qqqqqq")).total, 0);
  const cards = await search.cards();
  assert.ok(cards.length >= 6 && cards[0].title === "Lockdown" && new Set(cards.map(({ action }) => action)).size === cards.length);
});
