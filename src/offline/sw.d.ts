// What the worker is told by the build (`wire.rs`), and what pages ask of it.

/** A published state of the whole site; the build writes it into the worker's script. */
interface Release {
  /** The handbook's short code, as in every page's `data-site`. */
  readonly site: string;
  /** A name that changes with any file of the site. */
  readonly release: string;
  /** The path of the handbook's own address on its host, where that is known. */
  readonly base: string | null;
  /** One for each school, language and the district. */
  readonly shelves: readonly { readonly root: string; readonly list: string }[];
  /** The name of the list of what belongs to none of them. */
  readonly rest: string;
  /** How large all packs are, as they are loaded. */
  readonly bytes: number;
}

/** `packs/<name>.json`: an edition's packs, those that are needed at once and the others. */
interface List {
  readonly tiers: readonly [readonly Packed[], readonly Packed[]];
}

interface Packed {
  /** The beginning of the SHA-256 of `packs/<name>.pack`. */
  readonly name: string;
  readonly bytes: number;
  readonly pages: number;
  readonly files: readonly string[];
}

/** What a pack says of its files: path, media type, length. */
type Table = readonly (readonly [string, string, number])[];

/** What this device keeps whole. Every later release has to be whole for the same before it is used. */
interface Kept {
  /** Which tier of which folder is kept, with those below it. */
  readonly tiers: Readonly<Record<string, 0 | 1>>;
  readonly everything: boolean;
}

/** What a page asks for. */
interface Wish {
  readonly root: string;
  /** Less than 0: nothing beyond what is kept. */
  readonly tier: -1 | 0 | 1;
  readonly everything: boolean;
}

type Fault = "offline" | "broken" | "full";

interface ServiceWorkerGlobalScope {
  readonly handbook: Release;
}
