/** Completed worksheets off the disk, held to the pack they belong to. */
import type { FilledForm } from '../audit/collate.ts';
import type { FormFault, FormFaultCode } from '../audit/form-faults.ts';
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
  sheetGivenOut,
} from './form-held.ts';
import type { PackOnDisk } from './read-pack.ts';

export interface FormsRead {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
  /** Files that were read, in the order they were. */
  readonly files: readonly string[];
  /** Worksheets of cases that were withdrawn: read by nobody, and said. */
  readonly withdrawn: readonly string[];
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
    const answers = readAnswers(name, label, worksheet, read);
    const drawn = sheetGivenOut(worksheet, record);
    faults.push(...changeFaults(name, label, drawn, read), ...answers.faults);
    return [answers.form];
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
  const answers = readAnswers(name, null, worksheet, read);
  const changes = changeFaults(name, null, csvGivenOut(worksheet), read);
  return { forms: [answers.form], faults: [...changes, ...answers.faults] };
}

function refused(name: string, why: Refused): Read {
  return { forms: [], faults: [faultOf(REFUSALS.get(why) ?? 'not-a-form', name)] };
}

const REFUSALS: ReadonlyMap<Refused, FormFaultCode> = new Map([
  ['workbook-locked', 'form-locked'],
  ['export-too-large', 'form-too-large'],
  ['workbook-damaged', 'form-damaged'],
  ['text-named-workbook', 'form-damaged'],
]);
