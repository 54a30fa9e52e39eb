/** Worksheets that were filled in come out as findings: whoever filled them in, and with what. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate/browser';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { chmodSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeTree } from '../support/folders.ts';
import { dateCell } from '../support/inputs-workbooks.ts';
import {
  collated,
  collateIn,
  csvOfCase,
  deskCopy,
  fillBook,
  fillCsv,
  keptDesk,
  readBytes,
  readFindings,
  type FormAnswers,
} from '../support/forms.ts';
import { done, found, PACK, readRecordIn, say } from '../support/verify-run.ts';

const desk = keptDesk();
let book: Buffer;
let csv: Buffer;

beforeAll(async () => {
  await desk.draw();
  book = readBytes(desk.folder, 'worksheets.xlsx');
  csv = readBytes(desk.folder, 'worksheets/T1.csv');
});

/** Every item of a form of a case that met the threshold, and what is recorded of it. */
const WHOLE = {
  'decision-appropriate': 'Yes',
  'decision-appropriate-rationale': 'The harm was named',
  'decision-documented': 'Partly',
  'decision-documented-rationale': 'Late',
  'referrer-notified': 'Not known',
  'referrer-notified-rationale': '“No record”, they say',
  'view-police': 'Yes',
  'view-police-rationale': 'On time',
  'view-health': 'No',
  'view-health-rationale': 'GP, not asked',
  'view-social-care': 'Yes',
  'view-social-care-rationale': 'Signed off',
  agree: 'Not all agree',
  'agree-rationale': 'Health does not',
  grade: 'Inadequate',
  'grade-rationale': 'GP records were not checked',
  'today-what': 'Ask the GP',
  'today-who': 'Health lead',
  'today-by': '23/11/2026',
  'today-done': 'Yes',
  'today-done-on': '20 November 2026',
  learning: 'Ask the GP first',
  'good-practice': 'Police came at once',
  'action-1-what': 'Tell all teams',
  'action-1-owner': 'MASH manager',
  'action-1-due': '27/11/2026',
  'action-3-what': 'Look again',
} as const;

const FOUND = {
  label: 'T1',
  side: 'met',
  state: 'audited',
  notAudited: null,
  answers: [
    { question: 'decision-appropriate', answer: 'Yes', rationale: 'The harm was named' },
    { question: 'decision-documented', answer: 'Partly', rationale: 'Late' },
    { question: 'referrer-notified', answer: 'Not known', rationale: '“No record”, they say' },
  ],
  views: [
    { agency: 'police', question: 'view-police', answer: 'Yes', rationale: 'On time' },
    { agency: 'health', question: 'view-health', answer: 'No', rationale: 'GP, not asked' },
    { agency: 'social-care', question: 'view-social-care', answer: 'Yes', rationale: 'Signed off' },
  ],
  agreement: { question: 'agree', answer: 'Not all agree', rationale: 'Health does not' },
  grade: 'Inadequate',
  gradeReason: 'GP records were not checked',
  today: {
    what: 'Ask the GP',
    who: 'Health lead',
    by: '2026-11-23',
    done: 'Yes',
    doneOn: '2026-11-20',
  },
  learning: 'Ask the GP first',
  goodPractice: 'Police came at once',
  actions: [
    { number: 1, what: 'Tell all teams', owner: 'MASH manager', due: '2026-11-27' },
    { number: 3, what: 'Look again', owner: null, due: null },
  ],
};

