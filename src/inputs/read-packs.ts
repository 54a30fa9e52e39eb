/** All packs of a packs folder, with their findings; what cannot be read is named, never guessed at. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSameAuthority } from '../audit/authorities.ts';
import { parseIsoDate } from '../audit/civil-date.ts';
import {
  isWithdrawn,
  type CollatedPack,
  type LedgerStanding,
  type PackLeftOut,
} from '../audit/collated-packs.ts';
import {
  FINDINGS_CSV_FILE,
  FINDINGS_FILE,
  OUTCOME_FILE,
  type Findings,
} from '../audit/findings.ts';
import {
  digestsBefore,
  entriesSince,
  LEDGER_FILE,
  type Ledger,
  type LedgerEntry,
} from '../audit/ledger.ts';
import { compareCodeUnits } from '../audit/order.ts';
import { RECORD_FILE, type WrittenRecord } from '../audit/record.ts';
import { systemCode, UserError } from '../errors.ts';
import { readUnlessHuge } from './file-bytes.ts';
import { readLedgerIn } from './read-pack.ts';

export interface PacksRead {
  /** In order of their names. */
  readonly packs: readonly CollatedPack[];
  readonly damaged: readonly PackLeftOut[];
  /** True where the folder named is not a packs folder but one pack. */
  readonly isOnePack: boolean;
  /** What is wrong with the ledger, in words; null where nothing is. */
  readonly ledgerFault: string | null;
}

/** A pack's folder, and where it is said to lie. */
interface Place {
  readonly name: string;
  readonly path: string;
}

/**
 * The packs in a folder; or, where the folder is itself a pack, that one. A folder with neither
 * draw.json nor findings.json is no pack, and is named only where a pack could have its name. Throws UserError where the folder cannot be read
 * or holds no pack at all.
 */
export async function readPacks(folder: string, shown: string): Promise<PacksRead> {
  const places = findPacks(folder, shown);
  const packs: CollatedPack[] = [];
  const damaged: PackLeftOut[] = [];
  const digests = new Map<string, string>();
  // What checks a record is large: it is loaded only by those who read one.
  const { recordSchema } = await import('./record-schema.ts');
  const { findingsSchema } = await import('./findings-schema.ts');
  const isOnePack = places.some(({ path }) => path === folder);
  const ledger = readLedgerIn(isOnePack ? dirname(folder) : folder);
  const entries = ledger?.entries ?? [];
  for (const place of places) {
    const draw = readJson(place, RECORD_FILE);
    if ('because' in draw) {
      damaged.push({ name: place.name, because: draw.because });
      continue;
    }
    // The schema holds every field the program goes on to use to its type.
    const record = draw.value as WrittenRecord;
    if (!recordSchema.safeParse(draw.value).success || !isPossible(record)) {
      damaged.push({ name: place.name, because: sayUnknown(RECORD_FILE) });
      continue;
    }
    digests.set(place.name, draw.digest);
    const found = readJson(place, FINDINGS_FILE);
    if ('missing' in found) {
      packs.push({ name: place.name, record, findings: null });
      continue;
    }
    if ('because' in found || !findingsSchema.safeParse(found.value).success) {
      const because = 'because' in found ? found.because : sayUnknown(FINDINGS_FILE);
      damaged.push({ name: place.name, meeting: record.meeting, because });
      continue;
    }
    const findings = found.value as Findings;
    const replacedSince = replacedBetween(entries, findings.pack, draw.digest);
    const fault = faultOf(record, draw.digest, findings, replacedSince !== null);
    if (fault !== null) damaged.push({ name: place.name, meeting: record.meeting, because: fault });
    else if (replacedSince === null) packs.push({ name: place.name, record, findings });
    else packs.push({ name: place.name, record, findings, replacedSince });
  }
  const told = isOnePack ? [] : comparedWithLedger(entries, places, digests, packs);
  // A record that was altered is no longer that of its findings either: what the ledger says goes first.
  const known = new Set(told.map(({ name }) => name));
  const leftOut = [...damaged.filter(({ name }) => !known.has(name)), ...told];
  const names = new Set(leftOut.map(({ name }) => name));
  return {
    packs: packs
      .filter(({ name }) => !names.has(name))
      .map((pack) => ({
        ...pack,
        ...(ledger === null ? {} : { ledger: standingOf(pack, digests, ledger) }),
      })),
    damaged: leftOut.sort((a, b) => compareCodeUnits(a.name, b.name)),
    isOnePack,
    ledgerFault: isOnePack ? null : sayLedgerFault(ledger),
  };
}

