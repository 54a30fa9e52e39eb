/** The files of a pack's findings, as named bytes: for tools, for spreadsheets, and the minutes. */
import {
  FINDINGS_CSV_FILE,
  FINDINGS_FILE,
  OUTCOME_FILE,
  type Findings,
} from '../audit/findings.ts';
import { OWN_HEADINGS } from '../audit/own-tables.ts';
import type { DrawRecord } from '../audit/record.ts';
import { toCsv } from './csv.ts';
import { outcomeHtml } from './outcome-html.ts';
import type { PackFile } from './pack.ts';

/** The same findings and record give the same bytes, in UTF-8; `verify` holds the files to them. */
export function findingsFiles(findings: Findings, record: DrawRecord): readonly PackFile[] {
  const files = [
    [FINDINGS_CSV_FILE, findingsCsv(findings, record)],
    [OUTCOME_FILE, outcomeHtml(findings, record)],
    // Last: what the others are made of stands only where they do.
    [FINDINGS_FILE, `${JSON.stringify(findings, null, 2)}\n`],
  ] as const;
  return files.map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

/** A row an answer, blank ones too: what is not recorded is to be seen. */
function findingsCsv({ meeting, questionSet, cases }: Findings, record: DrawRecord): string {
  const agencies = new Map(record.questionSet.agencies.map(({ id, text }) => [id, text] as const));
  return toCsv(
    OWN_HEADINGS.findings,
    cases.flatMap((one) => {
      const { label, side, today } = one;
      const row = (
        question: string,
        answer: string | null,
        rationale: string | null,
        agency = '',
      ) => [meeting, label, side, questionSet, question, agency, answer, rationale];
      return [
        row('state', one.state, one.notAudited),
        ...one.answers.map(({ question, answer, rationale }) => row(question, answer, rationale)),
        ...one.views.map(({ question, answer, rationale, agency }) =>
          row(question, answer, rationale, agencies.get(agency) ?? agency),
        ),
        row('agree', one.agreement.answer, one.agreement.rationale),
        row('grade', one.grade, one.gradeReason),
        row('today-what', today.what, null),
        row('today-who', today.who, null),
        row('today-by', today.by, null),
        row('today-done', today.done, null),
        row('today-done-on', today.doneOn, null),
        row('learning', one.learning, null),
        row('good-practice', one.goodPractice, null),
        ...one.actions.flatMap(({ number, what, owner, due }) => [
          row(`action-${number}-what`, what, null),
          row(`action-${number}-owner`, owner, null),
          row(`action-${number}-due`, due, null),
        ]),
      ];
    }),
  );
}
