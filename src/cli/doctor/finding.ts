/** What one look at an installation has shown. */
export interface Finding {
  readonly subject: Subject;
  readonly state: 'ok' | 'wrong' | 'unseen';
  /** What is the case. */
  readonly says: string;
  /** What to do about what is wrong, or how to see what could not be seen. */
  readonly todo: string | null;
}

export type Subject =
  | 'settings'
  | 'names'
  | 'addresses'
  | 'ports'
  | 'certificate'
  | 'turn'
  | 'mail'
  | 'disk'
  | 'database'
  | 'worker'
  | 'clock'
  | 'server';

/** The findings of one subject. */
export function about(subject: Subject) {
  return {
    ok: (says: string): Finding => ({ subject, state: 'ok', says, todo: null }),
    wrong: (says: string, todo: string): Finding => ({ subject, state: 'wrong', says, todo }),
    unseen: (says: string, todo: string | null = null): Finding => ({ subject, state: 'unseen', says, todo }),
  };
}

/** The system's own code of an error, such as ECONNREFUSED. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
}