function findPacks(folder: string, shown: string): readonly Place[] {
  try {
    if (existsSync(join(folder, RECORD_FILE))) return [{ name: shown, path: folder }];
    const places = readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({ entry, name: entry.name, path: join(folder, entry.name) }))
      .filter(
        ({ entry, path }) => entry.isDirectory() || (entry.isSymbolicLink() && mayBeFolder(path)),
      )
      .filter(
        ({ name, path }) =>
          mayBePack(name) ||
          [RECORD_FILE, FINDINGS_FILE].some((file) => existsSync(join(path, file))),
      )
      .sort(
        (a, b) =>
          Number(a.entry.isSymbolicLink()) - Number(b.entry.isSymbolicLink()) ||
          compareCodeUnits(a.name, b.name),
      );
    // A folder and a link to it are one pack, by the name of the folder.
    const once = new Map<string, Place>();
    for (const { name, path } of places) {
      const real = existsSync(path) ? realpathSync(path) : path;
      if (!once.has(real)) once.set(real, { name, path });
    }
    if (once.size > 0) return [...once.values()].sort((a, b) => compareCodeUnits(a.name, b.name));
  } catch (error) {
    const code = systemCode(error);
    if (code === null) throw error;
    throw new UserError(
      code === 'ENOENT'
        ? `There is no folder “${shown}”.`
        : `“${shown}” is no folder, or it cannot be read.`,
      `It was looked for at ${folder}. Name the folder your packs are kept in, or run this in the folder above it.${code === 'ENOENT' ? '' : ` For IT: ${code}.`}`,
    );
  }
  throw new UserError(
    `There is no pack in the folder “${shown}”.`,
    `It was looked for at ${folder}. Name the folder your packs are kept in.`,
  );
}

/** A pack's name is the day of its meeting, and what tells it from others after a hyphen. */
function mayBePack(name: string): boolean {
  return parseIsoDate(name.slice(0, 10)) !== null && /^(?:-.+)?$/u.test(name.slice(10));
}

/** True for a link to a folder, and for one that leads nowhere: what it led to may have been a pack. */
function mayBeFolder(path: string): boolean {
  return !existsSync(path) || statSync(path).isDirectory();
}

/** Table and minutes as they lie beside findings.json: path to bytes; without what cannot be read. */
export function readBesideFindings(folder: string): ReadonlyMap<string, Uint8Array> {
  const files = [FINDINGS_CSV_FILE, OUTCOME_FILE].flatMap((path) => {
    try {
      const place = join(folder, path);
      const bytes = statSync(place).isFile() ? readUnlessHuge(place) : null;
      return bytes === null ? [] : [[path, bytes] as const];
    } catch (error) {
      if (systemCode(error) === null) throw error;
      return [];
    }
  });
  return new Map(files);
}

type Json =
  | { readonly value: unknown; readonly digest: string }
  | { readonly because: string }
  | { readonly because: string; readonly missing: true };

function readJson({ path }: Place, file: string): Json {
  try {
    // To read what is no file may never end.
    if (!statSync(join(path, file)).isFile()) return { because: `${file} is not a file.` };
    const bytes = readFileSync(join(path, file));
    const digest = createHash('sha256').update(bytes).digest('hex');
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), digest };
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENOENT') return { because: `it has no ${file}.`, missing: true };
    if (code !== null) return { because: `${file} cannot be read. For IT: ${code}.` };
    return { because: sayUnknown(file) };
  }
}

function sayUnknown(file: string): string {
  return `${file} is not one that this version of mash-audit wrote, or it was damaged.`;
}

/** No side has more cases than eligible referrals. */
function isPossible({ frame, sample }: WrittenRecord): boolean {
  const cases = sample.filter(({ role }) => role === 'case');
  const met = cases.filter(({ side }) => side === 'met').length;
  return met <= frame.eligible.met && cases.length - met <= frame.eligible.notMet;
}

