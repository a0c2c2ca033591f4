// Holds JSON files against a JSON Schema, with a validator that is not ours: `node validate.mjs SCHEMA FILE…`.
// SCHEMA is a file, or the word `sarif` for the standard's own. Each file that does not hold is named, with where and why.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// This file stands beside the tests; the packages are where it is started.
const require = createRequire(`${process.cwd()}/`);
const formats = require("ajv-formats");
const read = (path) => JSON.parse(readFileSync(path, "utf8"));

const [named, ...files] = process.argv.slice(2);
const isSarif = named === "sarif";
// The schema of SARIF 2.1.0 is of draft 4 of JSON Schema, ours of 2020-12.
const Ajv = isSarif ? require("ajv-draft-04") : require("ajv/dist/2020");
const schema = read(isSarif ? require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") : named);
const ajv = formats(new Ajv({
  allErrors: true,
  strict: !isSarif,
  // A pattern of that schema is none in Unicode mode.
  unicodeRegExp: !isSarif,
}));
const holds = ajv.compile(schema);

let wrong = 0;
for (const file of files) {
  if (!holds(read(file))) {
    wrong += 1;
    for (const error of holds.errors.slice(0, 10)) console.log(`${file}: ${error.instancePath || "/"} ${error.message}`);
  }
}
// 1 is what Node.js itself ends with when this script is broken.
process.exitCode = wrong ? 3 : 0;
