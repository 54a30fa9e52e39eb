/** What a seed's form says of it: whether it can be read out, its length, whether it was generated. */
import { expect, test } from 'vitest';
import { parseSeed, sourceByForm } from '../../src/audit/tickets.ts';

test.each(['51932-08857-77410-26391', '00000-00000-00000-00000'])(
  '%s has the form of a generated seed',
  (seed) => {
    expect(sourceByForm(seed)).toBe('generated');
  },
);

test.each([
  ['a group too few', '51932-08857-77410'],
  ['a group too many', '51932-08857-77410-26391-51932'],
  ['a digit too few', '51932-08857-77410-2639'],
  ['a digit too many', '51932-08857-77410-263910'],
  ['a digit too many in front', '151932-08857-77410-26391'],
  ['no dashes', '51932088577741026391'],
  ['blanks for dashes', '51932 08857 77410 26391'],
  ['a letter', '5193a-08857-77410-26391'],
  ['words', 'example seed'],
])('%s is the form of a seed that was given', (_, seed) => {
  expect(sourceByForm(seed)).toBe('given');
});

test('a seed holds up to 200 characters', () => {
  expect(parseSeed('x'.repeat(200), 'given')?.value).toHaveLength(200);
  expect(parseSeed('x'.repeat(201), 'given')).toBeNull();
});

test.each([
  ['a zero-width space', 'one\u200btwo'],
  ['a soft hyphen', 'one\u00adtwo'],
  ['a sign that turns the direction of writing', 'one\u202etwo'],
  ['a mark of byte order inside', 'one\ufefftwo'],
  ['a line separator', 'one\u2028two'],
  ['a paragraph separator', 'one\u2029two'],
  ['half of a character', 'one\ud83dtwo'],
])('a seed with %s is none: what cannot be seen cannot be read out', (_, text) => {
  expect(parseSeed(text, 'given')).toBeNull();
});
