// What pages are told by the worker that keeps the handbook on the device (`src/offline/sw.js`). Both sides are held to it.

interface GobagKept {
  /** The handbook's code and the address of its folder: pages of others on this host may hear it too. */
  readonly site: string;
  readonly top: string;
  /** Whose folder it is about, from the site's top. */
  readonly root: string;
  /** Pages that are kept of this folder (or of the whole site, where that was asked for), and how many there are. */
  readonly pages: number;
  readonly of: number;
  /** Whether the whole site is kept, and how many bytes are still to load for that. */
  readonly everything: boolean;
  readonly bytes: number;
  /** When all of it was here, in milliseconds. */
  readonly at?: number;
  /** Whether more is coming, and whether the worker waits to be asked for it. */
  readonly busy?: boolean;
  readonly more?: boolean;
  /** Why no more comes. */
  readonly fault?: "offline" | "broken" | "full";
  /** Whether it was a newer release that did not come. */
  readonly newer?: boolean;
}
