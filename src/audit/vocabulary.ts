/**
 * The decision wordings found in English exports and the side of the section 47 threshold each
 * lies on. A team adds its own; a wording that is in no list stops the draw.
 */
import { normaliseWording, type Meaning, type Vocabulary } from './threshold.ts';

export type WordingLists = Readonly<Partial<Record<Meaning, readonly string[]>>>;

export const DEFAULT_WORDINGS = {
  met: [
    'Section 47',
    'Section 47 enquiry',
    'Start Section 47 Enquiry',
    'S47',
    'S47 enquiry',
    'Progress to S47',
    'Progress to Section 47',
    'CP Enquiry',
    'Child Protection Enquiry',
    'Initial Child Protection Conference',
    'Convene initial child protection conference',
    'CP Conference',
    'Child Protection Conference',
    'Progress to Child Protection',
  ],
  // A strategy discussion can end without a section 47 enquiry. It counts as met because it is
  // held where significant harm is suspected; a team may set it the other way.
  'met-by-default': [
    'Strategy Discussion',
    'Strategy Discussion/Meeting',
    'Strategy Meeting',
    'Progress to strategy discussion',
    'Progressing to a strategy discussion',
    'Recommend Strategy discussion',
    'Recommend/Progress to Strategy discussion',
  ],
  'not-met': [
    'Single Assessment',
    'C&F Assessment',
    'Child and Family Assessment',
    'Section 17',
    'S17',
    'Referral to children’s social care',
    'Family Help',
    'Family Help Discussion',
    'Family Help Discussion (10 days)',
    'Early Help',
    'Refer to Early Intervention',
    'EH Referral',
    'Step down to Early Help',
    'Signpost',
    'Signposted',
    'Signpost(ed)',
    'Signposting',
    'Advice and Information',
    'Information and Advice',
    'Advice/signposting',
    'Provision of information/advice',
    'Referral to other agency',
    'Universal Services',
    'No further action',
    'NFA',
    'No further action by children’s social care',
  ],
  undecided: ['NULL', 'Pending', 'Awaiting', 'Decision recorded awaiting detail', 'Other'],
  'out-of-scope': [],
  ambiguous: [
    'Police Investigation',
    'Legal action',
    'Transfer in child protection conference',
    'Transfer in from other LA',
    'Continue with existing plan',
    'Continue with existing referral',
    'Continue with existing plan / existing referral',
    'Private fostering',
    'UASC',
    'NRPF',
    'LADO',
    'MARAC',
  ],
} as const satisfies Record<Meaning, readonly string[]>;

/** Later lists win over earlier ones, so a team's own wordings can move a default. */
export function buildVocabulary(...lists: readonly WordingLists[]): Vocabulary {
  const vocabulary = new Map<string, Meaning>();
  for (const list of lists) {
    for (const [meaning, wordings] of Object.entries(list)) {
      for (const wording of wordings) vocabulary.set(normaliseWording(wording), meaning as Meaning);
    }
  }
  return vocabulary;
}
