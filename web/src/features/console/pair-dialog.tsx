import { Check, RefreshCw, Tablet } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PairedConsole } from '../../call/meeting/received.ts';
import { type Moment, momentIn } from '../../call/moments.ts';
import { consoleLink } from '../../session/links/console-link.ts';
import { failureOf } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { CopyLink } from '../../ui/controls/links/copy-link.tsx';
import { QrCode } from '../../ui/controls/links/qr-code.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { useNow } from '../../ui/hooks/use-now.ts';
import { useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
import { useTimeOfDay } from '../../ui/text/time.tsx';
import styles from './pair-dialog.module.css';

type Pairing =
  | { readonly is: 'making' }
  | { readonly is: 'shown'; readonly code: string; readonly expiresAt: Moment }
  | { readonly is: 'failed'; readonly text: string };

interface PairDialogProps {
  readonly consoles: readonly PairedConsole[];
  readonly onClose: () => void;
}

/** A code for a second screen, and the screens that are connected. */
export function PairDialog({ consoles, onClose }: PairDialogProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const failureText = useRef(useFailureText());
  const [pairing, setPairing] = useState<Pairing>({ is: 'making' });
  // Counts codes, so that the answer for one that was given up does nothing.
  const asked = useRef(0);
  const make = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    setPairing({ is: 'making' });
    const next: Pairing = await call.request('console:pair', {}).then(
      ({ code, validForMs }) => ({ is: 'shown', code, expiresAt: momentIn(validForMs) }),
      (error) => ({ is: 'failed', text: failureText.current(failureOf(error)) }),
    );
    if (mine === asked.current) setPairing(next);
  }, [call]);
  useEffect(() => {
    void make();
    return () => {
      asked.current += 1;
    };
  }, [make]);

  // A console that was not there when the code was made has used it up.
  const known = useRef<ReadonlySet<string> | null>(null);
  const [isUsed, setUsed] = useState(false);
  useEffect(() => {
    const ids = new Set(consoles.map(({ id }) => id));
    const before = known.current;
    known.current = ids;
    if (before === null || [...ids].every((id) => before.has(id))) return;
    setUsed(true);
    announce(t('console.pairUsed'));
  }, [consoles, t]);

  const remake = () => {
    setUsed(false);
    void make();
  };
  return (
    <Dialog title={t('console.pair')} onClose={onClose}>
      {isUsed ? (
        <p className={styles.used}>
          <Check size={22} aria-hidden />
          {t('console.pairUsed')}
        </p>
      ) : (
        <>
          <p className={styles.lead}>{t('console.pairText')}</p>
          {pairing.is === 'making' && <p className={styles.lead}>{t('console.pairMaking')}</p>}
          {pairing.is === 'failed' && (
            <Alert look="danger" role="alert">
              {pairing.text}
            </Alert>
          )}
          {pairing.is === 'shown' && <Code {...pairing} />}
        </>
      )}
      {pairing.is !== 'making' && (
        <Button size="small" icon={<RefreshCw size={18} aria-hidden />} onClick={remake}>
          {t('console.pairNew')}
        </Button>
      )}
      <ConsoleList consoles={consoles} />
    </Dialog>
  );
}

function Code({ code, expiresAt }: { readonly code: string; readonly expiresAt: Moment }) {
  const { t } = useTranslation();
  const { roomId } = useParts();
  const now = useNow();
  const link = consoleLink(location.origin, { roomId, code });
  const seconds = Math.ceil((expiresAt - now) / 1_000);
  if (seconds <= 0) {
    return (
      <Alert look="warn" role="status">
        {t('console.pairOver')}
      </Alert>
    );
  }
  return (
    <div className={styles.code}>
      <QrCode text={link} label={t('console.pairQr')} />
      <p className={styles.left} role="timer">
        {t('console.pairLeft', { count: seconds })}
      </p>
      <CopyLink link={link} />
    </div>
  );
}

function ConsoleList({ consoles }: { readonly consoles: readonly PairedConsole[] }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const timeOf = useTimeOfDay();
  const owned = consoles.map(({ ownerName, ownerMark, ...desk }) => {
    return { ...desk, owner: { displayName: ownerName, mark: ownerMark } };
  });
  return (
    <section className={styles.list} aria-label={t('console.list')}>
      <h3>{t('console.list')}</h3>
      {consoles.length === 0 && <p className={styles.lead}>{t('console.listEmpty')}</p>}
      <ul>
        {owned.map(({ id, owner, since, reconnecting }) => (
          <li key={id} className={styles.console}>
            <Tablet size={22} aria-hidden />
            <span className={styles.who}>
              <b>
                <Sentence say={(keep) => t('console.listOf', { name: nameText(t, owner, keep) })} />
              </b>
              <span>{reconnecting ? t('console.away') : t('console.since', { time: timeOf(since) })}</span>
            </span>
            <Button
              size="small"
              aria-label={t('console.cutName', { name: nameText(t, owner), time: timeOf(since) })}
              onClick={() => void call.act('console:cut', { consoleId: id })}
            >
              {t('console.cut')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