/** The cases replaced since a pack was collated; null where its findings are not of an earlier record. */
function replacedBetween(
  entries: readonly LedgerEntry[],
  collated: string,
  digest: string,
): readonly string[] | null {
  if (!digestsBefore(entries, digest).includes(collated)) return null;
  return entriesSince(entries, collated).flatMap((entry) =>
    entry.kind === 'replace' ? [entry.label] : [],
  );
}

/** Why findings are not those of a draw, or of what it was before a case was replaced; else null. */
function faultOf(
  record: WrittenRecord,
  digest: string,
  findings: Findings,
  isOfEarlier: boolean,
): string | null {
  if (findings.pack !== digest && !isOfEarlier) {
    return `${FINDINGS_FILE} is of another draw, or a case was replaced since. Collate it again.`;
  }
  const drawn = new Map(record.sample.map((one) => [one.label, one] as const));
  const known = findings.cases.every(({ label, side }) => {
    const one = drawn.get(label);
    return one?.side === side && one.role !== 'reserve';
  });
  const found = new Set(findings.cases.map(({ label }) => label));
  const complete =
    isOfEarlier || record.sample.every(({ role, label }) => role !== 'case' || found.has(label));
  const once = found.size === findings.cases.length;
  const withdrawn = findings.cases.every(
    (one) => isOfEarlier || isWithdrawn(one) === (drawn.get(one.label)?.role === 'withdrawn'),
  );
  return known && complete && once && withdrawn && findings.meeting === record.meeting
    ? null
    : `${FINDINGS_FILE} does not tell of its cases, each once. Collate it again.`;
}

/** Whether the ledger tells of a pack's draw, and, where not, of which other for its days. */
function standingOf(
  { name, record }: CollatedPack,
  digests: ReadonlyMap<string, string>,
  { entries }: Ledger,
): LedgerStanding {
  const digest = digests.get(name);
  if (entries.some(({ packDigest }) => packDigest === digest))
    return { isKnown: true, rival: null };
  const { localAuthority } = record.settings;
  const { from, to } = record.week;
  const rival = entries.find(
    (entry) =>
      entry.kind === 'draw' &&
      entry.from <= to &&
      from <= entry.to &&
      (localAuthority === null ||
        entry.localAuthority === null ||
        isSameAuthority(localAuthority, entry.localAuthority)),
  );
  return { isKnown: false, rival: rival?.pack ?? null };
}

function sayLedgerFault(ledger: Ledger | null): string | null {
  if (ledger === null) {
    return `There is no ledger (${LEDGER_FILE}) beside the packs, so nobody can say whether these are all the draws.`;
  }
  const lines = ledger.faults.map(({ line }) => line);
  if (lines.length === 0) return null;
  return `The ledger (${LEDGER_FILE}) is not as it was written, at line ${lines.slice(0, 5).join(', ')}${lines.length > 5 ? ' and others' : ''}: see verify.`;
}

/** Packs the ledger tells of that are not there, or not as it knows them. */
function comparedWithLedger(
  entries: readonly LedgerEntry[],
  places: readonly Place[],
  digests: ReadonlyMap<string, string>,
  packs: readonly CollatedPack[],
): PackLeftOut[] {
  const drawn = new Map(
    entries.flatMap((entry) =>
      entry.kind === 'draw' ? [[entry.pack, entry.meeting] as const] : [],
    ),
  );
  const dated = (name: string): Pick<PackLeftOut, 'name' | 'meeting'> => {
    const meeting = packs.find((one) => one.name === name)?.record.meeting ?? drawn.get(name);
    return { name, ...(meeting === undefined ? {} : { meeting }) };
  };
  const last = new Map(entries.map(({ pack, packDigest }) => [pack, packDigest] as const));
  const present = new Set(digests.values());
  return [...last].flatMap(([name, told]): PackLeftOut[] => {
    if (present.has(told)) return [];
    const found = digests.get(name);
    if (found !== undefined) {
      return [
        { ...dated(name), because: `${RECORD_FILE} is not as the ledger knows it: see verify.` },
      ];
    }
    // A folder that is there and cannot be read has been named already.
    if (places.some((place) => place.name === name)) return [];
    return [{ ...dated(name), because: 'the ledger tells of it, and it is not there.' }];
  });
}