describe('worksheets without an answer', () => {
  const NOTHING = 'No worksheet has an answer in it yet.';

  it('are no meeting yet: what to do is said, and the files are there all the same', async () => {
    const machine = deskCopy(desk.folder);
    const { stdout, exitCode, changes } = await collateIn(machine);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      `${NOTHING}\n  To do: Fill in worksheets.xlsx, save it, then run this again.\n`,
    );
    expect(stdout).not.toMatch(/Outcome|Still blank/);
    expect(changes.has(`${PACK}/outcome.html`)).toBe(true);
  });

  it('are none when they are collated again, nor after a case was replaced', async () => {
    const machine = deskCopy(desk.folder);
    const { stdout } = await collated(machine);
    expect(await collated(machine)).toMatchObject({ stdout, changes: new Map() });
    await done(machine.folder, ['replace', PACK, 'T2', '--reason', 'conflict-of-interest']);
    const again = await collated(machine);
    expect(again.stdout).toContain(NOTHING);
    expect(again.stdout).not.toMatch(/Outcome|Still blank|No question is answered/);
  });

  it('are none where all answers were taken back, and the page that lists them is named', async () => {
    const machine = deskCopy(desk.folder);
    writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: WHOLE }) });
    await collated(machine, 'a.xlsx');
    const { stdout } = await collated(machine, '--afresh');
    expect(stdout).toMatch(/Changed since[^]*No worksheet has an answer in it yet[^]*Outcome/);
  });

  it('with one answer are one', async () => {
    const machine = deskCopy(desk.folder);
    writeTree(join(machine.folder, PACK), { 'worksheets/T1.csv': fillCsv(csv, WHOLE) });
    const { stdout } = await collated(machine);
    expect(stdout).not.toContain(NOTHING);
    expect(stdout).toMatch(/Still blank[^]*Outcome/);
  });
});

