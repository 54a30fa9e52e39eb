/**
 * A pack may say what its allow-list names: reference, decision, dates, source group, team, local
 * authority, rating, whether the referrer was notified. Here every other column of an export is full of a child's details, and so are rows
 * with something wrong with them. None of it may come out anywhere: not on the screen, not in a
 * message, not in a byte of any file.
 */
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { csvOf } from './support/exports.ts';
import { copyFixture, readTree, sha256, textsOf, writeTree } from './support/folders.ts';
import { newMachine, run, type Machine, type Run } from './support/run.ts';

const CHILD = {
  name: 'Zebedee Quillfeather',
  born: '29/02/2008',
  nhsNumber: '943 476 5919',
  story: 'Ran barefoot to the neighbours, "crying", and hid under a tarpaulin',
  address: '17 Marzipan Lane, Trowbridgeworth',
  school: 'Hyacinth Primary',
  worker: 'Wilhelmina Ottershaw',
  referrer: 'Reverend Peregrine Blackthorn of Hyacinth Primary',
  child: 'CH-77345018',
  family: 'FAM-90215533',
};

/** All of it, its longer words, the date as this program would write it, and hashes of the whole. */
const TRACES = [
  ...Object.values(CHILD),
  ...Object.values(CHILD).flatMap((text) => text.split(/[^\p{L}\p{N}/]+/u)),
  ...['2008-02-29', '29 Feb', '9434765919', '4765919'],
  ...Object.values(CHILD).map(sha256),
].filter((trace) => trace.length > 5);

/** The child's details stand wherever an export could have them, before, between and after the rest. */
const COLUMNS: readonly (readonly [heading: string, cell: string | null])[] = [
  ['Child Name', CHILD.name],
  ['Case Ref', null],
  ['Date of Birth', CHILD.born],
  ['Date Received', null],
  ['NHS Number', CHILD.nhsNumber],
  ['Decision Date', null],
  ['Referral Source', CHILD.referrer],
  ['Address', CHILD.address],
  ['Outcome', null],
  ['School', CHILD.school],
  ['Child Unique ID', CHILD.child],
  ['Family identifier', CHILD.family],
  ['Allocated Worker', CHILD.worker],
  ['', CHILD.name],
  ['Notes', CHILD.story],
  ['Notes', CHILD.story],
  ['Decision Rationale', CHILD.story],
  ['Priority', CHILD.story],
  ['Referrer Notified', CHILD.referrer],
];
const HEADINGS = COLUMNS.map(([heading]) => heading);

/** A row whose `facts` are its reference, date received, decision date and decision. */
function rowOf(...facts: readonly [string, string, string, string]): string[] {
  const left = [...facts];
  return COLUMNS.map(([, cell]) => cell ?? left.shift() ?? '');
}

const SOUND = [
  rowOf('A-1', '14/11/2026', '15/11/2026', 'S47'),
  rowOf('A-2', '14/11/2026', '15/11/2026', 'Early Help'),
  rowOf('A-3', '14/11/2026', '15/11/2026', 'Strategy Discussion'),
];

/** Fails where a trace of the child is in what a run said, or in a file that is not the export. */
function expectNoTrace(name: string, { stdout, stderr }: Run, machine: Machine): void {
  const files = readTree(machine.folder);
  files.delete(name);
  const places = new Map([
    ['standard output', stdout],
    ['standard error', stderr],
    ...textsOf(files),
    ['the names of files', [...files.keys()].join('\n')],
  ]);
  for (const [place, text] of places) {
    const found = TRACES.filter((trace) => text.toLowerCase().includes(trace.toLowerCase()));
    expect(found, place).toEqual([]);
  }
}

/** Draws from an export, and checks it before: the draw. */
async function runOn(export_: string | Uint8Array, ...flags: readonly string[]): Promise<Run> {
  const machine = newMachine();
  const name = typeof export_ !== 'string' && export_[0] === 0x50 ? 'week.xlsx' : 'week.csv';
  writeTree(machine.folder, { [name]: export_ });
  const checked = await run(['check', name, ...flags], machine);
  expectNoTrace(name, checked, machine);
  const drawn = await run(['sample', name, '--seed', 'blue kettle 42', ...flags], machine);
  expectNoTrace(name, drawn, machine);
  expect(checked.exitCode).toBe(drawn.exitCode);
  return drawn;
}

