import { MessageSquareText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingPerson } from '../../../call/meeting/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useNow } from '../../../ui/hooks/use-now.ts';
import { DeskList } from '../../../ui/layout/desk-list.tsx';
import { SignBoundary } from '../../../ui/standing/broken.tsx';
import { clock } from '../../../ui/text/clock.ts';
import { FittedName } from '../../../ui/text/fitted-name.tsx';
import { Claim } from '../../../ui/text/name.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { AdmitButton } from './admit-button.tsx';
import { AllWaiting } from './all-waiting.tsx';
import styles from './desk-lobby.module.css';
import { PortraitButton } from './portrait-button.tsx';
import { useDecision } from './use-decision.ts';
import { LastWord, WordsDialog } from './words-dialog.tsx';

/** Who waits to be let in, the longest first. */
export function DeskLobby({ lobby }: { readonly lobby: readonly WaitingPerson[] }) {
  const { t } = useTranslation();
  const now = useNow();
  const [addressedId, setAddressedId] = useState<string | null>(null);
  const addressed = lobby.find(({ id }) => id === addressedId);
  return (
    <>
      <DeskList
        as="ul"
        title={t('people.lobby')}
        ids={lobby.map(({ id }) => id)}
        buttons={<AllWaiting disabled={lobby.length === 0} />}
        empty={t('console.lobbyEmpty')}
      >
        {lobby.map((entry) => (
          <SignBoundary key={entry.id} next={entry} wrap={(sign) => <li>{sign}</li>}>
            <DeskWaiting entry={entry} waitedMs={now - entry.since} onWrite={() => setAddressedId(entry.id)} />
          </SignBoundary>
        ))}
      </DeskList>
      {addressed && <WordsDialog entry={addressed} onClose={() => setAddressedId(null)} />}
    </>
  );
}

interface DeskWaitingProps {
  readonly entry: WaitingPerson;
  readonly waitedMs: number;
  readonly onWrite: () => void;
}

function DeskWaiting({ entry, waitedMs, onWrite }: DeskWaitingProps) {
  const { t } = useTranslation();
  const { id, displayName, mark, reconnecting, words } = entry;
  const name = nameText(t, entry);
  const decision = useDecision(id);
  return (
    <li className={styles.waiting} data-participant-id={id}>
      <div className={styles.who}>
        <b>
          <FittedName name={displayName} twin={mark?.twin} />
        </b>
        <PortraitButton entry={entry} />
        <p className={styles.state}>
          <Claim of={entry} className={styles.claim} />
          {entry.fromMarkedNetwork && (
            <span className={styles.marked} title={t('people.fromMarkedNetwork')}>
              <TriangleAlert size={16} role="img" aria-label={t('people.fromMarkedNetwork')} aria-hidden={false} />
            </span>
          )}
          <span>{reconnecting ? t('people.cutOff') : t('console.waits', { time: clock(waitedMs) })}</span>
          <LastWord entry={entry} />
        </p>
      </div>
      <div className={styles.actions}>
        <button
          type="button"
          className={styles.write}
          aria-label={t('people.messageName', { name })}
          title={t('people.messageName', { name })}
          onClick={onWrite}
        >
          <MessageSquareText size={22} aria-hidden />
          {words.length > 0 && (
            <span className={styles.written} aria-hidden>
              {words.length}
            </span>
          )}
        </button>
        <Button
          busy={decision.busy === 'deny'}
          aria-label={t('people.denyName', { name })}
          onClick={() => void decision.deny()}
        >
          {t('people.deny')}
        </Button>
        <AdmitButton entry={entry} decision={decision} />
      </div>
    </li>
  );
}
