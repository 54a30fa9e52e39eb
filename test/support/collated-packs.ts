/** Packs with findings, made without a draw: only what a report reads is told from pack to pack. */
import { join } from 'node:path';
import { addDays, type CivilDate } from '../../src/audit/civil-date.ts';
import type { CollatedPack } from '../../src/audit/collated-packs.ts';
import type { ActionFound, CaseFindings, Completion, Findings } from '../../src/audit/findings.ts';
import { WILTSHIRE_2020 } from '../../src/audit/questions.ts';
import { WORKSHEET_FORMATS, type SampleEntry, type WrittenRecord } from '../../src/audit/record.ts';
import { SIDES, type Side } from '../../src/audit/threshold.ts';
import { weekBefore } from '../../src/audit/week.ts';
import { findingsFiles } from '../../src/outputs/findings-files.ts';
import { sha256, writeTree } from './folders.ts';
import { day } from './referral-rows.ts';

export interface CaseGiven extends Partial<Omit<CaseFindings, 'answers' | 'views' | 'today'>> {
  readonly side?: Side;
  /** The answer to every question of the side, and the view of every agency. */
  readonly answer?: string | null;
  readonly today?: Partial<CaseFindings['today']>;
  readonly actions?: readonly ActionFound[];
  readonly decision?: string;
  readonly localAuthority?: string;
  readonly sourceGroup?: string;
  readonly received?: string | null;
  readonly decided?: string | null;
}

export interface PackGiven {
  readonly cases: readonly CaseGiven[];
  /** Eligible referrals; as many as cases where not told. */
  readonly eligible?: { readonly met: number; readonly notMet: number };
  /** Cases that reserves took the place of: withdrawn, and among the cases no more. */
  readonly replaced?: readonly ReplacedGiven[];
  readonly draw?: number;
  readonly localAuthority?: string | null;
  readonly marking?: string;
  readonly completions?: readonly Completion[];
  /** False for a pack whose forms were not collated. */
  readonly collated?: boolean;
  readonly name?: string;
}

export interface ReplacedGiven extends CaseGiven {
  readonly reason: string;
  readonly when: 'draw' | 'after';
  /** True where it had been audited before, so that findings tell of it. */
  readonly found?: boolean;
}

const LETTER = { met: 'T', 'not-met': 'N' } as const;

export function packOf(meeting: string, given: PackGiven): CollatedPack {
  const week = weekBefore(day(meeting));
  const sideOf = (one: CaseGiven): Side => one.side ?? 'met';
  const ofSide = (side: Side): number => given.cases.filter((one) => sideOf(one) === side).length;
  const eligible = given.eligible ?? { met: ofSide('met'), notMet: ofSide('not-met') };
  const size = { met: eligible.met, 'not-met': eligible.notMet };
  const orders = { met: 0, 'not-met': 0 };
  const labelling = (one: CaseGiven) => {
    const side = sideOf(one);
    orders[side] += 1;
    return { one, side, order: orders[side], label: `${LETTER[side]}${orders[side]}` };
  };
  const labelled = given.cases.map(labelling);
  const replaced = (given.replaced ?? []).map((one) => ({ ...labelling(one), gone: one }));
  const moment = (text: string | null | undefined, other: CivilDate) =>
    text === null ? null : { date: text === undefined ? other : day(text), time: null };
  const sample = [...labelled, ...replaced].map((entry): SampleEntry => {
    const { one, side, order, label } = entry;
    return {
      reference: `REF-${meeting}-${label}`,
      side,
      ticket: order / 100,
      order,
      inclusion: ofSide(side) / size[side],
      label,
      role: 'gone' in entry ? 'withdrawn' : 'case',
      decision: one.decision ?? (side === 'met' ? 'Section 47 enquiry' : 'Single Assessment'),
      received: moment(one.received, week.from),
      decided: moment(one.decided, addDays(week.from, 1)),
      localAuthority: one.localAuthority ?? 'Wiltshire',
      team: 'MASH',
      sourceGroup: one.sourceGroup ?? 'Police',
    };
  });
  const undrawn = SIDES.flatMap((side) =>
    Array.from({ length: size[side] - ofSide(side) }, (_, index) => ({
      reference: `REF-${meeting}-${side}-${index}`,
      side,
      ticket: 0.5 + index / 10_000,
      order: ofSide(side) + index + 1,
      inclusion: ofSide(side) / size[side],
      label: null,
      role: null,
    })),
  );
  const record: WrittenRecord = {
    schemaVersion: 1,
    method: 'ticket-1',
    questionSet: WILTSHIRE_2020,
    formats: WORKSHEET_FORMATS,
    meeting: day(meeting),
    week: { from: week.from, to: week.to, basis: 'decided' },
    draw: { number: given.draw ?? 1, reason: given.draw === undefined ? null : 'again' },
    seed: { value: 'blue kettle 42', source: 'given', sha256: sha256('blue kettle 42') },
    frame: {
      code: '0000-0000-0000-0000-0000',
      digest: '0'.repeat(64),
      rows: eligible.met + eligible.notMet,
      eligible,
      excluded: {},
    },
    seats: { size: given.cases.length, met: ofSide('met'), notMet: ofSide('not-met') },
    days: [],
    sample,
    replacements: replaced.map(({ label, gone }) => ({
      ...{ label, reason: gone.reason, when: gone.when, by: labelled[0]?.label ?? 'T1' },
    })),
    register: [
      ...sample.map(({ reference, side, ticket, order, inclusion, label, role }) => ({
        ...{ reference, side, ticket, order, inclusion, label, role },
      })),
      ...undrawn,
    ],
    settings: {
      file: null,
      size: 8,
      seats: null,
      section47Window: 10,
      localAuthority: given.localAuthority ?? null,
      reservesPerSide: 3,
      leaveOut: [],
      marking: given.marking ?? 'OFFICIAL-SENSITIVE',
      decisions: {},
      reading: {
        ...{ columns: {}, sourceGroups: {}, basis: null },
        ...{ encoding: null, delimiter: null, headingRow: null },
      },
    },
    exports: [],
    notices: [],
    files: [],
  };
  const findings: Findings = {
    schemaVersion: 1,
    pack: sha256(recordText(record)),
    meeting: record.meeting,
    questionSet: WILTSHIRE_2020.id,
    cases: [
      ...labelled.map(({ one, side, label }) => findingOf(one, side, label)),
      ...replaced
        .filter(({ gone }) => gone.found === true)
        .map(({ one, side, label }) => ({
          ...findingOf(one, side, label),
          withdrawn: true as const,
        })),
    ],
    completions: given.completions ?? [],
    changes: [],
  };
  const draw = given.draw === undefined ? '' : `-draw-${given.draw}`;
  const name = given.name ?? `${meeting}${draw}`;
  return { name, record, findings: given.collated === false ? null : findings };
}

