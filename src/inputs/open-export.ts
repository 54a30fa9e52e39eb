/** An export's bytes into grids of cells, whatever file they are. */
import type { Problem } from '../audit/problems.ts';
import type { ExportRead } from '../audit/record.ts';
import { decodeText, type Encoding } from './decode.ts';
import { parseDelimited, type Broken, type DelimiterName } from './delimited.ts';
import { tellFileKind, type Refused } from './file-kind.ts';
import type { Grid } from './grid.ts';
import { countKnownBy, type HeadingMatcher } from './known-headings.ts';

export interface OpenedExport extends Pick<ExportRead, 'format' | 'encoding' | 'delimiter'> {
  readonly grids: readonly Grid[];
  readonly problems: readonly Problem[];
}

export interface OpeningOptions {
  readonly encoding: Encoding | null;
  readonly delimiter: DelimiterName | null;
  readonly fieldOf: HeadingMatcher;
}

/**
 * The sheets of an export as texts. `name` goes into problems, and its ending is held to what the
 * bytes are.
 */
export async function openExport(
  bytes: Uint8Array,
  name: string,
  options: OpeningOptions,
): Promise<OpenedExport | { readonly refused: Refused } | Broken> {
  const kind = tellFileKind(bytes, name);
  if (typeof kind !== 'string') return kind;
  if (kind === 'text') return openText(bytes, name, options);
  // The workbook library is large: it is loaded only by those who need it.
  const { readWorkbook } = await import('./workbook.ts');
  const workbook = readWorkbook(bytes, kind);
  if ('refused' in workbook) return workbook;
  return { format: kind, encoding: null, delimiter: null, grids: workbook.grids, problems: [] };
}

async function openText(
  bytes: Uint8Array,
  name: string,
  { encoding: named, delimiter: wanted, fieldOf }: OpeningOptions,
): Promise<OpenedExport | { readonly refused: Refused } | Broken> {
  const decoded = await decodeText(bytes, named);
  if ('refused' in decoded) return decoded;
  const parsed = parseDelimited(decoded.text, wanted, countKnownBy(fieldOf));
  if ('refused' in parsed) return parsed;
  const { encoding, assumed } = decoded;
  const problems: Problem[] = assumed
    ? [{ code: 'encoding-assumed', place: { file: name }, args: {} }]
    : [];
  return { format: 'text', encoding, delimiter: parsed.delimiter, grids: [parsed.grid], problems };
}

/** Why a file was not opened, with the row where that is known. */
export function refusalOf(refusal: { readonly refused: Refused } | Broken, file: string): Problem {
  const place = 'row' in refusal ? { file, row: refusal.row } : { file };
  return { code: refusal.refused, place, args: {} };
}
