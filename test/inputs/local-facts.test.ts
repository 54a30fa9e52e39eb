/** Two columns that only some exports have: they are shown and counted, and change no draw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvOf, fixtureLines } from '../support/exports.ts';
import { readTree, writeTree } from '../support/folders.ts';
import type { Field } from '../../src/audit/problems.ts';
import type { NamedColumns } from '../../src/inputs/known-headings.ts';
import { codesOf, csv, HEADINGS, parse, reading, referral } from '../support/inputs-reading.ts';
import { runOn } from '../support/inputs-run.ts';
import { faultsOf, readRecord, readTable } from '../support/pack.ts';
import { newMachine, run } from '../support/run.ts';

const LOCAL = ['RAG Rating', 'Referrer Notified'];

async function read(rag: string, notified: string) {
  const { rows, problems } = await parse(
    csv([...HEADINGS, ...LOCAL], [...referral(), rag, notified]),
  );
  expect(codesOf(problems)).toEqual([]);
  return rows[0];
}

describe('a row', () => {
  test.each([
    ['Yes', { answer: 'yes', on: null }],
    ['y', { answer: 'yes', on: null }],
    ['1', { answer: 'yes', on: null }],
    ['TRUE', { answer: 'yes', on: null }],
    ['a) Yes', { answer: 'yes', on: null }],
    ['No', { answer: 'no', on: null }],
    ['n', { answer: 'no', on: null }],
    ['0', { answer: 'no', on: null }],
    ['false', { answer: 'no', on: null }],
    ['16/11/2026', { answer: 'yes', on: '2026-11-16' }],
    ['2026-11-16 09:30', { answer: 'yes', on: '2026-11-16' }],
    ['', null],
    ['NULL', null],
    ['#N/A', null],
    ['By letter', { answer: 'other-wording', on: null }],
    ['31/11/2026', { answer: 'other-wording', on: null }],
    ['16/11/26', { answer: 'other-wording', on: null }],
    ['01/01/1900', { answer: 'other-wording', on: null }],
  ])('that says %j of the referrer', async (text, notified) => {
    expect((await read('', text))?.referrerNotified).toEqual(notified);
  });

  test('keeps a rating of the list, and nothing else', async () => {
    expect((await read('RED', ''))?.rag).toBe('Red');
    expect((await read('', ''))?.rag).toBe('');
    expect((await read('#REF!', ''))?.rag).toBe('');
    expect((await read('Tom was seen', ''))?.rag).toBe('Other wording');
  });

  test('of an export without the columns has neither, not a blank', async () => {
    const { rows } = await parse(csv(HEADINGS, referral()));
    expect(rows[0]).not.toHaveProperty('rag');
    expect(rows[0]).not.toHaveProperty('referrerNotified');
  });
});

describe('the columns', () => {
  test('of dates alone say whether as well', async () => {
    const { rows, read } = await parse(
      csv([...HEADINGS, 'Feedback Date'], [...referral(), '16/11/2026']),
    );
    expect(rows[0]?.referrerNotified).toEqual({ answer: 'yes', on: '2026-11-16' });
    expect(read?.tables[0]?.columns.at(-1)?.field).toBe('referrerNotified');
  });

  const competing = async (
    headings: readonly string[],
    cells: readonly string[],
    set: Parameters<typeof reading>[0] = {},
  ) => {
    const text = csv([...HEADINGS, ...headings], [...referral(), ...cells]);
    const { rows, problems, read } = await parse(text, 'week.csv', reading(set));
    const fields = read?.tables[0]?.columns.map(({ field }) => field).slice(HEADINGS.length);
    return { row: rows[0], codes: codesOf(problems), fields };
  };

  test.each<readonly [Field, readonly string[], readonly string[]]>([
    ['rag', ['RAG', 'Priority'], ['Red', 'P2']],
    ['team', ['Team', 'Allocated Team'], ['North', '']],
    ['source', ['Referring Agency', 'Source'], ['Police', 'School']],
    ['localAuthority', ['LA', 'Local Authority'], ['Wiltshire', 'Swindon']],
    ['referrerNotified', ['Referrer Notified', 'Referrer Informed'], ['Yes', 'No']],
    [
      'referrerNotifiedOn',
      ['Feedback Date', 'Date Referrer Notified'],
      ['16/11/2026', '17/11/2026'],
    ],
  ])('that could each be the %s, and differ, are not used', async (field, headings, cells) => {
    const said = await competing(headings, cells);
    expect(said).toMatchObject({ codes: ['columns-differ'], fields: [] });
    expect(said.row).toMatchObject({ team: '', sourceGroup: '', localAuthority: '' });
    expect(said.row).not.toHaveProperty('rag');
    expect(said.row).not.toHaveProperty('referrerNotified');
    // The team says which is meant.
    const named = await competing(headings, cells, { columns: { [field]: headings[1] } });
    expect(named.codes).toEqual([]);
    expect(named.fields).toHaveLength(1);
    // Where they say the same, there is nothing to choose.
    const [first = ''] = cells;
    const same = await competing(headings, [first, ` ${first}`]);
    expect(same.codes).toEqual([]);
    expect(same.fields).toHaveLength(1);
  });

  test('that differ stop the draw where they choose the cases', async () => {
    const authority = [
      ['LA', 'Local Authority'],
      ['Wiltshire', 'Swindon'],
    ] as const;
    const stopped = await competing(...authority, { authorityAsked: true });
    expect(stopped.codes).toEqual(['columns-compete']);
    for (const [headings, cells] of [
      [['Outcome'], ['S47']],
      [['Case Ref'], ['R2']],
      [['Outcome Date'], ['17/11/2026']],
    ] as const) {
      expect((await competing(headings, cells)).codes).toEqual(['columns-compete']);
    }
  });

  test.each([
    [['Outcome'], ['Early Help']],
    [['Case Ref'], ['R1']],
    [
      ['LA', 'Local Authority'],
      ['866', 'Swindon'],
    ],
  ])('%j beside one that says the same stops nothing', async (headings, cells) => {
    expect((await competing(headings, cells, { authorityAsked: true })).codes).toEqual([]);
  });

  test('of one heading, which settings name, are still two to choose from', async () => {
    const { codes } = await competing(['RAG', 'RAG'], ['Red', 'Green'], {
      columns: { rag: 'RAG' },
    });
    expect(codes).toEqual(['columns-compete']);
  });

  test('whose dates are written month first are told, as every other column of dates', async () => {
    const rows = ['11/20/2026', '11/19/2026'].map((told, n) => [
      ...referral({ id: `R${n}` }),
      told,
    ]);
    const { problems } = await parse(csv([...HEADINGS, 'Feedback Date'], ...rows));
    expect(codesOf(problems)).toEqual(['month-first']);
  });
});

describe('one column says whether the referrer was notified, and one when', () => {
  const PAIR = ['Referrer Notified', 'Feedback Date'];
  const readPair = async (
    cells: readonly string[],
    columns: NamedColumns = {},
    headings: readonly string[] = PAIR,
  ) => {
    const text = csv([...HEADINGS, ...headings], [...referral(), ...cells]);
    const { rows, problems } = await parse(text, 'week.csv', reading({ columns }));
    return { told: rows[0]?.referrerNotified, codes: codesOf(problems) };
  };
  const DATED = { answer: 'yes', on: '2026-11-16' };
  const YES = { answer: 'yes', on: null };
  const NO = { answer: 'no', on: null };
  const OTHER = { answer: 'other-wording', on: null };

  test.each([
    ['Yes', '16/11/2026', DATED],
    ['Yes', '', YES],
    ['Yes', 'N/A', YES],
    ['No', '', NO],
    ['No', 'n/a', NO],
    ['', '16/11/2026', DATED],
    ['', '', null],
    ['15/11/2026', '16/11/2026', { answer: 'yes', on: '2026-11-15' }],
    // Nobody can say which of the two is right.
    ['No', '16/11/2026', OTHER],
    ['By letter', '16/11/2026', OTHER],
    ['Yes', '31/11/2026', OTHER],
    ['', 'N/A', OTHER],
  ])('%j and %j', async (whether, when, told) => {
    expect(await readPair([whether, when])).toEqual({ told, codes: [] });
    expect(await readPair([when, whether], {}, PAIR.toReversed())).toEqual({ told, codes: [] });
  });

  test.each<[string, NamedColumns, readonly string[]]>([
    ['both', { referrerNotified: 'Told', referrerNotifiedOn: 'Told at' }, ['Told', 'Told at']],
    ['the one', { referrerNotified: 'Told' }, ['Told', 'Feedback Date']],
    ['the other', { referrerNotifiedOn: 'Told at' }, ['Referrer Notified', 'Told at']],
    ['as found', { referrerNotified: 'Referrer Notified' }, PAIR],
  ])('settings may name %s', async (_which, columns, headings) => {
    expect(await readPair(['Yes', '16/11/2026'], columns, headings)).toEqual({
      told: DATED,
      codes: [],
    });
  });

  test('a column that settings name for the date must be there', async () => {
    const { codes } = await readPair(['Yes', ''], { referrerNotifiedOn: 'Told at' });
    expect(codes).toEqual(['named-column-missing']);
  });

  test('the settings that init writes are drawn with, whether their # stand or not', async () => {
    const files = { 'week.csv': csv([...HEADINGS, ...PAIR], [...referral(), 'Yes', '16/11/2026']) };
    const { written } = await runOn(files, ['init', 'week.csv', '--no-input']);
    const settings = written.get('mash-audit.yaml') ?? '';
    expect(settings).toContain('# referrer-notified: "Referrer Notified"   # found by itself');
    expect(settings).toContain('# referrer-notified-on: "Feedback Date"   # found by itself');
    const inForce = settings.replace(/# (referrer-)/g, '$1');
    for (const yaml of [settings, inForce]) {
      const drawn = await runOn({ ...files, 'mash-audit.yaml': yaml }, ['sample', 'week.csv']);
      expect(drawn.code).toBe(0);
      expect(drawn.written.get('packs/2026-11-20/summary.html')).toContain('Yes, with the date: 1');
    }
  });

  test.each([
    [
      'of the one column that was named, from before, the other stays out',
      'Told at',
      'Yes, no date',
    ],
    ['of both', 'Feedback Date', 'Yes, with the date'],
  ])('a record %s', async (_which, heading, value) => {
    const machine = newMachine();
    const week = (when: string): string =>
      csv([...HEADINGS, 'Told', when], [...referral(), 'Yes', '16/11/2026']);
    const settings = 'columns: { referrer-notified: Told }';
    writeTree(machine.folder, { 'week.csv': week(heading), 'mash-audit.yaml': settings });
    expect((await run(['sample', 'week.csv'], machine)).exitCode).toBe(0);
    writeTree(machine.folder, { 'week.csv': week('Feedback Date') });
    const again = ['sample', 'week.csv', '--from-pack', 'packs/2026-11-20', '--out', 'again'];
    expect((await run(again, machine)).exitCode).toBe(0);
    const { localFacts } = readRecord(join(machine.folder, 'again/2026-11-20'));
    expect(localFacts?.referrerNotified).toEqual([{ value, met: 0, notMet: 1 }]);
  });
});

describe('a draw', () => {
  const SAMPLE = ['sample', 'mash-export.csv', '--meeting', '2026-11-20', '--seed', '31415926535'];
  const PACK = 'packs/2026-11-20';

  async function draw(local: ((n: number) => string) | null): Promise<string> {
    const machine = newMachine();
    const { headings, rows } = fixtureLines('ordinary-week');
    const lines =
      local === null
        ? [headings, ...rows]
        : [`${headings},${LOCAL.join(',')}`, ...rows.map((row, n) => `${row},${local(n)}`)];
    writeTree(machine.folder, { 'mash-export.csv': `${lines.join('\r\n')}\r\n` });
    const drawn = await run(SAMPLE, machine);
    expect(drawn.exitCode).toBe(0);
    const verified = await run(['verify', PACK, 'mash-export.csv'], machine);
    expect(verified.exitCode).toBe(0);
    return join(machine.folder, PACK);
  }

  test('is the same whatever the two columns say, and whether they are there or not', async () => {
    const packs = await Promise.all([
      draw(null),
      draw(() => 'Red,Yes'),
      draw((n) => (n % 2 === 0 ? 'Green,16/11/2026' : 'anything,No')),
    ]);
    const records = packs.map(readRecord);
    expect(new Set(records.map(({ frame }) => frame.digest)).size).toBe(1);
    expect(records[1]?.register).toEqual(records[0]?.register);
    expect(records[2]?.register).toEqual(records[0]?.register);
  });

  test('has the facts in its record, on its forms and, in numbers, on its summary', async () => {
    const pack = await draw((n) => (n % 2 === 0 ? 'Green,16/11/2026' : 'Red,No'));
    expect(faultsOf(pack)).toEqual([]);
    const { sample, localFacts, frame } = readRecord(pack);
    expect(sample.every(({ rag, referrerNotified: told }) => rag && told)).toBe(true);
    for (const counts of [localFacts?.rag ?? [], localFacts?.referrerNotified ?? []]) {
      expect(counts.reduce((sum, { met }) => sum + met, 0)).toBe(frame.eligible.met);
      expect(counts.reduce((sum, { notMet }) => sum + notMet, 0)).toBe(frame.eligible.notMet);
    }
    const form = readTable(pack, 'worksheets/T1.csv');
    expect(form.map(({ Item }) => Item)).toEqual(
      expect.arrayContaining(['RAG rating', 'Referrer notified']),
    );
    const summary = readFileSync(join(pack, 'summary.html'), 'utf8');
    expect(summary).toContain('What the exports say of the eligible referrals');
    expect(summary).toMatch(/<td>Red: \d+; Green: \d+/);
  });

  test('without the columns says nothing of them, anywhere', async () => {
    const pack = await draw(null);
    const said = [...readTree(pack).values()].map(String).join('\n');
    expect(said).not.toMatch(/\bRAG\b|Referrer notified|localFacts|"rag"/);
  });

  test('of two exports tells apart who has no column from who has a blank cell', async () => {
    const machine = newMachine();
    const headings = ['Case Ref', 'Decision Date', 'Outcome'];
    writeTree(machine.folder, {
      'a.csv': csvOf([
        [...headings, 'BRAG'],
        ['A-1', '15/11/2026', 'S47', 'Blue'],
      ]),
      'b.csv': csvOf([headings, ['B-1', '15/11/2026', 'Early Help']]),
    });
    expect(
      (await run(['sample', 'a.csv', 'b.csv', '--seed', '31415926535'], machine)).exitCode,
    ).toBe(0);
    const pack = join(machine.folder, PACK);
    const { sample, localFacts } = readRecord(pack);
    expect(sample.map(({ rag }) => rag)).toEqual(['Blue', undefined]);
    expect(localFacts).toEqual({
      rag: [
        { value: 'Blue', met: 1, notMet: 0 },
        { value: 'Not recorded', met: 0, notMet: 1 },
      ],
    });
    const items = (label: string) =>
      readTable(pack, `worksheets/${label}.csv`).map(({ Item }) => Item);
    expect(items('T1')).toContain('RAG rating');
    expect(items('N1')).not.toContain('RAG rating');
  });
});
