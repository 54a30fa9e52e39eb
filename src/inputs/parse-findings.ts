/** The bytes of a findings.json into findings. */
import type { Findings } from '../audit/findings.ts';
import { findingsSchema } from './findings-schema.ts';

/** Null where it is not one that this version of the program wrote. */
export function parseFindings(bytes: Uint8Array): Findings | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    // The schema holds every field the program goes on to use to its type.
    return findingsSchema.safeParse(value).success ? (value as Findings) : null;
  } catch {
    return null;
  }
}
