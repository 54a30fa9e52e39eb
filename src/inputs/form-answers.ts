/** What people wrote in a worksheet that is still the form it was. */
import type { FilledForm, FormEntry } from '../audit/filled-form.ts';
import type { FormFault, FormFaultCode } from '../audit/form-faults.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { isCellError } from './cells.ts';
import { readSpokenDay } from './spoken-day.ts';
import type { FormRead } from './form-lines.ts';

/**
 * What is filled in, by item; a cell that shows an error, or a number with lost digits, is a fault
 * and no answer.
 */
export function readAnswers(
  file: string,
  sheet: string | null,
  worksheet: Worksheet,
  read: FormRead,
): { readonly form: FilledForm; readonly faults: readonly FormFault[] } {
  const faults: FormFault[] = [];
  const asked = worksheet.parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
  // Named as the pack has it: what stands in a file in its place may be anybody's words.
  const names = new Map(asked.map(({ id, name }) => [id, name] as const));
  const entries = new Map<string, FormEntry>();
  for (const { id, entry, cell, isFormula = false } of read.lines) {
    const item = names.get(id);
    if (item === undefined || !(isFormula || SEEN.test(entry))) continue;
    const fault = (code: FormFaultCode): void => {
      faults.push({ code, place: { file, sheet, cell }, args: { item } });
    };
    if (isCellError(entry)) fault('cell-not-text');
    else if (isFormula) fault('formula-for-answer');
    else if (DIGITS_LOST.test(entry)) fault('digits-lost');
    else {
      // Programs end lines in their own ways: the same answer must be the same in all of them.
      const text = entry.replace(/\r\n?/g, '\n');
      entries.set(id, { text, cell, ...readSpokenDay(entry, { from: 2000, to: 2199 }) });
    }
  }
  return { form: { file, sheet, label: worksheet.label, entries }, faults };
}

/** What a spreadsheet makes of a number that is too long for it. */
const DIGITS_LOST = /^-?\d(?:\.\d+)?E\+\d+$/i;

/** Something that can be seen: spaces, and signs that show nothing, are no answer. */
export const SEEN = /[^\s\p{Cf}\p{Cc}\u115F\u1160\u2800\u3164\uFFA0]/u;
