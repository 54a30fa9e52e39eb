/** The pack: everything written for one meeting, as named bytes. Nothing here touches the disk. */
import { createHash } from 'node:crypto';
import { casesOf, type Draw } from '../audit/draw.ts';
import type { Frame } from '../audit/frame.ts';
import type { Problem } from '../audit/problems.ts';
import type { QuestionSet } from '../audit/questions.ts';
import {
  buildRecord,
  type ExportRead,
  type FileDigest,
  type ReadingSettings,
} from '../audit/record.ts';
import type { AuditRules } from '../audit/rules.ts';
import { buildWorksheet } from '../audit/worksheets.ts';
import { repeatCommand } from './repeat-command.ts';
import { summaryHtml } from './summary-html.ts';
import { exclusionsCsv, registerCsv, worksheetCsv } from './tables.ts';

export interface PackFile {
  /** Below the pack's folder, with `/` between folders. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface PackParts {
  readonly frame: Frame;
  readonly draw: Draw;
  readonly rules: AuditRules;
  readonly questionSet: QuestionSet;
  readonly reading: ReadingSettings;
  /** The settings file's name, where one was in force. */
  readonly settingsFile: string | null;
  readonly exports: readonly ExportRead[];
  readonly notices: readonly Problem[];
}

export interface Pack {
  /** The name of the pack's folder. */
  readonly name: string;
  readonly files: readonly PackFile[];
  /** SHA-256 of draw.json, which holds the SHA-256 of every other file: it stands for the pack. */
  readonly digest: string;
}

export const RECORD_FILE = 'draw.json';

export function renderPack(parts: PackParts): Pack {
  const { frame, draw, rules, questionSet } = parts;
  const command = repeatCommand(frame, draw, rules, parts.exports, parts.settingsFile);
  const contents = [
    ...casesOf(draw).map((drawn): PackFile => {
      const worksheet = buildWorksheet(drawn, frame.week, questionSet, rules.marking);
      return textFile(`worksheets/${drawn.label}.csv`, worksheetCsv(worksheet));
    }),
    textFile('summary.html', summaryHtml({ ...parts, repeatCommand: command })),
    textFile('register.csv', registerCsv(draw)),
    textFile('exclusions.csv', exclusionsCsv(frame)),
  ];
  const record = buildRecord({
    ...parts,
    questionSet: questionSet.id,
    files: contents.map(digestFile),
  });
  const recordFile = textFile(RECORD_FILE, `${JSON.stringify(record, null, 2)}\n`);
  return {
    name: packName(frame.week.meeting, rules.localAuthority),
    files: [...contents, recordFile],
    digest: digestFile(recordFile).sha256,
  };
}

/** The meeting date; with the authority after it where only one is audited. */
export function packName(meeting: string, localAuthority: string | null): string {
  if (localAuthority === null) return meeting;
  const authority = localAuthority.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
  return `${meeting}-${authority.replace(/^-|-$/g, '')}`;
}

export function digestFile({ path, bytes }: PackFile): FileDigest {
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}

function textFile(path: string, text: string): PackFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
