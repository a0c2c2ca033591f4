// What the theme's scripts may count on. Checked by `tsc`, never published.

/** Where a page is. */
interface GobagFacts {
  /** The handbook's own short code: two handbooks on one host, or for two audiences, have two. */
  readonly site: string;
  /** The address of the site's folder, with a slash at its end. */
  readonly top: string;
  /** The address of the folder of this school, language or district. */
  readonly up: string;
  /** The school's id; empty on the district's pages. */
  readonly school: string;
  /** The audience's name. */
  readonly audience: string;
  /** What the page shows: "home", "procedure", "role", "assessment", "list" … */
  readonly kind: string;
  /** The id of the document or role; empty elsewhere. */
  readonly id: string;
  /** The language of the page. */
  readonly lang: string;
}

interface Gobag {
  readonly facts: GobagFacts;
  /** An address inside this site, as the page's policy lets it become a script or a worker. */
  trusted(address: string): any;
  /** Takes a table of the theme's words; each script's own table has the script's name. */
  words(table: string, words: Record<string, string>): void;
  /** A word of the theme, its {gaps} filled. */
  say(table: string, key: string, gaps?: Record<string, string | number>): string;
  /** Called by scripts that only carry data. */
  give(name: string, data: unknown): void;
  /** Data that a script carries: loads it once. Rejected when it does not come; the next call tries again. */
  want<T>(name: string, address: string): Promise<T>;
  /** Small things that may be forgotten, on this device. */
  readonly keep: {
    /** What was kept, or undefined: also where the browser keeps nothing. */
    get<T>(key: string): T | undefined;
    /** Whether the browser took it; undefined forgets. */
    set(key: string, value: unknown): boolean;
  };
  /** An element with attributes, listeners and children. */
  make<K extends keyof HTMLElementTagNameMap>(
    name: K,
    attributes?: Record<string, string | number | boolean | undefined | ((event: any) => void)>,
    ...children: (Node | string | undefined)[]
  ): HTMLElementTagNameMap[K];
  /** One of the icons that stand on the page (`icons.html`). */
  icon(name: string): SVGSVGElement;
}

/** What is kept where: settings (role, school), incidents (logs), cases (assessments at work). */
type StoreRoom = "settings" | "incidents" | "cases";

/** The device's own database. Every call is rejected with an Error whose message is "refused", "full", "newer" or "blocked". */
interface GobagStore {
  get(room: StoreRoom, key: string): Promise<any>;
  keys(room: StoreRoom): Promise<string[]>;
  all(room: StoreRoom): Promise<any[]>;
  put(room: StoreRoom, key: string, value: unknown): Promise<void>;
  remove(room: StoreRoom, key: string): Promise<void>;
  clear(room: StoreRoom): Promise<void>;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): unknown };
}

interface Window {
  gobag: Readonly<Gobag>;
  gobagStore: Readonly<GobagStore>;
  readonly trustedTypes?: TrustedTypes;
}

declare const gobag: Readonly<Gobag>;
declare const gobagStore: Readonly<GobagStore>;