describe('a worksheet that was filled in', () => {
  it.each([
    ['in the workbook of the pack', { 'worksheets.xlsx': () => fillBook(book, { T1: WHOLE }) }],
    ['in the CSV form of the pack', { 'worksheets/T1.csv': () => fillCsv(csv, WHOLE) }],
    [
      'in both alike',
      {
        'worksheets.xlsx': () => fillBook(book, { T1: WHOLE }),
        'worksheets/T1.csv': () => fillCsv(csv, WHOLE),
      },
    ],
  ])('%s is recorded, item by item', async (_, files) => {
    const machine = deskCopy(desk.folder);
    for (const [path, bytes] of Object.entries(files)) {
      writeTree(join(machine.folder, PACK), { [path]: bytes() });
    }
    const { stdout, stderr } = await collated(machine);
    const { cases, ...rest } = readFindings(machine.folder);
    expect(cases.find(({ label }) => label === 'T1')).toEqual(FOUND);
    expect(cases.map(({ label }) => label)).toEqual(MEETING_ORDER);
    expect(cases.filter(({ state }) => state === 'blank')).toHaveLength(7);
    expect(rest).toMatchObject({
      schemaVersion: 1,
      meeting: '2026-11-20',
      questionSet: 'wiltshire-2020',
      completions: [],
      changes: [],
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^Worksheets {2}9 files read\nAudited {5}1 of 8 cases\n/);
    expect(stdout).toContain('Grades      1 Inadequate\n');
    expect(stdout).toContain('  T2   the whole worksheet\n');
    expect(stdout).not.toContain('  T1 ');
  });

  it.each([
    [
      'saved in the format of old Excel',
      () => ({ 'T1.xls': fillBook(book, { T1: WHOLE }, undefined, 'biff8') }),
    ],
    [
      'under the name of a workbook with macros',
      () => ({ 'T1.xlsm': fillBook(book, { T1: WHOLE }) }),
    ],
    ['in capitals', () => ({ 'T1.XLSX': fillBook(book, { T1: WHOLE }) })],
    [
      'with semicolons and a mark',
      () => ({ 'T1.csv': `\uFEFF${semicolons(fillCsv(csv, WHOLE))}` }),
    ],
    [
      'with dates as a spreadsheet keeps them',
      () => ({
        'T1.xlsx': fillBook(book, {
          T1: {
            ...WHOLE,
            'today-by': dateCell('2026-11-23', '00:00', 'dd/mm/yyyy'),
            'today-done-on': dateCell('2026-11-20', '00:00', 'm/d/yy'),
            'action-1-due': dateCell('2026-11-27', '00:00', 'dd/mm/yyyy'),
          },
        }),
      }),
    ],
    [
      'in other letters and with spaces',
      () => ({
        'T1.xlsx': fillBook(book, {
          T1: {
            ...WHOLE,
            'decision-appropriate': ' YES ',
            grade: 'inadequate',
            agree: 'not  all agree',
            'referrer-notified': 'NOT KNOWN',
          },
        }),
      }),
    ],
  ])('%s says the same', async (_, files) => {
    const machine = deskCopy(desk.folder);
    writeTree(join(machine.folder, 'returned'), files());
    await collated(machine, 'returned');
    expect(readFindings(machine.folder).cases[0]).toEqual(FOUND);
  });

  it.each([
    'Friday 27 November 2026',
    'Fri 27/11/2026',
    'fri, 27 Nov 2026',
    '27th November 2026',
    'Friday 27th of November 2026',
  ])('may say a date as people do: %s', async (due) => {
    const machine = deskCopy(desk.folder);
    const answers = { 'action-1-what': 'Tell them', 'action-1-due': due };
    writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: answers }) });
    await collated(machine, 'a.xlsx');
    expect(readFindings(machine.folder).cases[0]?.actions[0]?.due).toBe('2026-11-27');
  });

  it.each([
    ['a time', 14.5 / 24, 'h:mm', '14:30'],
    ['hours beyond a day', 26 / 24, '[h]:mm', '26:00'],
    ['a percentage', 0.5, '0%', '50%'],
    ['an amount', 1.1, '0.00', '1.10'],
    ['a day', 46344, 'dd/mm/yyyy', '2026-11-18'],
    ['a number', 12.5, 'General', '12.5'],
    ['a number that its format hides', 12.5, ';;;', '12.5'],
    ['a nought that its format hides', 0, '0;-0;;@', '0'],
  ])('may hold %s in place of words', async (_, v, z, seen) => {
    const machine = deskCopy(desk.folder);
    const form = fillBook(book, { T1: { learning: { t: 'n', v, z } } });
    writeTree(machine.folder, { 'a.xlsx': form });
    await collated(machine, 'a.xlsx');
    expect(readFindings(machine.folder).cases[0]?.learning).toBe(seen);
  });

  it('may hold signs that another program writes as numbers', async () => {
    const machine = deskCopy(desk.folder);
    const parts = unzipSync(fillBook(book, { T1: { learning: 'Seen THUMB by NAME' } }));
    const [name, part] = found(
      Object.entries(parts).find(([, bytes]) => Buffer.from(bytes).includes('Seen THUMB')),
    );
    const text = strFromU8(part).replace('THUMB', '&#128077;').replace('NAME', '&#134071;');
    writeTree(machine.folder, { 'a.xlsx': zipSync({ ...parts, [name]: strToU8(text) }) });
    await collated(machine, 'a.xlsx');
    expect(readFindings(machine.folder).cases[0]?.learning).toBe('Seen 👍 by 𠮷');
  });

  it('is put together from the copies of agencies that each filled in their own', async () => {
    const machine = deskCopy(desk.folder);
    const items = Object.entries(WHOLE);
    const share = (nth: number) =>
      Object.fromEntries(items.filter((_entry, index) => index % 3 === nth));
    writeTree(join(machine.folder, 'returned'), {
      'health.xlsx': fillBook(book, { T1: share(0) }),
      'police.xlsx': fillBook(book, { T1: share(1), N1: { agree: 'All agree' } }),
      'T1 social care.csv': fillCsv(csv, share(2)),
      'T1 again.csv': fillCsv(csv, share(2)),
      'covering letter.docx': 'Dear all',
      '~$health.xlsx': 'open',
    });
    const { stdout } = await collated(machine, 'returned');
    const { cases } = readFindings(machine.folder);
    expect(cases.slice(0, 2)).toMatchObject([FOUND, { label: 'N1', state: 'audited' }]);
    expect(stdout).toContain('Worksheets  4 files read\n');
    expect(stdout).toContain(
      'returned/covering letter.docx: no worksheet by its name, not read.\n',
    );
    expect(stdout).not.toContain('~$health');
    // As a shell hands them over for returned/*.xlsx.
    const files = ['health', 'police', '~$health'].map((name) => `returned/${name}.xlsx`);
    expect((await collated(machine, ...files)).stdout).toContain('Worksheets  2 files read\n');
  });

  it('may lie in the pack under another name: then it is said how it is read', async () => {
    const machine = deskCopy(desk.folder);
    const filled = fillBook(book, { T1: { learning: 'Ring first' } });
    writeTree(join(machine.folder, PACK), { 'worksheets completed.xlsx': filled });
    expect((await collated(machine)).stdout).toContain(
      '  worksheets completed.xlsx: no worksheet by its name, not read. If it is one, name it after the pack.\n',
    );
    await collated(machine, `${PACK}/worksheets completed.xlsx`);
    expect(readFindings(machine.folder).cases[0]?.learning).toBe('Ring first');
  });

  it('may say why the case could not be audited', async () => {
    const machine = deskCopy(desk.folder);
    const why = 'The file is locked';
    writeTree(machine.folder, {
      'a.xlsx': fillBook(book, { T1: { 'not-audited': why }, N1: { 'action-1-what': 'Ask' } }),
    });
    const { stdout } = await collated(machine, 'a.xlsx');
    const { cases } = readFindings(machine.folder);
    expect(cases[0]).toMatchObject({ state: 'not-audited', notAudited: why, grade: null });
    expect(cases[1]).toMatchObject({ state: 'blank', actions: [{ number: 1, what: 'Ask' }] });
    expect(stdout).toContain('Audited     0 of 8 cases\n  T1: not audited.\n');
    expect(stdout).toContain('  N1   all judgements\n');
    expect(csvOfCase(machine.folder, 'T1').get('state')).toEqual(['', 'not-audited', why]);
  });
});

