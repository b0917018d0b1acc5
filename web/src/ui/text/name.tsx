import { CircleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Named } from '../../../../src/protocol/meeting/people.ts';
import { cx } from '../layout/cx.ts';
import styles from './name.module.css';
import { softHyphens } from './soft-hyphens.ts';

interface NameProps {
  readonly of: Named;
  /** Where there is little room long words are broken; where there is next to none, most. */
  readonly hyphens?: 'long' | 'most';
}

/** A name as it is shown everywhere: in its own direction, never translated, numbered where it is not the only one. */
export function Name({ of: { displayName, mark }, hyphens }: NameProps) {
  return (
    <>
      <bdi translate="no">{hyphens ? softHyphens(displayName, hyphens) : displayName}</bdi>
      {mark?.twin != null && <span>{` (${mark.twin})`}</span>}
    </>
  );
}

/** Says that a name is not its bearer's; nothing of everyone else. */
export function Claim({ of: { mark }, className }: { readonly of: Named; readonly className?: string | undefined }) {
  const { t } = useTranslation();
  if (mark?.claims == null) return null;
  return (
    <span className={cx(styles.claim, className)} data-claim={mark.claims}>
      <CircleAlert size={14} aria-hidden />
      <span>{t(`mark.${mark.claims}`)}</span>
    </span>
  );
}
