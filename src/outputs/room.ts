/** About how many lines texts take on paper. About right is enough: it only says when to set closer. */

/** Lines of a text, of which a line holds so many letters; its own line breaks are kept. */
export function linesOf(text: string, letters: number): number {
  return sum(text.split('\n').map((line) => Math.max(1, Math.ceil(line.length / letters))));
}

/**
 * Lines of a table's rows of texts. The columns share the page by the longest text of each, and the
 * letters are those that go into a row; the longest cell makes the height of its row.
 */
export function linesOfRows(rows: readonly (readonly string[])[], letters: number): number {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widest = Array.from({ length: columns }, (_, column) =>
    Math.max(1, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const scale = letters / Math.max(letters, sum(widest));
  return sum(
    rows.map((row) =>
      Math.max(1, ...row.map((text, column) => linesOf(text, inLine(widest[column] ?? 1, scale)))),
    ),
  );
}

/** Letters in a line of a column; none is ever as narrow as its share beside a very long one. */
function inLine(widest: number, scale: number): number {
  return Math.max(NARROWEST, widest * scale);
}

const NARROWEST = 14;

/** 0 of none. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
