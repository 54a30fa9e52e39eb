/**
 * A zip file's own list of what it holds, read before anything is unpacked: how much it would
 * become, and whether it lists one name twice (a way to show a checker other content than Excel).
 */
import { inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number;
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
      checksum: buffer.readUInt32LE(at + 16),
      packed: buffer.readUInt32LE(at + 20),
      unpacked: buffer.readUInt32LE(at + 24),
      offset: buffer.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * True where every entry unpacks to exactly the size and the checksum the directory declares. Each is
 * shown to `look` meanwhile: to unpack them all again would cost as much once more.
 */
export function unpacksAsDeclared(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  look: (content: Buffer, name: string) => void,
): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return entries.every((entry) => {
    const content = unpack(buffer, entry);
    if (content?.length !== entry.unpacked || crc32(content) !== entry.checksum) return false;
    look(content, entry.name);
    return true;
  });
}

/** Never more than a byte beyond the size declared; null where it is not there or not whole. */
function unpack(buffer: Buffer, entry: ZipEntry): Buffer | null {
  const { name, offset, packed, unpacked, method } = entry;
  if (offset + 30 > buffer.length || buffer.readUInt32LE(offset) !== LOCAL_HEADER) return null;
  const nameEnd = offset + 30 + buffer.readUInt16LE(offset + 26);
  if (buffer.toString('utf8', offset + 30, nameEnd) !== name) return null;
  const start = nameEnd + buffer.readUInt16LE(offset + 28);
  const data = buffer.subarray(start, start + packed);
  if (data.length !== packed) return null;
  if (method !== DEFLATED) return data;
  try {
    return inflateRawSync(data, { maxOutputLength: unpacked + 1 });
  } catch {
    return null;
  }
}

/** The workbook library does not look at checksums, and Node has its own only from 20.15 on. */
function crc32(content: Buffer): number {
  let crc = ~0;
  for (const byte of content) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return ~crc >>> 0;
}

const CRC_TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** Searched from the end: only a comment of up to 65,535 bytes may follow it. */
function findEnd(buffer: Buffer): number | null {
  const first = Math.max(0, buffer.length - 65_557);
  for (let at = buffer.length - 22; at >= first; at -= 1) {
    if (buffer.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  return null;
}
