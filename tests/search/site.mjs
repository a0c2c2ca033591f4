// The search of a built site without a browser: its own scripts and its own files, loaded as they are published.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";

/** The folder of the site, or of files laid out like one. */
export const site = process.env.GOBAG_SITE;

/**
 * The search of an edition's folder, which ends with a slash or is empty. `asked` fills with the names of what it loads, and
 * `fails` says which of it does not come.
 */
export async function engine(folder = "", asked = [], fails = () => false) {
  const given = new Map();
  const context = createContext({ gobag: { give: (name, data) => given.set(name, data), words: () => {} } });
  const core = readdirSync(join(site, "assets")).find((file) => /^search-core\.[0-9a-f]+\.js$/.test(file));
  runInContext(readFileSync(join(site, "assets", core), "utf8"), context);
  const want = async (name) => {
    if (!given.has(name)) {
      const file = name === "search" ? join(site, folder, "search.js") : join(site, `${name}.js`);
      if (fails(name) || !existsSync(file)) throw new Error(`${name} does not load`);
      asked.push(name);
      runInContext(readFileSync(file, "utf8"), context);
    }
    return given.get(name);
  };
  return given.get("search-core").open(want);
}

/** What a hit is called in the tests: a document by its id, other things as a reference names them. */
export function name({ group, address }) {
  const inside = decodeURIComponent(address);
  const documents = ["procedure", "annex", "practice", "assessment", "policy", "page"];
  if (group === "list") return `list:${inside}`;
  const id = inside.replace(/^.*[/#]/, "").replace(/\.html$/, "");
  return documents.includes(group) ? id : `${group}:${id}`;
}
