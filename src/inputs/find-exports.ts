/** The files a command was pointed at: each file named, and the exports in each folder named. */
import { existsSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { compareCodeUnits } from '../audit/order.ts';
import type { Problem } from '../audit/problems.ts';
import { systemCode } from '../errors.ts';
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
    const place = { file: named };
    const path = resolve(cwd, named);
    try {
      const stats = statIfThere(path);
      const files = stats?.isDirectory() === true ? listExports(path) : [path];
      if (stats === null) problems.push({ code: 'export-missing', place, args: {} });
      else for (const file of files) found.add(followLinks(file));
      if (files.length === 0) problems.push({ code: 'folder-without-exports', place, args: {} });
      else if (stats?.isDirectory() === true) problems.push(...tellOthers(path));
    } catch (error) {
      const why = systemCode(error);
      if (why === null) throw error;
      problems.push({ code: 'export-unreadable', place, args: { why } });
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

/** A file of the folder that is passed over may be half the county: it is said. */
function tellOthers(folder: string): Problem[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .filter((name) => !isExportName(name) && !OF_NO_INTEREST.test(name))
    .sort(compareCodeUnits);
  return names.length === 0 ? [] : [{ code: 'files-not-read', place: null, args: { names } }];
}

/** Hidden files, the lock files of Excel, settings, and pages about the folder. */
const OF_NO_INTEREST = /^[.~]|\.ya?ml$|^README|^desktop\.ini$|^Thumbs\.db$/i;

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

/** A link that leads nowhere stays itself: that it cannot be read is told when it is opened. */
function followLinks(path: string): string {
  return existsSync(path) ? realpathSync(path) : path;
}

function statIfThere(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}
