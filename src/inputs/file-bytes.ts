/** A file into memory, unless it is so large that it cannot be what it is taken for. */
import { readFileSync, statSync } from 'node:fs';

/** No week's export, no worksheet and no file of a pack is as large. */
const MOST_BYTES = 250 * 1024 * 1024;

/** The bytes of a file; null where they are too many to be read. Throws the system's error. */
export function readUnlessHuge(path: string): Uint8Array | null {
  return statSync(path).size > MOST_BYTES ? null : readFileSync(path);
}
