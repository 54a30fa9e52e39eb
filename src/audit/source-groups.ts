/**
 * The group a referral's source belongs to. Only the group ever leaves the tool: an export's own
 * text may name the person or the school that made the referral.
 */
import { normaliseWording } from './threshold.ts';

/** Group to the CIN census codes (DfE, children in need census) and plain wordings that mean it. */
export const SOURCE_GROUPS = {
  Individual: [
    ['1A', '1B', '1C', '1D', '1'],
    [
      'Individual',
      'Family member',
      'Family',
      'Parent',
      'Relative',
      'Carer',
      'Self',
      'Self referral',
    ],
    ['Acquaintance', 'Neighbour', 'Friend', 'Member of public', 'Public'],
  ],
  School: [['2A'], ['School', 'Schools', 'Academy', 'Nursery', 'College']],
  Education: [
    ['2B', '2'],
    ['Education', 'Education services', 'Early years'],
  ],
  Health: [
    ['3A', '3B', '3C', '3D', '3E', '3F', '3'],
    ['Health', 'Health services', 'GP', 'Health visitor', 'School nurse', 'Midwife', 'Midwifery'],
    ['Hospital', 'A&E', 'Accident and Emergency', 'Ambulance', 'CAMHS', 'Mental health'],
  ],
  Housing: [['4'], ['Housing', 'Housing association', 'LA housing']],
  'Local authority': [
    ['5A', '5B', '5C', '5D', '5'],
    [
      'Local authority',
      'LA services',
      'LA',
      'Social care',
      'Childrens social care',
      'Adult social care',
    ],
    ['Early help', 'Other local authority', 'External local authority', 'Youth justice'],
  ],
  Police: [['6'], ['Police', 'Police force', 'Constabulary']],
  'Other legal agency': [
    ['7'],
    ['Other legal agency', 'Court', 'Courts', 'Probation', 'Prison', 'CAFCASS'],
  ],
  Other: [['8'], ['Other', 'Voluntary organisation', 'Voluntary sector', 'Charity', 'NSPCC']],
  Anonymous: [['9'], ['Anonymous']],
  Unknown: [['10'], ['Unknown', 'Not known', 'Not recorded', 'Not stated']],
} as const satisfies Record<string, readonly (readonly string[])[]>;

export const SOURCE_NOT_LISTED = 'Not in the list of sources';

// Exports also write a code before its meaning: "1A: Individual", "2A - School", "q) 6: Police".
const CODE_BEFORE_MEANING =
  /^\s*(?:[a-z]{1,2}\)\s*)?(?:(10|[1-9][A-F]?)\s*[:)]|([1-9][A-F])\s*[-–])/iu;

/** A team's own wordings by group, beside the known ones. */
export type OwnSources = Readonly<Record<string, readonly string[] | undefined>>;

/** Gives the group of a source as an export words it; blank stays blank. */
export function buildSourceGroups(own: OwnSources = {}): (source: string) => string {
  const groupOf = new Map<string, string>();
  for (const [group, lists] of Object.entries(SOURCE_GROUPS)) {
    for (const name of lists.flat()) groupOf.set(normaliseWording(name), group);
  }
  for (const [group, names] of Object.entries(own)) {
    for (const name of names ?? []) groupOf.set(normaliseWording(name), group);
  }
  return (source) => {
    const text = normaliseWording(source);
    if (text === '') return '';
    const match = CODE_BEFORE_MEANING.exec(source);
    const code = (match?.[1] ?? match?.[2] ?? '').toLowerCase();
    return groupOf.get(text) ?? groupOf.get(code) ?? SOURCE_NOT_LISTED;
  };
}
