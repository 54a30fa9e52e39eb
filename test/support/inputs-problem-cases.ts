/**
 * For every problem there is, one small week that raises it, where it is expected, and the same week
 * put right. The tests hold the program to them; the page of problems is made from them.
 */
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place, ProblemCode } from '../../src/audit/problems.ts';
import { csv, HEADINGS, referral, weekOf } from './inputs-reading.ts';
import type { Files } from './inputs-run.ts';
import { errorCell, xls, xlsx } from './inputs-workbooks.ts';

export interface ProblemCase {
  readonly wrong: Week;
  readonly place: Place | null;
  readonly right: Week;
}

interface Week {
  readonly files: Files;
  /** Check, where nothing else is said. */
  readonly command?: 'check' | 'sample';
  /** What is given to the command; every export of the folder, where nothing is said. */
  readonly words?: readonly string[];
  readonly prepare?: (cwd: string) => void;
}

const RIGHT = weekOf();
const BOOK = xlsx({ S: [HEADINGS, referral()] });

const as = (name: string, content: string | Uint8Array): Week => ({ files: { [name]: content } });

/** One export called week.csv, wrong and right. */
function inText(
  wrong: string | Uint8Array,
  place: Place | null,
  right: string = RIGHT,
): ProblemCase {
  return { wrong: as('week.csv', wrong), place, right: as('week.csv', right) };
}

/** An export whose second referral, in row 3, has this instead of what a good one has. */
function inReferral(
  set: Parameters<typeof referral>[0],
  column: string | null,
  right: Parameters<typeof referral>[0] = {},
): ProblemCase {
  const week = (one: typeof set): string =>
    csv(HEADINGS, referral({ id: 'R0' }), referral({ id: 'R1', ...one }));
  const place = { file: 'week.csv', row: 3, ...(column === null ? {} : { column }) };
  return inText(week(set), place, week(right));
}

/** The same bytes under a wrong name and under a right one. */
function named(wrong: string, right: string, content: string | Uint8Array): ProblemCase {
  return { wrong: as(wrong, content), place: { file: wrong }, right: as(right, content) };
}

/** Twenty-eight referrals. */
function many(set: (n: number) => Parameters<typeof referral>[0]): readonly (readonly string[])[] {
  return Array.from({ length: 28 }, (_, n) =>
    referral({ id: `R${n}`, received: '01/11/2026', ...set(n) }),
  );
}

/** A dry run with these flags, wrong and right. */
function drawing(wrong: readonly string[], right: readonly string[]): ProblemCase {
  const run = (flags: readonly string[]): Week => ({
    files: { 'week.csv': RIGHT },
    command: 'sample',
    words: ['.', '--dry-run', ...flags],
  });
  return { wrong: run(wrong), place: null, right: run(right) };
}

const DICE = '50371946821736508249';
const FILE = { file: 'week.csv' } as const;
/** Longer than any system takes. */
const NO_FILES_NAME = `${'x'.repeat(300)}.csv`;
const IN = 'B “Date Received”';

const LIST_3 = csv(
  ['Child Unique ID', 'Date of referral', 'Referral NFA?'],
  ['C1', '16/11/2026', 'No'],
  ['C2', '16/11/2026', 'Yes'],
);
const list5 = (...rows: readonly (readonly string[])[]): string =>
  csv(['Child Unique ID', 'Strategy discussion initiating Section 47 Enquiry Start Date'], ...rows);

const section47 = (...row: readonly string[]): Files => ({
  'CINdetails.csv': csv(
    ['LAchildID', 'CINreferralDate', 'ReferralNFA'],
    ['C1', '16/11/2026', '0'],
    ['C2', '16/11/2026', '0'],
  ),
  'Section47.csv': csv(['LAchildID', 'CINreferralDate', 'S47ActualStartDate'], row),
});

const authority = (name: string): Week => ({
  files: {
    'week.csv': csv(
      [...HEADINGS, 'Local Authority'],
      [...referral({ id: 'R0' }), 'Wiltshire'],
      [...referral({ id: 'R1' }), name],
    ),
  },
  words: ['.', '--local-authority', 'Wiltshire'],
});

