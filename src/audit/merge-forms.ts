/** The copies of one case's form into what they say together; what they say differently is a fault. */
import type { Entries } from './case-findings.ts';
import type { FilledForm, FormEntry } from './filled-form.ts';
import { sayFormPlace, type FormFault, type FormPlace } from './form-faults.ts';
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
    for (const item of items) {
      const entry = written.get(item.id);
      if (entry === undefined) continue;
      const place = { file, sheet, cell: entry.cell };
      const value = valueOf(item, entry);
      if (value === null) {
        const year = item.kind === 'date' ? SHORT_YEAR.exec(entry.text.trim())?.[1] : undefined;
        if (year !== undefined) {
          const args = { item: item.name, other: `20${year}` };
          faults.push({ code: 'short-year', place, args });
          continue;
        }
        const code = item.kind === 'date' ? 'not-a-date' : 'not-a-choice';
        faults.push({ code, place, args: { item: item.name, choices: item.choices } });
        continue;
      }
      const other = said.get(item.id);
      if (other !== undefined && entries.get(item.id) !== value) {
        faults.push({
          code: readsAlike(entries.get(item.id) ?? '', value)
            ? 'copies-differ-in-signs'
            : 'copies-disagree',
          place,
          args: { item: item.name, other: sayFormPlace(other) },
        });
        continue;
      }
      entries.set(item.id, value);
      if (other === undefined) said.set(item.id, place);
    }
  }
  return { entries, places: said, faults };
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

/** `27/11/26`, `27 Nov 26`: made like a date, with a year of two digits. */
const SHORT_YEAR = /^(?:[a-z]{3,9},? )?\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ](\d{2})$/i;

/** Null where it is none of the choices, or no date. */
function valueOf(item: WorksheetItem, { text, date }: FormEntry): string | null {
  if (item.kind === 'date') return date;
  if (item.kind === 'words') return text;
  const wording = normaliseWording(text);
  const alike = item.choices.filter((choice) => normaliseWording(choice) === wording);
  // What is written as offered is that choice, whatever other one is spelt nearly so.
  return alike.find((choice) => choice === text) ?? (alike.length === 1 ? alike[0] : null) ?? null;
}
