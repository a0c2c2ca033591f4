// What Rust says that answers lead to (a file of many), and what the published script says: they must be one.
// node agree.mjs FILE SCRIPT
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";

const [file, script] = process.argv.slice(2);
const window = {};
runInNewContext(readFileSync(script, "utf8"), { window });
const { gobagOutcome: outcome } = window;
/** What another realm made, as this one's. */
const own = (value) => (value === undefined ? null : JSON.parse(JSON.stringify(value)));

let forms = 0;
const wrong = [];
for (const { sheet, cases } of JSON.parse(readFileSync(file, "utf8"))) {
  for (const { form, standing, range, open, fit } of cases) {
    forms += 1;
    const told = {
      standing: own(outcome.standing(sheet, form)),
      range: own(outcome.range(sheet, form)),
      open: sheet.stages.map((stage) => outcome.open(stage, form).length),
      fit: sheet.classes.filter(({ id }) => !outcome.differs(sheet, form, id)).map(({ id }) => id),
    };
    try {
      assert.deepEqual(told, { standing, range, open, fit });
    } catch (error) {
      wrong.push(`${JSON.stringify(form)}: ${error.message}`);
    }
  }
}
assert.ok(wrong.length === 0, [`${wrong.length} of ${forms} differ:`, ...wrong.slice(0, 5)].join("\n"));
console.log(`${forms} forms`);
