/** Failures a person can do something about. Anything else that is thrown is a bug. */

/** 0 done; 1 ran, and the answer is no; 2 could not do it. */
export type ExitCode = 0 | 1 | 2;

/** One failure of the command itself: what happened, where, and what to do about it. */
export class UserError extends Error {
  readonly cure: string;

  constructor(what: string, cure: string) {
    super(what);
    this.name = 'UserError';
    this.cure = cure;
  }
}

/** The system's code of a failed file operation (`ENOENT`, `EACCES`...), or null; never Node's own `ERR_`. */
export function systemCode(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string')
    return null;
  const code = AS_THE_SYSTEM.get(error.code) ?? error.code;
  return /^E[A-Z0-9]+$/.test(code) ? code : null;
}

/** What Node refuses itself before it asks the system, which would have said this. */
const AS_THE_SYSTEM: ReadonlyMap<string, string> = new Map([
  ['ERR_FS_EISDIR', 'EISDIR'],
  ['ERR_FS_FILE_TOO_LARGE', 'EFBIG'],
]);
