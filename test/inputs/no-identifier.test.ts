import { describe, expect, test } from 'vitest';
import { parseIdentifier } from '../../src/inputs/cells.ts';
import { parseDate } from '../../src/inputs/dates.ts';

describe('what stands where there is no identifier', () => {
  test.each(['NULL', 'null', 'None', 'N/A', 'TBC', 'unknown', '-', '??'])('%s is blank', (text) => {
    expect(parseIdentifier(text)).toEqual({ value: '', refused: null });
  });

  test.each(['NULL-1', 'N12', '0', 'unknown-7', 'A-'])('%s is an identifier', (text) => {
    expect(parseIdentifier(text)).toEqual({ value: text, refused: null });
  });
});

test('a zone without a time does not move the day', () => {
  const years = { from: 1990, to: 2027 };
  expect(parseDate('2026-11-13+01:00', years).moment).toEqual({ date: '2026-11-13', time: null });
  expect(parseDate('2026-07-09Z', years).moment).toEqual({ date: '2026-07-09', time: null });
});
