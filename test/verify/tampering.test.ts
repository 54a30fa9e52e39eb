/**
 * What a dishonest hand can do to a pack, one thing at a time. Verify must say no and name the
 * place, with the exports beside it and, unless an export is what was touched, without them.
 */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/audit/draw.ts';
import type { DrawRecord, RegisterEntry, SampleEntry } from '../../src/audit/record.ts';
import { copyFixture, temporaryFolder, writeTree } from '../support/folders.ts';
import {
  copyOf,
  done,
  edit,
  forge,
  forgeLedger,
  found,
  keptFolder,
  LEDGER,
  ledgerLines,
  MEETING,
  PACK,
  say,
  SEED,
  SOUND,
  verify,
  WITHOUT_WORKBOOK,
} from '../support/verify-run.ts';

/**
 * A folder where the ordinary week was drawn from two exports, then drawn again with a reason, and
 * a case of the first draw was replaced: three lines in the ledger.
 */
const template = keptFolder();
/** What a forger may have at hand, of the same exports: another draw, and the pack before the case was replaced. */
const drawer = keptFolder();
const EXPORTS = ['exports'];
const AGAIN = 'packs/2026-11-20-draw-2';
let ready: Promise<void> | null = null;

async function prepared(): Promise<string> {
  ready ??= (async () => {
    for (const folder of [template, drawer]) {
      copyFixture('ordinary-week', join(folder, 'exports'));
      // A second export, of which nothing lies in the week.
      writeTree(folder, { 'exports/older.csv': OLDER_EXPORT });
    }
    const words = ['sample', 'exports', ...MEETING, ...WITHOUT_WORKBOOK];
    await done(template, [...words, '--seed', SEED]);
    await done(drawer, [...words, '--seed', 'chosen', '--out', 'elsewhere']);
    await done(drawer, [...words, '--seed', SEED, '--out', 'before']);
    await done(template, [...words, '--seed', 'another', '--redraw', 'the chair was late']);
    await done(template, ['replace', PACK, 'T2', '--reason', 'file locked']);
  })();
  await ready;
  return copyOf(template);
}

const OLDER_EXPORT = [
  'Referral ID,Date Received,Decision Date,Decision,Allocated Team',
  'OLD-1,03/11/2026,04/11/2026,Early Help,North',
  'OLD-2,03/11/2026,04/11/2026,Section 47 enquiry,North',
  '',
].join('\r\n');

interface Tampering {
  readonly what: string;
  readonly how: (folder: string) => void | Promise<void>;
  /** What the differences must say, each in one of them. */
  readonly names: readonly (string | RegExp)[];
  /** Only who has the exports can tell. */
  readonly byExports?: true;
  /** The pack that is asked about, where it is not the first. */
  readonly pack?: string;
}

/** One letter, somewhere in the text, becomes another. */
function oneByte(path: string, at: string): (folder: string) => void | Promise<void> {
  return (folder) => {
    edit(folder, path, (text) => {
      const index = text.indexOf(at);
      if (index === -1) throw new Error(`${path} does not say ${at}`);
      const byte = String.fromCharCode(text.charCodeAt(index) ^ 1);
      return text.slice(0, index) + byte + text.slice(index + 1);
    });
  };
}

function swapLines(
  path: string,
  first: number,
  second: number,
): (folder: string) => void | Promise<void> {
  return (folder) => {
    edit(folder, path, (text) => {
      const lines = text.split('\n');
      const [a, b] = [found(lines[first]), found(lines[second])];
      return lines.with(first, b).with(second, a).join('\n');
    });
  };
}

const ofPack = (path: string): string => `${PACK}/${path}`;

