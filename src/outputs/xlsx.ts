/**
 * A workbook into bytes: the only module that knows the libraries that write one. The first packs
 * with the system's own compression, which differs between versions of Node, so the second packs it
 * anew without any: there is nothing to differ, and little to gain at this size.
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser';
import { writeXlsx, type WriteOptions } from 'hucre/xlsx';

export type { CellStyle, WriteSheet } from 'hucre/xlsx';

/** The same workbook gives the same bytes, on any machine and under any version of Node. */
export async function toXlsx(workbook: WriteOptions): Promise<Uint8Array> {
  const parts = unzipSync(await writeXlsx(workbook));
  for (const [name, part] of Object.entries(parts)) {
    if (name.startsWith('xl/worksheets/')) parts[name] = letRowsGrow(part);
  }
  // Any fixed day: a file's time is no part of a pack. Local time, for that is how a zip keeps it.
  return zipSync(parts, { level: 0, mtime: new Date(1980, 0, 1, 12) });
}

/** A row is as tall as it was made, and grows with what is written in it, unless it is fixed. */
function letRowsGrow(sheet: Uint8Array): Uint8Array {
  return strToU8(strFromU8(sheet).replaceAll(' customHeight="1"', ''));
}
