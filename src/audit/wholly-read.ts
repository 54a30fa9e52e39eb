/** Of which cases everything written could be read: only then does what is not there lack. */
import type { FilledForm } from './filled-form.ts';
import type { FormFault } from './form-faults.ts';
import { OVERVIEW_SHEET } from './form-layout.ts';

/** Completed forms, and what is wrong with the files they came in. */
export interface FormsGiven {
  readonly forms: readonly FilledForm[];
  readonly faults: readonly FormFault[];
  /** What holds nobody up: what is wrong in the forms of withdrawn cases, among others. */
  readonly notices: readonly FormFault[];
}

/** False where an answer of the case may stand in a cell, a sheet or a file that could not be read. */
export function isWhollyRead(label: string, { forms, faults, notices }: FormsGiven): boolean {
  const caseOf = ({ place: { file, sheet }, args }: FormFault): string | null => {
    // A sheet of a case is called by its label.
    if (sheet !== null && sheet !== OVERVIEW_SHEET) return sheet;
    const form = forms.find((one) => one.file === file && one.sheet === null);
    return args.label ?? form?.label ?? null;
  };
  const cases = faults.map(caseOf);
  const unread = notices.filter(({ code }) => code !== 'letters-assumed').map(caseOf);
  return ![...cases, ...unread].includes(label) && !cases.includes(null);
}
