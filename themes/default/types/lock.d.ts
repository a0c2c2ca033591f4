// What the script at the door of a locked handbook gives to the pages behind it. Absent where nothing is locked.

interface GobagLock {
  /** Whether an address is of something that is sealed. */
  holds(address: string): boolean;
  /** The name and the data that a sealed script of data would give. */
  data(address: string): Promise<[string, unknown]>;
  /** Where an address of this handbook leads behind the lock. */
  way(address: string): Promise<string>;
}

interface Window {
  readonly gobagLock?: Readonly<GobagLock>;
}
