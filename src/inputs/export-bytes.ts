/** The bytes of an export, or why they cannot be had. */
import type { Problem } from '../audit/problems.ts';
import { systemCode } from '../errors.ts';
import { readUnlessHuge } from './file-bytes.ts';
import type { ExportFile } from './find-exports.ts';

/** The whole file; or the problem of one that is too large or cannot be read. */
export function readBytes({ name, path }: ExportFile): Uint8Array | { readonly problem: Problem } {
  try {
    const tooLarge: Problem = { code: 'export-too-large', place: { file: name }, args: {} };
    return readUnlessHuge(path) ?? { problem: tooLarge };
  } catch (error) {
    const why = systemCode(error);
    if (why === null) throw error;
    return { problem: { code: 'export-unreadable', place: { file: name }, args: { why } } };
  }
}
