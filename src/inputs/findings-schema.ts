/** What a findings.json must be for the program to go by it: every field it uses, and its type. */
import { z } from 'zod';
import { parseIsoDate } from '../audit/civil-date.ts';
import { FINDINGS_VERSION } from '../audit/findings.ts';

const date = z.string().refine((text) => parseIsoDate(text) !== null);
const text = z.string().nullable();
const answer = z.looseObject({ question: z.string(), answer: text, rationale: text });

const caseFindings = z.looseObject({
  label: z.string().regex(/^[TN]\d+$/),
  side: z.enum(['met', 'not-met']),
  withdrawn: z.literal(true).optional(),
  state: z.enum(['audited', 'not-audited', 'blank']),
  notAudited: text,
  answers: z.array(answer),
  views: z.array(answer.extend({ agency: z.string() })),
  agreement: answer,
  grade: text,
  gradeReason: text,
  today: z.looseObject({
    what: text,
    who: text,
    by: date.nullable(),
    done: z.enum(['Yes', 'No', 'Not needed']).nullable(),
    doneOn: date.nullable(),
  }),
  learning: text,
  goodPractice: text,
  actions: z.array(
    z.looseObject({
      number: z.int().min(1),
      what: z.string(),
      owner: text,
      due: date.nullable(),
    }),
  ),
});

/** Loose: what a later version adds beside these fields changes nothing here, and is kept. */
export const findingsSchema = z.looseObject({
  schemaVersion: z.literal(FINDINGS_VERSION),
  pack: z.string().regex(/^[0-9a-f]{64}$/),
  meeting: date,
  questionSet: z.string(),
  cases: z.array(caseFindings),
  completions: z.array(
    z.looseObject({
      label: z.string(),
      action: z.union([z.int().min(1), z.literal('today')]),
      on: date,
    }),
  ),
  changes: z.array(z.looseObject({ label: z.string(), item: z.string(), was: text, is: text })),
});
