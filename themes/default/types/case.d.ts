// Assessments at work. Checked by `tsc`, never published.
//
// `Sheet` is the wire format: what `src/outcome/sheet.rs` writes into an assessment's page. `tests/cases.rs` holds both sides
// against `tests/cases/sheet.json`.

/** A length of time. */
interface SheetLength {
  readonly count: number;
  readonly unit: "second" | "minute" | "hour" | "day" | "week" | "month" | "year";
}

/** What an answer must be. */
interface SheetDemand {
  readonly question: string;
  readonly sign: "=" | "!=" | "<=" | ">=";
  readonly option: string;
}

interface SheetOption {
  readonly id: string;
  readonly points?: number;
}

interface SheetQuestion {
  readonly id: string;
  readonly answer: "yes-no" | "scale" | "choice" | "several" | "text" | "date";
  readonly options: readonly SheetOption[];
  readonly notApplicable: boolean;
  readonly unobserved: boolean;
  readonly evidence: boolean;
}

interface SheetStage {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly disciplines: readonly string[];
  readonly entry: boolean;
  readonly exit: boolean;
  readonly questions: readonly SheetQuestion[];
}

interface SheetScoring {
  readonly formula: "percent" | "sum" | "mean";
  readonly notApplicable: "leave-out" | "lowest";
  readonly unobserved: "leave-out" | "lowest";
}

interface SheetBand {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
}

interface SheetClass {
  readonly id: string;
  readonly title: string;
  readonly all: readonly SheetDemand[];
  readonly any: readonly SheetDemand[];
  readonly none: readonly SheetDemand[];
  /** How many responses and people to tell it lists. */
  readonly responses: number;
  readonly notify: number;
  readonly deadline: SheetLength | null;
}

interface SheetIntervention {
  readonly party: "subject" | "target" | "environment";
  /** None is all. */
  readonly classes: readonly string[];
}

/** An assessment's rules. */
interface Sheet {
  readonly format: 1;
  readonly type: "threat" | "site" | "vulnerability" | "drill-evaluation" | "compliance";
  readonly method: "decision" | "scored" | "checklist";
  /** The disciplines that must be at the table. */
  readonly team: readonly string[];
  readonly stages: readonly SheetStage[];
  readonly scoring: SheetScoring | null;
  readonly bands: readonly SheetBand[];
  readonly classes: readonly SheetClass[];
  readonly interventions: readonly SheetIntervention[];
  readonly reassessAfter: SheetLength | null;
  readonly wipeAfter: SheetLength | null;
}

/** How a question was answered: these options (words and days mark none), or one of the two that say nothing. */
type Given = { readonly marked: readonly string[] } | "not-applicable" | "unobserved";

/** A form at work: answers by their question, and the stages that were skipped. */
interface Form {
  readonly answers: Readonly<Record<string, Given | undefined>>;
  readonly skipped: readonly string[];
}

/** How a class stands: what is missing decides; it holds, or is out, whatever is missing; people judge it. */
type Standing = "open" | "holds" | "out" | "judged";

/** Where a score can still come to lie. */
interface Reckoned {
  readonly lowest: number;
  readonly highest: number;
  /** Whether every way to fill the rest has a score. */
  readonly certain: boolean;
  /** The bands it lies in. */
  readonly bands: readonly string[];
}

