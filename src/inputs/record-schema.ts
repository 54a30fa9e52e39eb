/** What a draw.json must be for this program to go by it: every field it uses, and its type. */
import { z } from 'zod';
import { parseIsoDate } from '../audit/civil-date.ts';
import { EXCLUSION_REASONS } from '../audit/exclusions.ts';
import { messageOf } from '../audit/messages.ts';
import type { Problem } from '../audit/problems.ts';
import { LARGEST_SIZE, LONGEST_SECTION_47_WINDOW } from '../audit/rules.ts';
import { SCHEMA_VERSION, WORKSHEET_FORMATS } from '../audit/record.ts';
import { METHOD } from '../audit/tickets.ts';
import { questionSetSchema } from './question-set-schema.ts';

const date = z.string().refine((text) => parseIsoDate(text) !== null);
const moment = z.strictObject({ date, time: z.string().nullable() }).nullable();
const side = z.enum(['met', 'not-met']);
const count = z.int().min(0);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const role = z.enum(['case', 'reserve', 'withdrawn']);
const label = z.string().regex(/^[TN]\d+$/);
const wordings = z.array(z.string());

const registerEntry = z.strictObject({
  label: label.nullable(),
  reference: z.string().min(1),
  side,
  ticket: z.number().min(0).lt(1),
  order: z.int().min(1),
  inclusion: z.number().min(0).max(1),
  role: role.nullable(),
});

const sampleEntry = registerEntry.extend({
  label,
  role,
  decision: z.string(),
  received: moment,
  decided: moment,
  localAuthority: z.string(),
  team: z.string(),
  sourceGroup: z.string(),
  rag: z.string().optional(),
  referrerNotified: z
    .strictObject({
      answer: z.enum(['yes', 'no', 'other-wording', 'rows-differ']),
      on: date.nullable(),
    })
    .nullable()
    .optional(),
});

const factCounts = z.array(z.strictObject({ value: z.string(), met: count, notMet: count }));

const table = z.strictObject({
  sheet: z.string().nullable(),
  kind: z.enum(['referrals', 'child-referrals', 'section-47']),
  headingRow: count,
  rows: count,
  columns: z.array(z.strictObject({ field: z.string(), heading: z.string(), column: z.string() })),
});

const exportRead = z.strictObject({
  name: z.string(),
  sha256: digest,
  bytes: count,
  format: z.enum(['text', 'xlsx', 'xls']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  tables: z.array(table),
  unusedSheets: z.array(z.string()),
});

const settings = z.strictObject({
  file: z.string().nullable(),
  size: z.int().min(1).max(LARGEST_SIZE),
  seats: z.strictObject({ met: count, 'not-met': count }).nullable(),
  section47Window: count.max(LONGEST_SECTION_47_WINDOW),
  localAuthority: z.string().nullable(),
  reservesPerSide: count,
  leaveOut: z.array(z.enum(['unrecognised', 'undated', 'contradictory'])),
  marking: z.string(),
  decisions: z.strictObject({
    met: wordings.optional(),
    'met-by-default': wordings.optional(),
    'not-met': wordings.optional(),
    undecided: wordings.optional(),
    'out-of-scope': wordings.optional(),
    ambiguous: wordings.optional(),
  }),
  reading: z.strictObject({
    columns: z.record(z.string(), z.string()),
    sourceGroups: z.record(z.string(), wordings),
    basis: z.enum(['decided', 'received']).nullable(),
    encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']).nullable(),
    delimiter: z.enum(['comma', 'semicolon', 'tab']).nullable(),
    headingRow: z.int().min(1).nullable(),
  }),
});

const notice = z
  .looseObject({
    code: z.string(),
    place: z.looseObject({ file: z.string() }).nullable(),
    args: z.looseObject({}),
  })
  .refine(isSayable);

/** The words of a code take the arguments that belong to it, and nothing else. */
function isSayable(found: object): boolean {
  try {
    return typeof (messageOf(found as Problem).what as unknown) === 'string';
  } catch {
    return false;
  }
}

export const recordSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  method: z.literal(METHOD),
  questionSet: questionSetSchema,
  formats: z.array(z.enum(WORKSHEET_FORMATS)),
  meeting: date,
  week: z.strictObject({ from: date, to: date, basis: z.enum(['decided', 'received']) }),
  draw: z.strictObject({ number: z.int().min(1), reason: z.string().nullable() }),
  seed: z.strictObject({
    value: z.string().min(1),
    source: z.enum(['given', 'generated']),
    sha256: digest,
  }),
  frame: z.strictObject({
    code: z.string(),
    digest,
    rows: count,
    eligible: z.strictObject({ met: count, notMet: count }),
    excluded: z.partialRecord(
      z.enum(Object.keys(EXCLUSION_REASONS) as [string, ...string[]]),
      count,
    ),
  }),
  seats: z.strictObject({ size: count, met: count, notMet: count }),
  days: z.array(z.strictObject({ date, met: count, notMet: count })),
  localFacts: z
    .strictObject({ rag: factCounts.optional(), referrerNotified: factCounts.optional() })
    .optional(),
  sample: z.array(sampleEntry),
  replacements: z.array(
    z.strictObject({
      label,
      reason: z.string(),
      when: z.enum(['draw', 'after']),
      by: label.nullable(),
    }),
  ),
  register: z.array(registerEntry),
  settings,
  notDrawnSince: z
    .strictObject({
      months: count,
      leftOut: z.array(z.strictObject({ reference: z.string(), meeting: date.nullable() })),
      families: z.array(z.string()),
    })
    .optional(),
  exports: z.array(exportRead),
  notices: z.array(notice),
  files: z.array(z.strictObject({ path: z.string(), sha256: digest, bytes: count })),
});
