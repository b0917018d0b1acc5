import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LobbyEntryView } from '../../../../src/signaling/protocol/index.ts';
import { Button } from '../common/button.tsx';
import { clock } from '../common/clock.ts';
import { useParts } from '../parts.tsx';
import styles from './knocks.module.css';

/** Who waits at the door, on top of everything, because they wait. */
export function Knocks({ lobby }: { readonly lobby: readonly LobbyEntryView[] }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const now = useNow();
  return (
    <section className={styles.lobby} aria-label={t('people.lobby')}>
      <h3>
        {t('people.lobby')} <span>{lobby.length}</span>
      </h3>
      <ul>
        {lobby.map((entry) => (
          <Knock key={entry.id} entry={entry} waitedMs={now - entry.since} />
        ))}
      </ul>
      {lobby.length > 1 && (
        <Button size="small" wide onClick={() => void call.act('lobby:admit-all', {})}>
          {t('people.admitAll')}
        </Button>
      )}
    </section>
  );
}

function Knock({ entry, waitedMs }: { readonly entry: LobbyEntryView; readonly waitedMs: number }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [busy, setBusy] = useState<'admit' | 'deny' | null>(null);
  const decide = async (what: 'admit' | 'deny') => {
    setBusy(what);
    if (what === 'admit') await call.act('lobby:admit', { participantIds: [entry.id] });
    else await call.act('lobby:deny', { participantId: entry.id });
    setBusy(null);
  };
  return (
    <li className={styles.knock} data-participant-id={entry.id}>
      <div className={styles.who}>
        <b title={entry.displayName}>{entry.displayName}</b>
        <span>
          {entry.reconnecting ? t('people.waiterReconnecting') : t('people.waits', { time: clock(waitedMs) })}
        </span>
      </div>
      <div className={styles.decide}>
        <Button
          size="small"
          busy={busy === 'deny'}
          aria-label={t('people.denyName', { name: entry.displayName })}
          onClick={() => void decide('deny')}
        >
          {t('people.deny')}
        </Button>
        <Button
          size="small"
          look="primary"
          busy={busy === 'admit'}
          aria-label={t('people.admitName', { name: entry.displayName })}
          onClick={() => void decide('admit')}
        >
          {t('people.admit')}
        </Button>
      </div>
    </li>
  );
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
