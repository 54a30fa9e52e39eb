/** The words of `mash-audit sample` into options. */
import { parseReason, type Replacement } from '../../audit/replacements.ts';
import { LONGEST_SEED, parseSeed, type Seed } from '../../audit/tickets.ts';
import { WORKSHEET_FORMATS, type WorksheetFormat } from '../../audit/record.ts';
import { UserError } from '../../errors.ts';
import type { Runtime } from '../runtime.ts';
import { openPack } from './open-pack.ts';
import type { AuditFlags } from './audit-flags.ts';
import { resolveAuditOptions, type AuditOptions } from './audit-options.ts';
import { readingOfRecord, rulesOfRecord, weekOfRecord } from './options-from-record.ts';
import { refuseReason, type ReasonGiven } from './refuse-reason.ts';
import type { SampleOptions } from './sample.ts';

/** The flags as typed. */
export interface SampleFlags extends AuditFlags {
  readonly seed?: string;
  readonly frameCode?: string;
  readonly redraw?: string;
  readonly not?: readonly string[];
  readonly fromPack?: string;
  readonly format?: string;
  readonly dryRun?: true;
}

/** Throws UserError for a flag that cannot be used as it stands. */
export async function resolveSampleOptions(
  exports: readonly string[],
  flags: SampleFlags,
  runtime: Runtime,
): Promise<SampleOptions> {
  if (flags.fromPack !== undefined) return optionsFromPack(exports, flags, flags.fromPack, runtime);
  const dryRun = flags.dryRun === true;
  const options = await resolveAuditOptions(exports, flags, runtime);
  const replacements = (flags.not ?? []).map(resolveNot);
  const redraw = resolveRedraw(flags.redraw);
  return {
    ...options,
    seed: resolveSeed(flags.seed, dryRun, runtime),
    replacements,
    formats: resolveFormats(flags.format),
    frameCode: resolveFrameCode(flags.frameCode),
    redraw,
    reasonsGiven: reasonsOf(replacements, redraw),
    count: null,
    dryRun,
  };
}

/** What a pack's record says takes the place of every flag that could say otherwise. */
const SAID_BY_THE_PACK = [
  'meeting',
  'from',
  'to',
  'seed',
  'size',
  'settings',
  'localAuthority',
  'encoding',
  'notDrawnSince',
  'redraw',
  'not',
  'format',
  'leaveOutUnrecognised',
  'leaveOutUndated',
  'leaveOutContradictory',
] as const satisfies readonly (keyof SampleFlags)[];

async function optionsFromPack(
  exports: readonly string[],
  flags: SampleFlags,
  named: string,
  runtime: Runtime,
): Promise<SampleOptions> {
  const both = SAID_BY_THE_PACK.find((flag) => flags[flag] !== undefined);
  if (both !== undefined) {
    const flag = both.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UserError(
      `--${flag} and --from-pack were both given, and the pack says it already.`,
      `Leave out --${flag} to repeat the pack; or leave out --from-pack to make another draw.`,
    );
  }
  const { record } = await openPack(named, runtime.cwd);
  if (record === null) {
    throw new UserError(
      `The record of ${named} cannot be read.`,
      'Run mash-audit verify on the pack to see what is wrong with it.',
    );
  }
  const options: AuditOptions = {
    exports,
    week: weekOfRecord(record),
    daysNamed: true,
    rules: rulesOfRecord(record),
    reading: readingOfRecord(record, runtime),
    readingSettings: record.settings.reading,
    settingsFile: record.settings.file,
    questionSet: record.questionSet,
    inForce: [],
    out: flags.out,
    json: flags.json === true,
    quiet: flags.quiet === true,
    color: flags.color,
  };
  return {
    ...options,
    // Whoever made it then: now it is given. The ledger must not say that this run threw the dice.
    seed: { value: record.seed.value, source: 'given' },
    replacements: record.replacements.map(({ label, reason, when }) => ({ label, reason, when })),
    formats: record.formats,
    frameCode: resolveFrameCode(flags.frameCode),
    redraw: null,
    reasonsGiven: [],
    count: record.draw,
    dryRun: flags.dryRun === true,
  };
}

function resolveSeed(text: string | undefined, dryRun: boolean, runtime: Runtime): Seed | null {
  if (text === undefined) return dryRun ? null : generateSeed(runtime);
  const seed = parseSeed(text, 'given');
  if (seed !== null) return seed;
  throw new UserError(
    'The --seed given cannot be used: it is blank, too long, or holds signs that cannot be seen.',
    `Give up to ${LONGEST_SEED} letters or digits, in quotation marks; or none, and one is made.`,
  );
}

/** Twenty digits in groups of five, from the system's secure generator: 66 bits of chance. */
function generateSeed(runtime: Runtime): Seed {
  const group = () => Array.from({ length: 5 }, () => runtime.randomDigit()).join('');
  const value = Array.from({ length: 4 }, group).join('-');
  return { value, source: 'generated' };
}

/** `T2=conflict of interest`. */
function resolveNot(text: string): Replacement {
  const [label = '', ...words] = text.split('=');
  const reason = parseReason(words.join('='));
  const name = label.trim().toUpperCase();
  if (reason !== null) refuseReason({ flag: '--not', reason });
  if (reason !== null && /^[TN]\d+$/.test(name)) return { label: name, reason, when: 'draw' };
  throw new UserError(
    `--not “${text}” does not say which case and why.`,
    'Write the label, an equals sign and the reason: --not T2=conflict-of-interest.',
  );
}

/** In the order of the list, whatever order they were named in. */
function resolveFormats(text: string | undefined): readonly WorksheetFormat[] {
  if (text === undefined) return WORKSHEET_FORMATS;
  const named = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  const unknown = named.find((name) => !WORKSHEET_FORMATS.some((format) => format === name));
  if (named.length > 0 && unknown === undefined) {
    return WORKSHEET_FORMATS.filter((format) => named.includes(format));
  }
  throw new UserError(
    `--format “${unknown ?? text}” is not a format of the worksheets.`,
    `Name one or more of ${WORKSHEET_FORMATS.join(', ')}, with commas between them: --format html,xlsx.`,
  );
}

/** Hex digits as read out and typed: capitals, blanks and hyphens do not count. */
function resolveFrameCode(text: string | undefined): string | null {
  if (text === undefined) return null;
  const digits = text.toLowerCase().replace(/[\s-]+/g, '');
  if (/^[0-9a-f]{20}$/.test(digits)) return digits;
  throw new UserError(
    `--frame-code “${text}” is not a frame code.`,
    'Type the 20 letters and digits that mash-audit check prints, such as 0e39-ce0a-9067-6303-2efc.',
  );
}

function reasonsOf(
  replacements: readonly Replacement[],
  redraw: string | null,
): readonly ReasonGiven[] {
  return [
    ...replacements.map(({ reason }) => ({ flag: '--not', reason })),
    ...(redraw === null ? [] : [{ flag: '--redraw', reason: redraw }]),
  ];
}

const LONGEST_REASON = 120;

function resolveRedraw(text: string | undefined): string | null {
  if (text === undefined) return null;
  const reason = text.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  refuseReason({ flag: '--redraw', reason });
  if (reason !== '' && reason.length <= LONGEST_REASON) return reason;
  throw new UserError(
    '--redraw needs its reason in a few words: it stands on every page of the pack.',
    'Write it in quotation marks, without names: --redraw "the first export lacked Thursday".',
  );
}
