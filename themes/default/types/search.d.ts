// What search passes around. The first part is the wire format of `src/search/wire.rs`; the rest is between the scripts.

/** `search.js` in the folder of a school, a language or the district. */
interface SearchRoot {
  /** How many entries there are. */
  readonly entries: number;
  /** What they are, in order: name, address before and after the id, how many. */
  readonly groups: readonly (readonly [name: string, before: string, after: string, count: number])[];
  /** Where each chunk of terms but the first begins, as sorted words. */
  readonly first: string;
  /** How many signs the name of a chunk has. */
  readonly name: number;
  /** The names of the chunks of terms. */
  readonly terms: string;
  /** How many entries a chunk of titles has. */
  readonly shelf: number;
  /** The names of the chunks of titles. */
  readonly titles: string;
  /** The name of the list of words, which is a string of sorted words. */
  readonly words: string;
  /** Words that are looked for only where nothing else is. */
  readonly quiet: string;
  /** The actions of procedures. */
  readonly actions: readonly string[];
  /** What is shown where nothing is found. */
  readonly cards: readonly number[];
  /** The roles that act: id, title. */
  readonly roles: readonly (readonly [id: string, title: string])[];
}

/** Sorted words; the class of each; the postings of each class. */
type SearchTerms = readonly [words: string, classes: string, lists: string];

/** Title, id and marks of each entry; the names of its chunks of texts; how many entries each of these has. */
type SearchTitles = readonly [titles: readonly string[], texts: string, counts: string];

/** For each entry its passages: heading, anchor, words. */
type SearchTexts = readonly (readonly string[])[];

/** Gets what a script gives, by its name: "search", "search/1a2b3c4". */
type SearchWant = <T>(name: string) => Promise<T>;

/** Something that was found. */
interface SearchHit {
  readonly entry: number;
  readonly group: string;
  readonly title: string;
  /** From the edition's folder. */
  readonly address: string;
  /** A procedure's action. */
  readonly action: string | undefined;
  /** Whether it is a school's own. */
  readonly local: boolean;
}

/** A word that was looked for: the forms that were found, and the beginning that stands for others. */
interface SearchWord {
  readonly forms: ReadonlySet<string>;
  readonly start: string | undefined;
  readonly worth: number;
}

/** What came of a question. */
interface SearchFound {
  /** Whether it had any words at all. */
  readonly asked: boolean;
  /** The best, as many as were wanted. */
  readonly hits: readonly SearchHit[];
  /** How many there are, in all groups or in the one that was wanted. */
  readonly total: number;
  /** How many of each group there are. */
  readonly counts: ReadonlyMap<string, number>;
  /** What was looked for. */
  readonly words: readonly SearchWord[];
  /** What was looked for instead of words that are not there. */
  readonly instead: readonly (readonly [typed: string, meant: string])[];
}

/** A piece of a text, marked or not. */
type SearchPiece = readonly [words: string, marked: boolean];

/** What is shown of something that was found. */
interface SearchShown {
  readonly heading: string;
  readonly address: string;
  readonly pieces: readonly SearchPiece[];
}

interface SearchWish {
  readonly limit?: number;
  readonly group?: string | undefined;
  readonly role?: string | undefined;
}

interface SearchEngine {
  readonly root: SearchRoot;
  find(question: string, wish?: SearchWish): Promise<SearchFound>;
  /** The place in it that fits best, and some words around. */
  show(hit: SearchHit, found: SearchFound): Promise<SearchShown>;
  /** An entry by its number. */
  entry(number: number): Promise<SearchHit>;
  /** The address of every place in it that can be jumped to. */
  places(hit: SearchHit): Promise<string[]>;
  /** What to do now: the first procedure of each action. */
  cards(): Promise<SearchHit[]>;
}

/** Where a word of a question stands in a text. */
type SearchMark = [from: number, to: number, word: number];

/** What `search-words.js` gives; it stands in one file with the two below. */
interface SearchWords {
  /** A run of letters and digits, as a word is found in a text. */
  readonly RUN: RegExp;
  /** Letters that are words by themselves. */
  readonly SIGN: RegExp;
  apart(a: string, b: string, most: number, start: boolean): number;
  derived(words: string): string;
  fold(word: string): string;
  numbers(text: string, from?: number): number[];
  /** Whether a text ends inside a word. */
  open(text: string): boolean;
  pieces(text: string, marks: SearchMark[]): [string, boolean][];
  place(words: string[], word: string): number;
  sorted(text: string): string[];
  tokens(text: string): string[];
}

declare var gobagSearchWords: SearchWords;

/** What `search-core.js` gives. */
interface SearchCore {
  open(want: SearchWant): Promise<SearchEngine>;
}

/** What `search-box.js` gives. */
interface SearchBox {
  /** Makes an input search, and shows what is found in a place below it. */
  attach(input: HTMLInputElement, place: HTMLElement, full: boolean): void;
}
