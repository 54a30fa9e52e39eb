/** Exports made up in a test: rows of cells into CSV, every cell in quotation marks. */
import { readFileSync } from 'node:fs';
import { fixture } from './folders.ts';

export function csvOf(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  return rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('');
}

/** The headings and rows of a fixture that has one file, as lines of text. */
export function fixtureLines(name: string): { readonly headings: string; readonly rows: string[] } {
  const text = readFileSync(`${fixture(name)}/mash-export.csv`, 'utf8');
  const [headings = '', ...rows] = text.trimEnd().split('\r\n');
  return { headings, rows };
}
