/** What a coordinator reads after collating: what is recorded, what changed, what is still blank. */
import type { ChalkInstance } from 'chalk';
import type { FindingChange, Findings } from '../../audit/findings.ts';
import { sayFormFault, sayFormPlace, type FormFault } from '../../audit/form-faults.ts';
import { casesOfMeeting, isUntouched, itemNames, stillBlank } from '../../audit/outcome.ts';
import type { DrawRecord } from '../../audit/record.ts';
import type { FormsRead } from '../../inputs/read-forms.ts';
import { count } from './frame-lines.ts';
import { printable } from './style.ts';

/** What came of collating. */
export interface CollateOutcome {
  readonly findings: Findings;
  /** Earlier answers that stay although the worksheets read now are blank there. */
  readonly kept: number;
  /** What holds nobody up, and is to be known. */
  readonly notices: readonly FormFault[];
  readonly earlier: Findings | null;
  readonly record: DrawRecord;
  readonly read: FormsRead;
  /** Where the minutes are. */
  readonly outcome: string;
}

/**
 * What was read, what came of it and what is still blank; labels and items, and never what somebody
 * wrote.
 */
export function renderCollateReport(
  { findings, kept, notices, earlier, record, read, outcome }: CollateOutcome,
  style: ChalkInstance,
): string {
  const { files, withdrawn, passedOver } = read;
  const { changes } = findings;
  const cases = casesOfMeeting(findings);
  const audited = cases.filter(({ state }) => state === 'audited');
  const not = cases.filter(({ state }) => state === 'not-audited');
  const grades = record.questionSet.grades.flatMap((grade) => {
    const graded = audited.filter((one) => one.grade === grade).length;
    return graded === 0 ? [] : [`${graded} ${grade}`];
  });
  const ungraded = audited.filter(({ grade }) => grade === null).length;
  const blank = stillBlank(findings, record);
  const nothingYet = findings.cases.every(isUntouched);
  const names = itemNames(record);
  const fresh = changes.slice(earlier?.changes.length ?? 0);
  const line = (name: string, text: string): string => `${name.padEnd(11)} ${printable(text)}`;
  return [
    line('Worksheets', `${count(files.length, 'file')} read`),
    ...withdrawn.map((form) => `  ${printable(form)}: of a case that was withdrawn, kept apart.`),
    ...passedOver.map(
      (name) =>
        `  ${printable(name)}: no worksheet by its name, not read.${/\.(?:xlsx|xlsm|xls|csv)$/i.test(name) ? ' If it is one, name it after the pack.' : ''}`,
    ),
    line('Audited', `${audited.length} of ${count(cases.length, 'case')}`),
    ...(!cases.every(isUntouched) && cases.every(({ state }) => state === 'blank')
      ? ['  No question is answered yet: what else is written there is recorded.']
      : []),
    ...not.map(({ label }) => `  ${label}: not audited.`),
    line(
      'Grades',
      [...grades, ...(ungraded > 0 ? [`${ungraded} not graded`] : [])].join(', ') || 'none',
    ),
    ...(notices.length === 0
      ? []
      : ['', style.bold('Please note'), ...faultLines(notices, style).map((text) => `  ${text}`)]),
    ...(fresh.length === 0
      ? []
      : [
          '',
          style.bold('Changed since it was collated before'),
          ...fresh.map((change) => `  ${change.label}  ${printable(sayChange(change, names))}`),
        ]),
    ...(blank.length === 0 || nothingYet
      ? []
      : [
          '',
          style.bold('Still blank'),
          ...blank.map(({ label, items }) => `  ${label.padEnd(4)} ${printable(items.join('; '))}`),
        ]),
    '',
    ...(kept === 0
      ? []
      : [
          `${count(kept, 'earlier answer')} kept, although the worksheets read now are blank there.`,
          'To take answers back, add --afresh.',
          '',
        ]),
    ...(nothingYet ? sayNothingYet(record, style) : []),
    // What was taken back is listed there.
    ...(nothingYet && changes.length === 0 ? [] : [line('Outcome', style.bold(outcome))]),
    '',
  ].join('\n');
}

/** What was done as an action read before is not done as it reads now. */
function sayChange({ item, is }: FindingChange, names: ReadonlyMap<string, string>): string {
  const action = /^action-(\d+)-done$/.exec(item)?.[1];
  return action !== undefined && is === null
    ? `action ${action} reads otherwise now, so it is open again; record it anew if it is done`
    : (names.get(item) ?? item);
}

/** Whoever has not begun needs no list of what is blank, and no minutes of it. */
function sayNothingYet({ formats }: DrawRecord, style: ChalkInstance): string[] {
  const forms = formats.includes('xlsx') ? 'worksheets.xlsx' : 'the worksheets';
  return [
    'No worksheet has an answer in it yet.',
    `  ${style.cyan('To do:')} Fill in ${forms}, save ${formats.includes('xlsx') ? 'it' : 'them'}, then run this again.`,
  ];
}

/** Each fault with its place and its cure, and that nothing was written. */
export function renderFormFaults(faults: readonly FormFault[], style: ChalkInstance): string {
  return [
    ...faultLines(faults, style),
    '',
    `${count(faults.length, 'problem')}. Nothing was written.`,
    '',
  ].join('\n');
}

function faultLines(faults: readonly FormFault[], style: ChalkInstance): string[] {
  return inOrderOfPlaces(faults).flatMap((fault) => {
    const { what, cure } = sayFormFault(fault);
    return [
      `${style.bold(printable(sayFormPlace(fault.place)))}: ${printable(what)}`,
      `  ${style.cyan('To do:')} ${printable(cure)}`,
    ];
  });
}

/** What is wrong with one sheet stands together. */
function inOrderOfPlaces(faults: readonly FormFault[]): readonly FormFault[] {
  const sheets = faults.map(({ place }) => `${place.file}\n${place.sheet ?? ''}`);
  return [...new Set(sheets)].flatMap((sheet) =>
    faults.filter((_, index) => sheets[index] === sheet),
  );
}