const FILES: readonly Tampering[] = [
  {
    what: 'one byte of draw.json',
    how: oneByte(ofPack('draw.json'), 'OFFICIAL'),
    names: [/^files: summary\.html/, /^ledger: /],
  },
  {
    what: 'one byte of draw.json that leaves it no JSON',
    how: oneByte(ofPack('draw.json'), '{'),
    names: ['files: draw.json is not a record this program wrote'],
  },
  {
    what: 'a blank of draw.json',
    how: (folder) => {
      edit(folder, ofPack('draw.json'), (text) => text.replace('\n  "', '\n   "'));
    },
    names: ['files: draw.json is not as drawn'],
  },
  {
    what: 'one byte of the summary',
    how: oneByte(ofPack('summary.html'), 'Eligible'),
    names: ['files: summary.html is not as drawn'],
  },
  {
    what: 'one byte of the forms to print',
    how: oneByte(ofPack('worksheets.html'), 'MASH-'),
    names: ['files: worksheets.html is not as drawn'],
  },
  {
    what: 'one byte of the register',
    how: oneByte(ofPack('register.csv'), 'MASH-'),
    names: ['files: register.csv is not as drawn'],
  },
  {
    what: 'one byte of the exclusions',
    how: oneByte(ofPack('exclusions.csv'), 'outside-week'),
    names: ['files: exclusions.csv is not as drawn'],
  },
  {
    what: 'one byte of a worksheet’s fact',
    how: oneByte(ofPack('worksheets/T1.csv'), 'Met,,side'),
    names: ['files: worksheets/T1.csv: “Threshold” was changed'],
  },
  {
    what: 'a worksheet’s reference',
    how: (folder) => {
      edit(folder, ofPack('worksheets/N2.csv'), (text) => text.replace(/MASH-\d+/, 'MASH-4999'));
    },
    names: ['files: worksheets/N2.csv: “Reference” was changed'],
  },
  {
    what: 'a worksheet’s date',
    how: (folder) => {
      edit(folder, ofPack('worksheets/N2.csv'), (text) =>
        text.replace(/(Decided,).*(,,decided)/, '$1Friday 20 November 2026$2'),
      );
    },
    names: ['files: worksheets/N2.csv: “Decided” was changed'],
  },
  {
    what: 'one byte of a worksheet’s question',
    how: oneByte(ofPack('worksheets/T1.csv'), 'Was the decision'),
    names: [/^files: worksheets\/T1\.csv: the wording of “Was the decision appropriate\?” was/],
  },
  {
    what: 'the answers a worksheet offers',
    how: (folder) => {
      edit(folder, ofPack('worksheets/N1.csv'), (text) => text.replace(' / Inadequate', ''));
    },
    names: ['files: worksheets/N1.csv: the wording of “Grade” was changed'],
  },
  {
    what: 'one byte of a worksheet’s headings',
    how: oneByte(ofPack('worksheets/T1.csv'), 'Choose from'),
    names: ['files: worksheets/T1.csv: the headings were changed'],
  },
  {
    what: 'a question taken out of a worksheet',
    how: (folder) => {
      edit(folder, ofPack('worksheets/T1.csv'), (text) =>
        text.replace(/.*referrer-notified\r\n/, ''),
      );
    },
    names: ['files: worksheets/T1.csv: “Was the referrer notified of the outcome?” is missing'],
  },
  {
    what: 'a question put into a worksheet',
    how: (folder) => {
      appendFileSync(
        join(folder, ofPack('worksheets/T1.csv')),
        'The case,Was it police?,,,police\r\n',
      );
    },
    names: ['files: worksheets/T1.csv: a question was added'],
  },
  {
    what: 'a fact that stands twice, once true and once not',
    how: (folder) => {
      edit(folder, ofPack('worksheets/T1.csv'), (text) =>
        text.replace(/(The case,Team,).*(,,team\r\n)/, '$1Another$2$&'),
      );
    },
    names: ['files: worksheets/T1.csv: a line stands twice'],
  },
  {
    what: 'a worksheet that holds something else',
    how: (folder) => {
      writeFileSync(join(folder, ofPack('worksheets/T1.csv')), 'Nothing to see here\r\n');
    },
    names: ['files: worksheets/T1.csv is no worksheet any more'],
  },
  ...[
    'draw.json',
    'summary.html',
    'worksheets.html',
    'register.csv',
    'exclusions.csv',
    'worksheets/T2-withdrawn.csv',
  ].flatMap((path): Tampering[] => [
    {
      what: `${path} emptied`,
      how: (folder) => {
        writeFileSync(join(folder, ofPack(path)), '');
      },
      names: [new RegExp(`^files: ${path} is `)],
    },
  ]),
  ...['draw.json', 'summary.html', 'worksheets.html', 'register.csv', 'exclusions.csv'].map(
    (path): Tampering => ({
      what: `a line end behind ${path}`,
      how: (folder) => {
        appendFileSync(join(folder, ofPack(path)), '\n');
      },
      names: [`files: ${path} is not as drawn`],
    }),
  ),
  ...['summary.html', 'worksheets.html', 'register.csv', 'exclusions.csv', 'worksheets/N4.csv'].map(
    (path): Tampering => ({
      what: `${path} deleted`,
      how: (folder) => {
        rmSync(join(folder, ofPack(path)));
      },
      names: [`files: ${path} is missing`],
    }),
  ),
  {
    what: 'two rows of register.csv swapped',
    how: swapLines(ofPack('register.csv'), 2, 3),
    names: ['files: register.csv is not as drawn'],
  },
  {
    what: 'two rows of exclusions.csv swapped',
    how: swapLines(ofPack('exclusions.csv'), 2, 3),
    names: ['files: exclusions.csv is not as drawn'],
  },
  {
    what: 'a file renamed',
    how: (folder) => {
      renameSync(join(folder, ofPack('register.csv')), join(folder, ofPack('Register.csv')));
    },
    names: ['files: register.csv is missing'],
  },
  {
    what: 'two worksheets that changed names',
    how: (folder) => {
      const [t1, t3] = ['T1', 'T3'].map((label) => join(folder, ofPack(`worksheets/${label}.csv`)));
      renameSync(found(t1), join(folder, 'aside'));
      renameSync(found(t3), found(t1));
      renameSync(join(folder, 'aside'), found(t3));
    },
    names: [
      /^files: worksheets\/T1\.csv: “Label” was changed; “Reference” was changed/,
      /^files: worksheets\/T3\.csv: “Label” was changed; “Reference” was changed/,
    ],
  },
  {
    what: 'a worksheet added',
    how: (folder) => {
      cpSync(join(folder, ofPack('worksheets/N1.csv')), join(folder, ofPack('worksheets/N9.csv')));
    },
    names: ['files: worksheets/N9.csv is no worksheet of this draw'],
  },
  {
    what: 'a worksheet added as a link',
    how: (folder) => {
      symlinkSync('N1.csv', join(folder, ofPack('worksheets/N9.csv')));
    },
    names: ['files: worksheets/N9.csv is no worksheet of this draw'],
  },
  {
    what: 'a worksheet that is a link to another',
    how: (folder) => {
      rmSync(join(folder, ofPack('worksheets/N1.csv')));
      symlinkSync('N2.csv', join(folder, ofPack('worksheets/N1.csv')));
    },
    names: [/^files: worksheets\/N1\.csv /],
  },
  {
    what: 'a reserve’s worksheet written before its time',
    how: (folder) => {
      edit(folder, ofPack('worksheets/T1.csv'), (text) => text.replace('T1', 'T6'));
      renameSync(
        join(folder, ofPack('worksheets/T1.csv')),
        join(folder, ofPack('worksheets/T6.csv')),
      );
    },
    names: ['files: worksheets/T1.csv is missing', 'files: worksheets/T6.csv is no worksheet'],
  },
  {
    what: 'a withdrawn worksheet named back',
    how: (folder) => {
      renameSync(
        join(folder, ofPack('worksheets/T2-withdrawn.csv')),
        join(folder, ofPack('worksheets/T2.csv')),
      );
    },
    names: [
      'files: worksheets/T2-withdrawn.csv is missing',
      'files: worksheets/T2.csv is no worksheet of this draw',
    ],
  },
  {
    what: 'a worksheet changed, and a true one in a file whose name only looks like its place',
    how: (folder) => {
      const place = join(folder, ofPack('worksheets/T1.csv'));
      cpSync(place, join(folder, PACK, 'worksheets\\T1.csv'));
      edit(folder, ofPack('worksheets/T1.csv'), (text) => text.replace(/MASH-\d+/, 'MASH-4999'));
    },
    names: ['files: worksheets/T1.csv: “Reference” was changed'],
  },
];