describe('a child’s details', () => {
  it('stay out of the pack and of what is said of it', async () => {
    const { exitCode, stdout, changes } = await runOn(csvOf([HEADINGS, ...SOUND]));
    expect(exitCode).toBe(0);
    expect(stdout).toContain('A-1');
    expect(changes.get('packs/2026-11-20/worksheets/T1.csv')).toBe('new');
    expect(changes.size).toBe(10);
  });

  it('stay out of the pack of a workbook, and of an export in another encoding', async () => {
    const workbook = utils.book_new();
    utils.book_append_sheet(workbook, utils.aoa_to_sheet([HEADINGS, ...SOUND]), 'Referrals');
    const notes = [...SOUND, rowOf('A-4', '14/11/2026', '15/11/2026', 'Early Help')];
    utils.book_append_sheet(workbook, utils.aoa_to_sheet(notes), 'Notes');
    const bytes = write(workbook, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array;
    expect((await runOn(bytes)).stdout).toContain('Sheets without a list this audit uses: Notes.');

    const latin1 = Buffer.from(
      csvOf([[...HEADINGS, 'Café'], ...SOUND.map((row) => [...row, 'é'])]),
      'latin1',
    );
    expect((await runOn(latin1)).stdout).toContain('Windows-1252');
  });

  it('but for what the README says is kept: the family, in draw.json, with not-drawn-since', async () => {
    const machine = newMachine();
    writeTree(machine.folder, { 'week.csv': csvOf([HEADINGS, ...SOUND]) });
    const words = ['sample', 'week.csv', '--seed', 'blue kettle 42', '--not-drawn-since', '12m'];
    const { exitCode, stdout, stderr } = await run(words, machine);
    expect(exitCode).toBe(0);
    const places = (trace: string) =>
      [...readTree(join(machine.folder, 'packs'))]
        .filter(([, bytes]) => bytes.toString().includes(trace))
        .map(([path]) => path);
    expect(places(CHILD.family)).toEqual(['2026-11-20/draw.json']);
    expect(places(CHILD.child)).toEqual([]);
    expect(stdout + stderr).not.toMatch(/FAM-|CH-77/);
  });

  it('but for what the README says is kept: the child, in the references of lists without any', async () => {
    const machine = newMachine();
    const lists = {
      'list-3.csv': csvOf([
        ['Child Unique ID', 'Date of referral', 'Referral NFA?'],
        [CHILD.child, '16/11/2026', 'No'],
        ['CH-2', '16/11/2026', 'Yes'],
      ]),
      'list-5.csv': csvOf([
        ['Child Unique ID', 'Strategy discussion initiating Section 47 Enquiry Start Date'],
        [CHILD.child, '17/11/2026'],
      ]),
    };
    writeTree(machine.folder, lists);
    const { exitCode } = await run(['sample', '.', '--seed', 'blue kettle 42'], machine);
    expect(exitCode).toBe(0);
    const pack = readTree(join(machine.folder, 'packs/2026-11-20'));
    const reference = `${CHILD.child} 2026-11-16`;
    const shown = [...pack].filter(([, bytes]) => bytes.toString().includes(CHILD.child));
    expect(shown.map(([path]) => path)).not.toContain('summary.html');
    for (const [path, bytes] of shown) {
      const text = bytes.toString();
      expect(text.split(CHILD.child).length, path).toBe(text.split(reference).length);
    }
  });

  it('stay out of what is said and written of a pack later', async () => {
    const machine = newMachine();
    const three = [4, 5, 6].map((n) => rowOf(`A-${n}`, '14/11/2026', '16/11/2026', 'Early Help'));
    writeTree(machine.folder, { 'week.csv': csvOf([HEADINGS, ...SOUND, ...three]) });
    const flags = ['--size', '2', '--seed', 'blue kettle 42'];
    expect((await run(['sample', 'week.csv', ...flags], machine)).exitCode).toBe(0);
    const verify = ['verify', 'packs/2026-11-20', 'week.csv'];
    const steps: readonly (readonly [words: readonly string[], exitCode: number])[] = [
      [verify, 0],
      [['replace', 'packs/2026-11-20', 'N1', '--reason', 'file-locked'], 0],
      [verify, 0],
      [['replace', 'packs/2026-11-20', 'T9', '--reason', 'file-locked'], 2],
    ];
    for (const [words, exitCode] of steps) {
      const result = await run(words, machine);
      expect(result.exitCode, words.join(' ')).toBe(exitCode);
      expectNoTrace('week.csv', result, machine);
    }
    // Another week’s export under the same name.
    writeTree(machine.folder, { 'week.csv': csvOf([HEADINGS, ...SOUND, ...three.slice(1)]) });
    for (const flag of [[], ['--json']]) {
      const result = await run([...verify, ...flag], machine);
      expect(result.exitCode).toBe(1);
      expectNoTrace('week.csv', result, machine);
    }
  });

  it('stay out of a settings file made from an export', async () => {
    const machine = newMachine();
    writeTree(machine.folder, { 'week.csv': csvOf([HEADINGS, ...SOUND]) });
    const result = await run(['init', 'week.csv'], machine);
    expect(result.exitCode).toBe(0);
    expect(readTree(machine.folder).get('mash-audit.yaml')?.toString()).toContain('Case Ref');
    expectNoTrace('week.csv', result, machine);
  });

  it('stay out of the JSON document', async () => {
    const { exitCode, stdout } = await runOn(csvOf([HEADINGS, ...SOUND]), '--json');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"A-1"');
  });

  it.each([
    ['a row without a reference', rowOf('', '14/11/2026', '15/11/2026', 'S47'), 'reference'],
    ['a date that is none', rowOf('B-1', '14/11/2026', 'Nov 15, 2026', 'S47'), '“Nov 15, 2026”'],
    ['a word for a date', rowOf('B-1', '14/11/2026', 'soon', 'S47'), 'is not shown'],
    ['a name for a date', rowOf('B-1', '14/11/2026', CHILD.name, 'S47'), 'is not shown'],
    ['a name and a date', rowOf('B-1', `${CHILD.name} 14/11/26`, '', 'S47'), 'is not shown'],
    ['a number for a date', rowOf('B-1', '14/11/2026', CHILD.nhsNumber, 'S47'), 'is not shown'],
    ['a day not in the calendar', rowOf('B-1', '31/11/2026', '15/11/2026', 'S47'), '31/11/2026'],
    ['a placeholder', rowOf('B-1', '01/01/1900', '15/11/2026', 'S47'), '01/01/1900'],
    ['a short year', rowOf('B-1', '14/11/2026', '15/11/26', 'S47'), '15/11/26'],
    ['an unknown decision', rowOf('B-1', '14/11/2026', '15/11/2026', 'Maybe'), '“Maybe”'],
    ['an ambiguous decision', rowOf('B-1', '14/11/2026', '15/11/2026', 'MARAC'), '“MARAC”'],
    ['a decision without a date', rowOf('B-1', '14/11/2026', '', 'S47'), 'no date'],
    ['a contradiction', rowOf('A-1', '13/11/2026', '15/11/2026', 'S47'), 'differ'],
    ['a row cut off at its end', SOUND[0]?.slice(0, -1) ?? [], '18 cells'],
    ['a row that goes on too long', [...(SOUND[0] ?? []), CHILD.story], '20 cells'],
  ])('stay out of the message about %s', async (_, row, said) => {
    for (const flags of [[], ['--json']]) {
      const export_ = csvOf([HEADINGS, ...SOUND, row]);
      const { exitCode, stderr, changes } = await runOn(export_, ...flags);
      expect(exitCode).toBe(1);
      expect(stderr).toContain(said);
      expect(changes.size).toBe(0);
    }
  });

  // The cells behind the gap stand under the wrong headings: none of them may be looked at.
  it.each([
    ['the first cell is missing', (cells: readonly string[]) => cells.slice(1), '18 cells'],
    [
      'a comma cut its first cell in two',
      (cells: readonly string[]) => ['A', ...cells],
      '20 cells',
    ],
  ])('stay out of the messages about a row in which %s', async (_, shift, said) => {
    const shifted = shift(rowOf('B-1', '14/11/2026', '15/11/2026', 'S47'));
    const { exitCode, stderr } = await runOn(csvOf([HEADINGS, ...SOUND, shifted]));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(said);
    expect(stderr).toContain('1 problem.');
  });

  it('stay out of the pack when such referrals are left out', async () => {
    const { exitCode, changes } = await runOn(
      csvOf([
        HEADINGS,
        ...SOUND,
        rowOf('A-1', '13/11/2026', '15/11/2026', 'S47'),
        rowOf('B-1', '14/11/2026', '15/11/2026', 'Maybe'),
        rowOf('B-2', '14/11/2026', '', 'S47'),
        rowOf('B-3', '14/11/2026', '', ''),
        rowOf('B-4', '14/11/2026', '01/11/2026', 'S47'),
        rowOf('A-2', '14/11/2026', '15/11/2026', 'Early Help'),
      ]),
      ...['--leave-out-contradictory', '--leave-out-unrecognised', '--leave-out-undated'],
    );
    expect(exitCode).toBe(0);
    expect(changes.get('packs/2026-11-20/exclusions.csv')).toBe('new');
  });

  it.each([
    ['has no headings', csvOf(SOUND), /No heading in it/],
    ['has headings the program does not know', csvOf([['Name'], [CHILD.name]]), /No heading in it/],
    [
      'has two columns for one fact',
      csvOf([[...HEADINGS, 'Decision'], ...SOUND.map((row) => [...row, 'S47'])]),
      /could each be/,
    ],
    ['ends inside a cell', csvOf([HEADINGS, ...SOUND]).slice(0, -20), /never closed/],
    ['has a stray quotation mark', `${csvOf([HEADINGS])}${CHILD.name} "Zeb", A-1`, /middle of/],
    ['is in another encoding', Buffer.from(`é ${CHILD.name}`, 'latin1'), /No heading in it/],
    ['is in no encoding', Buffer.from(`\u0081 ${CHILD.name}`, 'latin1'), /no encoding/],
    ['is in UTF-16 and does not say so', Buffer.from(csvOf(SOUND), 'utf16le'), /neither a CSV/],
  ])('stay out of the messages about an export that %s', async (_, export_, said) => {
    const { stderr } = await runOn(export_);
    expect(stderr).toMatch(said);
  });

  it('stay out of the report of a fault in the program, unless whoever mends it asks', async () => {
    // A machine whose calendar fails, with the child's name in what it throws.
    const fail = (env: Record<string, string>) =>
      run(['sample', 'week.csv'], newMachine({ today: CHILD.name, env }));
    const report = await fail({});
    expect(report.exitCode).toBe(2);
    expect(report.stderr).toContain('This is a fault in mash-audit');
    expect(report.stderr).toMatch(/^ {4}at /m);
    expect(report.stderr).toContain('Nothing was drawn.');
    const ofReport = await run(['report'], newMachine({ today: CHILD.name }));
    expect(ofReport.stderr).toContain('This is a fault in mash-audit');
    expect(ofReport.stderr).not.toContain('Nothing was drawn');
    expect(report.stdout + report.stderr).not.toContain('Zebedee');
    expect((await fail({ MASH_AUDIT_DEBUG: '1' })).stderr).toContain('Zebedee');
  });

  it('of the fixtures stay out of their packs', async () => {
    const machine = newMachine();
    copyFixture('ordinary-week', machine.folder);
    const { stdout, stderr } = await run(['sample', 'mash-export.csv'], machine);
    const pack = [...readTree(join(machine.folder, 'packs')).values()].map(String);
    expect(pack.length).toBeGreaterThan(10);
    expect([stdout, stderr, ...pack].join('\n')).not.toMatch(/Example (?:Child|Worker)|Invented/);
  });
});
