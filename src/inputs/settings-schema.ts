/** What a settings file may say, and what it means. Unknown keys are errors, never ignored. */
import { z } from 'zod';
import type { FieldKey } from '../audit/field-keys.ts';
import { SOURCE_GROUPS } from '../audit/source-groups.ts';
import { LARGEST_SIZE, LONGEST_SECTION_47_WINDOW } from '../audit/rules.ts';
import { ENCODINGS } from './decode.ts';

const wordings = z
  .array(z.string().trim().min(1))
  .describe('Whole wordings, as the export has them');
const seatCount = z.int().min(0).max(LARGEST_SIZE);
const heading = z.string().trim().min(1);

/** What stands in each column, for editors to show. */
const COLUMN_SAYS = {
  reference: 'The referral’s own reference',
  child:
    'The child’s identifier: joins Annex A and CIN lists, and is shown only as part of their references',
  family:
    'The family’s identifier: for not-drawn-since, which keeps it in draw.json and nowhere else',
  received: 'The date the referral was received',
  decided: 'The date of the decision',
  decision: 'The outcome',
  'no-further-action': 'Referral NFA?',
  'section-47': 'The date a section 47 enquiry began',
  source: 'Who referred: only its group is shown',
  team: 'The team',
  'local-authority': 'The local authority',
  rag: 'The RAG rating or priority',
  'referrer-notified': 'Whether the referrer was notified: yes or no, or the date',
  'referrer-notified-on': 'The date the referrer was notified, where it has a column of its own',
} as const satisfies Record<FieldKey, string>;

export const settingsSchema = z
  .strictObject({
    columns: z
      .strictObject(
        Object.fromEntries(
          Object.entries(COLUMN_SAYS).map(([key, says]) => [
            key,
            heading.optional().describe(says),
          ]),
        ) as Record<FieldKey, z.ZodOptional<z.ZodString>>,
      )
      .describe('The heading of each column, where it is not found by itself'),
    decisions: z
      .strictObject({
        met: wordings.optional(),
        'not-met': wordings.optional(),
        undecided: wordings.optional(),
        'out-of-scope': wordings.optional(),
      })
      .describe('Which side of the section 47 threshold a decision wording lies on'),
    'source-groups': z
      .partialRecord(z.enum(Object.keys(SOURCE_GROUPS) as [string, ...string[]]), wordings)
      .describe('Which group a wording of the referral source belongs to'),
    week: z
      .strictObject({
        basis: z
          .enum(['decided', 'received'])
          .optional()
          .describe('The date that places a referral in a week'),
        'ends-days-before-meeting': z
          .int()
          .min(0)
          .max(31)
          .optional()
          .describe('1: the week ends the day before the meeting'),
        days: z.int().min(1).max(366).optional().describe('How many days are audited'),
      })
      .describe('Which days are audited'),
    size: z.int().min(1).max(LARGEST_SIZE).describe('Most cases to draw'),
    seats: z
      .strictObject({ met: seatCount, 'not-met': seatCount })
      .describe('Seats of each side, instead of half and half; together they are the size'),
    'section-47-window': z
      .int()
      .min(0)
      .max(LONGEST_SECTION_47_WINDOW)
      .describe('Working days after a referral within which a section 47 enquiry is its outcome'),
    'local-authority': z.string().trim().min(1).describe('Audit this authority’s referrals only'),
    'not-drawn-since': z
      .string()
      .regex(/^\d{1,3} ?m(?:onths?)?$/, 'write a number of months, such as 12m')
      .describe('Leave out referrals and families audited in so many months before, such as 12m'),
    'question-set': z
      .string()
      .trim()
      .min(1)
      .describe('A file of questions of your own, in the folder of the settings file'),
    marking: z
      .string()
      // Signs that no page and no workbook may hold.
      .overwrite((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]+/gu, ' ').trim())
      .min(1)
      .max(60)
      .describe('The marking on every page'),
    encoding: z.enum(ENCODINGS).describe('The encoding of text exports'),
    delimiter: z.enum(['comma', 'semicolon', 'tab']).describe('The delimiter of text exports'),
    'heading-row': z.int().min(1).max(1000).describe('The row the headings stand in'),
  })
  .partial();

/** A settings file's content, checked. */
export type SettingsFile = z.infer<typeof settingsSchema>;

/** The keys a section may hold; those of the file itself for ''. */
export function settingKeys(section: string): readonly string[] {
  const { columns, decisions, week, seats, ...others } = settingsSchema.shape;
  if (section === 'source-groups') return Object.keys(SOURCE_GROUPS);
  const sections = new Map(Object.entries({ columns, decisions, week, seats }));
  const keys = Object.keys(sections.get(section)?.unwrap().shape ?? {});
  return section === '' ? [...sections.keys(), ...Object.keys(others)] : keys;
}

/** For editors that check and complete YAML as it is typed. */
export function settingsJsonSchema(): unknown {
  return {
    ...z.toJSONSchema(settingsSchema),
    title: 'Settings of mash-audit',
  };
}
