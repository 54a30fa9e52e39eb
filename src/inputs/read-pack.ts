/** A pack that lies on a disk, read for checking: its record, and the bytes of its files. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { LEDGER_FILE, parseLedger, type Ledger } from '../audit/ledger.ts';
import { RECORD_FILE, SCHEMA_VERSION, type WrittenRecord } from '../audit/record.ts';
import { METHOD } from '../audit/tickets.ts';
import { systemCode, UserError } from '../errors.ts';
import { readUnlessHuge } from './file-bytes.ts';
import { filesBelow, isPathOfPack, type FoundFile } from './pack-folder.ts';

export interface PackOnDisk {
  /** The folder's name, and the packs folder it lies in. */
  readonly name: string;
  readonly folder: string;
  /** Of the files that a pack has: path below its folder, with `/`, to bytes. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** The paths of what else lies there. It is known by its name alone: nothing of it is read. */
  readonly others: readonly string[];
  /** Null where draw.json is no record, or not one that can be read. */
  readonly record: WrittenRecord | null;
  /** SHA-256 of draw.json. */
  readonly digest: string;
}

/**
 * Reads the pack in a folder. Throws UserError where there is none, where a file of its own cannot be
 * read, or where its record is of a version or method this program does not know: each is refused by
 * name, never misread.
 */
export async function readPack(named: string, cwd: string): Promise<PackOnDisk> {
  const place = resolve(cwd, named);
  const found = findFiles(place, named);
  const own = found.filter(({ path }) => isPathOfPack(path));
  const others = found.filter(({ path }) => !isPathOfPack(path)).map(({ path }) => path);
  const files = new Map(own.map((file) => [file.path, readOwn(place, named, file)] as const));
  const bytes = files.get(RECORD_FILE);
  if (bytes === undefined) {
    throw new UserError(
      `${named} is not a pack: it has no ${RECORD_FILE}.`,
      'Name the folder of one meeting, such as packs/2026-11-20.',
    );
  }
  const digest = createHash('sha256').update(bytes).digest('hex');
  const record = await parseRecord(bytes);
  return { name: basename(place), folder: dirname(place), files, others, record, digest };
}

/** The ledger in a packs folder; null where there is none. */
export function readLedgerIn(folder: string): Ledger | null {
  try {
    const path = join(folder, LEDGER_FILE);
    // To read what is no file may never end.
    if (!statSync(path).isFile()) {
      throw new UserError(
        `The ledger beside the pack (${LEDGER_FILE}) is not a file.`,
        'Put the ledger back in its place, as it was written.',
      );
    }
    return parseLedger(readFileSync(path, 'utf8'));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return null;
    if (code === null) throw error;
    throw new UserError(
      `The ledger beside the pack (${LEDGER_FILE}) cannot be read.`,
      `If it is open in another program, close it there. Check that you may read it. For IT: ${code}.`,
    );
  }
}

async function parseRecord(bytes: Uint8Array): Promise<WrittenRecord | null> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  refuseUnknownVersion(value);
  // What checks a record is large: it is loaded only by those who read one.
  const { recordSchema } = await import('./record-schema.ts');
  // The schema holds every field the program goes on to use to its type; the value itself is kept,
  // for it is rendered again byte for byte.
  return recordSchema.safeParse(value).success ? (value as WrittenRecord) : null;
}

function refuseUnknownVersion(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const { schemaVersion, method } = value as Record<string, unknown>;
  const otherVersion = typeof schemaVersion === 'number' && schemaVersion !== SCHEMA_VERSION;
  const otherMethod = typeof method === 'string' && method !== METHOD;
  if (!otherVersion && !otherMethod) return;
  const what = otherVersion ? `layout ${String(schemaVersion)}` : `method “${String(method)}”`;
  throw new UserError(
    `This pack was made with ${what.slice(0, 60)}, which this version of mash-audit does not know.`,
    `Use the version that made it. This one knows layout ${SCHEMA_VERSION} and method “${METHOD}”.`,
  );
}

function findFiles(place: string, named: string): readonly FoundFile[] {
  try {
    if (!statSync(place).isDirectory()) throw notAPack(named);
    return filesBelow(place);
  } catch (error) {
    if (systemCode(error) === null) throw error;
    throw notAPack(named);
  }
}

function readOwn(place: string, named: string, { path, isFile }: FoundFile): Uint8Array {
  // A link is no file of a pack: what it leads to may be another thing tomorrow.
  if (!isFile) return new Uint8Array();
  let bytes: Uint8Array | null;
  try {
    bytes = readUnlessHuge(join(place, ...path.split('/')));
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(
      `${path} of ${named} cannot be read.`,
      `If it is open in another program, close it there. Check that you may read it. For IT: ${code}.`,
    );
  }
  if (bytes !== null) return bytes;
  throw new UserError(
    `${path} of ${named} is larger than any file of a pack.`,
    'Put it back from a copy, or move it away if it is no file of the pack.',
  );
}

function notAPack(named: string): UserError {
  return new UserError(
    `There is no pack ${named}, or it cannot be read.`,
    'Check the name of the folder, such as packs/2026-11-20.',
  );
}
