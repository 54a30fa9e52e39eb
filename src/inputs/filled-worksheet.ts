/** Whether a worksheet that is no longer as drawn has only been filled in. */
import type { Worksheet } from '../audit/worksheets.ts';
import { readCsvForm } from './form-csv.ts';
import { changesBetween, type FormChange } from './form-lines.ts';

/**
 * The facts and questions that were changed in a CSV form; none where people only wrote where the
 * form leaves room. Null where the file is no worksheet any more.
 */
export async function changesToForm(
  asDrawn: Uint8Array,
  present: Uint8Array,
): Promise<readonly string[] | null> {
  const [form, read] = [await readCsvForm(asDrawn), await readCsvForm(present)];
  if (form === null || read === null) return null;
  return changesBetween(form, read).map(sayChange);
}

/** The same of a workbook with these worksheets. */
export async function changesToWorkbook(
  asDrawn: Uint8Array,
  present: Uint8Array,
  worksheets: readonly Worksheet[],
): Promise<readonly string[] | null> {
  // The workbook library is large: it is loaded only by those who need it.
  const { readFormWorkbook } = await import('./form-workbook.ts');
  const [drawn, found] = [asDrawn, present].map((bytes) =>
    readFormWorkbook(bytes, 'xlsx', worksheets),
  );
  if (drawn === undefined || 'refused' in drawn) return null;
  if (found === undefined || 'refused' in found || found.map.length === 0) return null;
  const map = JSON.stringify(drawn.map) === JSON.stringify(found.map);
  const changes = [...drawn.forms].flatMap(([label, form]) => {
    const read = found.forms.get(label);
    if (read === undefined) return [`the sheet ${label} is missing`];
    return changesBetween(form, read).map((change) => `${label}: ${sayChange(change)}`);
  });
  return [
    ...(map ? [] : ['the hidden map of the answers was changed']),
    ...changes,
    ...found.otherSheets.map((name) => `a sheet was added: “${name}”`),
  ];
}

const CHANGES = {
  headings: 'the headings were changed',
  missing: 'is missing',
  wording: 'was changed',
  fact: 'was changed',
  added: 'was added',
  twice: 'a line stands twice',
} as const satisfies Record<FormChange['what'], string>;

function sayChange({ what, item }: FormChange): string {
  if (what === 'headings' || what === 'twice') return CHANGES[what];
  return what === 'wording'
    ? `the wording of “${item}” ${CHANGES.wording}`
    : `“${item}” ${CHANGES[what]}`;
}