const MEETING_ORDER = ['T1', 'N1', 'T2', 'N2', 'T3', 'N3', 'T4', 'N4'];

/** The same rows as Excel saves them in much of Europe. */
function semicolons(text: string): string {
  const rows: string[][] = parse(text, { relax_column_count: true, bom: true });
  return stringify(rows, { delimiter: ';', record_delimiter: '\r\n' });
}

describe('a CSV form that does not say how its letters are written', () => {
  it('is read as Windows-1252, and that is said', async () => {
    const machine = deskCopy(desk.folder);
    const text = fillCsv(csv, { learning: 'Zoë was seen' });
    writeTree(machine.folder, { 'T1.csv': Buffer.from(text.replace(/^\uFEFF/, ''), 'latin1') });
    const { stdout } = await collated(machine, 'T1.csv');
    expect(stdout).toContain(
      '  T1.csv: The file does not say how its letters are written: it was read as Windows-1252,',
    );
    expect(readFindings(machine.folder).cases[0]?.learning).toBe('Zoë was seen');
  });

  it('is not named where it is in UTF-8, or has no such letters', async () => {
    const machine = deskCopy(desk.folder);
    writeTree(machine.folder, {
      'a/T1.csv': fillCsv(csv, { learning: 'Zoë was seen' }),
      'b/T1.csv': Buffer.from(fillCsv(csv, { 'good-practice': 'In time' }), 'latin1'),
    });
    const { stdout } = await collated(machine, 'a', 'b');
    expect(stdout).not.toContain('Please note');
  });
});

describe('a worksheet without an answer', () => {
  it.each([
    ['a reason alone', { 'decision-appropriate-rationale': 'Only a reason' }],
    ['an action alone', { 'action-1-what': 'Ask the GP' }],
    ['a word of learning', { learning: 'Ask first' }],
  ])('is not called blank where %s is written', async (_, answers) => {
    const machine = deskCopy(desk.folder);
    writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T2: answers }) });
    const { stdout } = await collated(machine, 'a.xlsx');
    expect(stdout).toContain(
      '  No question is answered yet: what else is written there is recorded.\n',
    );
    expect(stdout).toContain('  T2   all judgements\n');
    expect(stdout).toContain('  T3   the whole worksheet\n');
    const page = readBytes(machine.folder, 'outcome.html').toString('utf8');
    expect(page).toContain('8 without an answer.');
  });

  it('is called so where nothing is', async () => {
    const machine = deskCopy(desk.folder);
    const { stdout } = await collated(machine);
    expect(stdout).toContain('\nNo worksheet has an answer in it yet.\n');
    expect(stdout).not.toContain('the whole worksheet');
    const page = readBytes(machine.folder, 'outcome.html').toString('utf8');
    expect(page).toContain('8 with a blank worksheet.');
  });
});

