/**
 * A zip file's own list of what it holds, read before anything is unpacked: how much it would
 * become, and whether it lists one name twice (a way to show a checker other content than Excel).
 */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly method: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL_HEADER = 0x04034b50;
const DEFLATED = 8;

/** The entries, or null where the directory is missing or damaged: a file cut short has none. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(buffer);
  if (end === null) return null;
  const count = buffer.readUInt16LE(end + 10);
  let at = buffer.readUInt32LE(end + 16);
  const entries: ZipEntry[] = [];
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== ENTRY) return null;
    const nameLength = buffer.readUInt16LE(at + 28);
    entries.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/** True where every entry unpacks to exactly the size the directory declares, and no further. */
export function unpacksAsDeclared(bytes: Uint8Array, entries: readonly ZipEntry[]): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return entries.every((entry) => unpackedSize(buffer, entry) === entry.unpacked);
}

function unpackedSize(buffer: Buffer, { offset, packed, unpacked, method }: ZipEntry): number {
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_HEADER) return -1;
  const start = offset + 30 + buffer.readUInt16LE(offset + 26) + buffer.readUInt16LE(offset + 28);
  const data = buffer.subarray(start, start + packed);
  if (data.length !== packed) return -1;
  if (method !== DEFLATED) return packed;
  try {
    return inflateRawSync(data, { maxOutputLength: unpacked + 1 }).length;
  } catch {
    return -1;
  }
}

/** Searched from the end: only a comment of up to 65,535 bytes may follow it. */
function findEnd(buffer: Buffer): number | null {
  const first = Math.max(0, buffer.length - 65_557);
  for (let at = buffer.length - 22; at >= first; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}
