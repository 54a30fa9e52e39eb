import { describe, expect, test } from 'vitest';
import { codesOf, csv, planOn, type Planned } from '../support/inputs-reading.ts';
import { xlsx } from '../support/inputs-workbooks.ts';

// The children in need census as tables: CINdetails a referral a row, Section47 an enquiry a row.
const DETAILS = [
  'CINdetailsID',
  'LAchildID',
  'CINreferralDate',
  'ReferralSource',
  'PrimaryNeedCode',
  'ReferralNFA',
] as const;
const SECTION_47 = [
  'LAchildID',
  'CINreferralDate',
  'S47ActualStartDate',
  'ICPCnotRequired',
] as const;

const details = (id: string, date: string, nfa = 'false'): readonly string[] => [
  `D-${id}`,
  id,
  date,
  '6',
  'N1',
  nfa,
];
const enquiry = (id: string, referred: string, began: string): readonly string[] => [
  id,
  referred,
  began,
  'false',
];

type Row = readonly string[];

function plan(referrals: readonly Row[], enquiries: readonly Row[]): Promise<Planned> {
  return planOn({
    'CINdetails.csv': csv(DETAILS, ...referrals),
    'Section47.csv': csv(SECTION_47, ...enquiries),
  });
}

/** Reference to side, or to the reason why it is left out; and what was said. */
async function outcome(referrals: readonly Row[], enquiries: readonly Row[]) {
  const { frame, problems } = await plan(referrals, enquiries);
  const sides = Object.fromEntries([
    ...frame.exclusions.map(({ reference, reason }) => [reference, reason] as const),
    ...frame.eligible.map(({ reference, side }) => [reference, side] as const),
  ]);
  return { sides, said: codesOf(problems) };
}

describe('joined by the child and the date of the referral', () => {
  test('met: an enquiry that names the referral began within the window', async () => {
    for (const began of ['2026-11-16', '2026-11-21', '2026-11-30']) {
      expect(
        await outcome([details('1', '2026-11-16')], [enquiry('1', '2026-11-16', began)]),
      ).toEqual({ sides: { '1 2026-11-16': 'met' }, said: [] });
    }
  });

  test('met, even if the census says that it came to nothing: it began', async () => {
    const { frame } = await plan(
      [details('1', '2026-11-16')],
      [['1', '2026-11-16', '2026-11-16', 'true']],
    );
    expect(frame.eligible).toMatchObject([{ side: 'met', decision: 'Section 47 enquiry began' }]);
  });

  test('not met: the enquiry is of another child, or names another referral of the child', async () => {
    expect(
      await outcome(
        [details('1', '2026-11-16'), details('1', '2026-11-13'), details('2', '2026-11-16')],
        [enquiry('1', '2026-11-13', '2026-11-16')],
      ),
    ).toEqual({
      sides: { '1 2026-11-13': 'met', '1 2026-11-16': 'not-met', '2 2026-11-16': 'not-met' },
      said: [],
    });
  });

  test('dates join however each list writes them', async () => {
    expect(
      await outcome(
        [details('1', '16/11/2026')],
        [enquiry('1', '2026-11-16T00:00:00', '17-Nov-2026')],
      ),
    ).toEqual({ sides: { '1 2026-11-16': 'met' }, said: [] });
  });

  test('not met: the enquiry it names began after the window', async () => {
    expect(
      await outcome([details('1', '2026-11-16')], [enquiry('1', '2026-11-16', '2026-12-01')]),
    ).toEqual({ sides: { '1 2026-11-16': 'not-met' }, said: [] });
  });

  test('an enquiry that names a referral which is not there is an orphan, with its row', async () => {
    const { problems } = await plan(
      [details('1', '2026-11-16')],
      [enquiry('1', '2026-11-16', '2026-11-17'), enquiry('1', '2026-11-15', '2026-11-17')],
    );
    expect(problems).toEqual([
      { code: 'section-47-orphan', place: { file: 'Section47.csv', row: 3 }, args: {} },
    ]);
  });
});

