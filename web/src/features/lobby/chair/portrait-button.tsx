import { ImageOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingPerson } from '../../../call/meeting/received.ts';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useMeeting } from '../../../ui/meeting.tsx';
import { Face } from '../../../ui/portrait/face.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import styles from './portrait-button.module.css';

/** By what picture somebody shows themselves who waits; nobody else sees it yet, and nobody need ever. */
export function PortraitButton({ entry }: { readonly entry: WaitingPerson }) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const [isAsking, setAsking] = useState(false);
  if (entry.portrait === undefined) return null;
  const label = t('portrait.removeOf', { name: nameText(t, entry) });
  return (
    <>
      <button type="button" className={styles.button} aria-label={label} title={label} onClick={() => setAsking(true)}>
        <Face of={entry} className={styles.face} />
        <ImageOff size={16} className={styles.sign} aria-hidden />
      </button>
      {isAsking && (
        <Confirm
          title={<Sentence say={(keep) => t('portrait.removeTitle', { name: nameText(t, entry, keep) })} />}
          text={<Sentence say={(keep) => t('portrait.removeText', { name: nameText(t, entry, keep) })} />}
          confirm={t('portrait.remove')}
          onCancel={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false);
            void meeting.act('portrait:allow', { participantId: entry.id, allowed: false });
          }}
        />
      )}
    </>
  );
}
