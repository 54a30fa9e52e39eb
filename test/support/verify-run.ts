/**
 * Packs to verify, and what the program says of them: it runs inside the test, on a calendar and a
 * clock that stand still; and a pack is drawn once and copied for every test that spoils one.
 */
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { parseIsoDate } from '../../src/audit/civil-date.ts';
import { nextLine, parseLedger, type LedgerEntry } from '../../src/audit/ledger.ts';
import { recordOf, type DrawRecord, type WrittenRecord } from '../../src/audit/record.ts';
import type { PackVerdict } from '../../src/audit/verdicts.ts';
import type { Output, Runtime } from '../../src/cli/runtime.ts';
import type { ExitCode } from '../../src/errors.ts';
import { main } from '../../src/main.ts';
import { assemblePack } from '../../src/outputs/pack.ts';
import { copyFixture, readTree, ROOM, temporaryFolder, writeTree } from './folders.ts';

export const MEETING = ['--meeting', '20/11/2026'] as const;
/** Its days by name: so it can be drawn by any clock, where a test starts the program itself. */
export const DAYS = ['--from', '13/11/2026', '--to', '19/11/2026'] as const;
/** The pack of the fixtures' meeting, and its ledger, below the folder the program runs in. */
export const PACK = 'packs/2026-11-20';
export const LEDGER = 'packs/draws.jsonl';
export const EXPORT = 'mash-export.csv';
/** Strong: twenty digits that are in nobody's diary. */
export const SEED = '27182-81828-45904-52353';

export interface Said {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Circumstances {
  /** `YYYY-MM-DD`. */
  readonly today?: string;
  readonly timestamp?: string;
  /** The digits of the dice, over and over. */
  readonly digits?: string;
}

/** `words` as typed after `mash-audit` in `folder`. */
export async function say(
  folder: string,
  words: readonly string[],
  circumstances: Circumstances = {},
): Promise<Said> {
  const [stdout, stderr] = [keepOutput(), keepOutput()];
  const exitCode = await main(words, runtimeIn(folder, stdout, stderr, circumstances));
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** The same, of a command that must succeed. */
export async function done(
  folder: string,
  words: readonly string[],
  circumstances: Circumstances = {},
): Promise<string> {
  const { exitCode, stdout, stderr } = await say(folder, words, circumstances);
  if (exitCode !== 0) throw new Error(`${words.join(' ')}: exit code ${exitCode}\n${stderr}`);
  return stdout;
}

/** A workbook is most of the time of a draw and of its verifying: a test that needs one says so. */
export const WITHOUT_WORKBOOK = ['--format', 'html,csv'] as const;
export const ALL_FORMATS = ['--format', 'html,xlsx,csv'] as const;

export function sampleWords(...flags: readonly string[]): string[] {
  const formats = flags.includes('--format') ? [] : WITHOUT_WORKBOOK;
  return ['sample', EXPORT, ...MEETING, ...formats, ...flags];
}

export interface Verified {
  readonly exitCode: ExitCode;
  readonly holds: boolean;
  /** What differs, with the verdict's name before it, as in `files: summary.html is missing`. */
  readonly differences: readonly string[];
  readonly remarks: readonly string[];
}

/** What `verify --json` says of a pack. */
export async function verify(
  folder: string,
  exports: readonly string[] = [],
  pack: string = PACK,
): Promise<Verified> {
  const { exitCode, stdout, stderr } = await say(folder, ['verify', pack, ...exports, '--json']);
  if (exitCode === 2) throw new Error(`verify was refused: ${stderr}`);
  const { holds, verdicts } = JSON.parse(stdout) as { holds: boolean; verdicts: PackVerdict[] };
  const named = (list: 'differences' | 'remarks') =>
    verdicts.flatMap((one) => one[list].map((text) => `${one.name}: ${text}`));
  return { exitCode, holds, differences: named('differences'), remarks: named('remarks') };
}

export const SOUND = { exitCode: 0, holds: true, differences: [] } as const;

/** A folder for a whole test file, removed after its last test. Called outside of tests. */
export function keptFolder(): string {
  const folder = realpathSync(mkdtempSync(join(ROOM, 'mash-audit-kept-')));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** A fresh folder with the exports of a fixture. */
export function deskWith(fixture: string): string {
  const folder = temporaryFolder();
  copyFixture(fixture, folder);
  return folder;
}

/** A fresh copy of a folder. */
export function copyOf(folder: string): string {
  const copy = temporaryFolder();
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** Changes a text file; throws where that leaves it as it was, for then nothing would be tested. */
export function edit(folder: string, path: string, change: (text: string) => string): void {
  const place = join(folder, path);
  const before = readFileSync(place, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`nothing was changed in ${path}`);
  writeFileSync(place, after);
}

export function readRecordIn(folder: string, pack: string = PACK): WrittenRecord {
  return JSON.parse(readFileSync(join(folder, pack, 'draw.json'), 'utf8')) as WrittenRecord;
}

/**
 * A forger who knows the program: changes the record, and writes every page, worksheet and digest
 * of the pack anew to go with it. Only the ledger stays as it was.
 */
export async function forge(
  folder: string,
  change: (record: DrawRecord) => DrawRecord,
  pack: string = PACK,
): Promise<void> {
  const place = join(folder, pack);
  const before = readFileSync(join(place, 'draw.json'), 'utf8');
  const exclusions = readFileSync(join(place, 'exclusions.csv'));
  const forged = await assemblePack(change(recordOf(readRecordIn(folder, pack))), {
    path: 'exclusions.csv',
    bytes: exclusions,
  });
  rmSync(place, { recursive: true });
  writeTree(place, Object.fromEntries(forged.files.map(({ path, bytes }) => [path, bytes])));
  if (readFileSync(join(place, 'draw.json'), 'utf8') === before) throw new Error('nothing forged');
}

/** A forger of the ledger: changes its entries, and chains all lines anew. */
export function forgeLedger(
  folder: string,
  change: (entries: readonly LedgerEntry[]) => readonly LedgerEntry[],
): void {
  edit(folder, LEDGER, (text) => chain(change(parseLedger(text).entries)));
}

/** A ledger of these entries, as the program would have written it. */
export function chain(entries: readonly LedgerEntry[]): string {
  return entries.reduce((text, entry) => text + nextLine(parseLedger(text), entry), '');
}

export function ledgerLines(folder: string, path: string = LEDGER): string[] {
  return readFileSync(join(folder, path), 'utf8').split('\n').slice(0, -1);
}

/** The bytes of a pack's files. */
export function packTree(folder: string, pack: string = PACK): ReadonlyMap<string, Buffer> {
  return readTree(join(folder, pack));
}

/** What must be there. */
export function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no such thing');
  return value;
}

function keepOutput(): Output & { readonly text: () => string } {
  const written: string[] = [];
  return {
    write: (text) => {
      written.push(text);
    },
    isTerminal: false,
    text: () => written.join(''),
  };
}

function runtimeIn(
  folder: string,
  stdout: Output,
  stderr: Output,
  {
    today = '2026-11-20',
    timestamp = '2026-11-18T09:30:00Z',
    digits = '3141592653',
  }: Circumstances,
): Runtime {
  let thrown = 0;
  return {
    stdout,
    stderr,
    env: {},
    cwd: folder,
    today: () => {
      const day = parseIsoDate(today);
      if (day === null) throw new Error(`the test gives no such day: ${today}`);
      return day;
    },
    timestamp: () => timestamp,
    randomDigit: () => {
      thrown += 1;
      return Number(digits[(thrown - 1) % digits.length]);
    },
    ask: null,
  };
}