/** What closing asks for beside answers. */
interface Work extends Form {
  /** What else was ticked or written, by its name on the page. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Something that is still missing, and the stage or class it is missing in. */
interface Missing {
  readonly what: "answers" | "exit" | "team" | "class" | "reason" | "notify" | "subject" | "target" | "environment";
  /** A stage's id, a discipline, or a class's id. */
  readonly where: string;
  readonly count: number;
}

/** The mathematics of assessments, as `src/outcome/` has it. */
interface GobagOutcome {
  standing(sheet: Sheet, form: Form): Record<string, Standing>;
  /** The questions whose answers rule a class out by themselves. */
  against(sheet: Sheet, form: Form, one: SheetClass): string[];
  /** Nothing where there is no score, or none can be told. */
  range(sheet: Sheet, form: Form): Reckoned | undefined;
  /** The questions of a stage that have no answer. */
  open(stage: SheetStage, form: Form): readonly SheetQuestion[];
  /** Whether the criteria lead elsewhere than to this class. */
  differs(sheet: Sheet, form: Form, chosen: string): boolean;
  /** Whether a stage is done: answered, its disciplines there, its last condition met. */
  missing(sheet: Sheet, work: Work, stage: SheetStage): readonly Missing[];
  /** What is missing before a case may be closed. */
  closing(sheet: Sheet, work: Work): readonly Missing[];
  /** A moment this much later; months and years by the calendar. */
  after(length: SheetLength, from: Date): Date;
}

/** A case, as it is kept and exported. Times are ISO 8601 in UTC. */
interface Case extends Work {
  readonly format: 1;
  /** Its own code, made at random. */
  readonly id: string;
  /** The handbook's code, and the page that it is worked on: its assessment and school. */
  readonly site: string;
  readonly assessment: string;
  readonly school: string;
  /** The assessment's title when it was begun, and the page's address from the site's folder. */
  readonly title: string;
  readonly page: string;
  label: string;
  /** Counts up with every time it is kept. */
  revision: number;
  begun: string;
  changed: string;
  /** When the team closed it. */
  closed: string;
  /** When the policy says that it goes from this device; empty where it says nothing. */
  due: string;
  answers: Record<string, Given | undefined>;
  skipped: string[];
  kept: Record<string, string>;
}

/** A cell's words. */
type CaseTable = readonly (readonly string[])[];

/** Cases as files. */
interface GobagCaseFiles {
  /** A case as JSON. */
  json(one: Case): string;
  /** A case from JSON, or why it is not one: "damaged", "newer". */
  read(text: string): Case | "damaged" | "newer";
  csv(table: CaseTable): string;
  /** A day in the calendar. */
  ics(day: string, summary: string, id: string, now: Date): string;
  /** A name that a file may have. */
  name(label: string, ending: string): string;
  /** What a text looks as if it held: a person's name, a birth date. Words that are in no name are said by the language. */
  personal(text: string, common: string): "name" | "birth" | undefined;
  /** Hands a file to the browser. */
  save(name: string, type: string, text: string): void;
}

/** What became of keeping a case. */
type Keeping = "kept" | "refused" | "full" | "newer" | "blocked" | "elsewhere" | "wiped";

/** What another tab did with a case. */
interface CaseNews {
  /** "here?" asks who works on it, "mine" says so, "taken" takes it over; the rest tell what was done. */
  readonly what: "here?" | "mine" | "taken" | "kept" | "wiped";
  readonly id: string;
}

/** The cases of this device. */
interface GobagCases {
  /** All that this browser keeps, the last changed first, and what it says where it keeps none. */
  all(): Promise<{ cases: Case[]; trouble?: Keeping }>;
  get(id: string): Promise<Case | undefined>;
  /** A new case of the page that is open. */
  begin(label: string, title: string, work: Work): Case;
  /** Keeps a case unless somebody else has changed or wiped it since; then its revision counts up. */
  keep(one: Case, wipeAfter: SheetLength | null): Promise<Keeping>;
  /** Keeps it whatever stands there. */
  replace(one: Case, wipeAfter: SheetLength | null): Promise<Keeping>;
  wipe(id: string): Promise<Keeping>;
  tell(what: CaseNews["what"], id: string): void;
  listen(hear: (news: CaseNews) => void): void;
  /** Now, or the latest time that this device has seen: a clock that was set back makes nothing older. */
  now(): Date;
  /** Whether the clock stands before what it has shown already. */
  late(): boolean;
  /** Whether the policy asks for a case to go. */
  isDue(one: Case): boolean;
}

/** The form on the page. */
interface GobagCaseForm {
  readonly sheet: Sheet;
  /** What stands in the form; times of what was ticked before come from `before`. */
  work(before: Work): Work;
  /** Whether anything was filled in. */
  filled(work: Work): boolean;
  fill(work: Work, label: string): void;
  /** Whether it can be written in. */
  lock(locked: boolean): void;
  /** Shows what the answers lead to; nothing without a case. */
  show(work: Work | undefined): void;
  /** What a missing thing is called, and where on the page it is. */
  named(missing: Missing): { words: string; anchor: string };
  /** The next question without an answer, after what has the focus. */
  next(work: Work): HTMLElement | undefined;
  table(one: Case): CaseTable;
}

/** What a person at work on a case is asked. */
interface GobagCaseAsk {
  /** Asks in a dialog; what was pressed, or nothing. */
  ask<K extends string>(heading: string, text: string, answers: readonly [K, string, string?][], field?: HTMLInputElement): Promise<K | undefined>;
  button(word: string, press: () => unknown, kind?: string): HTMLButtonElement;
  date(time: string): string;
  hour(time: string): string;
  stamp(time: string): string;
  /** A soft word where a text looks like a person's. */
  hint(field: HTMLInputElement | HTMLTextAreaElement): HTMLElement;
  labelField(value: string, more?: Record<string, string>): HTMLInputElement;
  words(key: string, gaps?: Record<string, string | number>): string;
}

/** Makes what draws the list of cases into a place; what it leads to is done at the desk. */
type GobagCaseHome = (
  form: Readonly<GobagCaseForm>,
  home: HTMLElement,
  desk: {
    open(one: Case): Promise<void>;
    take(file: File): Promise<void>;
    wipe(one: Case): Promise<void>;
    trouble(what: Keeping): void;
    focus(): void;
  },
) => () => Promise<void>;

interface Window {
  gobagCaseAsk: Readonly<GobagCaseAsk>;
  gobagCaseHome: GobagCaseHome;
  gobagOutcome: Readonly<GobagOutcome>;
  gobagCaseFiles: Readonly<GobagCaseFiles>;
  gobagCases: Readonly<GobagCases>;
  gobagCaseForm?: Readonly<GobagCaseForm>;
}

declare const gobagCaseAsk: Readonly<GobagCaseAsk>;
declare const gobagOutcome: Readonly<GobagOutcome>;
declare const gobagCaseFiles: Readonly<GobagCaseFiles>;
declare const gobagCases: Readonly<GobagCases>;
