/** The headings each field goes by in the exports of English case-management systems. */
import type { Field } from '../audit/problems.ts';

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
    'Referral Ref',
    'Referral Reference',
    'Reference',
    'Contact ID',
    'Contact Ref',
    'Episode ID',
    'URN',
    'Occurrence No',
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
} as const satisfies Record<Field, readonly string[]>;

/** Case, spaces, punctuation and `_` do not count: `Referral_ID`, `ReferralID` and `referral id`. */
export function normaliseHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Normalised heading to field. A Map, so that `__proto__` is a heading like any other. */
export const FIELDS_BY_HEADING: ReadonlyMap<string, Field> = new Map(
  Object.entries(KNOWN_HEADINGS).flatMap(([field, headings]) =>
    headings.map((heading) => [normaliseHeading(heading), field as Field] as const),
  ),
);
