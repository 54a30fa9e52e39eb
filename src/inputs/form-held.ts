/** A worksheet that came back, held to the one the pack gave out: is it that form, and only filled in? */
import { sayDate } from '../audit/civil-date.ts';
import type { FormFault, FormFaultCode } from '../audit/form-faults.ts';
import {
  ANSWER_COLUMN,
  FORM_HEADINGS,
  formMap,
  layOutForm,
  sayChoices,
} from '../audit/form-layout.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import type { DrawRecord } from '../audit/record.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { readSpokenDay } from './spoken-day.ts';
import { changesBetween, type FormChange, type FormRead } from './form-lines.ts';

/** The column of a case's sheet that has the choices. */
const CHOICES_COLUMN = 'C';
/** Rows of the hidden map before its list of cells. */
export const HEADER_ROWS = 8;

/**
 * Holds a form's hidden map to those of the pack's worksheets; null where it is one of them. `map`:
 * rows of texts.
 */
export function faultOfMap(
  map: readonly (readonly string[])[],
  worksheets: readonly Worksheet[],
  record: DrawRecord,
): { readonly code: FormFaultCode; readonly args: FormFault['args'] } | null {
  if (map[0]?.[0] !== 'form') return { code: 'not-a-form', args: {} };
  const [header, found] = [formMap([], record), map.slice(0, HEADER_ROWS)];
  for (const [index, [name = '', value = '']] of header.entries()) {
    if (found[index]?.[0] !== name) return { code: 'map-changed', args: {} };
    if ((found[index][1] ?? '') === value) continue;
    return { code: 'other-pack', args: { item: NAMES[name] ?? 'hidden sheet' } };
  }
  const labels = new Set(map.slice(HEADER_ROWS).map(([sheet = '']) => sheet));
  const own = worksheets.filter(({ label }) => labels.has(label));
  const known = new Set(own.map(({ label }) => label));
  const other = [...labels].find((label) => !known.has(label));
  if (other !== undefined) {
    return isLabel(other)
      ? { code: 'other-case', args: { item: other } }
      : { code: 'map-changed', args: {} };
  }
  const rows = (some: readonly (readonly string[])[]): string =>
    JSON.stringify(
      some
        .slice(HEADER_ROWS)
        .map((row) => row.join(' '))
        .sort(),
    );
  return own.length > 0 && rows(map) === rows(formMap(own, record))
    ? null
    : { code: 'map-changed', args: {} };
}

/** Made like the label of a case: it is nobody's name, and may be repeated. */
export function isLabel(text: string): boolean {
  return /^[TN]\d{1,3}$/.test(text);
}

/** The header rows of the map as people call them. */
const NAMES: Readonly<Record<string, string>> = {
  version: 'layout',
  'question-set': 'question set',
  meeting: 'meeting',
  draw: 'draw number',
  frame: 'sampling frame',
  'seed-sha256': 'seed',
};

/** A sheet as it was given out, by the worksheet alone. */
export function sheetGivenOut(worksheet: Worksheet, { meeting }: DrawRecord): FormRead {
  const head = [[worksheet.label, worksheet.reference.trim(), sayDate(meeting)], FORM_HEADINGS];
  return {
    headings: JSON.stringify(head),
    hasMovedColumns: false,
    lines: layOutForm(worksheet).map((line) => {
      const cell = `${ANSWER_COLUMN}${line.row}`;
      const beside = `${CHOICES_COLUMN}${line.row}`;
      if (line.kind === 'part') {
        const { id, title } = line.part;
        return {
          id: `part ${id}`,
          item: title,
          entry: '',
          form: [title],
          choices: '',
          cell,
          beside,
        };
      }
      const { id, name, fact } = line.item;
      const choices = sayChoices(line.item);
      return { id, item: name, entry: (fact ?? '').trim(), form: [name], choices, cell, beside };
    }),
  };
}