export const PROBLEM_CASES: Readonly<Record<ProblemCode, ProblemCase>> = {
  'export-missing': {
    wrong: { files: { 'week.csv': RIGHT }, words: ['weak.csv'] },
    place: { file: 'weak.csv' },
    right: { files: { 'week.csv': RIGHT }, words: ['week.csv'] },
  },
  'export-name-split': {
    wrong: { files: { 'week 47.csv': RIGHT }, words: ['week', '47.csv'] },
    place: { file: 'week 47.csv' },
    right: { files: { 'week 47.csv': RIGHT }, words: ['week 47.csv'] },
  },
  'export-unreadable': {
    wrong: { files: { 'week.csv': RIGHT }, words: [NO_FILES_NAME] },
    place: { file: NO_FILES_NAME },
    right: { files: { 'week.csv': RIGHT }, words: ['week.csv'] },
  },
  'folder-without-exports': {
    wrong: { files: { 'week/notes.txt': RIGHT }, words: ['week'] },
    place: { file: 'week' },
    right: { files: { 'week/notes.csv': RIGHT }, words: ['week'] },
  },
  'export-is-own': {
    wrong: { files: { 'packs/2026-11-13/draw.json': '{}' }, words: ['packs/2026-11-13'] },
    place: { file: 'packs/2026-11-13' },
    right: { files: { 'packs/2026-11-13/week.csv': RIGHT }, words: ['packs/2026-11-13'] },
  },
  'export-empty': inText('', FILE),
  'export-not-text': inText(Buffer.from(RIGHT, 'utf16le'), FILE),
  'export-is-html': {
    wrong: as('week.xls', '<html><body><table><tr><td>Referral ID</td></tr></table></body></html>'),
    place: { file: 'week.xls' },
    right: as('week.xls', xls({ S: [HEADINGS, referral()] })),
  },
  'export-is-xml': {
    wrong: as('week.xls', '<?xml version="1.0"?><Workbook/>'),
    place: { file: 'week.xls' },
    right: as('week.xls', xls({ S: [HEADINGS, referral()] })),
  },
  'export-too-large': {
    wrong: {
      files: {},
      words: ['week'],
      prepare: (cwd) => {
        mkdirSync(join(cwd, 'week'));
        writeFileSync(join(cwd, 'week/year.csv'), RIGHT);
        // A hole, not so many bytes: it takes no room.
        truncateSync(join(cwd, 'week/year.csv'), 251 * 1024 * 1024);
      },
    },
    place: { file: 'year.csv' },
    right: { files: { 'week/year.csv': RIGHT }, words: ['week'] },
  },
  'workbook-named-text': named('week.csv', 'week.xlsx', BOOK),
  'text-named-workbook': named('week.xlsx', 'week.csv', RIGHT),
  'workbook-locked': {
    wrong: as(
      'week.xlsx',
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    ),
    place: { file: 'week.xlsx' },
    right: as('week.xlsx', BOOK),
  },
  'workbook-damaged': {
    wrong: as('week.xlsx', BOOK.subarray(0, BOOK.length - 100)),
    place: { file: 'week.xlsx' },
    right: as('week.xlsx', BOOK),
  },
  'encoding-unknown': inText(Buffer.concat([Buffer.from(RIGHT), Buffer.from([0x81])]), FILE),
  'quote-never-closed': inText(RIGHT.replace('MET', '"MET'), { ...FILE, row: 2 }),
  'quote-misplaced': inText(
    RIGHT.replace('MET', 'M"ET'),
    { ...FILE, row: 2 },
    RIGHT.replace('MET', '"M""ET"'),
  ),
  'row-above-headings': inText(csv(referral({ id: 'R9' })) + RIGHT, { ...FILE, row: 1 }),
  'contacts-only': inText(
    csv(['Child Unique ID', 'Date of Contact', 'Contact Source'], ['C1', '16/11/2026', '6']),
    FILE,
  ),
  'section-47-list-missing': {
    wrong: as('list-3.csv', LIST_3),
    place: { file: 'list-3.csv' },
    right: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5() } },
  },
  'referrals-list-missing': {
    wrong: as('list-5.csv', list5(['C1', '17/11/2026'])),
    place: { file: 'list-5.csv' },
    right: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5(['C1', '17/11/2026']) } },
  },
  'headings-unknown': {
    wrong: as('notes.csv', 'Ring the police back\nAnn is on leave, until Monday\n'),
    place: { file: 'notes.csv' },
    right: as('week.csv', RIGHT),
  },
  'column-missing': inText(RIGHT.replace('Referral ID', 'Our No'), { ...FILE, row: 1 }),
  'heading-nearly-known': inText(
    csv(
      ['Referral ID', 'Date Received', 'Decison Date', 'Decision'],
      ['R1', '16/11/2026', '', 'S47'],
    ),
    { ...FILE, row: 1, column: 'C “Decison Date”' },
    csv(['Referral ID', 'Date Received', 'Desk', 'Decision'], ['R1', '16/11/2026', '', 'S47']),
  ),
  'files-not-read': {
    wrong: { files: { 'week.csv': RIGHT, 'notes.txt': 'South' } },
    place: null,
    right: { files: { 'week.csv': RIGHT } },
  },
  'days-without-decision': inText(
    weekOf(...many((n) => ({ decided: `${13 + (n % 4)}/11/2026` }))),
    null,
    weekOf(...many((n) => ({ decided: `${13 + (n % 7)}/11/2026` }))),
  ),
  'mostly-outside-week': inText(
    weekOf(...many(() => ({ decided: '02/11/2026' }))),
    null,
    weekOf(...many(() => ({ decided: '02/11/2026' })).slice(0, 12)),
  ),
  'named-column-missing': {
    wrong: { files: { 'week.csv': RIGHT, 'mash-audit.yaml': 'columns: { team: Desk }' } },
    place: FILE,
    right: {
      files: {
        'week.csv': csv([...HEADINGS, 'Desk'], [...referral(), 'North']),
        'mash-audit.yaml': 'columns: { team: Desk }',
      },
    },
  },
  'columns-compete': inText(
    csv([...HEADINGS, 'Outcome'], [...referral(), 'S47']),
    { ...FILE, row: 1 },
    csv([...HEADINGS, 'Outcome notes'], [...referral(), 'S47']),
  ),
  'columns-differ': inText(
    csv([...HEADINGS, 'RAG', 'Priority'], [...referral(), 'Red', 'P2']),
    { ...FILE, row: 1 },
    csv([...HEADINGS, 'RAG', 'Priority'], [...referral(), 'Red', 'Red']),
  ),
  'row-short': inText(`${RIGHT}R1,13/11/2026,16/11/2026\n`, { ...FILE, row: 4 }),
  'row-long': inText(
    `${RIGHT}R1,13/11/2026,16/11/2026,Advice, signposting\n`,
    { ...FILE, row: 4 },
    `${RIGHT}R1,13/11/2026,16/11/2026,"Advice, signposting"\n`,
  ),
  'cell-blank': inReferral({ id: ' ' }, 'A “Referral ID”'),
  'cell-error': {
    wrong: as('week.xlsx', xlsx({ S: [HEADINGS, ['R1', '13/11/2026', errorCell('#N/A'), 'NFA']] })),
    place: { file: 'week.xlsx', sheet: 'S', row: 2, column: 'C “Decision Date”' },
    right: as('week.xlsx', BOOK),
  },
  'digits-lost': inReferral({ id: '1.23E+10' }, 'A “Referral ID”', { id: '12300000001' }),
  'flag-unreadable': inText(
    csv([...HEADINGS, 'Referral NFA?'], [...referral(), 'maybe']),
    { ...FILE, row: 2, column: 'E “Referral NFA?”' },
    csv([...HEADINGS, 'Referral NFA?'], [...referral(), 'b) No']),
  ),
  'month-first': inText(
    csv(HEADINGS, referral({ received: '11/13/2026' }), referral({ received: '11/15/2026' })),
    { ...FILE, row: 1, column: IN },
    csv(HEADINGS, referral({ received: '13/11/2026' }), referral({ received: '13/11/2026' })),
  ),
  'dates-swapped': inText(
    csv(
      HEADINGS,
      ...['2026-05-11', '2026-06-11', '13/11/2026', '14/11/2026'].map((received, n) =>
        referral({ id: `R${n}`, received }),
      ),
    ),
    { ...FILE, row: 1, column: IN },
    csv(
      HEADINGS,
      ...['05/11/2026', '06/11/2026', '13/11/2026', '14/11/2026'].map((received, n) =>
        referral({ id: `R${n}`, received }),
      ),
    ),
  ),
  'dates-short-year': inText(
    csv(HEADINGS, referral({ received: '13/11/26' }), referral({ id: 'R2', received: '14/11/26' })),
    { ...FILE, row: 1, column: IN },
  ),
  'date-unreadable': inReferral({ received: 'Nov 13, 2026' }, IN),
  'date-short-year': inReferral({ received: '13/11/26' }, IN),
  'date-impossible': inReferral({ received: '31/02/2026' }, IN),
  'date-out-of-range': inReferral({ received: '01/01/1900' }, IN),
  'week-basis-mixed': {
    wrong: {
      files: {
        'north.csv': RIGHT,
        'south.csv': csv(['Referral ID', 'Date Received', 'Decision'], ['S1', '13/11/2026', 'NFA']),
      },
    },
    place: null,
    right: { files: { 'north.csv': RIGHT, 'south.csv': csv(HEADINGS, referral({ id: 'S1' })) } },
  },
  'week-by-received': inText(
    csv(
      ['Referral ID', 'Date Received', 'Outcome finalised', 'Decision'],
      ['R1', '16/11/2026', '17/11/2026', 'S47'],
    ),
    FILE,
  ),
  'decision-unrecognised': inReferral({ decision: 'Local panel' }, 'D “Decision”'),
  'decision-ambiguous': {
    wrong: {
      files: { 'week.csv': weekOf(referral({ id: 'R1', decision: 'Police Investigation' })) },
    },
    place: { file: 'week.csv', row: 4, column: 'D “Decision”' },
    right: {
      files: {
        'week.csv': weekOf(referral({ id: 'R1', decision: 'Police Investigation' })),
        'mash-audit.yaml': 'decisions: { not-met: [Police investigation] }',
      },
    },
  },
  'decision-undated': inReferral({ decided: '' }, null),
  'rows-contradict': inText(
    csv(HEADINGS, referral(), referral({ received: '12/11/2026' })),
    { ...FILE, row: 2 },
    csv(HEADINGS, referral(), referral({ decision: 'S47' })),
  ),
  'nfa-and-section-47': {
    wrong: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5(['C2', '17/11/2026']) } },
    place: { file: 'list-3.csv', row: 3 },
    right: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5(['C1', '17/11/2026']) } },
  },
  'section-47-before-referral': {
    wrong: { files: section47('C2', '16/11/2026', '15/11/2026') },
    place: { file: 'CINdetails.csv', row: 3 },
    right: { files: section47('C2', '16/11/2026', '16/11/2026') },
  },
  'authority-blank': {
    wrong: authority(''),
    place: { file: 'week.csv', row: 3 },
    right: authority('Swindon'),
  },
  'no-referrals': inText(csv(HEADINGS), FILE),
  'list-empty': {
    wrong: { files: { 'north.csv': RIGHT, 'south.csv': csv(HEADINGS) } },
    place: { file: 'south.csv' },
    right: { files: { 'north.csv': RIGHT, 'south.csv': csv(HEADINGS, referral({ id: 'S1' })) } },
  },
  'authority-not-found': {
    wrong: { ...authority('Swindon'), words: ['.', '--local-authority', 'Swin'] },
    place: null,
    right: { ...authority('Swindon'), words: ['.', '--local-authority', 'Swindon'] },
  },
  'nothing-to-draw': {
    wrong: { files: { 'week.csv': RIGHT }, words: ['.', '--meeting', '27/11/2026'] },
    place: null,
    right: { files: { 'week.csv': RIGHT } },
  },
  'replacement-impossible': drawing(['--seed', DICE, '--not', 'T9=file-locked'], ['--seed', DICE]),
  'weak-seed': drawing(['--seed', 'Friday'], ['--seed', DICE]),
  'decision-left-out': {
    wrong: {
      files: { 'week.csv': csv(HEADINGS, referral(), referral({ id: 'R1', decision: 'Panel' })) },
      words: ['.', '--leave-out-unrecognised'],
    },
    place: { file: 'week.csv', row: 3 },
    right: { files: { 'week.csv': RIGHT }, words: ['.', '--leave-out-unrecognised'] },
  },
  'section-47-orphan': {
    wrong: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5(['C9', '17/11/2026']) } },
    place: { file: 'list-5.csv', row: 2 },
    right: { files: { 'list-3.csv': LIST_3, 'list-5.csv': list5(['C1', '17/11/2026']) } },
  },
  'test-record': inReferral({ decision: 'DUPLICATE - do not use' }, null),
  'row-marked': {
    wrong: as(
      'week.csv',
      csv(HEADINGS, referral({ id: 'R1' }), referral({ id: 'R1', decision: 'DUPLICATE' })),
    ),
    place: { file: 'week.csv', row: 3 },
    right: as(
      'week.csv',
      csv(HEADINGS, referral({ id: 'R1' }), referral({ id: 'R1', decision: 'S47' })),
    ),
  },
  'references-alike': {
    wrong: as('week.csv', csv(HEADINGS, referral({ id: 'R3' }), referral({ id: 'r3' }))),
    place: { file: 'week.csv', row: 2 },
    right: as('week.csv', csv(HEADINGS, referral({ id: 'R3' }), referral({ id: 'R4' }))),
  },
  'met-by-default': inReferral({ decision: 'Strategy Discussion' }, null, { decision: 'S47' }),
  'decided-before-received': inReferral({ received: '17/11/2026' }, null),
  'unusual-week': {
    wrong: {
      files: { 'week.csv': RIGHT },
      words: ['.', '--from', '09/11/2026', '--to', '19/11/2026'],
    },
    place: null,
    right: {
      files: { 'week.csv': RIGHT },
      words: ['.', '--from', '13/11/2026', '--to', '19/11/2026'],
    },
  },
  'meeting-not-friday': {
    wrong: { files: { 'week.csv': RIGHT }, words: ['.', '--meeting', '19/11/2026'] },
    place: null,
    right: { files: { 'week.csv': RIGHT }, words: ['.', '--meeting', '20/11/2026'] },
  },
  'week-not-ended': {
    wrong: {
      files: { 'week.csv': RIGHT },
      words: ['.', '--from', '16/11/2026', '--to', '20/11/2026', '--meeting', '20/11/2026'],
    },
    place: null,
    right: { files: { 'week.csv': RIGHT }, words: ['.', '--meeting', '20/11/2026'] },
  },
  'export-repeated': {
    wrong: { files: { 'week (1).csv': RIGHT, 'week.csv': RIGHT } },
    place: FILE,
    right: { files: { 'other.csv': csv(HEADINGS, referral({ id: 'X' })), 'week.csv': RIGHT } },
  },
  'encoding-assumed': inText(
    Buffer.from(weekOf(referral({ id: 'Référence' })), 'latin1'),
    FILE,
    weekOf(referral({ id: 'Référence' })),
  ),
  'sheet-nearly-alike': {
    wrong: as(
      'week.xlsx',
      xlsx({
        North: [HEADINGS, referral()],
        South: [[...HEADINGS.slice(0, 3), 'Result'], referral({ id: 'R2' })],
      }),
    ),
    place: { file: 'week.xlsx', sheet: 'South', row: 1 },
    right: as(
      'week.xlsx',
      xlsx({ North: [HEADINGS, referral()], South: [HEADINGS, referral({ id: 'R2' })] }),
    ),
  },
  'heading-repeated': inText(
    csv([...HEADINGS, 'Notes', 'Notes'], [...referral(), '', '']),
    { ...FILE, row: 1 },
    csv([...HEADINGS, 'Notes', 'More notes'], [...referral(), '', '']),
  ),
  'titles-set-aside': inText(`MASH referrals of the week\n${RIGHT}`, { ...FILE, row: 1 }),
  'totals-set-aside': inText(`${RIGHT}Total,2\n`, { ...FILE, row: 4 }),
  'headings-repeated-below': inText(RIGHT + csv(HEADINGS), { ...FILE, row: 4 }),
  'sheets-unused': {
    wrong: as('week.xlsx', xlsx({ Front: [['MASH weekly']], S: [HEADINGS, referral()] })),
    place: { file: 'week.xlsx' },
    right: as('week.xlsx', BOOK),
  },
};
