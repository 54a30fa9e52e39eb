/**
 * Completed forms into findings. Nothing is guessed: a blank is not recorded, what contradicts
 * itself is a fault, and with any fault there are no findings at all.
 */
import type { CivilDate } from './civil-date.ts';
import {
  FINDINGS_VERSION,
  type ActionFound,
  type Answer,
  type CaseFindings,
  type FindingChange,
  type Findings,
  type ImmediateAction,
} from './findings.ts';
import { sayFormPlace, type FormFault, type FormPlace } from './form-faults.ts';
import type { DrawRecord, SampleEntry } from './record.ts';
import { normaliseWording } from './threshold.ts';
import {
  ACTIONS_OFFERED,
  buildWorksheet,
  DONE,
  meetingOrder,
  type WorksheetItem,
} from './worksheets.ts';

/** A completed form, as it was read. */
export interface FilledForm {
  /** The file's name; with the sheet's, in a workbook. */
  readonly file: string;
  readonly sheet: string | null;
  readonly label: string;
  /** The items that hold something, by id. */
  readonly entries: ReadonlyMap<string, FormEntry>;
}

export interface FormEntry {
  readonly text: string;
  /** Where a spreadsheet shows it, such as `B12`. */
  readonly cell: string;
  /** What the text is as a date; null where it is none. */
  readonly date: CivilDate | null;
}

export type Collated =
  | { readonly findings: Findings; readonly faults: readonly [] }
  | { readonly findings: null; readonly faults: readonly FormFault[] };

/** Item id to what is recorded; dates as `YYYY-MM-DD`. */
type Entries = ReadonlyMap<string, string>;

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
): Collated {
  const cases = meetingOrder(record.sample.filter(({ role }) => role === 'case'));
  const faults: FormFault[] = [];
  const changes: FindingChange[] = [...(earlier?.changes ?? [])];
  const found = cases.map((entry): CaseFindings => {
    const items = askedOf(entry, record);
    const own = forms.filter(({ label }) => label === entry.label);
    const { entries: read, places } = mergeCopies(own, items, faults);
    const before = entriesOf(earlier?.cases.find(({ label }) => label === entry.label));
    const entries = withoutOvertaken(before, read, items);
    changes.push(...changesOf(entry.label, before, entries));
    const findings = toCaseFindings(entry, record, entries);
    faults.push(...contradictions(findings, record, places, sourceOf(own)));
    return findings;
  });
  if (faults.length > 0) return { findings: null, faults };
  const findings: Findings = {
    schemaVersion: FINDINGS_VERSION,
    pack,
    meeting: record.meeting,
    questionSet: record.questionSet.id,
    cases: found,
    completions: earlier?.completions ?? [],
    changes,
  };
  return { findings, faults: [] };
}

function askedOf(entry: SampleEntry, record: DrawRecord): readonly WorksheetItem[] {
  const { parts } = buildWorksheet(entry, record);
  return parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
}

interface Source {
  readonly file: string;
  readonly sheet: string | null;
}

/** Where each item was said. */
type Places = ReadonlyMap<string, FormPlace>;

/** The copy that says something; any, where none does. */
function sourceOf(copies: readonly FilledForm[]): Source | null {
  const form = copies.find(({ entries }) => entries.size > 0) ?? copies[0];
  return form === undefined ? null : { file: form.file, sheet: form.sheet };
}

