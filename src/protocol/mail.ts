// Mail that the server sends, as far as those who had it sent see of it.

export const MAIL_KINDS = [
  'password-link',
  'notice',
  'invitation',
  'update',
  'cancellation',
  'reminder',
  'call',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What its owner is told of an account. */
export type AccountChange = 'passkey-added' | 'passkey-removed' | 'second-factor-removed' | 'password-changed';

/** `sent`: the next mail server has it. What happens there nobody tells us. */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'failed'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** The address was refused, the mail itself was, or it could not go in time. */
export const MAIL_FAILURES = ['address-refused', 'mail-refused', 'too-late'] as const;
export type MailFailure = (typeof MAIL_FAILURES)[number];

export const MAIL_LANGUAGES = ['de', 'en'] as const;
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];
