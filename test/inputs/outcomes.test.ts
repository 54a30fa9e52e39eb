import { describe, expect, test } from 'vitest';
import { codesOf, csv, HEADINGS, planOn, referral, rules } from '../support/inputs-reading.ts';

/** Reference to side or reason, decision as a pack shows it, and what was said. */
async function outcome(text: string, set: Parameters<typeof rules>[0] = {}) {
  const { frame, problems } = await planOn({ 'week.csv': text }, { rules: rules(set) });
  const sides = Object.fromEntries([
    ...frame.exclusions.map(({ reference, reason }) => [reference, reason] as const),
    ...frame.eligible.map(({ reference, side }) => [reference, side] as const),
  ]);
  // These exports need no decision date, and that is told elsewhere.
  const said = codesOf(problems).filter((code) => code !== 'week-by-received');
  return { sides, said, decisions: frame.eligible.map((one) => one.decision) };
}

describe('several outcomes in one cell', () => {
  const of = async (decision: string) => {
    const { sides, said } = await outcome(csv(HEADINGS, referral({ decision })));
    return [sides.R1, ...said.filter((code) => code !== 'nothing-to-draw')];
  };

  test.each([
    ['Early Help, Section 47 enquiry', 'met'],
    ['Section 47 enquiry; Early Help', 'met'],
    ['Early Help, No further action', 'not-met'],
    ['Pending, Early Help', 'not-met'],
    ['Pending; NULL', 'undecided'],
  ])('the highest side wins: %s', async (decision, side) => {
    expect(await of(decision)).toEqual([side]);
  });

  test('a strategy discussion among them counts as met, and it is said', async () => {
    expect(await of('Early Help, Strategy Discussion')).toEqual(['met', 'met-by-default']);
  });

  test.each([
    ['Section 47 enquiry, Local panel', 'decision-unrecognised'],
    ['Local panel; Early Help', 'decision-unrecognised'],
    ['Early Help, MARAC', 'decision-ambiguous'],
  ])(
    'one that nobody has placed decides, for it could be the highest: %s',
    async (decision, code) => {
      expect(await of(decision)).toEqual(['unrecognised', code]);
    },
  );
});

describe('a column of yes and no for each outcome', () => {
  const FLAGS = [
    'FACT_CONTACT_ID',
    'CONTACT_DTTM',
    'OUTCOME_NFA_FLAG',
    'OUTCOME_SINGLE_ASSESSMENT_FLAG',
    'OUTCOME_STRATEGY_DISCUSSION_FLAG',
    'OUTCOME_CP_ENQUIRY_FLAG',
  ];
  const flags = (...values: readonly string[]) =>
    outcome(csv(FLAGS, ['R1', '2026-11-16 09:30:00', ...values]));

  test.each([
    [['N', 'N', 'N', 'Y'], 'met', 'CP ENQUIRY'],
    [['N', 'Y', 'N', 'Y'], 'met', 'SINGLE ASSESSMENT, CP ENQUIRY'],
    [['1', '0', '0', '0'], 'not-met', 'NFA'],
    [['TRUE', 'TRUE', 'FALSE', 'FALSE'], 'not-met', 'NFA, SINGLE ASSESSMENT'],
    [['', 'Yes', '', ''], 'not-met', 'SINGLE ASSESSMENT'],
  ] as const)('%j: the highest side among the true ones: %s', async (values, side, decision) => {
    expect(await flags(...values)).toEqual({
      sides: { R1: side },
      said: [],
      decisions: [decision],
    });
  });

  test('a strategy discussion is met by default, and said', async () => {
    const { sides, said } = await flags('N', 'N', 'Y', 'N');
    expect([sides.R1, said]).toEqual(['met', ['met-by-default']]);
  });

  test.each([[['N', 'N', 'N', 'N']], [['', '', '', '']], [['0', '', 'NULL', 'false']]])(
    'none true is undecided, never not met: %j',
    async (values) => {
      expect((await flags(...values)).sides).toEqual({ R1: 'undecided' });
    },
  );

  test('a flag that says neither is a problem of its own column', async () => {
    const { problems } = await planOn({
      'week.csv': csv(FLAGS, ['R1', '2026-11-16', 'N', 'maybe', 'N', 'N']),
    });
    expect(problems.filter(({ code }) => code !== 'week-by-received')).toMatchObject([
      { code: 'flag-unreadable', place: { column: 'D “OUTCOME_SINGLE_ASSESSMENT_FLAG”' } },
    ]);
  });

  test('a flag whose outcome is in no list stops the draw only where it is true', async () => {
    const headings = [...FLAGS, 'OUTCOME_LOCAL_PANEL_FLAG'];
    const row = (panel: string) => ['R1', '2026-11-16', 'N', 'Y', 'N', 'N', panel];
    expect(await outcome(csv(headings, row('N')))).toMatchObject({
      sides: { R1: 'not-met' },
      said: [],
    });
    expect((await outcome(csv(headings, row('Y')))).said).toContain('decision-unrecognised');
  });

  test('an outcome column beside them is read as well', async () => {
    const headings = [...FLAGS, 'OUTCOME'];
    const row = ['R1', '2026-11-16', 'Y', 'N', 'N', 'N', 'Section 47 enquiry'];
    expect((await outcome(csv(headings, row))).sides).toEqual({ R1: 'met' });
  });
});

describe('“Referral NFA?” beside an outcome column', () => {
  const headings = [...HEADINGS, 'Referral NFA?', 'Section 47 Date'];
  const of = async (decision: string, nfa: string, section47 = '') => {
    const { sides, said } = await outcome(
      csv(headings, [...referral({ decision }), nfa, section47]),
    );
    return [sides.R1, ...said.filter((code) => code !== 'nothing-to-draw')];
  };

  test.each([
    ['Early Help', 'Yes', '', ['not-met']],
    ['Early Help', 'No', '', ['not-met']],
    ['Section 47 enquiry', 'No', '', ['met']],
    ['Section 47 enquiry', '', '', ['met']],
    // Without an outcome, yes says not met, and no says only that something followed.
    ['', 'Yes', '', ['not-met']],
    ['', 'No', '', ['undecided']],
    ['', '', '', ['undecided']],
    // An enquiry that began in time is an outcome; an older one may be another referral's.
    ['Early Help', 'No', '17/11/2026', ['met']],
    ['Early Help', 'No', '01/10/2026', ['not-met']],
    ['', '', '17/11/2026', ['met']],
    ['Section 47 enquiry', 'Yes', '', ['contradictory', 'nfa-and-section-47']],
    ['Early Help', 'Yes', '17/11/2026', ['contradictory', 'nfa-and-section-47']],
    ['Early Help', 'Yes', '01/10/2026', ['not-met']],
  ] as const)('%j, NFA %j, section 47 %j', async (decision, nfa, section47, expected) => {
    expect(await of(decision, nfa, section47)).toEqual(expected);
  });
});