/** What the copies of a form say together; where two say different things that is a fault. */
function mergeCopies(
  copies: readonly FilledForm[],
  items: readonly WorksheetItem[],
  faults: FormFault[],
): { readonly entries: Entries; readonly places: Places } {
  const entries = new Map<string, string>();
  const said = new Map<string, FormPlace>();
  for (const { file, sheet, entries: written } of copies) {
    for (const item of items) {
      const entry = written.get(item.id);
      if (entry === undefined) continue;
      const place = { file, sheet, cell: entry.cell };
      const value = valueOf(item, entry);
      if (value === null) {
        const code = item.kind === 'date' ? 'not-a-date' : 'not-a-choice';
        faults.push({ code, place, args: { item: item.name, choices: item.choices } });
        continue;
      }
      const other = said.get(item.id);
      if (other !== undefined && entries.get(item.id) !== value) {
        faults.push({
          code: 'copies-disagree',
          place,
          args: { item: item.name, other: sayFormPlace(other) },
        });
        continue;
      }
      entries.set(item.id, value);
      if (other === undefined) said.set(item.id, place);
    }
  }
  return { entries, places: said };
}

/** Null where it is none of the choices, or no date. */
function valueOf(item: WorksheetItem, { text, date }: FormEntry): string | null {
  if (item.kind === 'date') return date;
  if (item.kind === 'words') return text;
  const wording = normaliseWording(text);
  return item.choices.find((choice) => normaliseWording(choice) === wording) ?? null;
}

/**
 * The earlier entries under those read now. A case that is graded now is no longer one that was not
 * audited, and the other way about.
 */
function withoutOvertaken(
  before: Entries,
  read: Entries,
  items: readonly WorksheetItem[],
): Entries {
  const entries = new Map(before);
  const judged = items.filter(({ id, kind }) => kind === 'choice' && id !== 'today-done');
  const nowAudited = judged.some(({ id }) => read.has(id));
  if (nowAudited && !read.has('not-audited')) entries.delete('not-audited');
  if (!nowAudited && read.has('not-audited')) {
    for (const { id } of judged) {
      entries.delete(id);
      entries.delete(`${id}-rationale`);
    }
  }
  for (const [id, value] of read) entries.set(id, value);
  return entries;
}

/** What was recorded and is another thing now. What was blank until now is no change. */
function changesOf(label: string, before: Entries, after: Entries): FindingChange[] {
  return [...before].flatMap(([item, was]): FindingChange[] => {
    const is = after.get(item) ?? null;
    return is === was ? [] : [{ label, item, was, is }];
  });
}

function toCaseFindings(entry: SampleEntry, record: DrawRecord, entries: Entries): CaseFindings {
  const { questions, agencies } = record.questionSet;
  const at = (id: string): string | null => entries.get(id) ?? null;
  const answerTo = (question: string): Answer => ({
    question,
    answer: at(question),
    rationale: at(`${question}-rationale`),
  });
  const answers = questions[entry.side].map(({ id }) => answerTo(id));
  const views = agencies.map(({ id }) => ({ agency: id, ...answerTo(`view-${id}`) }));
  const agreement = answerTo('agree');
  const grade = at('grade');
  const notAudited = at('not-audited');
  const answered = [...answers, ...views, agreement].some(({ answer }) => answer !== null);
  return {
    label: entry.label,
    side: entry.side,
    state: notAudited !== null ? 'not-audited' : answered || grade !== null ? 'audited' : 'blank',
    notAudited,
    answers,
    views,
    agreement,
    grade,
    gradeReason: at('grade-rationale'),
    today: toImmediateAction(at),
    learning: at('learning'),
    goodPractice: at('good-practice'),
    actions: Array.from({ length: ACTIONS_OFFERED }, (_, index) => toAction(index + 1, at)).filter(
      (action) => action !== null,
    ),
  };
}

function toImmediateAction(at: (id: string) => string | null): ImmediateAction {
  return {
    what: at('today-what'),
    who: at('today-who'),
    by: at('today-by') as CivilDate | null,
    done: DONE.find((one) => one === at('today-done')) ?? null,
    doneOn: at('today-done-on') as CivilDate | null,
  };
}

/** Null where nothing at all is written of it. */
function toAction(number: number, at: (id: string) => string | null): ActionFound | null {
  const [what, owner, due] = ['what', 'owner', 'due'].map((part) => at(`action-${number}-${part}`));
  if (what === null && owner === null && due === null) return null;
  return { number, what: what ?? '', owner: owner ?? null, due: (due ?? null) as CivilDate | null };
}

