/** What is said of a seed from its form alone: how long it may be, and whether it was generated. */
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
