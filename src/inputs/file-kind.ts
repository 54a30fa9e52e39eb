/** What a file is, by its first bytes; its name is only held against it. */
import { extname } from 'node:path';
import type { ProblemCode } from '../audit/problems.ts';

export type FileKind = 'text' | 'xlsx' | 'xls';

export type Refused = Extract<
  ProblemCode,
  | 'export-empty'
  | 'export-not-text'
  | 'export-is-html'
  | 'export-is-xml'
  | 'workbook-named-text'
  | 'text-named-workbook'
  | 'workbook-locked'
  | 'workbook-damaged'
  | 'export-too-large'
  | 'encoding-unknown'
>;

const TEXT_ENDINGS: ReadonlySet<string> = new Set(['.csv', '.tsv', '.txt']);
export const WORKBOOK_ENDINGS: ReadonlySet<string> = new Set(['.xlsx', '.xlsm', '.xls']);

/** A workbook called .csv, or text called .xlsx, was renamed: by a slip or to dress it up. */
export function tellFileKind(bytes: Uint8Array, name: string): FileKind | { refused: Refused } {
  if (bytes.length === 0) return { refused: 'export-empty' };
  const named = extname(name).toLowerCase();
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) {
    // A Word document and a slide show begin like a workbook.
    const other = ['word/document', 'ppt/presentation'].some((part) =>
      holds(bytes, part, 'latin1'),
    );
    if (other) return { refused: 'export-not-text' };
    return TEXT_ENDINGS.has(named) ? { refused: 'workbook-named-text' } : 'xlsx';
  }
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    // A workbook saved with a password is an OLE file that holds a stream of this name.
    if (holds(bytes, 'EncryptedPackage', 'utf16le')) return { refused: 'workbook-locked' };
    if (holds(bytes, 'WordDocument', 'utf16le')) return { refused: 'export-not-text' };
    return TEXT_ENDINGS.has(named) ? { refused: 'workbook-named-text' } : 'xls';
  }
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 1024))
    .replaceAll('\0', '')
    .replace(/^(?:ï»¿|ÿþ|þÿ)?\s*/, '')
    .toLowerCase();
  if (start.startsWith('<?xml')) return { refused: 'export-is-xml' };
  if (/^<(?:!doctype|html|head|meta|table|body)\b/.test(start))
    return { refused: 'export-is-html' };
  if (!WORKBOOK_ENDINGS.has(named)) return 'text';
  return { refused: isText(bytes) ? 'text-named-workbook' : 'workbook-damaged' };
}

/** Bytes of zero stand in text only where a mark says that it is UTF-16. */
function isText(bytes: Uint8Array): boolean {
  const marked = startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff]);
  return marked || !bytes.includes(0);
}

function holds(bytes: Uint8Array, text: string, encoding: 'latin1' | 'utf16le'): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.includes(Buffer.from(text, encoding));
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
