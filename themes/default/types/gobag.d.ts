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
  /** The language of the words around the page. */
  readonly lang: string;
  /** The language in which the handbook is read here; where the theme has no words in it, another one than `lang`. */
  readonly language: string;
}

interface GobagShelf {
  /** What was kept, or undefined: also where the browser keeps nothing. */
  get<T>(key: string): T | undefined;
  /** Whether the browser took it; undefined forgets. */
  set(key: string, value: unknown): boolean;
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
  /** Leads to another page of this site; in this page's place in the history where that is said. */
  go(address: string, replace?: boolean): Promise<void>;
  /** Small things that may be forgotten, on this device. */
  readonly keep: GobagShelf;
  /** Small things for this tab alone; they cross its pages, also where a browser keeps one store for each file. */
  readonly tab: GobagShelf;
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
  /** What is kept in a room, or under the keys that begin with a word; in the order of the keys. */
  all(room: StoreRoom, prefix?: string): Promise<any[]>;
  put(room: StoreRoom, key: string, value: unknown): Promise<void>;
  /** Reads and writes at once, so that no other tab comes between: `work` gives what is kept, or undefined to leave it. */
  change(room: StoreRoom, key: string, work: (there: any) => unknown): Promise<void>;
  remove(room: StoreRoom, key: string): Promise<void>;
  /** Forgets a room, or the keys in it that begin with a word: all at once or nothing. */
  clear(room: StoreRoom, prefix?: string): Promise<void>;
}

/** Who holds this device, and where. */
interface Choice {
  /** The role's id, its title, and its page from the edition's folder. */
  role?: string;
  title?: string;
  card?: string;
  /** The school's id and its name; an empty id is the whole district. */
  school?: string;
  at?: string;
  /** The language, where one was chosen. */
  language?: string;
  /** When it was chosen: the newest copy is right. */
  when: number;
}

/** What can be chosen (`assets/choices.<hash>.js`). */
interface Choices {
  groups: { title: string; roles: { id: string; title: string; href: string }[] }[];
  schools: { id: string; title: string; href: string }[];
}

/** The first record of an incident; its lines have keys that begin with its own and a slash. */
interface Incident {
  key: string;
  /** The procedure's page from the site's top, and its title. */
  path: string;
  title: string;
  drill: boolean;
  /** In milliseconds since 1970, by the device's clock. */
  started: number;
  /** Where, and in which role. */
  place: string;
  role: string;
}

/** A line of an incident's log. Lines are only ever added. */
interface IncidentLine {
  key: string;
  at: number;
  what: "start" | "done" | "undone" | "note" | "count" | "clock" | "end";
  /** What stands in the log, in the language in which it was written. */
  words: string;
  /** The step that was ticked. */
  step?: string;
  /** How many were expected, in a count. */
  of?: number;
}

/** An incident, whether it is over, and when something was last written. */
type Known = Incident & { ended: boolean; last: number };

interface GobagDevice {
  /** What was chosen on this device. */
  choice(): Choice;
  /** The role whose steps are shown: this device's, or the one in the page's address. */
  role(): { id: string; title: string; href?: string; borrowed: boolean } | undefined;
  /** Chooses, or forgets; whether the device will remember that. `gobag-choice` is told to the document. */
  choose(change: Partial<Choice> | undefined): Promise<boolean>;
  /** Opens the form. */
  ask(): void;
  /** This page at a school, if the school has it. */
  twin(school: string): string | undefined;
  /** This page's address from the site's top. */
  readonly inside: string;
  /** The incidents that this device keeps, oldest first. */
  incidents(): Promise<Known[]>;
  /** A time of day, with seconds where they matter, and with its day where that is not today. */
  time(at: number, seconds?: boolean): string;
}

/** The steps of the procedure that the page shows. */
interface GobagSteps {
  /** Every step that can be taken now: not those of the time before. */
  readonly steps: HTMLElement[];
  name(step: HTMLElement): string;
  words(step: HTMLElement): string;
  isMine(step: HTMLElement): boolean;
  /** Draws the opening again: with `ticks`, the next open steps, each with its box. */
  open(ticks?: {
    isDone(step: HTMLElement): boolean;
    /** The box of a step whose words have this id, and the place of its time limit. */
    tick(step: HTMLElement, words: string): { input: HTMLInputElement; left: HTMLElement };
  }): void;
}

/** A log as a person has it. */
interface GobagIncidentLog {
  /** What can be done with a log. */
  actions(incident: Incident, lines: () => IncidentLine[], told: HTMLElement, section: HTMLElement, wipe: () => void): HTMLElement;
  button(look: string, words: string, click: (event: MouseEvent) => void): HTMLButtonElement;
  /** A clock that never runs backwards, and never before a time. */
  clock(floor: number): () => number;
  inOrder(lines: IncidentLine[]): IncidentLine[];
  /** Its lines, the newest first. */
  items(lines: IncidentLine[]): HTMLElement[];
  /** A length of time in words. */
  long(seconds: number): string;
  stamp(at: number): string;
  /** A button that asks once more. */
  sure(words: string, question: string, yes: string, act: () => void): HTMLElement[];
}

interface TrustedTypes {
  createPolicy<R extends { createScriptURL(address: string): string; createHTML?(html: string): string }>(
    name: string,
    rules: R,
  ): { [K in keyof R]: (words: string) => unknown };
}

interface Window {
  gobag: Readonly<Gobag>;
  gobagStore: Readonly<GobagStore>;
  gobagDevice: Readonly<GobagDevice>;
  gobagIncidentLog: Readonly<GobagIncidentLog>;
  readonly trustedTypes?: TrustedTypes;
}

declare const gobag: Readonly<Gobag>;
declare const gobagStore: Readonly<GobagStore>;
declare const gobagDevice: Readonly<GobagDevice>;
declare const gobagIncidentLog: Readonly<GobagIncidentLog>;
