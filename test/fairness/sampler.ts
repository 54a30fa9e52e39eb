/** What the fairness suite asks of a sampler, and the program's own as one. */
import { drawCases, type Role } from '../../src/audit/draw.ts';
import type { Frame } from '../../src/audit/frame.ts';
import type { AuditRules } from '../../src/audit/rules.ts';
import type { Side } from '../../src/audit/threshold.ts';
import type { Seed } from '../../src/audit/tickets.ts';

export interface Sampled {
  readonly reference: string;
  readonly role: Role | null;
  /** Null for a sampler that gives none. */
  readonly ticket: number | null;
}

/** The eligible referrals of each side, first drawn first. */
export type Drawn = Readonly<Record<Side, readonly Sampled[]>>;

export type Sampler = (frame: Frame, seed: Seed, rules: AuditRules) => Drawn;

/** The draw as the program makes it. */
export const drawOfTheProgram: Sampler = (frame, seed, rules) => {
  const { register } = drawCases(frame, seed, rules);
  return {
    met: register.filter(({ side }) => side === 'met'),
    'not-met': register.filter(({ side }) => side === 'not-met'),
  };
};
