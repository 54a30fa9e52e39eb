import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restoreText } from '../../src/audit/formula-guard.ts';
import { toCsv } from '../../src/outputs/csv.ts';
import { anyText } from '../support/any-text.ts';

describe('toCsv', () => {
  it('opens in Excel as UTF-8, ends lines as RFC 4180 has it, and leaves null blank', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['é', null],
          [1.5, 'x, "y"'],
        ],
      ),
    ).toBe('\uFEFFa,b\r\né,\r\n1.5,"x, ""y"""\r\n');
  });

  it('quotes text of several lines, whatever its lines end in', () => {
    expect(
      toCsv(
        ['a', 'b'],
        [
          ['x\ny', 'x\ry'],
          ['x\r\ny', 'xy'],
        ],
      ),
    ).toBe('\uFEFFa,b\r\n"x\ny","x\ry"\r\n"x\r\ny",xy\r\n');
  });

  it('guards headings and cells, and not numbers', () => {
    expect(toCsv(['=h'], [['-5'], [-5]])).toBe("\uFEFF'=h\r\n'-5\r\n-5\r\n");
  });

  it('is read back cell for cell by another program, whatever the text', () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      return fc.array(fc.array(anyText, { minLength: width, maxLength: width }), { minLength: 1 });
    });
    fc.assert(
      fc.property(table, (rows) => {
        const headings = (rows[0] ?? []).map((_, index) => `h${index}`);
        const [, ...cells] = parse(toCsv(headings, rows), { bom: true });
        expect(cells.map((row) => row.map(restoreText))).toEqual(rows);
      }),
    );
  });

  it('keeps every bit of a number', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (number) => {
        const [, row] = parse(toCsv(['ticket'], [[number]]), { bom: true });
        expect(Number(row?.[0])).toBe(Object.is(number, -0) ? 0 : number);
      }),
    );
  });
});
