import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WaitingPerson } from '../../call/received.ts';
import { Button } from '../common/button.tsx';
import { clock } from '../common/clock.ts';
import { Claim, Name } from '../common/name.tsx';
import { nameText } from '../common/name-text.ts';
import { useNow } from '../common/use-now.ts';
import { useConsole } from './console-parts.tsx';
import styles from './lists.module.css';

/** Who waits to be let in, the longest first. */
export function WaitingList({ lobby }: { readonly lobby: readonly WaitingPerson[] }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const now = useNow();
  return (
    <section className={styles.list} aria-label={t('console.lobby')}>
      <h2>
        {t('console.lobby')} <span className={styles.count}>{lobby.length}</span>
      </h2>
      {lobby.length === 0 && <p className={styles.none}>{t('console.lobbyEmpty')}</p>}
      <ul>
        {lobby.map((entry) => (
          <Waiting key={entry.id} entry={entry} waitedMs={now - entry.since} />
        ))}
      </ul>
      {lobby.length > 1 && (
        <Button wide onClick={() => void call.act('lobby:admit-all', {})}>
          {t('console.admitAll')}
        </Button>
      )}
    </section>
  );
}

function Waiting({ entry, waitedMs }: { readonly entry: WaitingPerson; readonly waitedMs: number }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const { id, reconnecting, words } = entry;
  const name = nameText(t, entry);
  const [busy, setBusy] = useState<'admit' | 'deny' | null>(null);
  const decide = async (what: 'admit' | 'deny') => {
    setBusy(what);
    if (what === 'admit') await call.act('lobby:admit', { participantIds: [id] });
    else await call.act('lobby:deny', { participantId: id });
    setBusy(null);
  };
  const said = words.at(-1)?.text;
  return (
    <li className={styles.row} data-participant-id={id}>
      <div className={styles.who}>
        <b title={name}>
          <Name of={entry} />
        </b>
        <Claim of={entry} />
        <span>{reconnecting ? t('console.waiterReconnecting') : t('console.waits', { time: clock(waitedMs) })}</span>
        {entry.fromMarkedNetwork && <span>{t('people.fromMarkedNetwork')}</span>}
        {said !== undefined && <q dir="auto">{said}</q>}
      </div>
      <div className={styles.actions}>
        <Button busy={busy === 'deny'} aria-label={t('console.denyName', { name })} onClick={() => void decide('deny')}>
          {t('console.deny')}
        </Button>
        <Button
          look="primary"
          busy={busy === 'admit'}
          aria-label={t('console.admitName', { name })}
          onClick={() => void decide('admit')}
        >
          {t('console.admit')}
        </Button>
      </div>
    </li>
  );
}
