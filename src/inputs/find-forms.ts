/** The files that completed worksheets are in: those that were named, or those of the pack itself. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { FormFault } from '../audit/form-faults.ts';
import { compareCodeUnits } from '../audit/order.ts';
import { systemCode } from '../errors.ts';
import { readUnlessHuge } from './file-bytes.ts';
import { faultOf } from './form-held.ts';
import { isWorksheetPath } from './pack-folder.ts';
import type { PackOnDisk } from './read-pack.ts';
import { hasStar, matchStar } from './star.ts';

export interface FormFile {
  /** As the person named it; several agencies may return a file of the same name. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FormsFound {
  readonly files: readonly FormFile[];
  readonly faults: readonly FormFault[];
  /** What else lies in the folders named, and is no worksheet by its ending. */
  readonly passedOver: readonly string[];
}

/**
 * The worksheets in the pack itself; `passedOver` names files that are neither these nor the
 * program's own.
 */
export function formsOfPack({ files, others }: PackOnDisk): FormsFound {
  const own = [...files].flatMap(([name, bytes]) =>
    isWorksheetPath(name) ? [{ name, bytes }] : [],
  );
  const isOfInterest = (path: string): boolean =>
    !path.split('/').some((name) => OF_NO_INTEREST.test(name));
  return { files: own, faults: [], passedOver: others.filter(isOfInterest) };
}

/**
 * The worksheets in files and folders as they were named; what cannot be read is a fault, and stops
 * no other.
 */
export function findForms(named: readonly string[], cwd: string): FormsFound {
  const files: FormFile[] = [];
  const faults: FormFault[] = [];
  const passedOver: string[] = [];
  const reading = (name: string, work: () => void): void => {
    try {
      work();
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      const missing = code === 'ENOENT' || code === 'ENOTDIR';
      faults.push(faultOf(missing ? 'form-missing' : 'form-unreadable', name, { other: code }));
    }
  };
  const readOne = (name: string): void => {
    reading(name, () => {
      const bytes = readUnlessHuge(resolve(cwd, name));
      if (bytes === null) faults.push(faultOf('form-too-large', name));
      else files.push({ name, bytes });
    });
  };
  const meant = named.flatMap((one): readonly string[] => {
    if (!hasStar(one) || existsSync(resolve(cwd, one))) return [one];
    const names = matchStar(one, cwd);
    if (names.length === 0) faults.push(faultOf('star-without-forms', one));
    return names;
  });
  // A shell that makes names of a star hands over what Excel keeps beside an open file, too.
  for (const one of meant.filter((name) => !basename(name).startsWith('~$'))) {
    reading(one, () => {
      if (!statSync(resolve(cwd, one)).isDirectory()) {
        readOne(one);
        return;
      }
      const { forms, others } = filesIn(resolve(cwd, one));
      if (forms.length === 0) faults.push(faultOf('folder-without-forms', one));
      for (const name of forms) readOne(join(one, name));
      passedOver.push(...others.map((name) => join(one, name)));
    });
  }
  return { files, faults, passedOver };
}

const ENDINGS: ReadonlySet<string> = new Set(['.xlsx', '.xlsm', '.xls', '.csv']);

/** Hidden files, and those that Excel keeps beside each that is open. */
const OF_NO_INTEREST = /^(?:\.|~\$)|^(?:desktop\.ini|Thumbs\.db)$/i;

/** What an agency sent back in another form may hold answers: it is not passed over in silence. */
function filesIn(folder: string): {
  readonly forms: readonly string[];
  readonly others: readonly string[];
} {
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !OF_NO_INTEREST.test(name))
    .sort((a, b) => compareCodeUnits(a.name, b.name));
  const isForm = (entry: (typeof entries)[number]): boolean =>
    !entry.isDirectory() && ENDINGS.has(extname(entry.name).toLowerCase());
  return {
    forms: entries.filter(isForm).map(({ name }) => name),
    others: entries.filter((entry) => !isForm(entry)).map(({ name }) => name),
  };
}
