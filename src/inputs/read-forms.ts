/** Completed worksheets off the disk, held to the pack they belong to. */
import type { FilledForm } from '../audit/filled-form.ts';
import type { FormFault, FormFaultCode } from '../audit/form-faults.ts';
import { OVERVIEW_SHEET } from '../audit/form-layout.ts';
import type { DrawRecord } from '../audit/record.ts';
import { buildWorksheet } from '../audit/worksheets.ts';
import { tellFileKind, type Refused } from './file-kind.ts';
import { findForms, formsOfPack, type FormFile } from './find-forms.ts';
import { readAnswers } from './form-answers.ts';
import { readCsvForm } from './form-csv.ts';
import {
  changeFaults,
  csvGivenOut,
  faultOf,
  faultOfMap,
  HEADER_ROWS,
  isLabel,
  sheetGivenOut,
} from './form-held.ts';
import { misnamedSheets, sayMisnamed } from './misnamed-sheets.ts';
import type { PackOnDisk } from './read-pack.ts';

export interface FormsRead {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
  /** What is to be known of them and holds nobody up. */
  readonly notices: readonly FormFault[];
  /** Files that were read, in the order they were. */
  readonly files: readonly string[];
  /** Worksheets of cases that were withdrawn: what they say counts apart, and they are named. */
  readonly withdrawn: readonly string[];
  /** What else lies in the folders named, and was not read. */
  readonly passedOver: readonly string[];
}

/** The forms in the files and folders named; of the pack itself where none is. */
export async function readForms(
  named: readonly string[],
  pack: PackOnDisk,
  record: DrawRecord,
  cwd: string,
): Promise<FormsRead> {
  const found = named.length === 0 ? formsOfPack(pack) : findForms(named, cwd);
  const forms: FilledForm[] = [];
  const faults: FormFault[] = [...found.faults];
  const notices: FormFault[] = [];
  const withdrawn: string[] = [];
  for (const file of found.files) {
    const read = await readFormFile(file, record);
    faults.push(...read.faults);
    notices.push(...read.notices);
    forms.push(...read.forms);
    withdrawn.push(...read.withdrawn);
  }
  const files = found.files.map(({ name }) => name);
  return { forms, faults, notices, files, withdrawn, passedOver: found.passedOver };
}

interface Read {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
  readonly notices: readonly FormFault[];
  readonly withdrawn: readonly string[];
}

async function readFormFile({ name, bytes }: FormFile, record: DrawRecord): Promise<Read> {
  const kind = tellFileKind(bytes, name);
  if (typeof kind !== 'string') return refused(name, kind.refused);
  if (kind === 'text') return readCsv(name, bytes, record);
  // The workbook library is large: it is loaded only by those who need it.
  const { readFormWorkbook } = await import('./form-workbook.ts');
  const out = record.sample.filter(({ role }) => role !== 'reserve');
  const worksheets = out.map((entry) => buildWorksheet(entry, record));
  const workbook = readFormWorkbook(bytes, kind, worksheets);
  if ('refused' in workbook) return refused(name, workbook.refused);
  const mapFault = faultOfMap(workbook.map, worksheets, record);
  if (mapFault?.code === 'not-a-form' && workbook.isCsvForm) {
    return onlyFault(faultOf('csv-form-as-workbook', name));
  }
  if (mapFault !== null) return onlyFault(faultOf(mapFault.code, name, mapFault.args));
  const labels = new Set(workbook.map.slice(HEADER_ROWS).map(([sheet]) => sheet));
  const unknown = [...workbook.forms.keys()].filter((label) => !labels.has(label));
  const missing = worksheets.filter(
    ({ label }) => labels.has(label) && !workbook.forms.has(label) && !isWithdrawn(label, record),
  );
  // As many sheets too many as are missing have been renamed: that is said of those missing.
  const added = [...workbook.otherSheets, ...unknown];
  const faults = (added.length <= missing.length ? [] : added).map((sheet) =>
    faultOf('sheet-added', name, { item: isNameOfNobody(sheet) ? sheet : '' }),
  );
  faults.push(
    ...workbook.overview.beside.map((cell): FormFault => {
      const place = { file: name, sheet: OVERVIEW_SHEET, cell };
      return { code: 'row-added', place, args: {} };
    }),
  );
  const forms: FilledForm[] = [];
  const notices: FormFault[] = workbook.overview.isMoved
    ? [
        {
          code: 'overview-moved',
          place: { file: name, sheet: OVERVIEW_SHEET, cell: null },
          args: {},
        },
      ]
    : [];
  for (const { cell, label } of workbook.overview.over) {
    const told = label !== null && isWithdrawn(label, record) ? notices : faults;
    const place = { file: name, sheet: OVERVIEW_SHEET, cell };
    told.push({ code: 'overview-written', place, args: label === null ? {} : { label } });
  }
  const withdrawn: string[] = [];
  for (const { sheet, cell } of workbook.asides) {
    const told = isWithdrawn(sheet, record) ? notices : faults;
    const code = cell === null ? 'drawing-added' : 'comment-added';
    told.push({ code, place: { file: name, sheet, cell }, args: {} });
  }
  const own = worksheets.filter(({ label }) => labels.has(label));
  const misnamed = misnamedSheets(own, workbook.forms);
  for (const { labels: both, fault } of sayMisnamed(name, misnamed)) {
    const told = both.every((label) => isWithdrawn(label, record)) ? notices : faults;
    told.push(fault);
  }
  for (const worksheet of own) {
    const { label } = worksheet;
    const read = workbook.forms.get(label);
    const isGone = isWithdrawn(label, record);
    if (read === undefined) {
      if (!isGone) faults.push(faultOf('sheet-missing', name, { item: label }));
      continue;
    }
    if (misnamed.has(label)) continue;
    if (isGone) withdrawn.push(`${name}, sheet ${label}`);
    // What is wrong in the form of a case that is no longer one holds nobody up.
    const told = isGone ? notices : faults;
    const changes = changeFaults(name, label, sheetGivenOut(worksheet, record), read);
    told.push(...changes);
    if (changes.some(({ code }) => UNPLACED.has(code))) continue;
    const answers = readAnswers(name, label, worksheet, read);
    told.push(...answers.faults);
    forms.push(...(isGone ? withoutDoubtful(answers.form, changes) : [answers.form]));
  }
  return { forms, faults, notices, withdrawn };
}