function findingOf(one: CaseGiven, side: Side, label: string): CaseFindings {
  const answer = one.answer === undefined ? 'Yes' : one.answer;
  const rationale = null;
  return {
    label,
    side,
    state: one.state ?? 'audited',
    notAudited: one.notAudited ?? null,
    answers: WILTSHIRE_2020.questions[side].map(({ id }) => ({ question: id, answer, rationale })),
    views: WILTSHIRE_2020.agencies.map(({ id }) => ({
      ...{ agency: id, question: `view-${id}`, answer, rationale },
    })),
    agreement: one.agreement ?? { question: 'agree', answer: 'All agree', rationale },
    grade: one.grade === undefined ? 'Good' : one.grade,
    gradeReason: null,
    today: { what: null, who: null, by: null, done: null, doneOn: null, ...one.today },
    learning: null,
    goodPractice: null,
    actions: one.actions ?? [],
  };
}

/** What draw.json of a pack holds. */
export function recordText(record: WrittenRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`;
}

/** Writes packs as `collate` leaves them: draw.json, and the findings with their table and minutes. */
export function writePacks(folder: string, packs: readonly CollatedPack[]): void {
  for (const { name, record, findings } of packs) {
    writeTree(join(folder, name), {
      'draw.json': recordText(record),
    });
    const files = findings === null ? [] : findingsFiles(findings, record);
    writeTree(
      join(folder, name),
      Object.fromEntries(files.map(({ path, bytes }) => [path, Buffer.from(bytes).toString()])),
    );
  }
}

/** Fridays in order, from the first. */
export function fridays(first: string, count: number): CivilDate[] {
  return Array.from({ length: count }, (_, week) => addDays(day(first), week * 7));
}

/**
 * A year of 52 packs of Fridays of 2026 whose forms give 347 audited cases. The published table has
 * 4.8, 81, 10.2 and 3.5 %: see the test for what whole numbers can do.
 */
export function publishedYear(): CollatedPack[] {
  const grades: (string | null)[] = [
    ...Array<string>(17).fill('Outstanding'),
    ...Array<string>(281).fill('Good'),
    ...Array<string>(35).fill('Requires improvement'),
    ...Array<string>(12).fill('Inadequate'),
    ...Array<null>(2).fill(null),
  ];
  // 31 is coprime with 347: every case once, and every week a mixture.
  const mixed = grades.map((_, index) => grades[(index * 31) % grades.length] ?? null);
  const sources = ['Police', 'School', 'Health', 'Individual', 'Police', 'Local authority'];
  let next = 0;
  return fridays('2026-01-02', 52).map((meeting, week) => {
    const size = week < 35 ? 7 : 6;
    const cases = Array.from({ length: size }, (_, index): CaseGiven => {
      const at = next;
      next += 1;
      const side = index < size / 2 ? 'met' : 'not-met';
      const grade = mixed[at] ?? null;
      const decided = addDays(meeting, -1 - (at % 6));
      return {
        side,
        grade,
        decision:
          (side === 'met'
            ? ['Section 47 enquiry', 'Strategy Discussion', 'ICPC']
            : ['Single Assessment', 'Early Help', 'No further action', 'Advice and Information'])[
            at % (side === 'met' ? 3 : 4)
          ] ?? '',
        answer:
          ['Yes', 'Yes', 'Yes', 'Partly', 'Yes', 'No', 'Yes', 'Not known', null][at % 9] ?? null,
        localAuthority: at % 3 === 0 ? 'Swindon' : 'Wiltshire',
        sourceGroup: sources[at % 6] ?? '',
        received: addDays(decided, -(at % 5)),
        decided,
        agreement: {
          question: 'agree',
          answer: at % 11 === 0 ? 'Not all agree' : 'All agree',
          rationale: null,
        },
        today:
          grade === 'Inadequate'
            ? {
                what: 'Visit',
                who: 'Manager',
                done: at % 4 === 0 ? 'No' : 'Yes',
                doneOn: at % 4 === 0 ? null : meeting,
              }
            : {},
        actions:
          at % 4 === 0
            ? [
                {
                  number: 1,
                  what: 'Tell the referrer',
                  owner: 'MASH manager',
                  due: addDays(meeting, 14),
                },
              ]
            : [],
      };
    });
    const more: CaseGiven[] = Array.from({ length: 8 - size }, (_, index) => ({
      side: 'not-met',
      state: index === 0 ? 'not-audited' : 'blank',
      notAudited: index === 0 ? 'file locked' : null,
      grade: null,
    }));
    return packOf(meeting, {
      cases: [...cases, ...more],
      eligible: { met: 18 + (week % 7), notMet: 55 + (week % 11) },
    });
  });
}