type Change = (record: DrawRecord) => DrawRecord;

/** The pack is forged whole: the record changed, every file and digest made anew to go with it. */
function forged(change: Change): (folder: string) => Promise<void> {
  return (folder) => forge(folder, change);
}

/** The entry of a label, in the register and in the sample alike. */
function changeEntry(label: string, change: Partial<RegisterEntry>): Change {
  const changed = <Entry extends RegisterEntry>(entry: Entry): Entry =>
    entry.label === label ? { ...entry, ...change } : entry;
  return (record) => ({
    ...record,
    register: record.register.map(changed),
    sample: record.sample.map(changed),
  });
}

function changeSettings(change: Partial<DrawRecord['settings']>): Change {
  return (record) => ({ ...record, settings: { ...record.settings, ...change } });
}

function setRoles(record: DrawRecord, roles: Readonly<Record<string, Role>>): DrawRecord {
  return Object.entries(roles).reduce(
    (one, [label, role]) => changeEntry(label, { role })(one),
    record,
  );
}

/** The referrals behind two labels change places, with all that is said of them. */
function exchange(a: string, b: string): Change {
  return (record) => {
    const one = found(record.sample.find(({ label }) => label === a));
    const other = found(record.sample.find(({ label }) => label === b));
    const swapped = <Entry extends RegisterEntry>(entry: Entry, of: Entry): Entry => {
      const { label, role, order, ticket } = entry;
      return { ...of, label, role, order, ticket };
    };
    const partner = ({ label }: RegisterEntry): SampleEntry | null =>
      label === a ? other : label === b ? one : null;
    return {
      ...record,
      sample: record.sample.map((entry) => swapped(entry, partner(entry) ?? entry)),
      register: record.register.map((entry): RegisterEntry => {
        const of = partner(entry);
        return of === null ? entry : { ...entry, reference: of.reference };
      }),
    };
  };
}

const ALTERED = 'ledger: the ledger tells of this pack with another record: draw.json was altered';

