/** Of a referral's source only the group leaves the tool; the export's own text never does. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  buildSourceGroups,
  SOURCE_GROUPS,
  SOURCE_NOT_LISTED,
} from '../../src/audit/source-groups.ts';
import { normaliseWording } from '../../src/audit/threshold.ts';

const sourceGroup = buildSourceGroups();

describe('the group of a source', () => {
  test.each([
    // The codes of the children in need census.
    ['1A', 'Individual'],
    ['1D', 'Individual'],
    ['2A', 'School'],
    ['2B', 'Education'],
    ['3A', 'Health'],
    ['3F', 'Health'],
    ['4', 'Housing'],
    ['5A', 'Local authority'],
    ['5D', 'Local authority'],
    ['6', 'Police'],
    ['7', 'Other legal agency'],
    ['8', 'Other'],
    ['9', 'Anonymous'],
    ['10', 'Unknown'],
    // Plain words.
    ['Police', 'Police'],
    ['POLICE', 'Police'],
    ['  police ', 'Police'],
    ['Health visitor', 'Health'],
    ['health_visitor', 'Health'],
    ['A&E', 'Health'],
    ['A & E', 'Health'],
    ['Children\u2019s social care', 'Local authority'],
    ['Member of public', 'Individual'],
    ['Self-referral', 'Individual'],
    // A code before its meaning, which may be worded in any way.
    ['1A: Family member/relative/carer', 'Individual'],
    ['6: Constabulary of somewhere', 'Police'],
    ['6:Police', 'Police'],
    ['3b) General practice', 'Health'],
    ['10: not known to us', 'Unknown'],
    ['2B : Early years', 'Education'],
    ['2A - Infants', 'School'],
    ['3F\u2013Ambulance crew', 'Health'],
    ['q) 6: Constabulary of somewhere', 'Police'],
  ])('%j is %s', (source, group) => {
    expect(sourceGroup(source)).toBe(group);
  });

  test.each([
    'St Example\u2019s Primary School',
    'PC 1234 Example',
    'Dr Example, Example Surgery',
    'Police?',
    'Police and school',
    'not police',
    '1E: Somebody',
    '11',
    '0: Nobody',
    '12 Example Street',
    // A number before a dash may be a house's: only a code with its letter is taken before one.
    '6 - 12 Example Road',
    '6\u201312 Example Road',
    '6 - Constabulary of somewhere',
    '10 - Example Lodge',
    '6A Example Street',
    '6.5',
    'constructor',
    '__proto__',
  ])('of %j is not guessed: it is not in the list', (source) => {
    expect(sourceGroup(source)).toBe(SOURCE_NOT_LISTED);
  });

  test.each(['', ' ', '\u00a0', '-', '...'])('of %j, which says nothing, is blank', (source) => {
    expect(sourceGroup(source)).toBe('');
  });

  test('never carries the text of an export', () => {
    const known = ['', SOURCE_NOT_LISTED, ...Object.keys(SOURCE_GROUPS)];
    const anySource = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .tuple(fc.constantFrom('1A: ', '6 - ', '10) ', 'Police '), fc.string())
        .map((t) => t.join('')),
    );
    const contained = fc.property(anySource, (source) => {
      expect(known).toContain(sourceGroup(source));
    });
    fc.assert(contained, { seed: 6, numRuns: 500 });
  });

  test('of a wording the team has placed is the team\u2019s, and other wordings keep theirs', () => {
    const own = buildSourceGroups({
      Police: ['Force Control Room', '12 Example Street'],
      Other: ['NSPCC helpline', 'gp'],
    });
    expect(own('force control-room')).toBe('Police');
    expect(own('12 example street')).toBe('Police');
    expect(own('GP')).toBe('Other');
    expect(own('Health visitor')).toBe('Health');
    expect(own('3A')).toBe('Health');
    expect(own('')).toBe('');
    expect(own('Example Surgery')).toBe(SOURCE_NOT_LISTED);
    expect(sourceGroup('Force Control Room')).toBe(SOURCE_NOT_LISTED);
  });

  test('is one only: no name stands in two groups, or twice in one', () => {
    const all = Object.values(SOURCE_GROUPS)
      .flatMap((names) => names.flat())
      .map(normaliseWording);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });
});
