/**
 * Completed forms into findings. Nothing is guessed: a blank is not recorded, what contradicts
 * itself is a fault, and with any fault there are no findings at all. Nothing disappears: what is
 * taken back is listed, and what was found of a case that was replaced later is kept.
 */
import { carryOver } from './carry-over.ts';
import { entriesOf, toCaseFindings, type Entries } from './case-findings.ts';
import type { CivilDate } from './civil-date.ts';
import type { FilledForm } from './filled-form.ts';
import {
  FINDINGS_VERSION,
  type CaseFindings,
  type Completion,
  type FindingChange,
  type Findings,
} from './findings.ts';
import { contradictions } from './form-contradictions.ts';
import type { FormFault } from './form-faults.ts';
import { mergeCopies, sourceOf } from './merge-forms.ts';
import type { DrawRecord, SampleEntry } from './record.ts';
import { buildWorksheet, meetingOrder, type WorksheetItem } from './worksheets.ts';

export type Collated =
  | {
      readonly findings: Findings;
      /** Earlier answers that stay although the forms read now are blank there. */
      readonly kept: number;
      /** What could not be taken over of cases that were withdrawn: it holds nobody up. */
      readonly notices: readonly FormFault[];
      readonly faults: readonly [];
    }
  | { readonly findings: null; readonly faults: readonly FormFault[] };

export interface CollateRules {
  /** Only the forms count, and nothing that was recorded before. */
  readonly afresh: boolean;
  /** Nothing was done after it. */
  readonly today: CivilDate;
}

/**
 * The findings of a pack from its completed forms, on top of the earlier ones: what a form says
 * takes the place of what was recorded, and a blank takes nothing away. `pack` is the SHA-256 of
 * draw.json.
 */
export function collate(
  record: DrawRecord,
  pack: string,
  forms: readonly FilledForm[],
  earlier: Findings | null,
  { afresh, today }: CollateRules,
): Collated {
  const cases = meetingOrder(record.sample.filter(({ role }) => role === 'case'));
  const faults: FormFault[] = [];
  const changes: FindingChange[] = [...(earlier?.changes ?? [])];
  let kept = 0;
  const found = cases.map((entry): CaseFindings => {
    const items = askedOf(entry, record);
    const own = forms.filter(({ label }) => label === entry.label);
    const merged = mergeCopies(own, items);
    const before = entriesBefore(entry, earlier);
    const entries = afresh ? merged.entries : carryOver(before, merged.entries, items);
    if (own.length > 0) kept += countKept(before, merged.entries, entries);
    changes.push(...changesOf(entry.label, before, entries));
    const findings = toCaseFindings(entry, record, entries);
    const inItself = contradictions(findings, record, today, merged, sourceOf(own));
    // An answer that could not be read would seem to be missing.
    faults.push(...merged.faults, ...(merged.faults.length > 0 ? [] : inItself));
    return findings;
  });
  if (faults.length > 0) return { findings: null, faults };
  const gone = withdrawnFindings(record, forms, earlier, today);
  changes.push(...gone.changes);
  const all = [...found, ...gone.found];
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
  return { findings, kept, notices: gone.notices, faults: [] };
}

function askedOf(entry: SampleEntry, record: DrawRecord): readonly WorksheetItem[] {
  const { parts } = buildWorksheet(entry, record);
  return parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
}

function entriesBefore({ label }: SampleEntry, earlier: Findings | null): Entries {
  return entriesOf(earlier?.cases.find((one) => one.label === label));
}

/**
 * What had been found of cases that were replaced afterwards, and what their forms say: to replace
 * a case takes nothing off the record, and what was to be done for a child stays to be done.
 */
function withdrawnFindings(
  record: DrawRecord,
  forms: readonly FilledForm[],
  earlier: Findings | null,
  today: CivilDate,
): Withdrawn {
  const changes: FindingChange[] = [];
  const notices: FormFault[] = [];
  const found = record.sample
    .filter(({ role }) => role === 'withdrawn')
    .flatMap((entry): CaseFindings[] => {
      const items = askedOf(entry, record);
      const own = forms.filter(({ label }) => label === entry.label);
      const read = mergeCopies(own, items);
      const before = entriesBefore(entry, earlier);
      const entries = carryOver(before, read.entries, items);
      const findings = toCaseFindings(entry, record, entries);
      const overtaking = contradictions(findings, record, today, read, sourceOf(own)).filter(
        ({ code }) => code === 'not-audited-after-all',
      );
      if (overtaking.length > 0) entries.delete('not-audited');
      notices.push(...read.faults, ...overtaking);
      changes.push(...changesOf(entry.label, before, entries));
      if (entries.size === 0) return [];
      return [{ ...toCaseFindings(entry, record, entries), withdrawn: true }];
    });
  return { found, changes, notices };
}

interface Withdrawn {
  readonly found: readonly CaseFindings[];
  readonly changes: readonly FindingChange[];
  /** What is wrong in their forms, and what two copies say differently. */
  readonly notices: readonly FormFault[];
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
