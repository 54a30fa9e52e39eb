/** Whether a worksheet that is no longer as drawn has only been filled in. */
import type { Worksheet } from '../audit/worksheets.ts';
import { readCsvForm } from './form-csv.ts';
import { changesBetween, type FormChange } from './form-lines.ts';

export interface ChangedForm {
  /** The facts and questions that were changed; none where people only wrote. */
  readonly changes: readonly string[];
  /** Lines of a person's own, written below or between those of the form. */
  readonly linesAdded: number;
}

/** What was done to a CSV form besides filling it in. Null where it is no worksheet any more. */
export async function changesToForm(
  asDrawn: Uint8Array,
  present: Uint8Array,
): Promise<ChangedForm | null> {
  const [form, read] = [await readCsvForm(asDrawn), await readCsvForm(present)];
  if ('refused' in form || 'refused' in read) return null;
  const changes = changesBetween(form, read);
  return { changes: changes.flatMap(sayChange), linesAdded: countNotes(changes) };
}

/** The same of a workbook with these worksheets. */
export async function changesToWorkbook(
  asDrawn: Uint8Array,
  present: Uint8Array,
  worksheets: readonly Worksheet[],
): Promise<ChangedForm | null> {
  // The workbook library is large: it is loaded only by those who need it.
  const { readFormWorkbook } = await import('./form-workbook.ts');
  const [drawn, found] = [asDrawn, present].map((bytes) =>
    readFormWorkbook(bytes, 'xlsx', worksheets),
  );
  if (drawn === undefined || 'refused' in drawn) return null;
  if (found === undefined || 'refused' in found || found.map.length === 0) return null;
  const map = JSON.stringify(drawn.map) === JSON.stringify(found.map);
  let linesAdded = 0;
  const changes = [...drawn.forms].flatMap(([label, form]) => {
    const read = found.forms.get(label);
    if (read === undefined) return [`the sheet ${label} is missing`];
    const changed = changesBetween(form, read);
    linesAdded += countNotes(changed);
    return changed.flatMap(sayChange).map((text) => `${label}: ${text}`);
  });
  const { overview, otherSheets, asides } = found;
  const { beside, over, isMoved } = overview;
  return {
    changes: [
      ...(map ? [] : ['the hidden map of the answers was changed']),
      ...(isMoved ? ['rows or columns of the overview were moved'] : []),
      ...changes,
    ],
    linesAdded: linesAdded + otherSheets.length + asides.length + beside.length + over.length,
  };
}

function countNotes(changes: readonly FormChange[]): number {
  return changes.filter(({ what }) => what === 'note').length;
}

/** What was added is not repeated: whoever added it may have written of the child. */
function sayChange({ what, item }: FormChange): string[] {
  if (what === 'note') return [];
  return [CHANGES[what](item)];
}

const CHANGES = {
  headings: () => 'the headings were changed',
  missing: (item) => `“${item}” is missing`,
  moved: (item) => `“${item}” does not stand where it was`,
  beside: (item) => `the wording of “${item}” was changed`,
  wording: (item) => `the wording of “${item}” was changed`,
  fact: (item) => `“${item}” was changed`,
  added: () => 'a question was added',
  twice: () => 'a line stands twice',
} as const satisfies Record<Exclude<FormChange['what'], 'note'>, (item: string) => string>;
