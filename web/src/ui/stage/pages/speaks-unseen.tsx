import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { nameText } from '../../text/name-text.ts';
import { Sentence } from '../../text/sentence.tsx';
import styles from './pager.module.css';

interface SpeaksUnseenProps {
  readonly participant: ParticipantView;
  /** No room for the name: it is read out, and shown where one points at the sign. */
  readonly isShort: boolean;
  /** Leads to them; absent where they are on no page. */
  readonly onPress?: () => void;
}

/** Somebody is heard whose picture is not on the screen. */
export function SpeaksUnseen({ participant, isShort, onPress }: SpeaksUnseenProps) {
  const { t } = useTranslation();
  const text = t('view.speaks', { name: nameText(t, participant) });
  const sign = (
    <>
      <Volume2 size={18} aria-hidden />
      {!isShort && (
        <span className={styles.who}>
          <Sentence say={(keep) => t('view.speaks', { name: nameText(t, participant, keep) })} />
        </span>
      )}
    </>
  );
  if (onPress === undefined) {
    return (
      <span className={styles.speaks} data-speaks-unseen title={text}>
        {sign}
      </span>
    );
  }
  return (
    <button
      type="button"
      className={styles.speaks}
      data-speaks-unseen
      data-short={isShort || undefined}
      aria-label={text}
      title={text}
      onClick={onPress}
    >
      {sign}
    </button>
  );
}
