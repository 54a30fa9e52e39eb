/** Sheets of a workbook that have another case's name: their answers are that case's, or nobody's. */
import type { FormFault } from '../audit/form-faults.ts';
import type { Worksheet } from '../audit/worksheets.ts';
import { faultOf } from './form-held.ts';
import type { FormRead } from './form-lines.ts';

/** The sheet's name to the case whose label and reference stand in it, where that is another. */
export function misnamedSheets(
  worksheets: readonly Worksheet[],
  forms: ReadonlyMap<string, FormRead>,
): ReadonlyMap<string, string> {
  return new Map(
    [...forms].flatMap(([sheet, { lines }]) => {
      const entryOf = (id: string) => lines.find((line) => line.id === id)?.entry;
      const other = worksheets.find(
        ({ label, reference }) =>
          label !== sheet &&
          label === entryOf('label') &&
          reference.trim() === entryOf('reference'),
      );
      return other === undefined ? [] : [[sheet, other.label] as const];
    }),
  );
}

/** Of those sheets, the labels that a fault is of, and the fault: two that were exchanged are one slip. */
export function sayMisnamed(
  file: string,
  misnamed: ReadonlyMap<string, string>,
): readonly { readonly labels: readonly string[]; readonly fault: FormFault }[] {
  return [...misnamed].flatMap(([label, other]) => {
    const labels = [label, other];
    if (misnamed.get(other) !== label) {
      return [{ labels, fault: faultOf('sheet-of-other-case', file, { label, other }) }];
    }
    const isFirst = [...misnamed.keys()].indexOf(label) < [...misnamed.keys()].indexOf(other);
    return isFirst ? [{ labels, fault: faultOf('sheets-swapped', file, { label, other }) }] : [];
  });
}
