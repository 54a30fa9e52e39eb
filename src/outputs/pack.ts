/** The pack: everything written for one meeting, as named bytes. Nothing here touches the disk. */
import { createHash } from 'node:crypto';
import type { Frame } from '../audit/frame.ts';
import {
  EXCLUSIONS_FILE,
  RECORD_FILE,
  REGISTER_FILE,
  SUMMARY_FILE,
  WORKBOOK_FILE,
  WORKSHEETS_FILE,
  type DrawRecord,
  type FileDigest,
  type SampleEntry,
  type WrittenRecord,
} from '../audit/record.ts';
import { buildWorksheet, meetingOrder, type Worksheet } from '../audit/worksheets.ts';
import { repeatCommand } from './repeat-command.ts';
import { summaryHtml } from './summary-html.ts';
import { exclusionsCsv, registerCsv, worksheetCsv } from './tables.ts';

export interface PackFile {
  /** Below the pack's folder, with `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface Pack {
  /** The name of the pack's folder. */
  readonly name: string;
  /** The record last: it holds the digests of the others. */
  readonly files: readonly PackFile[];
  readonly record: WrittenRecord;
  /** SHA-256 of draw.json: it stands for the pack. */
  readonly digest: string;
}

/** The whole pack of a draw. */
export function renderPack(record: DrawRecord, frame: Frame): Promise<Pack> {
  return assemblePack(record, textFile(EXCLUSIONS_FILE, exclusionsCsv(frame)));
}

/** The pack of a record, around the list of exclusions, which no replacement changes. */
export async function assemblePack(record: DrawRecord, exclusions: PackFile): Promise<Pack> {
  const name = packName(record.meeting, record.settings.localAuthority, record.draw.number);
  const contents = [
    ...(await worksheetFiles(record)),
    textFile(SUMMARY_FILE, summaryHtml(record, repeatCommand(record, name))),
    textFile(REGISTER_FILE, registerCsv(record.register)),
    exclusions,
  ];
  const written: WrittenRecord = { ...record, files: contents.map(digestFile) };
  const recordFile = textFile(RECORD_FILE, `${JSON.stringify(written, null, 2)}\n`);
  return {
    name,
    files: [...contents, recordFile],
    record: written,
    digest: digestFile(recordFile).sha256,
  };
}

/** The worksheets in every format asked for; what writes a format is loaded only for it. */
async function worksheetFiles(record: DrawRecord): Promise<PackFile[]> {
  const files: PackFile[] = [];
  if (record.formats.includes('html')) {
    const { worksheetsHtml } = await import('./worksheets-html.ts');
    files.push(
      textFile(WORKSHEETS_FILE, worksheetsHtml(formsOf(casesNow(record), record), record)),
    );
  }
  if (record.formats.includes('xlsx')) {
    const { worksheetsXlsx } = await import('./worksheets-xlsx.ts');
    for (const [path, cases] of workbooksOf(record)) {
      files.push({ path, bytes: await worksheetsXlsx(formsOf(cases, record), record) });
    }
  }
  if (record.formats.includes('csv')) {
    for (const entry of [...casesNow(record), ...casesWithdrawn(record)]) {
      files.push(textFile(worksheetPath(entry), worksheetCsv(buildWorksheet(entry, record))));
    }
  }
  return files;
}

/** The worksheets of cases, in the order in which the meeting takes them. */
export function formsOf(cases: readonly SampleEntry[], record: DrawRecord): readonly Worksheet[] {
  return meetingOrder(cases).map((entry) => buildWorksheet(entry, record));
}

function casesNow({ sample }: DrawRecord): readonly SampleEntry[] {
  return sample.filter(({ role }) => role === 'case');
}

/** Cases withdrawn once their worksheets were out: what stands in those is kept. */
function casesWithdrawn({ sample, replacements }: DrawRecord): readonly SampleEntry[] {
  const withdrawn = new Set(
    replacements.flatMap(({ label, when, by }) => (when === 'after' && by !== null ? [label] : [])),
  );
  return sample.filter(({ label }) => withdrawn.has(label));
}

/**
 * The workbook of the draw, and one for each case that came in after it. A workbook that may have
 * been filled in is never written anew, so the first holds the cases as they were drawn.
 */
function workbooksOf(
  record: DrawRecord,
): readonly (readonly [path: string, cases: readonly SampleEntry[]])[] {
  const later = new Set(
    record.replacements.flatMap(({ when, by }) => (when === 'after' && by !== null ? [by] : [])),
  );
  const ever = [...casesNow(record), ...casesWithdrawn(record)];
  const drawn = record.sample.filter((entry) => ever.includes(entry) && !later.has(entry.label));
  return [
    [WORKBOOK_FILE, drawn],
    ...ever
      .filter(({ label }) => later.has(label))
      .map((entry): [string, SampleEntry[]] => [workbookPath(entry.label), [entry]]),
  ];
}

/** The workbook of a case that came in after the draw. */
export function workbookPath(label: string): string {
  return `worksheets-${label}.xlsx`;
}

/** The meeting date; with the authority, where only one is audited, and the draw, after the first. */
export function packName(
  meeting: string,
  localAuthority: string | null,
  drawNumber: number,
): string {
  const authority = (localAuthority ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const draw = drawNumber === 1 ? '' : `draw-${drawNumber}`;
  return [meeting, authority, draw].filter((part) => part !== '').join('-');
}

/** A case's worksheet; that of a case withdrawn once it was out keeps its content and says so. */
export function worksheetPath({ label, role }: Pick<SampleEntry, 'label' | 'role'>): string {
  return `worksheets/${label}${role === 'withdrawn' ? '-withdrawn' : ''}.csv`;
}

/** SHA-256 in lower-case hex, and the length in bytes. */
export function digestFile({ path, bytes }: PackFile): FileDigest {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

function textFile(path: string, text: string): PackFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
