import { WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { cx } from '../../layout/cx.ts';
import { nameText } from '../../text/name-text.ts';
import { Sentence } from '../../text/sentence.tsx';
import styles from './tile.module.css';

/** Whose way is too weak for this picture: one's own way down, the other's way up, or one's own way up. */
export type Weak = 'here' | 'there' | 'own';

/** `isMissing`: it is sent, and does not get through to here. */
export function weakOf(
  { upload }: ParticipantView,
  { isSelf, isMissing }: { readonly isSelf: boolean; readonly isMissing: boolean },
): Weak | null {
  if (upload === 'held') return isSelf ? 'own' : 'there';
  return isMissing && !isSelf ? 'here' : null;
}

interface WeakVeilProps {
  readonly weak: Weak;
  readonly participant: ParticipantView;
  readonly small: boolean;
}

/** Why there is no picture, in words: nobody looks for the fault at the wrong end. */
export function WeakVeil({ weak, participant, small }: WeakVeilProps) {
  const { t } = useTranslation();
  const text = t(`weak.${weak}.text`, { name: nameText(t, participant) });
  return (
    <p className={cx(styles.veil, styles.weak)} data-weak={weak}>
      <WifiOff size={20} aria-hidden />
      <span title={text}>
        {small ? (
          t(`weak.${weak}.short`)
        ) : (
          <Sentence say={(keep) => t(`weak.${weak}.text`, { name: nameText(t, participant, keep) })} />
        )}
      </span>
    </p>
  );
}
