/** Bytes into text. The encoding is known or the file is refused; it is never guessed. */

export type Decoded =
  | { readonly text: string; readonly encoding: string }
  | { readonly refused: 'export-empty' | 'export-not-text' | 'encoding-unknown' };

export function decodeText(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) return { refused: 'export-empty' };
  if (bytes.includes(0)) return { refused: 'export-not-text' };
  const text = decodeUtf8(bytes);
  if (text === null) return { refused: 'encoding-unknown' };
  if (text.trim() === '') return { refused: 'export-empty' };
  return { text, encoding: 'UTF-8' };
}

/** Strict: one byte that is not UTF-8 and the answer is null. A byte order mark is dropped. */
function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