/** The same as a CSV file, whose headings have been read already. */
export function csvGivenOut({ parts }: Worksheet): FormRead {
  const lines = parts
    .flatMap(({ title, items }) => items.map((item) => ({ title, item })))
    .map(({ title, item }, index) => ({
      id: item.id,
      item: item.name,
      entry: (item.fact ?? '').trim(),
      form: [title, item.name],
      choices: sayChoices(item),
      cell: `C${index + 2}`,
      beside: `D${index + 2}`,
    }));
  return { headings: JSON.stringify(OWN_HEADINGS.worksheet), hasMovedColumns: false, lines };
}

/**
 * Where a form is no longer the one that was given out. `sheet` is null for a CSV file, which has no
 * map to say which pack it is of.
 */
export function changeFaults(
  file: string,
  sheet: string | null,
  drawn: FormRead,
  read: FormRead,
): FormFault[] {
  const changes = changesBetween(drawn, read);
  if (read.hasMovedColumns && changes.length > MOST_MOVED) {
    return [{ code: 'columns-moved', place: { file, sheet, cell: null }, args: {} }];
  }
  const moved = changes
    .filter(({ what }) => what === 'moved' || what === 'missing')
    .sort((a, b) => rowOf(a) - rowOf(b));
  const [first] = moved;
  if (first !== undefined && moved.length > MOST_MOVED) {
    return [{ code: 'rows-moved', place: { file, sheet, cell: first.cell || null }, args: {} }];
  }
  const faults = changes.map((change): FormFault => {
    const { what, item, cell, line } = change;
    const place = { file, sheet, cell: cell === '' ? null : cell };
    if (what === 'beside') {
      // Its own cell, and not that of the form given out: lines of somebody's own may stand above.
      const other = read.lines.find((one) => one.beside === cell)?.cell ?? '';
      const choices = line === null || line.choices === '' ? [] : [line.choices];
      return { code: 'choices-changed', place, args: { item, other, choices } };
    }
    if (what === 'fact' && (line?.id === 'meeting' || line?.id === 'reference')) {
      const label = drawn.lines.find(({ id }) => id === 'label')?.entry ?? '';
      const code = sheet === null ? codeInCsv(change, changes, read) : 'case-changed';
      return { code, place, args: { label, item: item.toLowerCase() } };
    }
    return { code: CHANGE_FAULTS[what], place, args: { item } };
  });
  // All else in it is another pack's as well.
  const foreign = faults.find(({ code }) => code === 'other-pack');
  return foreign === undefined ? faults : [foreign];
}

/**
 * Whose form a CSV file is whose meeting or reference is not the pack's. It is another pack's where it
 * is of another day, or another of its facts differs too; else its own cell may have been changed.
 */
function codeInCsv(
  change: FormChange,
  changes: readonly FormChange[],
  read: FormRead,
): FormFaultCode {
  const { line } = change;
  const found = read.lines.find(({ id }) => id === line?.id)?.entry ?? '';
  if (line?.id === 'meeting' && readSpokenDay(found, ANY_YEAR).date !== null) return 'other-pack';
  const isOfFact = (one: FormChange): boolean =>
    one.line === null ? one.what === 'added' : one.line.entry !== '';
  if (changes.some((one) => one !== change && isOfFact(one))) return 'other-pack';
  const isShortened = /^\d+$/.test(found) && line?.entry.replace(/^0+(?=\d)/, '') === found;
  return isShortened ? 'zeros-dropped' : 'case-changed';
}

const ANY_YEAR = { from: 1000, to: 9999 } as const;

function rowOf({ cell }: FormChange): number {
  return Number(/\d+$/.exec(cell)?.[0]);
}

/** More than these are no longer slips in single rows. */
const MOST_MOVED = 3;

const CHANGE_FAULTS = {
  headings: 'headings-changed',
  missing: 'cell-moved',
  moved: 'cell-moved',
  wording: 'cell-moved',
  beside: 'choices-changed',
  fact: 'fact-changed',
  added: 'row-added',
  twice: 'row-added',
  note: 'row-added',
} as const satisfies Record<FormChange['what'], FormFaultCode>;

/** A fault of a whole file. */
export function faultOf(
  code: FormFaultCode,
  file: string,
  args: FormFault['args'] = {},
): FormFault {
  return { code, place: { file, sheet: null, cell: null }, args };
}
