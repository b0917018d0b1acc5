import { MIN_ACCOUNT_PASSWORD_LENGTH } from '../../protocol/accounts/accounts.ts';
import { canonicalPassword } from '../../protocol/base/canonical-password.ts';
import { plainName } from '../../protocol/base/text.ts';

/** `abababababab` and `111111111111` are long and no secret. */
const MIN_DIFFERENT = 5;
/** What is shorter stands in many a word by chance. */
const MIN_TELLING = 4;

/**
 * Whether a password is none: too short, of hardly any different characters, or what everybody knows of its owner.
 * No rules about kinds of characters (NIST SP 800-63B-4, 3.1.1.2); the limits on guessing do the rest.
 */
export function isWeak(password: string, { name, email }: { name: string; email: string }): boolean {
  const canonical = canonicalPassword(password);
  const characters = [...canonical];
  if (characters.length < MIN_ACCOUNT_PASSWORD_LENGTH || new Set(characters).size < MIN_DIFFERENT) return true;
  const plain = plainName(canonical);
  const known = [...name.split(/\s+/), ...email.split(/[@.]/)].map(plainName);
  const left = known
    .filter((word) => word.length >= MIN_TELLING)
    .reduce((rest, word) => rest.replaceAll(word, ''), plain);
  return left.length < MIN_ACCOUNT_PASSWORD_LENGTH - MIN_TELLING;
}
