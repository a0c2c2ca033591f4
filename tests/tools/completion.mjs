// Holds values against JSON Schemas (draft 7) with a validator that is not ours: `node completion.mjs CASES`.
// Each case has a name, a schema, a value, and whether the value should hold.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// This file stands beside the tests; the packages are where it is started.
const require = createRequire(`${process.cwd()}/`);
const Ajv = require("ajv");
const formats = require("ajv-formats");

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const compiled = new Map();
let wrong = 0;
for (const { name, schema, value, valid } of cases) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, formats(new Ajv({ allErrors: true })).compile(schema));
  const holds = compiled.get(key);
  if (holds(value) === valid) continue;
  wrong += 1;
  const why = valid ? holds.errors.slice(0, 5).map((error) => `${error.instancePath || "/"} ${error.message} ${JSON.stringify(error.params)}`) : ["it should not hold"];
  for (const line of why) console.log(`${name}: ${line}`);
}
// 1 is what Node.js itself ends with when this script is broken.
process.exitCode = wrong > 0 ? 3 : 0;
