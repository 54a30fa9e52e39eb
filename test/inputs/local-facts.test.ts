/** Two columns that only some exports have: they are shown and counted, and change no draw. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { csvOf, fixtureLines } from '../support/exports.ts';
import { readTree, writeTree } from '../support/folders.ts';
import { codesOf, csv, HEADINGS, parse, referral } from '../support/inputs-reading.ts';
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
  test.each([
    [['RAG', 'Priority'], 'rag'],
    [['Referrer Notified', 'Feedback Date'], 'referrerNotified'],
  ])('%j compete, so the team must say which is meant', async (headings, field) => {
    const { problems } = await parse(csv([...HEADINGS, ...headings], [...referral(), '', '']));
    expect(problems).toMatchObject([{ code: 'columns-compete', args: { field } }]);
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
