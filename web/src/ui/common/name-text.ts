import type { TFunction } from 'i18next';
import type { Named } from '../../../../src/signaling/protocol/views.ts';
import { isolated } from '../../i18n/isolated.ts';

/** A name with all that has to be said beside it, for sentences, labels and what is read out: 'Anna (2), not the chair'. */
export function nameText(t: TFunction, { displayName, mark }: Named): string {
  const name = mark?.twin == null ? displayName : `${isolated(displayName)} (${mark.twin})`;
  return mark?.claims == null ? name : t('mark.said', { name, claim: t(`mark.${mark.claims}`) });
}
