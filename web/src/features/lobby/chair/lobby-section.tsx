import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { WaitingPerson } from '../../../call/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextDialog } from '../../../ui/dialogs/text-dialog.tsx';
import { useNow } from '../../../ui/hooks/use-now.ts';
import { useParts } from '../../../ui/parts.tsx';
import { SignBoundary } from '../../../ui/standing/broken.tsx';
import styles from './lobby-section.module.css';
import { Waiting } from './waiting.tsx';

/** Who waits at the door, on top of everything, because they wait. */
export function LobbySection({ lobby }: { readonly lobby: readonly WaitingPerson[] }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const now = useNow();
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [writing, setWriting] = useState(false);
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
          onClick={() => void call.act('lobby:admit', { participantIds: chosen })}
        >
          {t('people.admitChosen', { count: chosen.length })}
        </Button>
      )}
      {lobby.length > 1 && (
        <div className={styles.decide}>
          <Button size="small" onClick={() => setWriting(true)}>
            {t('people.messageAll')}
          </Button>
          <Button size="small" onClick={() => void call.act('lobby:admit-all', {})}>
            {t('people.admitAll')}
          </Button>
        </div>
      )}
      {writing && (
        <TextDialog
          title={t('people.messageAllTitle')}
          label={t('people.messageLabel')}
          confirm={t('people.messageSend')}
          maxLength={MAX_LOBBY_TEXT_LENGTH}
          onCancel={() => setWriting(false)}
          onConfirm={(text) => {
            setWriting(false);
            void call.act('lobby:message', { text });
          }}
        />
      )}
    </section>
  );
}
