/** The copies of one case's form into what they say together; what they say differently is a fault. */
import type { Entries } from './case-findings.ts';
import { companionsOf, isAction } from './companions.ts';
import type { FilledForm, FormEntry } from './filled-form.ts';
import { sayFormPlace, type FormFault, type FormFaultCode, type FormPlace } from './form-faults.ts';
import { normaliseWording } from './threshold.ts';
import type { WorksheetItem } from './worksheets.ts';

export interface Source {
  readonly file: string;
  readonly sheet: string | null;
}

/** Where each item was said. */
export type Places = ReadonlyMap<string, FormPlace>;

/** The copy that says something; any, where none does. */
export function sourceOf(copies: readonly FilledForm[]): Source | null {
  const form = copies.find(({ entries }) => entries.size > 0) ?? copies[0];
  return form === undefined ? null : { file: form.file, sheet: form.sheet };
}

export interface Merged {
  readonly entries: Entries;
  readonly places: Places;
  readonly faults: readonly FormFault[];
}

/** What the copies of a form say together; where two say different things that is a fault. */
export function mergeCopies(
  copies: readonly FilledForm[],
  items: readonly WorksheetItem[],
): Merged {
  const faults: FormFault[] = [];
  const entries = new Map<string, string>();
  const said = new Map<string, FormPlace>();
  for (const { file, sheet, entries: written } of copies) {
    /** What belongs to another answer than the one that counts is neither its own nor at odds with it. */
    const ofOthers = new Set<string>();
    for (const item of items) {
      const entry = written.get(item.id);
      if (entry === undefined) continue;
      const place = { file, sheet, cell: entry.cell };
      const value = valueOf(item, entry);
      if (value === null) {
        faults.push(unreadable(item, entry, place));
        continue;
      }
      if (ofOthers.has(item.id)) continue;
      const other = said.get(item.id);
      const before = entries.get(item.id);
      if (other !== undefined && before !== undefined && before !== value) {
        const code = codeOfTwo(item, before, value);
        faults.push({ code, place, args: { item: item.name, other: sayFormPlace(other) } });
        if (code === 'copies-differ-in-signs') continue;
        for (const id of companionsOf(item.id)) ofOthers.add(id);
        continue;
      }
      entries.set(item.id, value);
      if (other === undefined) said.set(item.id, place);
    }
  }
  return { entries, places: said, faults };
}

function unreadable(item: WorksheetItem, entry: FormEntry, place: FormPlace): FormFault {
  if (item.kind === 'date') {
    const { code, other } = entry.notADate ?? { code: 'not-a-date', other: '' };
    return { code, place, args: { item: item.name, other } };
  }
  return { code: 'not-a-choice', place, args: { item: item.name, choices: item.choices } };
}

/** What two copies do to an item that they fill in differently; words may both be true. */
function codeOfTwo({ id, kind }: WorksheetItem, one: string, another: string): FormFaultCode {
  if (readsAlike(one, another)) return 'copies-differ-in-signs';
  if (kind !== 'words') return 'copies-disagree';
  return isAction(id) ? 'copies-name-two-actions' : 'copies-say-two-things';
}

/** True where two texts differ in nothing but what programs change of their own accord. */
export function readsAlike(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** Without what programs change: spaces, ends of lines, kinds of quotation mark. */
function plain(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/[‘’‛`´]/gu, "'")
    .replace(/[“”„]/gu, '"')
    .trim();
}

/** Null where it is none of the choices, or no date. */
function valueOf(item: WorksheetItem, { text, date }: FormEntry): string | null {
  if (item.kind === 'date') return date;
  if (item.kind === 'words') return text;
  const wording = normaliseWording(text);
  const alike = item.choices.filter((choice) => normaliseWording(choice) === wording);
  // What is written as offered is that choice, whatever other one is spelt nearly so.
  return alike.find((choice) => choice === text) ?? (alike.length === 1 ? alike[0] : null) ?? null;
}
