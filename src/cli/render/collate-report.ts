/** What a coordinator reads after collating: what is recorded, what changed, what is still blank. */
import type { ChalkInstance } from 'chalk';
import type { Findings } from '../../audit/findings.ts';
import { sayFormFault, sayFormPlace, type FormFault } from '../../audit/form-faults.ts';
import { itemNames, stillBlank } from '../../audit/outcome.ts';
import type { DrawRecord } from '../../audit/record.ts';
import type { FormsRead } from '../../inputs/read-forms.ts';
import { count } from './frame-lines.ts';
import { printable } from './style.ts';

export function renderCollateReport(
  findings: Findings,
  earlier: Findings | null,
  record: DrawRecord,
  { files, withdrawn, passedOver }: FormsRead,
  place: string,
  style: ChalkInstance,
): string {
  const { cases, changes } = findings;
  const audited = cases.filter(({ state }) => state === 'audited');
  const not = cases.filter(({ state }) => state === 'not-audited');
  const grades = record.questionSet.grades.flatMap((grade) => {
    const graded = audited.filter((one) => one.grade === grade).length;
    return graded === 0 ? [] : [`${graded} ${grade}`];
  });
  const ungraded = audited.filter(({ grade }) => grade === null).length;
  const blank = stillBlank(findings, record);
  const names = itemNames(record);
  const fresh = changes.slice(earlier?.changes.length ?? 0);
  const line = (name: string, text: string): string => `${name.padEnd(11)} ${printable(text)}`;
  return [
    line('Worksheets', `${count(files.length, 'file')} read`),
    ...withdrawn.map((form) => `  ${printable(form)}: of a case that was withdrawn, left out.`),
    ...passedOver.map((name) => `  ${printable(name)}: no worksheet by its name, not read.`),
    line('Audited', `${audited.length} of ${count(cases.length, 'case')}`),
    ...not.map(({ label }) => `  ${label}: not audited.`),
    line(
      'Grades',
      [...grades, ...(ungraded > 0 ? [`${ungraded} not graded`] : [])].join(', ') || 'none',
    ),
    ...(fresh.length === 0
      ? []
      : [
          '',
          style.bold('Changed since it was collated before'),
          ...fresh.map(({ label, item }) => `  ${label}  ${printable(names.get(item) ?? item)}`),
        ]),
    ...(blank.length === 0
      ? []
      : [
          '',
          style.bold('Still blank'),
          ...blank.map(({ label, items }) => `  ${label.padEnd(4)} ${printable(items.join('; '))}`),
        ]),
    '',
    line('Outcome', style.bold(place)),
    '',
  ].join('\n');
}

export function renderFormFaults(faults: readonly FormFault[], style: ChalkInstance): string {
  const lines = faults.flatMap((fault) => {
    const { what, cure } = sayFormFault(fault);
    return [
      `${style.bold(printable(sayFormPlace(fault.place)))}: ${printable(what)}`,
      `  ${style.cyan('To do:')} ${printable(cure)}`,
    ];
  });
  return [...lines, '', `${count(faults.length, 'problem')}. Nothing was written.`, ''].join('\n');
}
