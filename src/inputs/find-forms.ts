/** The files that completed worksheets are in: those that were named, or those of the pack itself. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { FormFault } from '../audit/form-faults.ts';
import { compareCodeUnits } from '../audit/order.ts';
import { systemCode } from '../errors.ts';
import { faultOf } from './form-held.ts';
import type { PackOnDisk } from './read-pack.ts';

export interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export function formsOfPack({ files }: PackOnDisk): FormFile[] {
  return [...files].flatMap(([name, bytes]) =>
    /^worksheets(?:\/[TN]\d+\.csv|(?:-[TN]\d+)?\.xlsx)$/i.test(name) ? [{ name, bytes }] : [],
  );
}

const ENDINGS: ReadonlySet<string> = new Set(['.xlsx', '.xls', '.csv']);

export function findForms(
  named: readonly string[],
  cwd: string,
): { readonly files: FormFile[]; readonly faults: FormFault[] } {
  const files: FormFile[] = [];
  const faults: FormFault[] = [];
  for (const one of named) {
    const place = resolve(cwd, one);
    try {
      const paths = statSync(place).isDirectory() ? formsIn(place) : [place];
      if (paths.length === 0) faults.push(faultOf('folder-without-forms', one));
      for (const path of paths) files.push({ name: basename(path), bytes: readFileSync(path) });
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      const missing = code === 'ENOENT' || code === 'ENOTDIR';
      faults.push(faultOf(missing ? 'form-missing' : 'form-unreadable', one, { other: code }));
    }
  }
  return { files, faults };
}

/** Excel keeps a file that begins with `~$` beside each that is open. */
function formsIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => ENDINGS.has(extname(name).toLowerCase()) && !name.startsWith('~$'))
    .sort(compareCodeUnits)
    .map((name) => join(folder, name));
}
