/** What each field is called in a settings file: the one list, for those who read it and write it. */
import type { Field } from './problems.ts';

export const FIELD_KEYS = {
  reference: 'reference',
  child: 'child',
  family: 'family',
  received: 'received',
  decided: 'decided',
  decision: 'decision',
  noFurtherAction: 'no-further-action',
  section47: 'section-47',
  source: 'source',
  team: 'team',
  localAuthority: 'local-authority',
  rag: 'rag',
  referrerNotified: 'referrer-notified',
  referrerNotifiedOn: 'referrer-notified-on',
} as const satisfies Record<Field, string>;

export type FieldKey = (typeof FIELD_KEYS)[Field];
