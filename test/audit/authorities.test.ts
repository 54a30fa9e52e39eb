/** A local authority goes by its name and two codes; nothing that merely looks alike is the same. */
import { describe, expect, test } from 'vitest';
import { authorityKey, isSameAuthority, nameAuthority } from '../../src/audit/authorities.ts';

describe('one authority', () => {
  test.each([
    ['Wiltshire', 'WILTSHIRE'],
    ['Wiltshire', ' wiltshire '],
    ['Wiltshire', 'Wiltshire Council'],
    ['Wiltshire', 'Wiltshire County Council'],
    ['Wiltshire', 'Wiltshire LA'],
    ['Wiltshire', '865'],
    ['Wiltshire Council', 'E06000054'],
    ['865', 'e06000054'],
    ['Swindon', 'Swindon Borough Council'],
    ['Swindon', '866'],
    ['866', 'E06000030'],
    ['Exampleshire', 'Exampleshire City Council'],
    ['', ' '],
  ])('is meant by %j and by %j', (one, other) => {
    expect(isSameAuthority(one, other)).toBe(true);
    expect(isSameAuthority(other, one)).toBe(true);
  });

  test.each([
    ['Wiltshire', 'Swindon'],
    ['Wiltshire', 'Wiltshire and Swindon'],
    ['Wiltshire', 'North Wiltshire'],
    ['Wiltshire', ''],
    ['865', '866'],
    ['865', '8650'],
    ['865', 'E06000030'],
    ['Council', ''],
  ])('is not meant by %j and %j', (one, other) => {
    expect(isSameAuthority(one, other)).toBe(false);
  });

  test('has no key where nothing is said', () => {
    expect(['', ' ', '-'].map(authorityKey)).toEqual(['', '', '']);
  });
});

test.each([
  ['wiltshire', ['865', 'WILTSHIRE', 'Wiltshire', 'Wiltshire'], 'Wiltshire'],
  ['865', ['865', 'E06000054'], 'Wiltshire'],
  ['866', ['865', 'Swindon Borough Council'], 'Swindon Borough Council'],
  ['exampleshire', ['EXAMPLESHIRE', '865'], 'EXAMPLESHIRE'],
  ['931', ['931', 'Wiltshire'], '931'],
  ['', ['', 'Wiltshire'], ''],
])('%j of %j is shown as %j', (asked, texts, shown) => {
  expect(nameAuthority(asked, texts)).toBe(shown);
});
