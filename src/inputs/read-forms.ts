/** Completed worksheets off the disk, held to the pack they belong to. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { sayDate } from '../audit/civil-date.ts';
import type { FilledForm, FormEntry } from '../audit/collate.ts';
import type { FormFault, FormFaultCode } from '../audit/form-faults.ts';
import {
  ANSWER_COLUMN,
  FORM_HEADINGS,
  formMap,
  layOutForm,
  sayChoices,
} from '../audit/form-layout.ts';
import { compareCodeUnits } from '../audit/order.ts';
import type { DrawRecord } from '../audit/record.ts';
import { buildWorksheet, type Worksheet } from '../audit/worksheets.ts';
import { systemCode } from '../errors.ts';
import { NOT_CALCULATED } from './cells.ts';
import { parseDay } from './dates.ts';
import { tellFileKind, type Refused } from './file-kind.ts';
import { readCsvForm } from './form-csv.ts';
import { changesBetween, type FormChange, type FormRead } from './form-lines.ts';
import type { PackOnDisk } from './read-pack.ts';

export interface FormsRead {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
  /** Files that were read, in the order they were. */
  readonly files: readonly string[];
  /** Worksheets of cases that were withdrawn: read by nobody, and said. */
  readonly withdrawn: readonly string[];
}

interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The forms in the files and folders named; of the pack itself where none is. */
export async function readForms(
  named: readonly string[],
  pack: PackOnDisk,
  record: DrawRecord,
  cwd: string,
): Promise<FormsRead> {
  const found =
    named.length === 0 ? { files: formsOfPack(pack), faults: [] } : findForms(named, cwd);
  const forms: FilledForm[] = [];
  const faults: FormFault[] = [...found.faults];
  const withdrawn: string[] = [];
  for (const file of found.files) {
    const read = await readFormFile(file, record);
    faults.push(...read.faults);
    for (const form of read.forms) {
      const gone = record.sample.some(({ label, role }) => label === form.label && role !== 'case');
      if (gone) withdrawn.push(form.sheet === null ? form.file : `${form.file}, ${form.sheet}`);
      else forms.push(form);
    }
  }
  return { forms, faults, files: found.files.map(({ name }) => name), withdrawn };
}

function formsOfPack({ files }: PackOnDisk): FormFile[] {
  return [...files].flatMap(([name, bytes]) =>
    /^worksheets(?:\/[TN]\d+\.csv|(?:-[TN]\d+)?\.xlsx)$/i.test(name) ? [{ name, bytes }] : [],
  );
}

const ENDINGS: ReadonlySet<string> = new Set(['.xlsx', '.xls', '.csv']);

