/** The headings each field goes by in the exports of English case-management systems. */
import type { Field } from '../audit/problems.ts';
import { editDistance } from '../audit/nearest.ts';

export const KNOWN_HEADINGS = {
  reference: [
    'FACT_CONTACT_ID',
    'FACT_REFERRAL_ID',
    'cont_contact_id',
    'cine_referral_id',
    'CINdetailsID',
    'WORKFLOW_STEP_ID',
    'REFERRAL_ID',
    'social_care_episode_id',
    'Case ID',
    'Case Ref',
    'Case Reference',
    'Case No',
    'Case Number',
    'Referral Ref',
    'Referral Reference',
    'Referral No',
    'Referral Number',
    'Reference',
    'Contact ID',
    'Contact Ref',
    'Episode ID',
    'URN',
    'Occurrence No',
  ],
  child: [
    'Child Unique ID',
    'Child ID',
    'LAchildID',
    'DIM_PERSON_ID',
    'PERSON_ID',
    'cine_person_id',
    'SVC_USR_REF_NO',
    'Client ID',
    'Service User ID',
    'Mosaic ID',
    'LCS ID',
    'Person Ref',
  ],
  family: [
    'Family identifier',
    'fami_family_id',
    'GROUP_ID',
    'Referral Group',
    'Family ID',
    'Household ID',
    'Sibling Group',
  ],
  received: [
    'Date of Contact',
    'Contact Date',
    'Date of referral',
    'Referral Date',
    'CINreferralDate',
    'CONTACT_DTTM',
    'CONTACT_DATE_TIME',
    'REFRL_START_DTTM',
    'cont_contact_date',
    'cine_referral_date',
    'Start Date',
    'created_at',
    'Date Received',
    'Received Date',
    'Received',
  ],
  decided: [
    'final_decision_created_at',
    'screening_decision_created_at',
    'NFA_DATE',
    'Continuous Assessment Date of Authorisation',
    'Decision Date',
    'Date of Decision',
    'Date Decided',
    'Outcome Date',
    'Authorised Date',
    'Decided',
  ],
  decision: [
    'Outcome',
    'NEXT_STEP',
    'final_decision',
    'screening_decision',
    'AnnexAReturn_nextSteps_agreed',
    'Case Status',
    'Decision',
    'Contact Outcome',
    'Referral Outcome',
    'MASH Outcome',
    'MASH Decision',
    'Disposal',
  ],
  noFurtherAction: [
    'Referral NFA?',
    'cine_referral_nfa',
    'referral_no_further_action_flag',
    'NFA',
    'No further action',
  ],
  section47: [
    'Strategy discussion initiating Section 47 Enquiry Start Date',
    'StratDiscussionDate',
    'S47ActualStartDate',
    'S47_ENQUIRY_START_DATE',
    's47e_s47_start_date',
    'Section 47 Date',
    'Section 47 Start Date',
    'S47 Start',
    'S47 Start Date',
    'S47 Date',
  ],
  source: [
    'Contact Source',
    'Referral Source',
    'CONTACT_SOURCE_TYPE',
    'SOURCE_OF_REFERRAL',
    'referrer',
    'Referring Agency',
    'Agency',
    'Source',
  ],
  team: ['Allocated Team', 'cine_referral_team', 'Team'],
  localAuthority: ['LEA', 'LA', 'Local Authority', 'la_name'],
  rag: ['RAG', 'RAG Rating', 'RAG Status', 'BRAG', 'BRAG Rating', 'Priority'],
  referrerNotified: ['Referrer Notified', 'Feedback to Referrer', 'Referrer Informed'],
  referrerNotifiedOn: [
    'Feedback Date',
    'Date Referrer Notified',
    'Referrer Notified Date',
    'Date Referrer Informed',
  ],
} as const satisfies Record<Field, readonly string[]>;

/** Case, spaces, punctuation and `_` do not count: `Referral_ID`, `ReferralID` and `referral id`. */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The field a heading holds, or undefined. */
export type HeadingMatcher = (heading: string) => Field | undefined;

/** Headings a team has named outright take the place of the known ones for that field. */
export type NamedColumns = Readonly<Partial<Record<Field, string>>>;

/** Built on a Map, so that `__proto__` is a heading like any other. */
export function buildHeadingMatcher(named: NamedColumns): HeadingMatcher {
  const fields = new Map<string, Field>();
  for (const [field, headings] of Object.entries(KNOWN_HEADINGS) as [Field, readonly string[]][]) {
    if (named[field] !== undefined) continue;
    for (const heading of headings) fields.set(normaliseHeading(heading), field);
  }
  for (const [field, heading] of Object.entries(named) as [Field, string][]) {
    fields.set(normaliseHeading(heading), field);
  }
  return (heading) => fields.get(normaliseHeading(heading));
}

/** Rows looked at to find the headings, and so a text's delimiter. */
export const HEADING_SEARCH_ROWS = 20;

/** How many different fields a row of cells names: what tells headings from titles and data. */
export function countKnownBy(fieldOf: HeadingMatcher): (cells: readonly string[]) => number {
  return (cells) => new Set(cells.flatMap((cell) => fieldOf(cell) ?? [])).size;
}

/** The fewest letters in which a slip can be told from another word. */
const ENOUGH_LETTERS = 6;

/**
 * The known heading that another is nearly, with its field: one or two letters off. Null for a
 * heading that is known itself: then a team has named another column for its field.
 */
export function nearlyKnown(heading: string): { field: Field; known: string } | null {
  const name = normaliseHeading(heading);
  const near = KNOWN_NAMES.filter(({ known }) => mayBeNear(name, known)).map((one) => ({
    ...one,
    slips: editDistance(name, normaliseHeading(one.known)),
  }));
  const [best] = near.sort((a, b) => a.slips - b.slips);
  if (best === undefined || best.slips === 0 || best.slips > MOST_SLIPS) return null;
  return { field: best.field, known: best.known };
}

const KNOWN_NAMES = (Object.entries(KNOWN_HEADINGS) as [Field, readonly string[]][]).flatMap(
  ([field, headings]) => headings.map((known) => ({ field, known })),
);

function mayBeNear(name: string, known: string): boolean {
  const { length } = normaliseHeading(known);
  const long = Math.min(name.length, length) >= ENOUGH_LETTERS;
  return long && Math.abs(name.length - length) <= MOST_SLIPS;
}

const MOST_SLIPS = 2;

/**
 * Some systems give a column of yes and no for each outcome: `OUTCOME_CP_ENQUIRY_FLAG`. Returns the
 * outcome in words ("CP ENQUIRY"), or null where the heading is no such flag.
 */
export function outcomeOfFlag(heading: string): string | null {
  const words = heading
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/[_\s-]+/gu, ' ')
    .trim();
  return /^outcome (.+) flag$/i.exec(words)?.[1] ?? null;
}
