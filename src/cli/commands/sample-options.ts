/** The words of `mash-audit sample` into options. */
import { LONGEST_SEED, parseSeed, type Seed } from '../../audit/tickets.ts';
import { UserError } from '../../errors.ts';
import type { Runtime } from '../runtime.ts';
import { resolveAuditOptions, type AuditFlags } from './audit-options.ts';
import type { SampleOptions } from './sample.ts';

/** The flags as typed. */
export interface SampleFlags extends AuditFlags {
  readonly seed?: string;
  readonly out: string;
  readonly dryRun?: true;
}

/** Throws UserError for a flag that cannot be used as it stands. */
export async function resolveSampleOptions(
  exports: readonly string[],
  flags: SampleFlags,
  runtime: Runtime,
): Promise<SampleOptions> {
  const dryRun = flags.dryRun === true;
  return {
    ...(await resolveAuditOptions(exports, flags, runtime)),
    seed: resolveSeed(flags.seed, dryRun, runtime),
    out: flags.out,
    dryRun,
  };
}

function resolveSeed(text: string | undefined, dryRun: boolean, runtime: Runtime): Seed | null {
  if (text === undefined) return dryRun ? null : generateSeed(runtime);
  const seed = parseSeed(text, 'given');
  if (seed !== null) return seed;
  throw new UserError(
    'The --seed given cannot be used: it is blank, too long, or holds control characters.',
    `Give up to ${LONGEST_SEED} letters or digits, in quotation marks; or none, and one is made.`,
  );
}

/** Twenty digits in groups of five, from the system's secure generator: 66 bits of chance. */
function generateSeed(runtime: Runtime): Seed {
  const group = () => Array.from({ length: 5 }, () => runtime.randomDigit()).join('');
  const value = Array.from({ length: 4 }, group).join('-');
  return { value, source: 'generated' };
}
