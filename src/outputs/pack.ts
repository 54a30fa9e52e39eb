/** The pack: everything written for one meeting, as named bytes. Nothing here touches the disk. */
import { createHash } from 'node:crypto';
import type { Frame } from '../audit/frame.ts';
import { WILTSHIRE_2020 } from '../audit/questions.ts';
import {
  EXCLUSIONS_FILE,
  RECORD_FILE,
  REGISTER_FILE,
  SUMMARY_FILE,
  WORKSHEETS_FILE,
  type DrawRecord,
  type FileDigest,
  type SampleEntry,
  type WrittenRecord,
} from '../audit/record.ts';
import { buildWorksheet, meetingOrder } from '../audit/worksheets.ts';
import { repeatCommand } from './repeat-command.ts';
import { summaryHtml } from './summary-html.ts';
import { exclusionsCsv, registerCsv, worksheetCsv } from './tables.ts';
import { worksheetsHtml } from './worksheets-html.ts';

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
export function renderPack(record: DrawRecord, frame: Frame): Pack {
  return assemblePack(record, textFile(EXCLUSIONS_FILE, exclusionsCsv(frame)));
}

/** The pack of a record, around the list of exclusions, which no replacement changes. */
export function assemblePack(record: DrawRecord, exclusions: PackFile): Pack {
  const name = packName(record.meeting, record.settings.localAuthority, record.draw.number);
  const cases = meetingOrder(record.sample.filter(({ role }) => role === 'case'));
  const forms = cases.map((entry) => buildWorksheet(entry, record, WILTSHIRE_2020));
  const contents = [
    textFile(WORKSHEETS_FILE, worksheetsHtml(forms, record)),
    ...record.sample.flatMap((entry) => worksheetOf(entry, record)),
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

function worksheetOf(entry: SampleEntry, record: DrawRecord): PackFile[] {
  const wasOut = record.replacements.some(
    ({ label, when, by }) => label === entry.label && when === 'after' && by !== null,
  );
  if (entry.role !== 'case' && !wasOut) return [];
  const worksheet = buildWorksheet(entry, record, WILTSHIRE_2020);
  return [textFile(worksheetPath(entry), worksheetCsv(worksheet))];
}

export function digestFile({ path, bytes }: PackFile): FileDigest {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

function textFile(path: string, text: string): PackFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
