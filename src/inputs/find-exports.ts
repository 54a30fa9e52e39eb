/** The files a command was pointed at: each file named, and the exports in each folder named. */
import { readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { compareCodeUnits } from '../audit/order.ts';
import type { Problem } from '../audit/problems.ts';
import { WORKBOOK_ENDINGS } from './file-kind.ts';

export interface ExportFile {
  /** What messages, the summary and the record call it: no folder of the machine's. */
  readonly name: string;
  readonly path: string;
}

/** A .txt in a folder may be anybody's note: it is read only when it is named itself. */
const FOLDER_ENDINGS: ReadonlySet<string> = new Set(['.csv', '.tsv', ...WORKBOOK_ENDINGS]);

/** Finds the exports in name order, each file once however often it was named. */
export function findExports(
  paths: readonly string[],
  cwd: string,
): { readonly files: readonly ExportFile[]; readonly problems: readonly Problem[] } {
  const found = new Set<string>();
  const problems: Problem[] = [];
  for (const named of paths) {
    const path = resolve(cwd, named);
    const stats = statIfThere(path);
    if (stats === null) {
      problems.push({ code: 'export-missing', place: { file: named }, args: {} });
    } else if (stats.isDirectory()) {
      const inFolder = listExports(path);
      for (const file of inFolder) found.add(realpathSync(file));
      if (inFolder.length === 0) {
        problems.push({ code: 'folder-without-exports', place: { file: named }, args: {} });
      }
    } else {
      found.add(realpathSync(path));
    }
  }
  return { files: nameFiles([...found]), problems };
}

function listExports(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .filter(isExportName)
    .map((name) => join(folder, name));
}

/** Excel keeps a `~$` file beside each workbook that is open: it is no export. */
function isExportName(name: string): boolean {
  const ending = extname(name).toLowerCase();
  const hidden = name.startsWith('.') || name.startsWith('~$');
  return !hidden && FOLDER_ENDINGS.has(ending);
}

/** The bare file name; with its folder's name before it where two files would be called the same. */
function nameFiles(paths: readonly string[]): ExportFile[] {
  const sameName = (path: string) => paths.filter((other) => basename(other) === basename(path));
  return paths
    .map((path) => {
      const name = basename(path);
      const folder = basename(dirname(path));
      return { path, name: sameName(path).length > 1 ? `${folder}/${name}` : name };
    })
    .sort((a, b) => compareCodeUnits(a.name, b.name) || compareCodeUnits(a.path, b.path));
}

function statIfThere(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