const RECORD: readonly Tampering[] = [
  {
    what: 'two rows of the register swapped',
    how: forged((record) => {
      const [first, second, ...rest] = record.register;
      return { ...record, register: [found(second), found(first), ...rest] };
    }),
    names: [/^tickets: register place 1: found "MASH-\d+", expected "MASH-\d+"/, ALTERED],
  },
  {
    what: 'a ticket',
    how: forged(changeEntry('T1', { ticket: 0.0001 })),
    names: [/^tickets: MASH-\d+, ticket: found 0\.0001, expected 0\.\d+/, ALTERED],
  },
  {
    what: 'an order',
    how: forged(changeEntry('N1', { order: 2 })),
    names: [/^tickets: MASH-\d+, order: found 2, expected 1/, ALTERED],
  },
  {
    what: 'an inclusion',
    how: forged(changeEntry('N1', { inclusion: 0.5 })),
    names: [/^tickets: MASH-\d+, inclusion: found 0\.5, expected 0\.\d+/, ALTERED],
  },
  {
    what: 'a label',
    how: forged(changeEntry('N7', { label: 'N8' })),
    names: [/^tickets: MASH-\d+, label: found "N8", expected "N7"/, ALTERED],
  },
  {
    what: 'a role',
    how: forged(changeEntry('T1', { role: 'reserve' })),
    names: [/^tickets: MASH-\d+, role: found "reserve", expected "case"/, ALTERED],
  },
  {
    what: 'a side',
    how: forged(changeEntry('T7', { side: 'not-met' })),
    names: [/^tickets: the digest of the frame/, /^tickets: eligible, threshold met/, ALTERED],
  },
  {
    what: 'a reference',
    how: forged(changeEntry('T1', { reference: 'MASH-9999' })),
    names: [/^tickets: the frame code: found "0e39-/, ALTERED],
  },
  {
    what: 'a referral taken out of the register',
    how: forged((record) => ({ ...record, register: record.register.slice(0, -1) })),
    names: [/^tickets: eligible, threshold not met: found 62, expected 61/, ALTERED],
  },
  {
    what: 'a label in the sample alone',
    how: forged((record) => ({
      ...record,
      sample: record.sample.map((entry) =>
        entry.label === 'N7' ? { ...entry, label: 'N9' } : entry,
      ),
    })),
    names: ['tickets: sample N7, label: found "N9", expected "N7"', ALTERED],
  },
  {
    what: 'a case left out of the sample',
    how: forged((record) => ({ ...record, sample: record.sample.slice(0, -1) })),
    names: ['tickets: the sample lacks N7', ALTERED],
  },
  {
    what: 'a case twice in the sample',
    how: forged((record) => ({
      ...record,
      sample: [...record.sample, ...record.sample.slice(-1)],
    })),
    names: ['tickets: the sample has N7 besides', ALTERED],
  },
  {
    what: 'a case and a reserve exchanged in every file',
    how: forged(exchange('T4', 'T6')),
    names: [
      /^tickets: register place 4: found "MASH-\d+", expected "MASH-\d+"/,
      /^tickets: register place 6: found "MASH-\d+", expected "MASH-\d+"/,
      ALTERED,
    ],
  },
  {
    what: 'the seed in draw.json alone',
    how: (folder) => {
      edit(folder, ofPack('draw.json'), (text) => text.replace(SEED, '27182-81828-45904-52354'));
    },
    names: [
      /^tickets: the digest of the seed/,
      /^tickets: MASH-\d+, ticket/,
      /^files: /,
      /^ledger: /,
    ],
  },
  {
    what: 'the seed’s digest',
    how: forged((record) => ({ ...record, seed: { ...record.seed, sha256: 'ab'.repeat(32) } })),
    names: [/^tickets: the digest of the seed: found "abab/, ALTERED],
  },
  {
    what: 'where the seed came from',
    how: forged((record) => ({ ...record, seed: { ...record.seed, source: 'given' } })),
    names: [ALTERED],
  },
  {
    what: 'the frame code',
    how: forged((record) => ({
      ...record,
      frame: { ...record.frame, code: '0000-0000-0000-0000-0000' },
    })),
    names: [/^tickets: the frame code: found "0000-0000-0000-0000-0000", expected "0e39/, ALTERED],
  },
  {
    what: 'the frame’s digest and code together',
    how: forged((record) => ({
      ...record,
      frame: { ...record.frame, digest: 'ab'.repeat(32), code: 'abab-abab-abab-abab-abab' },
    })),
    names: [/^tickets: the digest of the frame: found "abab/, ALTERED],
  },
  {
    what: 'an excluded count',
    how: forged((record) => ({
      ...record,
      frame: { ...record.frame, excluded: { ...record.frame.excluded, undecided: 3 } },
    })),
    names: [ALTERED],
  },
  {
    what: 'the days of the week',
    how: forged((record) => ({
      ...record,
      days: record.days.map((one) => ({ ...one, met: one.met + 1 })),
    })),
    names: [ALTERED],
  },
  {
    what: 'the rows read',
    how: forged((record) => ({ ...record, frame: { ...record.frame, rows: 119 } })),
    names: [ALTERED],
  },
  {
    what: 'the size',
    how: forged(changeSettings({ size: 6 })),
    names: ['tickets: the size: found 8, expected 6', ALTERED],
  },
  {
    what: 'the seats',
    how: forged((record) => ({ ...record, seats: { ...record.seats, met: 5, notMet: 3 } })),
    names: ['tickets: seats, threshold met: found 5, expected 4', ALTERED],
  },
  {
    what: 'the seats wanted',
    how: forged(changeSettings({ seats: { met: 5, 'not-met': 3 } })),
    names: ['tickets: seats, threshold met: found 4, expected 5', ALTERED],
  },
  {
    what: 'the section 47 window',
    how: forged(changeSettings({ section47Window: 60 })),
    names: [ALTERED],
  },
  {
    what: 'the marking',
    how: forged(changeSettings({ marking: 'OFFICIAL' })),
    names: [ALTERED],
  },
  {
    what: 'what a decision wording means',
    how: forged((record) => ({
      ...record,
      settings: {
        ...record.settings,
        decisions: {
          ...record.settings.decisions,
          met: record.settings.decisions.met?.filter((wording) => wording !== 's47') ?? [],
          'not-met': [...(record.settings.decisions['not-met'] ?? []), 's47'].sort(),
        },
      },
    })),
    names: [ALTERED],
  },
  {
    what: 'a case’s facts',
    how: forged((record) => ({
      ...record,
      sample: record.sample.map((entry): SampleEntry => ({ ...entry, team: 'MASH North' })),
    })),
    names: [ALTERED],
  },
  {
    what: 'the week',
    how: forged((record) => ({
      ...record,
      week: { ...record.week, to: record.meeting },
    })),
    names: [/^tickets: the digest of the frame/, ALTERED],
  },
  {
    what: 'the meeting',
    how: forged((record) => ({ ...record, meeting: record.week.to })),
    names: [ALTERED],
  },
  {
    what: 'the draw number',
    how: forged((record) => ({ ...record, draw: { number: 2, reason: 'snow' } })),
    names: [ALTERED],
  },
  {
    what: 'an export’s digest',
    how: forged((record) => ({
      ...record,
      exports: record.exports.map((read) => ({ ...read, sha256: 'ab'.repeat(32) })),
    })),
    names: [ALTERED],
  },
  {
    what: 'a notice struck out',
    how: forged((record) => ({ ...record, notices: record.notices.slice(1) })),
    names: [ALTERED],
  },
  {
    what: 'a replacement struck out',
    how: forged((record) => ({ ...record, replacements: [] })),
    names: [/^tickets: MASH-\d+, role: found "withdrawn", expected "case"/, ALTERED],
  },
  {
    what: 'a replacement struck out with all its consequences',
    how: forged((record) =>
      setRoles({ ...record, replacements: [] }, { T2: 'case', T5: 'reserve' }),
    ),
    names: [
      'ledger: the ledger has a replacement of T2 (file locked) that this pack does not show',
    ],
  },
  {
    what: 'a replacement added by hand with all its consequences',
    how: forged((record) =>
      setRoles(
        {
          ...record,
          replacements: [
            ...record.replacements,
            { label: 'N1', reason: 'file locked', when: 'after', by: 'N5' },
          ],
        },
        { N1: 'withdrawn', N5: 'case' },
      ),
    ),
    names: [ALTERED],
  },
  {
    what: 'a replacement that passes over the next reserve',
    how: forged((record) =>
      setRoles(
        {
          ...record,
          replacements: record.replacements.map((made) => ({ ...made, by: 'T6' })),
        },
        { T5: 'reserve', T6: 'case' },
      ),
    ),
    names: ['tickets: what replaced T2: found "T6", expected "T5"', ALTERED],
  },
  {
    what: 'a replacement of a case there is not',
    how: forged((record) => ({
      ...record,
      replacements: [...record.replacements, { label: 'T9', reason: 'x', when: 'draw', by: null }],
    })),
    names: ['tickets: the replacement of T9 could not have been made', ALTERED],
  },
  {
    what: 'the reason of a replacement',
    how: forged((record) => ({
      ...record,
      replacements: record.replacements.map((made) => ({ ...made, reason: 'other: too hard' })),
    })),
    names: [ALTERED],
  },
  {
    what: 'the question set',
    how: forged((record) => ({
      ...record,
      questionSet: { ...record.questionSet, id: 'wiltshire-2099' },
    })),
    names: [ALTERED],
  },
];

/** A pack that is a draw of its own, consistent in every file: only the ledger can tell. */
const SWAPPED: readonly Tampering[] = [
  {
    what: 'a draw with another seed, made elsewhere, put in the pack’s place',
    how: (folder) => {
      rmSync(join(folder, PACK), { recursive: true });
      cpSync(join(drawer, 'elsewhere/2026-11-20'), join(folder, PACK), { recursive: true });
    },
    names: ['ledger: the ledger tells of this pack with another record'],
  },
  {
    what: 'the second draw passed off as the first: number lowered, reason gone, all made anew',
    how: async (folder) => {
      await forge(folder, (record) => ({ ...record, draw: { number: 1, reason: null } }), AGAIN);
      rmSync(join(folder, PACK), { recursive: true });
      renameSync(join(folder, AGAIN), join(folder, PACK));
    },
    names: ['ledger: the ledger tells of this pack with another record'],
  },
  {
    what: 'the reason of the second draw edited',
    how: async (folder) => {
      await forge(
        folder,
        (record) => ({ ...record, draw: { number: 2, reason: 'fire alarm' } }),
        AGAIN,
      );
    },
    names: ['ledger: the ledger tells of this pack with another record'],
    pack: AGAIN,
  },
  {
    what: 'the number of the second draw raised',
    how: async (folder) => {
      await forge(folder, (record) => ({ ...record, draw: { ...record.draw, number: 3 } }), AGAIN);
    },
    names: ['ledger: the ledger tells of this pack with another record'],
    pack: AGAIN,
  },
];

const EXPORT_FILES: readonly Tampering[] = [
  {
    what: 'a cell of an export, in the week',
    how: (folder) => {
      edit(folder, 'exports/mash-export.csv', (text) =>
        text.replace('16/11/2026,Member of public', '17/11/2026,Member of public'),
      );
    },
    names: [
      'exports: mash-export.csv is not the file that was read for the draw: it was changed since',
      'draw: draw.json is not what the exports give',
    ],
    byExports: true,
  },
  {
    what: 'a decision of an export, so that a referral changes sides',
    how: (folder) => {
      edit(folder, 'exports/mash-export.csv', (text) =>
        text.replace(/^(MASH-4103.*)Section 17/m, '$1Section 47 enquiry'),
      );
    },
    names: [
      /^exports: mash-export\.csv is not/,
      /^draw: the frame code/,
      /^draw: MASH-4103: found/,
    ],
    byExports: true,
  },
  {
    what: 'a cell of an export, out of the week',
    how: (folder) => {
      edit(folder, 'exports/older.csv', (text) => text.replace('03/11/2026', '02/11/2026'));
    },
    names: [
      'exports: older.csv is not the file that was read for the draw: it was changed since',
      'draw: exclusions.csv is not what the exports give',
    ],
    byExports: true,
  },
  {
    what: 'a cell of an export that no pack shows',
    how: (folder) => {
      edit(folder, 'exports/mash-export.csv', (text) => text.replace('Invented text', 'A story'));
    },
    names: [/^exports: mash-export\.csv is not the file that was read/],
    byExports: true,
  },
  {
    what: 'a row of an export dropped',
    how: (folder) => {
      edit(folder, 'exports/mash-export.csv', (text) => text.replace(/^MASH-4103.*\r\n/m, ''));
    },
    names: [
      /^exports: mash-export\.csv is not/,
      'draw: rows read: found 122, expected 121',
      /^draw: MASH-4103 is in the pack’s frame, not the exports’/,
    ],
    byExports: true,
  },
  {
    what: 'a row of an export added',
    how: (folder) => {
      appendFileSync(
        join(folder, 'exports/older.csv'),
        'NEW-1,13/11/2026,14/11/2026,NFA,North\r\n',
      );
    },
    names: [/^exports: older\.csv is not/, 'draw: NEW-1 is in the exports’ frame, not the pack’s'],
    byExports: true,
  },
  {
    what: 'two rows of an export swapped',
    how: swapLines('exports/mash-export.csv', 2, 3),
    names: [/^exports: mash-export\.csv is not/],
    byExports: true,
  },
  {
    what: 'an export missing',
    how: (folder) => {
      rmSync(join(folder, 'exports/older.csv'));
    },
    names: ['exports: older.csv was read for the draw and is not among these exports'],
    byExports: true,
  },
  {
    what: 'an export too many',
    how: (folder) => {
      writeTree(folder, { 'exports/extra.csv': OLDER_EXPORT.replaceAll('OLD', 'EXTRA') });
    },
    names: [
      'exports: extra.csv was not read for the draw',
      'draw: rows read: found 122, expected 124',
    ],
    byExports: true,
  },
  {
    what: 'an export given twice under two names',
    how: (folder) => {
      cpSync(join(folder, 'exports/older.csv'), join(folder, 'exports/older (1).csv'));
    },
    names: ['exports: older (1).csv was not read for the draw'],
    byExports: true,
  },
  {
    what: 'an export changed under the name of the true one, which lies beside it',
    how: (folder) => {
      renameSync(join(folder, 'exports/older.csv'), join(folder, 'exports/true.csv'));
      writeTree(folder, { 'exports/older.csv': OLDER_EXPORT.replace('North', 'South') });
    },
    names: ['exports: a second older.csv is not the file that was read for the draw'],
    byExports: true,
  },
  {
    what: 'an export emptied',
    how: (folder) => {
      writeFileSync(join(folder, 'exports/older.csv'), '');
    },
    names: [/^exports: older\.csv: The file is empty/],
    byExports: true,
  },
];

const FIRST = 'ledger: Line 1 ';

/** Every field of a ledger's line, changed to another value of its kind. */
const LINE_FIELDS = [
  'schemaVersion',
  'kind',
  'time',
  'pack',
  'packDigest',
  'meeting',
  'from',
  'to',
  'localAuthority',
  'frameDigest',
  'seed',
  'size',
  'frameCode',
  'seedSource',
  'method',
  'drawNumber',
  'reason',
  'previous',
  'hash',
] as const;

function editLine(field: string): (folder: string) => void | Promise<void> {
  return (folder) => {
    edit(folder, LEDGER, (text) => {
      const [first, ...rest] = text.split('\n');
      const line = JSON.parse(found(first)) as Record<string, unknown>;
      const was = line[field];
      if (was === undefined) throw new Error(`there is no field ${field}`);
      const is = typeof was === 'number' ? was + 1 : typeof was === 'string' ? another(was) : 'set';
      return [JSON.stringify({ ...line, [field]: is }), ...rest].join('\n');
    });
  };
}

/** A text like it: its last digit, or else its last letter, is the next. */
function another(text: string): string {
  return text.replace(/.$/, (sign) =>
    sign === '9' ? '0' : String.fromCharCode(sign.charCodeAt(0) ^ 1),
  );
}

function changeLines(change: (lines: readonly string[]) => readonly string[]) {
  return (folder: string): void => {
    edit(folder, LEDGER, (text) => {
      const lines = change(text.split('\n').slice(0, -1));
      return lines.map((line) => `${line}\n`).join('');
    });
  };
}

const UNCHAINED = 'does not follow the line before: a line was removed, added, moved or repeated';

const LEDGER_LINES: readonly Tampering[] = [
  ...LINE_FIELDS.map((field): Tampering => ({
    what: `the field ${field} of a line`,
    how: editLine(field),
    names: [
      FIRST +
        (field === 'kind' || field === 'schemaVersion'
          ? 'is not a line this version of the program wrote'
          : 'has been edited since it was written'),
    ],
  })),
  {
    what: 'a blank put into a line',
    how: (folder) => {
      edit(folder, LEDGER, (text) => text.replace('":"', '": "'));
    },
    names: [`${FIRST}has been edited`],
  },
  {
    what: 'a line’s hash moved to its front',
    how: changeLines(([first, ...rest]) => {
      const { hash, ...others } = JSON.parse(found(first)) as Record<string, unknown>;
      return [JSON.stringify({ hash, ...others }), ...rest];
    }),
    names: [`${FIRST}has been edited`],
  },
  {
    what: 'a field added to a line',
    how: changeLines(([first, ...rest]) => [found(first).replace('{', '{"note":1,'), ...rest]),
    names: [`${FIRST}has been edited`],
  },
  {
    what: 'the first line removed',
    how: changeLines((lines) => lines.slice(1)),
    names: [`${FIRST}${UNCHAINED}`],
  },
  {
    what: 'the middle line removed',
    how: changeLines((lines) => lines.toSpliced(1, 1)),
    names: [`ledger: Line 2 ${UNCHAINED}`],
  },
  {
    what: 'the last line removed, which tells of the replacement',
    how: changeLines((lines) => lines.slice(0, -1)),
    names: [/^ledger: the ledger tells of this pack with another record: .*line.*lost/],
  },
  {
    what: 'all lines of the pack removed',
    how: changeLines(() => []),
    names: ['ledger: this draw is not in the ledger'],
  },
  {
    what: 'two lines that changed places',
    how: changeLines(([first, second, ...rest]) => [found(second), found(first), ...rest]),
    names: [`${FIRST}${UNCHAINED}`, `ledger: Line 2 ${UNCHAINED}`],
  },
  {
    what: 'a line twice',
    how: changeLines(([first, ...rest]) => [found(first), found(first), ...rest]),
    names: [`ledger: Line 2 ${UNCHAINED}`],
  },
  {
    what: 'the last line twice',
    how: changeLines((lines) => [...lines, found(lines.at(-1))]),
    names: [`ledger: Line 4 ${UNCHAINED}`],
  },
  {
    what: 'a blank line between two',
    how: changeLines(([first, ...rest]) => [found(first), '', ...rest]),
    names: ['ledger: Line 2 is not a line this version of the program wrote'],
  },
  {
    what: 'the last line torn',
    how: (folder) => {
      edit(folder, LEDGER, (text) => text.slice(0, -40));
    },
    names: ['ledger: Line 3 was cut off, as by a crash'],
  },
  {
    what: 'the last line without its end',
    how: (folder) => {
      edit(folder, LEDGER, (text) => text.slice(0, -1));
    },
    names: ['ledger: Line 3 was cut off, as by a crash'],
  },
  {
    what: 'the line ends turned into those of Windows',
    how: (folder) => {
      edit(folder, LEDGER, (text) => text.replaceAll('\n', '\r\n'));
    },
    names: [`${FIRST}has been edited`],
  },
  {
    what: 'a byte order mark before the ledger',
    how: (folder) => {
      edit(folder, LEDGER, (text) => `\uFEFF${text}`);
    },
    names: [`${FIRST}is not a line this version of the program wrote`],
  },
  {
    what: 'the ledger deleted',
    how: (folder) => {
      rmSync(join(folder, LEDGER));
    },
    names: ['ledger: there is no ledger (draws.jsonl) beside the pack'],
  },
  {
    what: 'the pack put back as it was before the replacement',
    how: (folder) => {
      rmSync(join(folder, PACK), { recursive: true });
      cpSync(join(drawer, 'before/2026-11-20'), join(folder, PACK), { recursive: true });
    },
    names: [
      'ledger: the ledger has a replacement of T2 (file locked) that this pack does not show',
    ],
  },
];

describe('verify', () => {
  it('says yes to the pack that is going to be spoiled, and to the one beside it', async () => {
    const folder = await prepared();
    for (const pack of [PACK, AGAIN]) {
      expect(await verify(folder, [], pack)).toMatchObject(SOUND);
      expect(await verify(folder, EXPORTS, pack)).toMatchObject(SOUND);
    }
  });

  it.each<Tampering>([...FILES, ...RECORD, ...SWAPPED, ...EXPORT_FILES, ...LEDGER_LINES])(
    'says no, and where, to: $what',
    async (tampering) => {
      const { how, names, byExports = false, pack } = tampering;
      const folder = await prepared();
      await how(folder);
      const { exitCode, holds, differences: seen } = await verify(folder, EXPORTS, pack);
      expect({ exitCode, holds }).toEqual({ exitCode: 1, holds: false });
      // The other verdicts are the same without the exports.
      expect(seen.some((text) => !/^(?:exports|draw): /.test(text))).toBe(!byExports);
      for (const name of names) {
        const named = (text: string) =>
          typeof name === 'string' ? text.startsWith(name) : name.test(text);
        expect(seen.some(named), `${String(name)} in\n${seen.join('\n')}`).toBe(true);
      }
    },
  );

  it('says no to a record of which any one value was changed, and never fails', async () => {
    const folder = await prepared();
    const place = join(folder, ofPack('draw.json'));
    const record: unknown = JSON.parse(readFileSync(place, 'utf8'));
    const paths = [...pathsIn(record)].filter(
      ([first]) => first !== 'schemaVersion' && first !== 'method',
    );
    const change = fc.record({
      path: fc.constantFrom(...paths),
      to: fc.constantFrom(...ODD_VALUES),
    });
    const tampered = fc.asyncProperty(change, async ({ path, to }) => {
      const changed = JSON.stringify(put(record, path, to), null, 2);
      fc.pre(changed !== JSON.stringify(record, null, 2));
      writeFileSync(place, `${changed}\n`);
      const { exitCode, stderr } = await say(folder, ['verify', PACK, '--quiet']);
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    });
    await fc.assert(tampered, { numRuns: 150, seed: 4 });
  });

  it('says yes to an export that was only renamed, and says so', async () => {
    const folder = await prepared();
    const name = join(folder, 'exports/mash-export.csv');
    renameSync(name, join(folder, 'exports/zz week 47.CSV'));
    const { remarks, ...rest } = await verify(folder, EXPORTS);
    expect(rest).toEqual(SOUND);
    expect(remarks).toContain(
      'exports: zz week 47.CSV was called mash-export.csv when it was read',
    );
    mkdirSync(join(folder, 'kept'));
    renameSync(join(folder, 'exports/older.csv'), join(folder, 'kept/mash-export.csv'));
    expect(await verify(folder, ['exports', 'kept'])).toMatchObject(SOUND);
  });

  it('says of a draw that there is another of its week', async () => {
    const folder = await prepared();
    expect((await verify(folder)).remarks).toContain(
      'ledger: the ledger has draw 2 of this week as well: pack 2026-11-20-draw-2; reason: the chair was late',
    );
    expect((await verify(folder, [], AGAIN)).remarks).toContain(
      'ledger: the ledger has draw 1 of this week as well: pack 2026-11-20',
    );
  });

  it('keeps a terminal safe from what a forger wrote', async () => {
    const folder = await prepared();
    writeTree(folder, { [ofPack('\u001b[2J\u202Egood.csv')]: '' });
    const { stdout } = await say(folder, ['verify', PACK]);
    expect(stdout).toContain('( [2J good.csv was added by somebody)');
    expect(stdout.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

function* pathsIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* pathsIn(inner, [...path, key]);
}

function put(value: unknown, [first, ...rest]: readonly string[], to: unknown): unknown {
  if (first === undefined) return to;
  if (Array.isArray(value)) {
    return value.map((inner: unknown, index) =>
      String(index) === first ? put(inner, rest, to) : inner,
    );
  }
  const inner = (value as Record<string, unknown>)[first];
  return { ...(value as object), [first]: put(inner, rest, to) };
}

const ODD_VALUES = [
  null,
  true,
  '',
  'x',
  'T99',
  'met',
  'constructor',
  '9999-12-31',
  'ab'.repeat(32),
  0,
  1,
  0.5,
  -1,
  1e9,
  [],
  {},
  [null],
  [{}],
] as const;

describe('verify refuses by name, and does not say no,', () => {
  it.each<readonly [string, string, (folder: string) => void | Promise<void>, string]>([
    [
      'a pack of a later layout',
      PACK,
      async (folder) => {
        await forge(folder, (record) => ({ ...record, schemaVersion: 2 }) as unknown as DrawRecord);
      },
      'This pack was made with layout 2, which this version of mash-audit does not know.',
    ],
    [
      'a pack of another method',
      PACK,
      async (folder) => {
        await forge(
          folder,
          (record) => ({ ...record, method: 'ticket-0' }) as unknown as DrawRecord,
        );
      },
      'This pack was made with method “ticket-0”, which this version of mash-audit does not know.',
    ],
    [
      'a folder that is not there',
      'packs/2026-11-27',
      () => undefined,
      'There is no pack packs/2026-11-27. Did you mean packs/2026-11-20?',
    ],
    [
      'a folder that is no pack',
      'packs',
      () => undefined,
      'packs is a folder of packs, and not one pack.',
    ],
    [
      'a file instead of a folder',
      `${PACK}/draw.json`,
      () => undefined,
      'packs/2026-11-20/draw.json is a file, not a pack.',
    ],
    [
      'a pack without its record',
      PACK,
      (folder) => {
        rmSync(join(folder, ofPack('draw.json')));
      },
      'packs/2026-11-20 is not a pack: it has no draw.json.',
    ],
    [
      'a ledger that is no file',
      PACK,
      (folder) => {
        rmSync(join(folder, LEDGER));
        mkdirSync(join(folder, LEDGER));
      },
      'The ledger beside the pack (draws.jsonl) is not a file.',
    ],
  ])('%s', async (_, pack, how, message) => {
    const folder = await prepared();
    await how(folder);
    for (const exports of [[], EXPORTS]) {
      const { exitCode, stdout, stderr } = await say(folder, ['verify', pack, ...exports]);
      expect({ exitCode, stdout, what: stderr.split('\n')[0] }).toEqual({
        exitCode: 2,
        stdout: '',
        what: message,
      });
      expect(stderr).toContain('To do: ');
    }
  });

  it.each([
    ['an export that is not there', 'tpyo.csv', 'tpyo.csv: There is no such file or folder.'],
    ['a folder without exports', 'packs', 'packs: The folder holds no export'],
  ])('%s', async (_, named, message) => {
    const folder = await prepared();
    const { exitCode, stdout, stderr } = await say(folder, ['verify', PACK, named]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).toContain('Nothing was verified.');
  });
});

/** A forger does not write the ledger himself: he has the program do it. */
describe('a pack that was altered cannot be had into the ledger', () => {
  const changed: Change = changeSettings({ marking: 'OFFICIAL' });
  const words = ['sample', 'exports'];

  it('by repeating it from its own record', async () => {
    const folder = await prepared();
    await forge(folder, changed);
    const before = ledgerLines(folder);
    const { exitCode, stderr } = await say(folder, [...words, '--from-pack', PACK]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('another pack came of it');
    expect(ledgerLines(folder)).toEqual(before);
    expect(await verify(folder)).toMatchObject({ exitCode: 1 });
  });

  it('by repeating it from its own record where the first pack is gone', async () => {
    const folder = await prepared();
    await forge(folder, changed);
    renameSync(join(folder, PACK), join(folder, 'forged'));
    const { exitCode } = await say(folder, [...words, '--from-pack', 'forged']);
    expect(exitCode).toBe(2);
  });

  it('by taking a case out with --not once the draw was seen', async () => {
    const folder = await prepared();
    rmSync(join(folder, PACK), { recursive: true });
    const not = ['--seed', SEED, '--not', 'T1=conflict of interest'];
    const { exitCode, stderr } = await say(folder, [...words, ...MEETING, ...not]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is in the ledger');
    // Openly it can be done: it is another draw, and says so.
    await done(folder, [...words, ...MEETING, ...not, '--redraw', 'a conflict was found']);
    expect(await verify(folder, EXPORTS, 'packs/2026-11-20-draw-3')).toMatchObject(SOUND);
  });

  it('by drawing once more from exports that give the same frame and tell another story', async () => {
    const folder = await prepared();
    rmSync(join(folder, PACK), { recursive: true });
    edit(folder, 'exports/mash-export.csv', (text) => text.replaceAll('Single Assessment', 'NFA'));
    const { exitCode } = await say(folder, [...words, ...MEETING, '--seed', SEED]);
    expect(exitCode).toBe(2);
  });

  it('by replacing a case of it, if the list of exclusions is what was altered', async () => {
    const folder = await prepared();
    edit(folder, ofPack('exclusions.csv'), (text) => text.replace(/.*undecided.*\r\n/, ''));
    const replacing = ['replace', PACK, 'N1', '--reason', 'file locked'];
    const { exitCode, stderr } = await say(folder, replacing);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('is not as it was drawn');
    rmSync(join(folder, ofPack('exclusions.csv')));
    expect((await say(folder, replacing)).exitCode).toBe(2);
  });

  it('nor does the ledger say that the program made a seed which came with a pack', async () => {
    const folder = await prepared();
    await done(folder, [...words, '--from-pack', PACK, '--out', 'copied']);
    expect(SEED).toMatch(/^\d{5}(-\d{5}){3}$/);
    expect((await verify(folder, [], 'copied/2026-11-20')).remarks).toContain(
      'ledger: the seed was given to the program when it was drawn',
    );
  });
});

describe('an unwelcome case is not kept out of the frame', () => {
  const week = ['sample', 'exports', ...MEETING, '--seed', SEED, '--not-drawn-since', '12m'];
  /** The case there is to fear, and an earlier meeting at which it was no case. */
  async function withEarlierMeeting(): Promise<string> {
    const folder = temporaryFolder();
    copyFixture('ordinary-week', join(folder, 'exports'));
    writeTree(folder, { 'old.csv': OLDER_EXPORT });
    await done(folder, ['sample', 'old.csv', '--meeting', '06/11/2026', '--out', 'packs']);
    return folder;
  }

  it('by writing it into an earlier pack', async () => {
    const folder = await withEarlierMeeting();
    const earlier = 'packs/2026-11-06';
    const rename = changeEntry('T1', { reference: 'MASH-4120' });
    await forge(folder, rename, earlier);
    const { exitCode, stderr } = await say(folder, week);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The ledger tells of the pack 2026-11-06, and it is not there or was');
  });

  it('by a meeting that was held nowhere but in another folder, without a remark', async () => {
    const folder = await withEarlierMeeting();
    edit(folder, 'old.csv', (text) => text.replace('OLD-1', 'MASH-4120'));
    const dates = ['--from', '04/11/2026', '--to', '04/11/2026', '--meeting', '05/11/2026'];
    await done(folder, ['sample', 'old.csv', ...dates, '--out', 'made-up']);
    await done(folder, [...week, '--out', 'made-up']);
    await done(folder, ['sample', 'exports', '--from-pack', 'made-up/2026-11-20']);
    expect((await verify(folder, EXPORTS)).remarks).toContain(
      'ledger: referrals are left out as audited on 2026-11-05: the ledger has no such meeting',
    );
  });
});

/** The limits, so that nobody promises more. What shows these is a copy of the ledger, kept elsewhere. */
describe('verify cannot tell', () => {
  it('a ledger that was written anew from end to end', async () => {
    const folder = await prepared();
    forgeLedger(folder, (entries) =>
      entries.map((entry) => ({ ...entry, time: '2026-11-19T09:00:00Z' })),
    );
    expect(await verify(folder, EXPORTS)).toMatchObject(SOUND);
  });

  it('that the last lines of the ledger are gone, with the packs they told of', async () => {
    const folder = await prepared();
    rmSync(join(folder, AGAIN), { recursive: true });
    rmSync(join(folder, PACK), { recursive: true });
    cpSync(join(drawer, 'before/2026-11-20'), join(folder, PACK), { recursive: true });
    edit(folder, LEDGER, (text) => text.replace(/(?<=\n)[^]*/, ''));
    expect(await verify(folder, EXPORTS)).toMatchObject(SOUND);
  });

  it('a pack of its own ledger that was put in the place of both', async () => {
    const folder = await prepared();
    rmSync(join(folder, 'packs'), { recursive: true });
    cpSync(join(drawer, 'elsewhere'), join(folder, 'packs'), { recursive: true });
    expect(await verify(folder, EXPORTS)).toMatchObject(SOUND);
  });

  it('what was answered on a worksheet from what was answered later', async () => {
    const folder = await prepared();
    edit(folder, ofPack('worksheets/N1.csv'), (text) => text.replace('Grade,,', 'Grade,Good,'));
    expect(await verify(folder, EXPORTS)).toMatchObject(SOUND);
  });
});
