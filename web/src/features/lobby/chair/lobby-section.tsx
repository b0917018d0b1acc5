import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingPerson } from '../../../call/meeting/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { useNow } from '../../../ui/hooks/use-now.ts';
import { useMeeting } from '../../../ui/meeting.tsx';
import { SignBoundary } from '../../../ui/standing/broken.tsx';
import { AllWaiting } from './all-waiting.tsx';
import styles from './lobby-section.module.css';
import { Waiting } from './waiting.tsx';

/** Who waits at the door, on top of everything, because they wait. */
export function LobbySection({ lobby }: { readonly lobby: readonly WaitingPerson[] }) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const now = useNow();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  // Whoever is gone meanwhile is not chosen any more.
  const chosen = lobby.filter(({ id }) => marked.has(id)).map(({ id }) => id);
  const mark = (id: string, isMarked: boolean) => {
    const next = new Set(chosen);
    if (isMarked) next.add(id);
    else next.delete(id);
    setMarked(next);
  };
  return (
    <section className={styles.lobby} aria-label={t('people.lobby')}>
      <h3>
        {t('people.lobby')} <span>{lobby.length}</span>
      </h3>
      <ul>
        {lobby.map((entry) => (
          <SignBoundary key={entry.id} next={entry} wrap={(sign) => <li>{sign}</li>}>
            <Waiting
              entry={entry}
              waitedMs={now - entry.since}
              chosen={marked.has(entry.id)}
              onChosen={(isMarked) => mark(entry.id, isMarked)}
            />
          </SignBoundary>
        ))}
      </ul>
      {chosen.length > 0 && (
        <Button
          size="small"
          wide
          look="primary"
          onClick={() => void meeting.act('lobby:admit', { participantIds: chosen })}
        >
          {t('people.admitChosen', { count: chosen.length })}
        </Button>
      )}
      <AllWaiting
        size="small"
        around={(buttons) => lobby.length > 1 && <div className={styles.decide}>{buttons}</div>}
      />
    </section>
  );
}