describe('what collate writes', () => {
  const machineWith = async () => {
    const machine = deskCopy(desk.folder);
    writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: { ...WHOLE, learning: '=1+1' } }) });
    const result = await collated(machine, 'a.xlsx');
    return { machine, result };
  };

  it('is three files, that their owner alone may read', async () => {
    const { machine, result } = await machineWith();
    const names = ['findings.csv', 'findings.json', 'outcome.html'];
    expect([...result.changes]).toEqual(names.map((name) => [`${PACK}/${name}`, 'new']));
    for (const name of names) {
      expect(statSync(join(machine.folder, PACK, name)).mode & 0o777).toBe(0o600);
    }
    expect(result.stdout.endsWith(`Outcome     ${PACK}/outcome.html\n`)).toBe(true);
  });

  it('has a row for each item of each case, and guards what looks like a formula', async () => {
    const { machine } = await machineWith();
    const rows = csvOfCase(machine.folder, 'T1');
    expect([...rows.keys()]).toEqual([
      'state',
      ...['decision-appropriate', 'decision-documented', 'referrer-notified'],
      ...['view-police', 'view-health', 'view-social-care', 'agree', 'grade'],
      ...['today-what', 'today-who', 'today-by', 'today-done', 'today-done-on'],
      ...['learning', 'good-practice'],
      ...['action-1-what', 'action-1-owner', 'action-1-due'],
      ...['action-3-what', 'action-3-owner', 'action-3-due'],
    ]);
    expect(rows.get('view-health')).toEqual(['Health', 'No', 'GP, not asked']);
    expect(rows.get('grade')).toEqual(['', 'Inadequate', 'GP records were not checked']);
    expect(rows.get('today-by')).toEqual(['', '2026-11-23', '']);
    expect(rows.get('learning')).toEqual(['', "'=1+1", '']);
    expect(csvOfCase(machine.folder, 'N4').get('grade')).toEqual(['', '', '']);
  });

  it('tells the minutes what was found, what is to be done, and what is still blank', async () => {
    const { machine } = await machineWith();
    const page = readBytes(machine.folder, 'outcome.html').toString('utf8');
    for (const text of [
      '8 cases of Fri 13 Nov 2026 to Thu 19 Nov 2026: 1 audited, 0 not audited, 7 with a blank worksheet.',
      'Outstanding 0; Good 0; Requires improvement 0; Inadequate 1; Not graded 0',
      'GP records were not checked',
      'Ask the GP',
      'T1#1',
      'Tell all teams',
      'the whole worksheet',
      'OFFICIAL-SENSITIVE',
    ]) {
      expect(page).toContain(text);
    }
  });

  it('lists no reason given with the best answer, and says where such reasons are', async () => {
    const machine = deskCopy(desk.folder);
    const pageOf = async (answers: Readonly<Record<string, string>>): Promise<string> => {
      writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: answers }) });
      await collated(machine, 'a.xlsx', '--afresh');
      return readBytes(machine.folder, 'outcome.html').toString('utf8');
    };
    const elsewhere = '<p>Reasons given with “Yes” are in findings.csv.</p>';
    const partly = await pageOf({
      'decision-appropriate': 'Partly',
      'decision-appropriate-rationale': 'Late, and\nnot signed',
    });
    expect(partly).toContain('Was the decision appropriate? Partly: Late, and\nnot signed</li>');
    expect(partly).not.toContain('are in findings.csv');
    // What was written on two lines is shown on two.
    expect(partly).toContain('\ntd, li { white-space: pre-line; }');

    const whole = await pageOf(WHOLE);
    expect(whole).toContain('Partly: Late</li>');
    expect(whole).toContain(elsewhere);
    expect(whole).not.toContain('On time');

    const best = await pageOf({ 'view-police': 'Yes', 'view-police-rationale': 'On time' });
    expect(best).toContain(`<h2>Reasons</h2>${elsewhere}`);
  });

  it('says days that a corrected form changed as it says all days', async () => {
    const machine = deskCopy(desk.folder);
    for (const answers of [
      WHOLE,
      { ...WHOLE, 'action-1-due': '4/12/2026', learning: '2026-11-27' },
    ]) {
      writeTree(machine.folder, { 'a.xlsx': fillBook(book, { T1: answers }) });
      await collated(machine, 'a.xlsx');
    }
    const page = readBytes(machine.folder, 'outcome.html').toString('utf8');
    expect(page).toContain('action 1: due: “Fri 27 Nov 2026” became “Fri 4 Dec 2026”');
    // What people wrote stands as they wrote it.
    expect(page).toContain('learning: “Ask the GP first” became “2026-11-27”');
  });

  it('sets the minutes smaller the more there is to say, so that they stay on a page', async () => {
    const sizeOf = async (cases: number, reason: string): Promise<string> => {
      const machine = deskCopy(desk.folder);
      const labels = ['T1', 'T2', 'T3', 'T4'].slice(0, cases);
      const forms = labels.map((label) => [label, { ...WHOLE, 'grade-rationale': reason }]);
      const filled = fillBook(book, Object.fromEntries(forms) as FormAnswers);
      writeTree(machine.folder, { 'a.xlsx': filled });
      await collated(machine, 'a.xlsx');
      const page = readBytes(machine.folder, 'outcome.html').toString('utf8');
      // The last rule that says it is the one that counts.
      return found([...page.matchAll(/\n *table, ul[^{]*{ font-size: ([\d.]+pt)/g)].at(-1)?.[1]);
    };
    expect(await sizeOf(1, 'The history was known')).toBe('9pt');
    expect(await sizeOf(1, 'x'.repeat(300))).toBe('9pt');
    expect(await sizeOf(3, 'The rationale follows from the history of all agencies')).toBe('8.5pt');
    expect(await sizeOf(4, 'The history was not known. '.repeat(20))).toBe('7.5pt');
  });

  it('holds labels, and no reference of any referral', async () => {
    const { machine } = await machineWith();
    const references = readRecordIn(machine.folder).register.map(({ reference }) => reference);
    expect(references).toHaveLength(82);
    for (const name of ['findings.csv', 'findings.json', 'outcome.html']) {
      const text = readBytes(machine.folder, name).toString('utf8');
      expect(references.filter((reference) => text.includes(reference))).toEqual([]);
      expect(text).toContain('T1');
    }
    // The twin: the pack's own forms do hold them.
    expect(csv.toString('utf8')).toContain(found(references.find((one) => one === 'MASH-4168')));
  });

  it('takes nothing of the pack away', async () => {
    const { machine } = await machineWith();
    for (const path of ['worksheets.xlsx', 'worksheets/T1.csv', 'draw.json', 'summary.html']) {
      expect(readBytes(machine.folder, path)).toEqual(readBytes(desk.folder, path));
    }
  });
});

