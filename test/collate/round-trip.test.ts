/** Whatever is validly written in the forms is what is recorded: no more, no less, and unchanged. */
import fc from 'fast-check';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { neutraliseFormula } from '../../src/audit/formula-guard.ts';
import { writeTree } from '../support/folders.ts';
import {
  collated,
  deskCopy,
  fillBook,
  fillCsv,
  keptDesk,
  readBytes,
  readFindings,
  type FormAnswers,
} from '../support/forms.ts';
import { found, PACK } from '../support/verify-run.ts';

const desk = keptDesk();
let book: Buffer;

beforeAll(async () => {
  await desk.draw();
  book = readBytes(desk.folder, 'worksheets.xlsx');
});

/** What a form can hold of a case; every item may be blank. */
interface Written {
  readonly answers: Readonly<Record<string, string>>;
}

const LABELS = ['T1', 'N1', 'T4'] as const;
const QUESTIONS = {
  T: ['decision-appropriate', 'decision-documented', 'referrer-notified'],
  N: ['interventions-effective', 'responses-proportionate', 'family-signposted'],
} as const;

/** Texts that programs are known to change: signs of formulas, quotes, line ends, other scripts. */
const words = fc
  .oneof(
    fc.constantFrom(
      ...['=1+1', '@x', '-x', '+44 1225', "'=1", "''", "O’Brien's", '"quoted"', 'a,b;c\td'],
      ...['two\nlines', 'x\n\n=1', '👩‍👧‍👦 safe', 'Łódź', '<b>&amp;</b>', ']]>', '0042', '1e5'],
      ...['27/11/2026', 'TRUE', 'null', 'Part,Item', 'x'.repeat(2000)],
    ),
    fc.string({
      unit: fc.constantFrom("'", '=', '-', '@', '"', '\n', ' ', 'é', '😀', 'a', ',', ';'),
    }),
    fc.string({ unit: 'grapheme', maxLength: 40 }),
  )
  // No XML can hold these; a blank is not recorded; blanks at the ends are nobody's answer.
  .map((text) =>
    text
      .replace(/[^\P{C}\n\p{Cf}]/gu, '')
      .replace(/[\uFFFE\uFFFF]/g, '')
      .trim(),
  )
  .filter((text) => text !== '' && !/^#[A-Z /0]+[!?A]$/.test(text));

const dates = fc.integer({ min: 20, max: 30 }).map((day) => `2026-11-${day}`);
const choice = fc.constantFrom('Yes', 'Partly', 'No', 'Not known');

function optional(items: Readonly<Record<string, fc.Arbitrary<string>>>) {
  return fc.record(items, { requiredKeys: [] });
}

function formOf(label: string): fc.Arbitrary<Written> {
  const judged = [
    ...QUESTIONS[label.startsWith('T') ? 'T' : 'N'],
    ...['view-police', 'view-health', 'view-social-care'],
  ];
  const items = Object.fromEntries(
    judged.flatMap((id) => [
      [id, choice],
      [`${id}-rationale`, words],
    ]),
  );
  const action = (number: number) =>
    fc
      .record({ what: words, owner: words, due: dates }, { requiredKeys: ['what'] })
      .map((one) =>
        Object.fromEntries(
          Object.entries(one).map(([id, text]) => [`action-${number}-${id}`, text]),
        ),
      );
  const graded = fc.record({
    grade: fc.constantFrom('Outstanding', 'Good', 'Requires improvement'),
    'grade-rationale': words,
  });
  const inadequate = fc.record({
    grade: fc.constant('Inadequate'),
    'grade-rationale': words,
    'today-what': words,
    'today-who': words,
    'today-by': dates,
    'today-done': fc.constant('Yes'),
    'today-done-on': dates,
  });
  const audited = fc
    .tuple(
      optional({
        ...items,
        agree: fc.constantFrom('All agree', 'None agrees'),
        'agree-rationale': words,
      }),
      fc.oneof(fc.constant({}), graded, inadequate),
      optional({ learning: words, 'good-practice': words }),
      fc.oneof(fc.constant({}), action(1)),
      fc.oneof(fc.constant({}), action(3)),
    )
    .map((parts) => Object.assign({}, ...parts) as Record<string, string>);
  const not = words.map((why): Record<string, string> => ({ 'not-audited': why }));
  return fc.oneof({ weight: 5, arbitrary: audited }, not).map((answers) => ({ answers }));
}

const forms = fc.tuple(...LABELS.map(formOf));

/** What is recorded of a case, as the items of its form. */
function recordedOf(folder: string, label: string): Record<string, string> {
  const one = found(readFindings(folder).cases.find((item) => item.label === label));
  const pairs: (readonly [string, string | null])[] = [
    ...[...one.answers, ...one.views, one.agreement].flatMap(({ question, answer, rationale }) => [
      [question, answer] as const,
      [`${question}-rationale`, rationale] as const,
    ]),
    ['grade', one.grade],
    ['grade-rationale', one.gradeReason],
    ['not-audited', one.notAudited],
    ['today-what', one.today.what],
    ['today-who', one.today.who],
    ['today-by', one.today.by],
    ['today-done', one.today.done],
    ['today-done-on', one.today.doneOn],
    ['learning', one.learning],
    ['good-practice', one.goodPractice],
    ...one.actions.flatMap(({ number, what, owner, due }) => [
      [`action-${number}-what`, what] as const,
      [`action-${number}-owner`, owner] as const,
      [`action-${number}-due`, due] as const,
    ]),
  ];
  return Object.fromEntries(
    pairs.flatMap(([id, text]) => (text === null ? [] : [[id, text] as const])),
  );
}

function answersOf(written: readonly Written[]): FormAnswers {
  return Object.fromEntries(written.map(({ answers }, index) => [found(LABELS[index]), answers]));
}

it('any valid answers in the workbook are recorded as they were written', async () => {
  const machine = { ...deskCopy(desk.folder), today: '2026-11-30' };
  await fc.assert(
    fc.asyncProperty(forms, async (written) => {
      writeTree(machine.folder, { 'a.xlsx': fillBook(book, answersOf(written)) });
      await collated(machine, 'a.xlsx', '--afresh');
      for (const [index, { answers }] of written.entries()) {
        expect(recordedOf(machine.folder, found(LABELS[index]))).toEqual(answers);
      }
    }),
    { numRuns: 12 },
  );
});

it('so are those in CSV forms, written as the pack writes its own', async () => {
  const machine = { ...deskCopy(desk.folder), today: '2026-11-30' };
  await fc.assert(
    fc.asyncProperty(forms, async (written) => {
      for (const [index, { answers }] of written.entries()) {
        const path = `worksheets/${found(LABELS[index])}.csv`;
        const guarded = Object.entries(answers).map(([id, text]) => [id, neutraliseFormula(text)]);
        const form = fillCsv(
          readBytes(desk.folder, path),
          Object.fromEntries(guarded) as Record<string, string>,
        );
        writeTree(join(machine.folder, PACK), { [path]: form });
      }
      await collated(machine, '--afresh');
      for (const [index, { answers }] of written.entries()) {
        expect(recordedOf(machine.folder, found(LABELS[index]))).toEqual(answers);
      }
    }),
    { numRuns: 12 },
  );
});
