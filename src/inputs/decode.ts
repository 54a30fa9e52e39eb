/**
 * Bytes into text: by byte order mark, else strict UTF-8, else Windows-1252, which is then said.
 * Nothing is guessed from the letters. iconv-lite decodes Windows-1252, because Node 20's own
 * decoder turns its curly quotes and dashes into control characters.
 */
import type { Refused } from './file-kind.ts';

export interface Decoded {
  readonly text: string;
  readonly encoding: string;
  /** True where no mark and no rule said so, and the file is merely not UTF-8. */
  readonly assumed: boolean;
}

const MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: 'utf-8' },
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** `named` is the encoding a person has given; it is believed before anything else. */
export async function decodeText(
  bytes: Uint8Array,
  named: Encoding | null,
): Promise<Decoded | { readonly refused: Refused }> {
  const marked = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte))?.encoding;
  const known = named ?? marked;
  if (known !== undefined) return settle(await decodeAs(bytes, known), known, false);
  if (bytes.includes(0)) return { refused: 'export-not-text' };
  const utf8 = await decodeAs(bytes, 'utf-8');
  if (utf8 !== null) return settle(utf8, 'utf-8', false);
  return settle(await decodeAs(bytes, 'windows-1252'), 'windows-1252', true);
}

function settle(
  text: string | null,
  encoding: Encoding,
  assumed: boolean,
): Decoded | { readonly refused: Refused } {
  if (text === null) return { refused: 'encoding-unknown' };
  if (text.includes('\0')) return { refused: 'export-not-text' };
  return text.trim() === '' ? { refused: 'export-empty' } : { text, encoding, assumed };
}

/** Strict: null where one byte does not belong to the encoding. The byte order mark is dropped. */
async function decodeAs(bytes: Uint8Array, encoding: Encoding): Promise<string | null> {
  if (encoding === 'windows-1252') {
    const { default: iconv } = await import('iconv-lite');
    const text = iconv.decode(Buffer.from(bytes), 'windows-1252');
    return text.includes('\uFFFD') ? null : text;
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
