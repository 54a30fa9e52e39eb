/** A first look at an export: its headings, and every decision wording in it with its rows. */
import type { Field, Problem } from '../audit/problems.ts';
import { compareCodeUnits } from '../audit/order.ts';
import { classifyWording, normaliseWording, type Vocabulary } from '../audit/threshold.ts';
import { cleanCell } from './cells.ts';
import { lookBeside } from './competing-columns.ts';
import type { Encoding } from './decode.ts';
import { readBytes } from './export-bytes.ts';
import { findExports } from './find-exports.ts';
import { matchHeadings } from './headings.ts';
import { buildHeadingMatcher, countKnownBy } from './known-headings.ts';
import { openExport, refusalOf } from './open-export.ts';
import { isOwnTable } from './own-files.ts';
import { splitOutcomes } from './referral-rows.ts';
import { findTable } from './table.ts';

export interface ExportSurvey {
  readonly columns: readonly {
    readonly heading: string;
    readonly field: Field | null;
    /** Another column could be the field as well, and they differ. */
    readonly competes: boolean;
  }[];
  /** One spelling of each, most frequent first. */
  readonly wordings: readonly { readonly wording: string; readonly rows: number }[];
  /** Why the export could not be opened. */
  readonly problems: readonly Problem[];
}

/** A longer text may be a story, which does not belong in a settings file. */
const LONGEST_WORDING = 80;

/** A story has commas too: of a long cell, only the wordings that are known are taken. */
function wordingsOf(cell: string, vocabulary: Vocabulary): readonly string[] {
  const wordings = splitOutcomes(cell, vocabulary);
  if (cell.length <= LONGEST_WORDING) return wordings;
  return wordings.filter((wording) => classifyWording(wording, vocabulary) !== 'unrecognised');
}

/**
 * Looks at one export, as it was named, without settings. What cannot be read is a problem, with
 * nothing found.
 */
export async function surveyExport(
  named: string,
  cwd: string,
  encoding: Encoding | null,
  vocabulary: Vocabulary,
): Promise<ExportSurvey> {
  const none = { columns: [], wordings: [] };
  const { files, problems } = findExports([named], cwd);
  const [file] = files;
  if (file === undefined) return { ...none, problems };
  const bytes = readBytes(file);
  if ('problem' in bytes) return { ...none, problems: [bytes.problem] };
  const fieldOf = buildHeadingMatcher({});
  const opened = await openExport(bytes, file.name, { encoding, delimiter: null, fieldOf });
  if ('refused' in opened) {
    return { ...none, problems: [refusalOf(opened, file.name)] };
  }

  const place = { file: file.name };
  if (isOwnTable(opened.grids)) {
    return { ...none, problems: [{ code: 'export-is-own', place, args: { what: 'file' } }] };
  }
  const looks = opened.grids.flatMap((grid) => {
    const { table } = findTable(grid, place, countKnownBy(fieldOf), null);
    if (table === null) return [];
    const beside = lookBeside(table, {}, true);
    const { columns, competing } = matchHeadings(table.headings, fieldOf, place, beside);
    return [
      {
        table,
        columns,
        competing,
        known: new Set([...columns.fields.keys(), ...competing.keys()]).size,
      },
    ];
  });
  const [best] = looks.sort((a, b) => b.known - a.known);
  // Without one known heading the first row may be data, which must not be copied into a file.
  if (best === undefined || best.known === 0) return { ...none, problems: [] };
  const { table, columns, competing } = best;
  const competingAt = new Map(
    [...competing].flatMap(([field, indexes]) => indexes.map((at) => [at, field] as const)),
  );
  const fieldAt = new Map([...columns.fields].map(([field, index]) => [index, field] as const));
  const index = columns.fields.get('decision');
  const cells =
    index === undefined ? [] : table.rows.map(({ cells }) => cleanCell(cells[index] ?? ''));
  return {
    columns: columns.named.map((at) => ({
      heading: cleanCell(table.headings[at] ?? ''),
      field: competingAt.get(at) ?? fieldAt.get(at) ?? null,
      competes: competingAt.has(at),
    })),
    wordings: countWordings(cells.flatMap((cell) => wordingsOf(cell, vocabulary))),
    problems: [],
  };
}

function countWordings(wordings: readonly string[]): ExportSurvey['wordings'] {
  const counts = new Map<string, { readonly wording: string; readonly rows: number }>();
  for (const wording of wordings) {
    const key = normaliseWording(wording);
    const known = counts.get(key);
    counts.set(key, { wording: known?.wording ?? wording, rows: (known?.rows ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => b.rows - a.rows || compareCodeUnits(a.wording, b.wording),
  );
}
