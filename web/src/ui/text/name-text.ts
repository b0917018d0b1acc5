import type { TFunction } from 'i18next';
import type { Named } from '../../../../src/protocol/meeting/people.ts';
import { isolated } from '../../i18n/isolated.ts';

/**
 * A name with all that has to be said beside it, for sentences, labels and what is read out: 'Anna (2), not the chair'.
 * `keep`: of the sentence that it goes into, for the name alone.
 */
export function nameText(t: TFunction, { displayName, mark }: Named, keep = asItIs): string {
  const name = mark?.twin == null ? keep(displayName) : `${isolated(keep(displayName))} (${mark.twin})`;
  return mark?.claims == null ? name : t('mark.said', { name, claim: t(`mark.${mark.claims}`) });
}

function asItIs(text: string): string {
  return text;
}
