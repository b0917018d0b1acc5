import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { WaitingPerson } from '../../../call/meeting/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextDialog } from '../../../ui/dialogs/text-dialog.tsx';
import { CheckField } from '../../../ui/fields/field.tsx';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { FittedName } from '../../../ui/text/fitted-name.tsx';
import { Claim } from '../../../ui/text/name.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { waited } from '../../../ui/text/waited.ts';
import { AdmitButton } from './admit-button.tsx';
import styles from './lobby-section.module.css';
import { PortraitButton } from './portrait-button.tsx';
import { useDecision } from './use-decision.ts';
import { LastWord, WordsDialog } from './words-dialog.tsx';

interface WaitingProps {
  readonly entry: WaitingPerson;
  readonly waitedMs: number;
  readonly chosen: boolean;
  readonly onChosen: (chosen: boolean) => void;
}

/** One who waits: who it is, for how long, what they say, and what can be done about it. */
export function Waiting({ entry, waitedMs, chosen, onChosen }: WaitingProps) {
  const { t } = useTranslation();
  const decision = useDecision(entry.id);
  const [dialog, setDialog] = useState<'deny' | 'message' | null>(null);
  const name = nameText(t, entry);
  const close = () => setDialog(null);
  return (
    <li className={styles.knock} data-participant-id={entry.id}>
      <div className={styles.who}>
        <CheckField
          checked={chosen}
          onChange={onChosen}
          label={
            <>
              <VisuallyHidden>{t('people.choose')} </VisuallyHidden>
              <b>
                <FittedName name={entry.displayName} twin={entry.mark?.twin} />
              </b>
              <Claim of={entry} />
            </>
          }
        />
        <PortraitButton entry={entry} />
        <span className={styles.since}>
          {entry.reconnecting ? t('people.cutOff') : t('people.waitsSince', { time: waited(t, waitedMs) })}
        </span>
      </div>
      {entry.fromMarkedNetwork && <p className={styles.marked}>{t('people.fromMarkedNetwork')}</p>}
      {/* Its line is there before there is a word: what is pressed below does not move when one comes. */}
      <div className={styles.last}>
        <LastWord entry={entry} />
      </div>
      <div className={styles.decide}>
        <Button size="small" aria-label={t('people.denyName', { name })} onClick={() => setDialog('deny')}>
          {t('people.deny')}
        </Button>
        <Button size="small" aria-label={t('people.messageName', { name })} onClick={() => setDialog('message')}>
          {t('people.message')}
        </Button>
        <AdmitButton entry={entry} decision={decision} size="small" />
      </div>
      {dialog === 'deny' && (
        <TextDialog
          title={<Sentence say={(keep) => t('people.denyTitle', { name: nameText(t, entry, keep) })} />}
          text={t('people.denyText')}
          label={t('people.denyNote')}
          confirm={t('people.deny')}
          look="danger"
          optional
          maxLength={MAX_LOBBY_TEXT_LENGTH}
          onCancel={close}
          onConfirm={(note) => {
            close();
            void decision.deny(note);
          }}
        />
      )}
      {dialog === 'message' && <WordsDialog entry={entry} onClose={close} />}
    </li>
  );
}
