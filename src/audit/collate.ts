/**
 * Completed forms into findings. Nothing is guessed: a blank is not recorded, what contradicts
 * itself is a fault, and with any fault there are no findings at all. Nothing disappears: what is
 * taken back is listed, and what was found of a case that was replaced later is kept unless only the
 * forms are to count.
 */
import { carryOver } from './carry-over.ts';
import { entriesOf, toCaseFindings, type Entries } from './case-findings.ts';
import type { CivilDate } from './civil-date.ts';
import {
  FINDINGS_VERSION,
  type CaseFindings,
  type Completion,
  type FindingChange,
  type Findings,
} from './findings.ts';
import { contradictions } from './form-contradictions.ts';
import type { FormFault, FormFaultCode } from './form-faults.ts';
import { mergeCopies, sourceOf } from './merge-forms.ts';
import type { DrawRecord, SampleEntry } from './record.ts';
import { isWhollyRead, type FormsGiven } from './wholly-read.ts';
import { buildWorksheet, meetingOrder, type WorksheetItem } from './worksheets.ts';

export type Collated =
  | {
      readonly findings: Findings;
      /** Earlier answers that stay although the forms read now are blank there. */
      readonly kept: number;
      /** What is wrong in the forms of cases that were withdrawn: it holds nobody up. */
      readonly notices: readonly FormFault[];
      readonly faults: readonly [];
    }
  | { readonly findings: null; readonly faults: readonly FormFault[] };

export interface CollateRules {
  /** Only the forms count, and nothing that was recorded before. */
  readonly afresh: boolean;
  /** Nothing was done after it; null where nobody asks, for what stands was accepted once. */
  readonly today: CivilDate | null;
}

/**
 * The findings of a pack from its completed forms, on top of the earlier ones: what a form says
 * takes the place of what was recorded, and a blank takes nothing away. `pack` is the SHA-256 of
 * draw.json. What was changed stays listed with what it was before, whatever the rules.
 */
export function collate(
  record: DrawRecord,
  pack: string,
  given: FormsGiven,
  earlier: Findings | null,
  rules: CollateRules,
): Collated {
  const collateAll = (entries: readonly SampleEntry[]): CollatedCase[] =>
    entries.map((entry) => collateCase(entry, record, given, earlier, rules));
  const cases = collateAll(meetingOrder(record.sample.filter(({ role }) => role === 'case')));
  const faults = cases.flatMap((one) => one.faults);
  if (faults.length > 0) return { findings: null, faults };
  const gone = collateAll(record.sample.filter(({ role }) => role === 'withdrawn')).map(
    withoutReasonOvertaken,
  );
  const changes = [
    ...(earlier?.changes ?? []),
    ...[...cases, ...gone].flatMap(({ entry, before, entries }) =>
      changesOf(entry.label, before, entries),
    ),
  ];
  const all = [
    ...cases.map(({ entry, entries }) => toCaseFindings(entry, record, entries)),
    // To replace a case takes nothing off the record: what was to be done for a child stays to be done.
    ...gone
      .filter(({ entries }) => entries.size > 0)
      .map(({ entry, entries }): CaseFindings => ({
        ...toCaseFindings(entry, record, entries),
        withdrawn: true,
      })),
  ];
  const stillDone = completionsStanding(earlier, all, changes);
  const findings: Findings = {
    schemaVersion: FINDINGS_VERSION,
    pack,
    meeting: record.meeting,
    questionSet: record.questionSet.id,
    cases: all,
    completions: stillDone,
    changes,
  };
  const kept = cases.reduce((sum, one) => sum + one.kept, 0);
  return { findings, kept, notices: gone.flatMap((one) => one.faults), faults: [] };
}

interface CollatedCase {
  readonly entry: SampleEntry;
  /** What was recorded of it, and what is now. */
  readonly before: Entries;
  readonly entries: Entries;
  /** Earlier answers that stay though its forms are blank there. */
  readonly kept: number;
  readonly faults: readonly FormFault[];
}

function collateCase(
  entry: SampleEntry,
  record: DrawRecord,
  given: FormsGiven,
  earlier: Findings | null,
  { afresh, today }: CollateRules,
): CollatedCase {
  const items = askedOf(entry, record);
  const own = given.forms.filter(({ label }) => label === entry.label);
  const read = mergeCopies(own, items);
  const before = entriesBefore(entry, earlier);
  const entries = afresh ? read.entries : carryOver(before, read.entries, items);
  const found = toCaseFindings(entry, record, entries);
  const inItself = contradictions(found, record, today, read, sourceOf(own));
  // An answer that could not be read would seem to be missing.
  const isWhole = read.faults.length === 0 && isWhollyRead(entry.label, given);
  const told = isWhole ? inItself : inItself.filter(({ code }) => code === AFTER_ALL);
  const kept = own.length > 0 ? countKept(before, read.entries, entries) : 0;
  return { entry, before, entries, kept, faults: [...read.faults, ...told] };
}

/** Of a case that holds nobody up, the judgements recorded before stand, and a reason against them falls. */
function withoutReasonOvertaken(one: CollatedCase): CollatedCase {
  if (one.faults.every(({ code }) => code !== AFTER_ALL)) return one;
  const entries = new Map(one.entries);
  entries.delete('not-audited');
  return { ...one, entries };
}

const AFTER_ALL = 'not-audited-after-all' satisfies FormFaultCode;

function askedOf(entry: SampleEntry, record: DrawRecord): readonly WorksheetItem[] {
  const { parts } = buildWorksheet(entry, record);
  return parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
}

function entriesBefore({ label }: SampleEntry, earlier: Findings | null): Entries {
  return entriesOf(earlier?.cases.find((one) => one.label === label));
}

function countKept(before: Entries, read: Entries, now: Entries): number {
  return [...before.keys()].filter((id) => !read.has(id) && now.has(id)).length;
}

/** What was recorded and is another thing now. What was blank until now is no change. */
function changesOf(label: string, before: Entries, after: Entries): FindingChange[] {
  return [...before].flatMap(([item, was]): FindingChange[] => {
    const is = after.get(item) ?? null;
    return is === was ? [] : [{ label, item, was, is }];
  });
}

/** An action that reads otherwise now is another action: it is open until somebody says it is done. */
function completionsStanding(
  earlier: Findings | null,
  now: readonly CaseFindings[],
  changes: FindingChange[],
): readonly Completion[] {
  const textOf = (cases: readonly CaseFindings[], { label, action }: Completion): string | null => {
    const one = cases.find((each) => each.label === label);
    if (action === 'today') return one?.today.what ?? null;
    return one?.actions.find(({ number }) => number === action)?.what ?? null;
  };
  return (earlier?.completions ?? []).filter((done) => {
    const text = textOf(now, done);
    if (text !== null && text === textOf(earlier?.cases ?? [], done)) return true;
    const item = done.action === 'today' ? 'today-done' : `action-${done.action}-done`;
    changes.push({ label: done.label, item, was: done.on, is: null });
    return false;
  });
}
