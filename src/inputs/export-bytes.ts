/** The bytes of an export, or why they cannot be had. */
import { readFileSync, statSync } from 'node:fs';
import type { Problem } from '../audit/problems.ts';
import { systemCode } from '../errors.ts';
import type { ExportFile } from './find-exports.ts';

const MOST_BYTES = 250 * 1024 * 1024;

/** The whole file; or the problem of one that is too large or cannot be read. */
export function readBytes({ name, path }: ExportFile): Uint8Array | { readonly problem: Problem } {
  try {
    if (statSync(path).size > MOST_BYTES) {
      return { problem: { code: 'export-too-large', place: { file: name }, args: {} } };
    }
    return readFileSync(path);
  } catch (error) {
    const why = systemCode(error);
    if (why === null) throw error;
    return { problem: { code: 'export-unreadable', place: { file: name }, args: { why } } };
  }
}
