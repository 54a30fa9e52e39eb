/** The flags that `sample` and `check` have in common. */

/** The flags as typed. */
export interface AuditFlags {
  readonly meeting?: string;
  readonly from?: string;
  readonly to?: string;
  readonly size?: string;
  readonly localAuthority?: string;
  readonly settings?: string;
  readonly notDrawnSince?: string;
  readonly out: string;
  readonly encoding?: string;
  readonly leaveOutUnrecognised?: true;
  readonly leaveOutUndated?: true;
  readonly leaveOutContradictory?: true;
  readonly json?: true;
  readonly quiet?: true;
  readonly color: boolean;
}
