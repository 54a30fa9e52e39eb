/** Whether findings answer what the record of a pack asks: a file may be edited by anybody. */
import { entriesOf } from './case-findings.ts';
import type { Findings } from './findings.ts';
import type { DrawRecord } from './record.ts';
import { buildWorksheet } from './worksheets.ts';

/** True where each case is of the draw, each item on its form, and each answer one of the choices. */
export function answersTheRecord({ cases }: Findings, record: DrawRecord): boolean {
  return cases.every((one) => {
    const entry = record.sample.find(({ label }) => label === one.label);
    if (entry?.side !== one.side) return false;
    const { parts } = buildWorksheet(entry, record);
    const asked = new Map(
      parts.flatMap(({ items }) => items.map((item) => [item.id, item] as const)),
    );
    return [...entriesOf(one)].every(([id, value]) => {
      const item = asked.get(id);
      return item?.kind === 'choice' ? item.choices.includes(value) : item !== undefined;
    });
  });
}