describe('collate is refused', () => {
  it('for a pack whose record was altered', async () => {
    const machine = deskCopy(desk.folder);
    const record = readBytes(machine.folder, 'draw.json').toString('utf8');
    const place = join(machine.folder, PACK);
    writeTree(place, { 'draw.json': record.replace('"ticket": 0.', '"ticket": 0.1') });
    const { exitCode, stderr, changes } = await collateIn(machine);
    expect(stderr).toContain(`The record of ${PACK} is not as it was drawn`);
    expect([exitCode, changes.size]).toEqual([2, 0]);
  });

  it('where there is no pack, and where the pack has no worksheets to read', async () => {
    const machine = deskCopy(desk.folder);
    expect(await say(machine.folder, ['collate', 'packs/none'])).toMatchObject({ exitCode: 2 });
    const flags = ['--meeting', '20/11/2026', '--format', 'html', '--out', 'paper'];
    await say(machine.folder, ['sample', 'mash-export.csv', '--seed', '1234567890', ...flags]);
    const { exitCode, stderr } = await say(machine.folder, ['collate', 'paper/2026-11-20']);
    expect(stderr).toContain('There is no worksheet to collate in paper/2026-11-20.');
    expect(exitCode).toBe(2);
  });

  it('where nothing can be written, and leaves no half behind', async () => {
    const machine = deskCopy(desk.folder);
    writeTree(join(machine.folder, PACK), { 'outcome.html/in-the-way': '' });
    const { exitCode, stderr, changes } = await collateIn(machine);
    expect(stderr).toContain(`The findings cannot be written to ${PACK}.`);
    expect(exitCode).toBe(2);
    expect([...changes.keys()].filter((path) => path.endsWith('.new'))).toEqual([]);
    expect(changes.has(`${PACK}/findings.json`)).toBe(false);
  });

  it.runIf(process.getuid?.() !== 0)(
    'for a file that may not be read, by its own name',
    async () => {
      const machine = deskCopy(desk.folder);
      writeTree(join(machine.folder, 'returned'), { 'a.csv': csv, 'b.csv': '' });
      chmodSync(join(machine.folder, 'returned/a.csv'), 0);
      const { exitCode, stderr } = await say(machine.folder, ['collate', PACK, 'returned']);
      expect(stderr).toContain('returned/a.csv: The file cannot be read.');
      expect(stderr).toContain('returned/b.csv: The file is empty.');
      expect(exitCode).toBe(1);
    },
  );
});