async function readCsv(name: string, bytes: Uint8Array, record: DrawRecord): Promise<Read> {
  const read = await readCsvForm(bytes);
  if ('refused' in read) {
    const args = read.row === null ? {} : { item: String(read.row) };
    return onlyFault(faultOf(read.refused, name, args));
  }
  const label = read.lines.find(({ id }) => id === 'label')?.entry;
  if (label === undefined) return onlyFault(faultOf('not-a-csv-form', name));
  const entry = record.sample.find((one) => one.label === label && one.role !== 'reserve');
  if (entry === undefined) {
    // What stands there may be anything: only what is made like a label is repeated.
    const item = isLabel(label) ? label : 'of that label';
    return onlyFault(faultOf('other-case', name, { item }));
  }
  const worksheet = buildWorksheet(entry, record);
  const answers = readAnswers(name, null, worksheet, read);
  const changes = changeFaults(name, null, csvGivenOut(worksheet), read);
  const told = [...changes, ...answers.faults];
  const assumed = read.isAssumed ? [faultOf('letters-assumed', name)] : [];
  if (!isWithdrawn(label, record)) {
    return { forms: [answers.form], faults: told, notices: assumed, withdrawn: [] };
  }
  const forms = withoutDoubtful(answers.form, changes);
  return { forms, faults: [], notices: [...assumed, ...told], withdrawn: [name] };
}

function isWithdrawn(label: string, { sample }: DrawRecord): boolean {
  return sample.some((entry) => entry.label === label && entry.role === 'withdrawn');
}

/** Where rows or columns are out of place, no cell can be trusted to hold its own answer. */
const UNPLACED: ReadonlySet<FormFaultCode> = new Set(['rows-moved', 'columns-moved']);
/** Here nobody can say whose answers they are. */
const OF_WHOM: ReadonlySet<FormFaultCode> = new Set([
  'other-pack',
  'case-changed',
  'zeros-dropped',
]);

/** Of a form that holds nobody up, the answers that are this case's, in lines that are the form's. */
function withoutDoubtful(form: FilledForm, changes: readonly FormFault[]): FilledForm[] {
  if (changes.some(({ code }) => UNPLACED.has(code) || OF_WHOM.has(code))) return [];
  const moved = changes.filter(({ code }) => code === 'cell-moved').map(({ place }) => place.cell);
  const entries = [...form.entries].filter(([, { cell }]) => !moved.includes(cell));
  return [{ ...form, entries: new Map(entries) }];
}

/** What a program calls a sheet of its own accord. What people call one may be a child's name. */
function isNameOfNobody(sheet: string): boolean {
  return /^(?:[TN]\d{1,3}|Sheet ?\d{1,3}|Overview|Form map|Lists)(?: \(\d{1,2}\))?$/i.test(sheet);
}

function onlyFault(fault: FormFault): Read {
  return { forms: [], faults: [fault], notices: [], withdrawn: [] };
}

function refused(name: string, why: Refused): Read {
  return onlyFault(faultOf(REFUSALS.get(why) ?? 'not-a-form', name));
}

const REFUSALS: ReadonlyMap<Refused, FormFaultCode> = new Map([
  ['export-empty', 'form-empty'],
  ['workbook-named-text', 'form-misnamed'],
  ['workbook-locked', 'form-locked'],
  ['export-too-large', 'form-too-large'],
  ['workbook-damaged', 'form-damaged'],
  ['text-named-workbook', 'form-damaged'],
]);
