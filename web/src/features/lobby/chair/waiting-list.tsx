import { MessageSquareText, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { WaitingPerson } from '../../../call/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextDialog } from '../../../ui/dialogs/text-dialog.tsx';
import { useNow } from '../../../ui/hooks/use-now.ts';
import { ScrollArea } from '../../../ui/layout/scroll-area.tsx';
import { SignBoundary } from '../../../ui/standing/broken.tsx';
import { clock } from '../../../ui/text/clock.ts';
import { FittedName } from '../../../ui/text/fitted-name.tsx';
import { Claim } from '../../../ui/text/name.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { useConsole } from '../../console/console-parts.tsx';
import styles from '../../console/desk/lists.module.css';
import { useSettling } from '../../console/use-settling.ts';
import { LastWord, WordsDialog } from './words-dialog.tsx';

/** Who waits to be let in, the longest first. */
export function WaitingList({ lobby }: { readonly lobby: readonly WaitingPerson[] }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const now = useNow();
  const [dialog, setDialog] = useState<'all' | string | null>(null);
  const nobody = lobby.length === 0;
  const isSettling = useSettling(lobby.map(({ id }) => id));
  const addressed = lobby.find(({ id }) => id === dialog);
  const close = () => setDialog(null);
  return (
    <section className={styles.list} aria-label={t('people.lobby')}>
      <h2>
        {t('people.lobby')} <span className={styles.count}>{lobby.length}</span>
      </h2>
      <div className={styles.foot}>
        <Button disabled={nobody} onClick={() => setDialog('all')}>
          {t('people.messageAll')}
        </Button>
        <Button disabled={nobody} onClick={() => void call.act('lobby:admit-all', {})}>
          {t('people.admitAll')}
        </Button>
      </div>
      <ScrollArea className={styles.rows}>
        {nobody && <p className={styles.none}>{t('console.lobbyEmpty')}</p>}
        <ul data-settling={isSettling}>
          {lobby.map((entry) => (
            <SignBoundary key={entry.id} next={entry} wrap={(sign) => <li>{sign}</li>}>
              <Waiting entry={entry} waitedMs={now - entry.since} onWrite={() => setDialog(entry.id)} />
            </SignBoundary>
          ))}
        </ul>
      </ScrollArea>
      {dialog === 'all' && (
        <TextDialog
          title={t('people.messageAllTitle')}
          label={t('people.messageLabel')}
          confirm={t('people.messageSend')}
          maxLength={MAX_LOBBY_TEXT_LENGTH}
          onCancel={close}
          onConfirm={(text) => {
            close();
            void call.act('lobby:message', { text });
          }}
        />
      )}
      {addressed && (
        <WordsDialog
          entry={addressed}
          onClose={close}
          send={(text) => void call.act('lobby:message', { participantId: addressed.id, text })}
        />
      )}
    </section>
  );
}

interface WaitingProps {
  readonly entry: WaitingPerson;
  readonly waitedMs: number;
  readonly onWrite: () => void;
}

function Waiting({ entry, waitedMs, onWrite }: WaitingProps) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const { id, displayName, mark, reconnecting, words } = entry;
  const name = nameText(t, entry);
  const [busy, setBusy] = useState<'admit' | 'deny' | null>(null);
  const decide = async (what: 'admit' | 'deny') => {
    setBusy(what);
    if (what === 'admit') await call.act('lobby:admit', { participantIds: [id] });
    else await call.act('lobby:deny', { participantId: id });
    setBusy(null);
  };
  return (
    <li className={styles.waiting} data-participant-id={id}>
      <div className={styles.who}>
        <b>
          <FittedName name={displayName} twin={mark?.twin} />
        </b>
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
        <Button busy={busy === 'deny'} aria-label={t('people.denyName', { name })} onClick={() => void decide('deny')}>
          {t('people.deny')}
        </Button>
        <Button
          look="primary"
          busy={busy === 'admit'}
          aria-label={t('people.admitName', { name })}
          onClick={() => void decide('admit')}
        >
          {t('people.admit')}
        </Button>
      </div>
    </li>
  );
}
