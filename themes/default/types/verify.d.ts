// What the page about paper tells its script: `Data` in src/render/view/verify.rs.

interface VerifyData {
  /** By id. */
  documents: Record<string, VerifySheet>;
  /** Documents that are no more, by id. */
  withdrawn: Record<string, VerifyOld[]>;
}

interface VerifySheet {
  title: string;
  href: string | null;
  code: string;
  state: "approved" | "draft" | "unreleased";
  release: string | null;
  /** What was approved, where the text has changed since. */
  approved: string | null;
  earlier: VerifyOld[];
}

interface VerifyOld {
  code: string;
  release: string;
  until: string;
  because: string[];
}