function findForms(
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

interface Read {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
}

async function readFormFile({ name, bytes }: FormFile, record: DrawRecord): Promise<Read> {
  const kind = tellFileKind(bytes, name);
  if (typeof kind !== 'string') return refused(name, kind.refused);
  if (kind === 'text') return readCsv(name, bytes, record);
  // The workbook library is large: it is loaded only by those who need it.
  const { readFormWorkbook } = await import('./form-workbook.ts');
  const worksheets = record.sample.map((entry) => buildWorksheet(entry, record));
  const workbook = readFormWorkbook(bytes, kind, worksheets);
  if ('refused' in workbook) return refused(name, workbook.refused);
  const mapFault = faultOfMap(workbook.map, worksheets, record);
  if (mapFault !== null)
    return { forms: [], faults: [faultOf(mapFault.code, name, mapFault.args)] };
  const labels = new Set(workbook.map.slice(HEADER_ROWS).map(([sheet]) => sheet));
  const own = worksheets.filter(({ label }) => labels.has(label));
  const faults = workbook.otherSheets.map((item) => faultOf('sheet-added', name, { item }));
  const forms = own.flatMap((worksheet): FilledForm[] => {
    const { label } = worksheet;
    const read = workbook.forms.get(label);
    if (read === undefined) {
      faults.push(faultOf('sheet-missing', name, { item: label }));
      return [];
    }
    return [readAnswers(name, label, worksheet, formOf(worksheet, record), read, faults)];
  });
  return { forms, faults };
}

async function readCsv(name: string, bytes: Uint8Array, record: DrawRecord): Promise<Read> {
  const read = await readCsvForm(bytes);
  const label = read?.lines.find(({ id }) => id === 'label')?.entry;
  if (read === null || label === undefined) {
    return { forms: [], faults: [faultOf('not-a-form', name)] };
  }
  const entry = record.sample.find((one) => one.label === label);
  if (entry === undefined) {
    // What stands there may be anything: only what is made like a label is repeated.
    const item = /^[TN]\d{1,3}$/.test(label) ? label : 'of that label';
    return { forms: [], faults: [faultOf('other-case', name, { item })] };
  }
  const worksheet = buildWorksheet(entry, record);
  const faults: FormFault[] = [];
  const form = readAnswers(name, null, worksheet, csvFormOf(worksheet), read, faults);
  return { forms: [form], faults };
}

/** Rows of the hidden map before its list of cells. */
const HEADER_ROWS = 8;

function faultOfMap(
  map: readonly (readonly string[])[],
  worksheets: readonly Worksheet[],
  record: DrawRecord,
): { readonly code: FormFaultCode; readonly args: FormFault['args'] } | null {
  if (map[0]?.[0] !== 'form') return { code: 'not-a-form', args: {} };
  const [header, found] = [formMap([], record), map.slice(0, HEADER_ROWS)];
  for (const [index, [name = '', value = '']] of header.entries()) {
    if (found[index]?.[0] === name && (found[index][1] ?? '') === value) continue;
    return { code: 'other-pack', args: { item: NAMES[name] ?? 'hidden sheet' } };
  }
  const labels = new Set(map.slice(HEADER_ROWS).map(([sheet = '']) => sheet));
  const own = worksheets.filter(({ label }) => labels.has(label));
  const known = new Set(own.map(({ label }) => label));
  const other = [...labels].find((label) => !known.has(label));
  if (other !== undefined) {
    return /^[TN]\d{1,3}$/.test(other)
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
function formOf(worksheet: Worksheet, { meeting }: DrawRecord): FormRead {
  const head = [[worksheet.label, worksheet.reference.trim(), sayDate(meeting)], FORM_HEADINGS];
  return {
    headings: JSON.stringify(head),
    lines: layOutForm(worksheet).map((line) => {
      const cell = `${ANSWER_COLUMN}${line.row}`;
      if (line.kind === 'part') {
        const { id, title } = line.part;
        const form = JSON.stringify([title, '', '']);
        return { id: `part ${id}`, item: title, entry: '', form, cell };
      }
      const { id, name, fact } = line.item;
      const form = JSON.stringify([name, sayChoices(line.item)]);
      return { id, item: name, entry: (fact ?? '').trim(), form, cell };
    }),
  };
}

/** The same as a CSV file, whose headings have been read already. */
function csvFormOf({ parts }: Worksheet): FormRead {
  const lines = parts.flatMap(({ title, items }) =>
    items.map((item) => ({
      id: item.id,
      item: item.name,
      entry: (item.fact ?? '').trim(),
      form: JSON.stringify([title, item.name, sayChoices(item)]),
      cell: '',
    })),
  );
  const headings = ['Part', 'Item', 'Entry', 'Choose from, or think of', 'Id'];
  return { headings: JSON.stringify(headings), lines };
}

function readAnswers(
  file: string,
  sheet: string | null,
  worksheet: Worksheet,
  drawn: FormRead,
  read: FormRead,
  faults: FormFault[],
): FilledForm {
  for (const { what, item, cell } of changesBetween(drawn, read)) {
    const whose = what === 'fact' && ['Meeting', 'Reference'].includes(item);
    faults.push({
      code: whose ? 'other-pack' : CHANGE_FAULTS[what],
      place: { file, sheet, cell: cell === '' ? null : cell },
      args: { item: whose ? item.toLowerCase() : item },
    });
  }
  const asked = worksheet.parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
  const ids = new Set(asked.map(({ id }) => id));
  const entries = new Map<string, FormEntry>();
  for (const { id, item, entry, cell } of read.lines) {
    if (!ids.has(id) || entry === '') continue;
    if (isNoText(entry)) {
      faults.push({ code: 'cell-not-text', place: { file, sheet, cell }, args: { item } });
    } else {
      entries.set(id, { text: entry, cell, date: parseDay(entry, { from: 2000, to: 2199 }) });
    }
  }
  return { file, sheet, label: worksheet.label, entries };
}

const CHANGE_FAULTS = {
  headings: 'headings-changed',
  missing: 'cell-moved',
  wording: 'cell-moved',
  fact: 'fact-changed',
  added: 'row-added',
  twice: 'row-added',
  note: 'row-added',
} as const satisfies Record<FormChange['what'], FormFaultCode>;

function isNoText(entry: string): boolean {
  return (
    entry === NOT_CALCULATED || /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)$/.test(entry)
  );
}

function refused(name: string, why: Refused): Read {
  const code = (
    { 'workbook-locked': 'form-locked', 'export-too-large': 'form-too-large' } as const
  )[why as string];
  const damaged = why === 'workbook-damaged' || why === 'text-named-workbook';
  return { forms: [], faults: [faultOf(code ?? (damaged ? 'form-damaged' : 'not-a-form'), name)] };
}

function faultOf(code: FormFaultCode, file: string, args: FormFault['args'] = {}): FormFault {
  return { code, place: { file, sheet: null, cell: null }, args };
}
