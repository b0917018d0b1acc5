import { canonicalPassword } from '../../protocol/base/canonical-password.ts';
import { generatedForm } from '../secrets.ts';

/**
 * What a typed password may stand for: mostly one, at most three. Each is compared at the full price, and how many
 * there are depends on nothing but what was typed.
 */
export function passwordForms(text: string): readonly string[] {
  const canonical = canonicalPassword(text);
  // What this server makes has no capitals, and its groups may be written in any way.
  const generated = generatedForm(canonical);
  // Before passwords were brought into this form they were kept as they had been typed.
  const asTyped = text.normalize('NFC');
  return [...new Set([...(generated === null ? [] : [generated]), canonical, asTyped])];
}
