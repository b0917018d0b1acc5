import { Gauge, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { cx } from '../../layout/cx.ts';
import { nameText } from '../../text/name-text.ts';
import { Sentence } from '../../text/sentence.tsx';
import styles from './tile.module.css';

/** What is too weak for this picture: one's own way down, the other's way up, one's own way up, or one's own device. */
export type Weak = 'here' | 'there' | 'own' | 'device';

/** `isMissing`: it is sent, and does not get through to here. `isResting`: it is not asked for. */
export function weakOf(
  { upload }: ParticipantView,
  { isSelf, isMissing, isResting }: Readonly<Record<'isSelf' | 'isMissing' | 'isResting', boolean>>,
): Weak | null {
  if (upload === 'held') return isSelf ? 'own' : 'there';
  if (isResting) return 'device';
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
      {weak === 'device' ? <Gauge size={20} aria-hidden /> : <WifiOff size={20} aria-hidden />}
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