/** The entries that findings were made of. */
function entriesOf(findings: CaseFindings | undefined): Entries {
  if (findings === undefined) return new Map();
  const { answers, views, agreement, today, actions } = findings;
  const pairs: readonly (readonly [string, string | null])[] = [
    ...[...answers, ...views, agreement].flatMap(({ question, answer, rationale }) => [
      [question, answer] as const,
      [`${question}-rationale`, rationale] as const,
    ]),
    ['grade', findings.grade],
    ['grade-rationale', findings.gradeReason],
    ['not-audited', findings.notAudited],
    ['today-what', today.what],
    ['today-who', today.who],
    ['today-by', today.by],
    ['today-done', today.done],
    ['today-done-on', today.doneOn],
    ['learning', findings.learning],
    ['good-practice', findings.goodPractice],
    ...actions.flatMap(({ number, what, owner, due }) => [
      [`action-${number}-what`, what] as const,
      [`action-${number}-owner`, owner] as const,
      [`action-${number}-due`, due] as const,
    ]),
  ];
  return new Map(pairs.flatMap(([id, value]) => (value === null ? [] : [[id, value] as const])));
}

/** What a form may say item by item, and not all at once. */
function contradictions(
  findings: CaseFindings,
  { meeting, questionSet }: DrawRecord,
  places: Places,
  source: Source | null,
): FormFault[] {
  if (source === null) return [];
  const { label, grade, gradeReason, notAudited, today, actions } = findings;
  const faults: FormFault[] = [];
  /** At the first of `ids` that a form says; what was recorded before stands in none. */
  const fault = (code: ContradictionCode, ids: readonly string[], item = ''): void => {
    const place = ids.map((id) => places.get(id)).find((one) => one !== undefined);
    faults.push({ code, place: place ?? { ...source, cell: null }, args: { label, item } });
  };
  const judged = [...findings.answers, ...findings.views, findings.agreement];
  const recorded = judged.some(({ answer }) => answer !== null);
  if (notAudited !== null && (grade !== null || recorded)) {
    fault('audited-and-not', ['not-audited', 'grade', ...judged.map(({ question }) => question)]);
  }
  if (grade !== null && gradeReason === null) fault('grade-without-reason', ['grade'], grade);
  if (grade === null && gradeReason !== null) fault('reason-without-grade', ['grade-rationale']);
  if (grade !== null && questionSet.putRightToday.includes(grade)) {
    if (today.what === null) fault('nothing-put-right', ['grade'], grade);
    else if (today.done === 'Not needed') {
      fault('put-right-not-needed', ['today-done', 'grade'], grade);
    }
  }
  const said = today.who ?? today.by ?? today.doneOn;
  if (today.what === null && (said !== null || today.done === 'Yes' || today.done === 'No')) {
    fault('today-without-what', ['today-who', 'today-by', 'today-done', 'today-done-on']);
  }
  if (today.doneOn !== null && today.done !== 'Yes') fault('done-on-not-done', ['today-done-on']);
  for (const { number, what, due } of actions) {
    const [owner, by] = [`action-${number}-owner`, `action-${number}-due`];
    if (what === '') fault('action-without-what', [owner, by], `Action ${number}`);
    if (due !== null && due < meeting) fault('due-before-meeting', [by], `Action ${number}`);
  }
  if (today.by !== null && today.by < meeting) {
    fault('due-before-meeting', ['today-by'], 'Immediate action');
  }
  return faults;
}

type ContradictionCode = Extract<
  FormFault['code'],
  | 'audited-and-not'
  | 'grade-without-reason'
  | 'reason-without-grade'
  | 'nothing-put-right'
  | 'put-right-not-needed'
  | 'today-without-what'
  | 'done-on-not-done'
  | 'action-without-what'
  | 'due-before-meeting'
>;
