/** What people wrote in a worksheet that is still the form it was. */
import type { FilledForm, FormEntry } from '../audit/collate.ts';
import type { FormFault } from '../audit/form-faults.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { NOT_CALCULATED } from './cells.ts';
import { parseDay } from './dates.ts';
import type { FormRead } from './form-lines.ts';

export function readAnswers(
  file: string,
  sheet: string | null,
  worksheet: Worksheet,
  read: FormRead,
): { readonly form: FilledForm; readonly faults: readonly FormFault[] } {
  const faults: FormFault[] = [];
  const asked = worksheet.parts.flatMap(({ items }) => items.filter(({ kind }) => kind !== 'fact'));
  const ids = new Set(asked.map(({ id }) => id));
  const entries = new Map<string, FormEntry>();
  for (const { id, item, entry, cell } of read.lines) {
    if (!ids.has(id) || entry === '') continue;
    if (isNoText(entry)) {
      faults.push({ code: 'cell-not-text', place: { file, sheet, cell }, args: { item } });
    } else {
      entries.set(id, { text: entry, cell, date: parseDay(entry, { from: 2000, to: 2199 }) });
    }
  }
  return { form: { file, sheet, label: worksheet.label, entries }, faults };
}

function isNoText(entry: string): boolean {
  return (
    entry === NOT_CALCULATED || /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A)$/.test(entry)
  );
}
