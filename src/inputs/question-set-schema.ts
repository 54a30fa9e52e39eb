/** What a question set may be: as a file people write, and as a pack's record keeps it. */
import { z } from 'zod';
import { WILTSHIRE_2020, type QuestionSet } from '../audit/questions.ts';
import { SEEN } from './form-answers.ts';

const slug = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    'write small letters, digits and hyphens, such as kirklees-2027',
  );
/**
 * On one line; signs that cannot be printed are refused, as is what an encoding has garbled, what
 * turns the letters after it round, and what nobody can see.
 */
const words = (longest: number) =>
  z
    .string()
    .overwrite((text) => text.replace(/\s+/gu, ' ').trim())
    .regex(
      /^[^\p{Cc}\p{Cs}\uFFFD\uFFFE\uFFFF]*$/u,
      'take out signs that cannot be printed, and save the file as UTF-8',
    )
    .regex(/^[^\u202A-\u202E\u2066-\u2069]*$/u, 'take out signs that turn letters round')
    .regex(SEEN, 'it is blank. Write it, or take the line out')
    .max(longest);
const choices = z.array(words(40)).min(2).max(8);

const questionSchema = z.strictObject({ id: slug, text: words(160) });
const questionsSchema = z.array(questionSchema).min(1).max(8);

/** The file's own keys; what is left out is as in the set that stands by itself. */
export const questionFileSchema = z.strictObject({
  name: slug.describe('Name and version in one: a change is a new name'),
  questions: z.strictObject({ met: questionsSchema, 'not-met': questionsSchema }),
  agencies: z
    .array(
      z.strictObject({ id: slug, name: words(40), prompts: z.array(words(120)).max(8).optional() }),
    )
    .min(1)
    .max(6)
    .optional(),
  answers: choices.optional(),
  grades: choices.optional(),
  'put-right-today': z.array(words(40)).optional(),
});

export type QuestionFile = z.infer<typeof questionFileSchema>;

/** The keys a section of the file may hold; those of the file itself for ''. */
export function questionFileKeys(section: string): readonly string[] {
  if (section === '') return Object.keys(questionFileSchema.shape);
  if (section === 'questions') return ['met', 'not-met'];
  if (section.startsWith('questions')) return ['id', 'text'];
  return section.startsWith('agencies') ? ['id', 'name', 'prompts'] : [];
}

/**
 * With what the file leaves out as in `WILTSHIRE_2020`; a grade of that to be put right stays only
 * if it is offered.
 */
export function toQuestionSet(file: QuestionFile): QuestionSet {
  const grades = file.grades ?? WILTSHIRE_2020.grades;
  const putRight = file['put-right-today'] ?? WILTSHIRE_2020.putRightToday;
  return {
    id: file.name,
    questions: file.questions,
    agencies:
      file.agencies?.map(({ id, name, prompts = [] }) => ({ id, text: name, prompts })) ??
      WILTSHIRE_2020.agencies,
    answers: file.answers ?? WILTSHIRE_2020.answers,
    grades,
    putRightToday: putRight.filter((grade) => grades.includes(grade)),
  };
}

const recordedQuestions = z.array(z.strictObject({ id: z.string(), text: z.string() }));

/** As `draw.json` keeps it. */
export const questionSetSchema = z.strictObject({
  id: z.string().min(1),
  questions: z.strictObject({ met: recordedQuestions, 'not-met': recordedQuestions }),
  agencies: z.array(
    z.strictObject({ id: z.string(), text: z.string(), prompts: z.array(z.string()) }),
  ),
  answers: z.array(z.string()),
  grades: z.array(z.string()),
  putRightToday: z.array(z.string()),
});