describe('contradictions are named at the row of the referral', () => {
  test('an enquiry before the referral that it names', async () => {
    const { problems, frame, draw } = await plan(
      [details('2', '2026-11-16'), details('1', '2026-11-16')],
      [enquiry('1', '2026-11-16', '2026-11-15')],
    );
    expect(problems).toEqual([
      { code: 'section-47-before-referral', place: { file: 'CINdetails.csv', row: 3 }, args: {} },
    ]);
    expect(frame.exclusions).toMatchObject([{ reason: 'contradictory' }]);
    expect(draw).toBeNull();
  });

  test('on the day of the referral is not before it', async () => {
    expect(
      (await outcome([details('1', '2026-11-16')], [enquiry('1', '2026-11-16', '2026-11-16')]))
        .said,
    ).toEqual([]);
  });

  test.each(['true', '1'])(
    'no further action (%s) and an enquiry, whenever it began',
    async (nfa) => {
      for (const began of ['2026-11-17', '2026-12-24']) {
        expect(
          await outcome(
            [details('1', '2026-11-16', nfa), details('2', '2026-11-16', nfa)],
            [enquiry('1', '2026-11-16', began)],
          ),
        ).toEqual({
          sides: { '1 2026-11-16': 'contradictory', '2 2026-11-16': 'not-met' },
          said: ['nfa-and-section-47'],
        });
      }
    },
  );

  test.each(['false', '0', 'FALSE'])(
    'not no further action (%s) and an enquiry agree',
    async (nfa) => {
      expect(
        (
          await outcome(
            [details('1', '2026-11-16', nfa)],
            [enquiry('1', '2026-11-16', '2026-11-17')],
          )
        ).said,
      ).toEqual([]);
    },
  );

  test('those of another week stop nobody', async () => {
    const { said, sides } = await outcome(
      [details('1', '2026-11-16'), details('2', '2026-10-01', 'true')],
      [enquiry('2', '2026-10-01', '2026-10-02')],
    );
    expect([said, sides['2 2026-10-01']]).toEqual([[], 'outside-week']);
  });
});

test('a workbook of both tables gives what the two files give', async () => {
  const referrals = [details('1', '2026-11-16'), details('2', '2026-11-17', 'true')];
  const enquiries = [enquiry('1', '2026-11-16', '2026-11-18')];
  const files = await plan(referrals, enquiries);
  const book = await planOn({
    'cin.xlsx': xlsx({
      CINdetails: [DETAILS, ...referrals],
      Section47: [SECTION_47, ...enquiries],
    }),
  });
  expect(book.frame.code).toBe(files.frame.code);
  expect(book.frame.eligible).toHaveLength(2);
});

test('one table with the enquiry’s date beside each referral needs no second', async () => {
  const together = ['LAchildID', 'CINreferralDate', 'ReferralNFA', 'S47ActualStartDate'];
  const { frame, problems } = await planOn({
    'cin.csv': csv(
      together,
      ['1', '2026-11-16', 'false', '2026-11-17'],
      ['2', '2026-11-16', 'false', ''],
      ['3', '2026-11-16', 'false', '2026-11-15'],
    ),
  });
  expect(frame.eligible.map(({ reference, side }) => [reference, side])).toEqual([
    ['1 2026-11-16', 'met'],
    ['2 2026-11-16', 'not-met'],
  ]);
  expect(problems).toEqual([
    { code: 'section-47-before-referral', place: { file: 'cin.csv', row: 4 }, args: {} },
  ]);
});

test('CINdetails alone cannot say which referrals led to an enquiry', async () => {
  const { problems } = await planOn({ 'CINdetails.csv': csv(DETAILS, details('1', '2026-11-16')) });
  expect(codesOf(problems)).toEqual(['section-47-list-missing']);
});
