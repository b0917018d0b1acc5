import { Hourglass, Link2, MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LobbyState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Preview } from '../../ui/devices/preview.tsx';
import { useLeave } from '../../ui/hooks/use-leave.ts';
import { useLeft } from '../../ui/hooks/use-left.ts';
import { useLongCutOff } from '../../ui/hooks/use-long-cut-off.ts';
import { useNow } from '../../ui/hooks/use-now.ts';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { Page } from '../../ui/page/page.tsx';
import { useHouse, useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useSaid } from '../../ui/standing/announcer.tsx';
import { PartBoundary, SignBoundary } from '../../ui/standing/broken.tsx';
import { clock } from '../../ui/text/clock.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
import { softHyphens } from '../../ui/text/soft-hyphens.ts';
import { useDay, useTimeOfDay } from '../../ui/text/time.tsx';
import styles from './lobby.module.css';
import { LobbyTexts } from './lobby-texts.tsx';
import { ProveForm } from './prove-form.tsx';

/** Where one waits, knows for what, and sees that one is not forgotten. */
export function Lobby({ lobby }: { readonly lobby: LobbyState }) {
  const { t } = useTranslation();
  const { settings } = useParts();
  const house = useHouse();
  const leave = useLeave();
  const heading = usePlace<HTMLHeadingElement>(`${t('lobby.pageTitle')} · ${lobby.roomName}`);
  const waitingFor = useWaitingFor(lobby);
  // Said where it is always listened to: what a new part of the page holds already is not read.
  useSaid(waitingFor);
  useSaid(lobby.message === null ? null : `${t('lobby.message')}: ${lobby.message}`);
  return (
    <Page settings={settings} house={house}>
      <main className={styles.lobby}>
        <PartBoundary isBefore>
          <Preview compact />
        </PartBoundary>
        <div className={styles.words}>
          <div>
            <p className={styles.room} dir="auto" translate="no">
              {softHyphens(lobby.roomName)}
            </p>
            <h1 ref={heading} tabIndex={-1}>
              <Sentence say={(keep) => t(`lobby.${titleOf(lobby)}`, { name: keep(lobby.displayName) })} />
            </h1>
          </div>
          <p className={styles.waiting}>
            <Hourglass size={22} aria-hidden />
            {waitingFor}
          </p>
          {lobby.message !== null && (
            <section className={styles.message}>
              <h2>
                <MessageSquareText size={20} aria-hidden />
                {t('lobby.message')}
              </h2>
              <p dir="auto">{lobby.message}</p>
            </section>
          )}
          {lobby.mayProve && (
            <PartBoundary isBefore>
              <ProveForm />
            </PartBoundary>
          )}
          <PartBoundary isBefore>
            <LobbyTexts texts={lobby.texts} mayReply={lobby.mayReply} />
          </PartBoundary>
          {lobby.restartsAt !== null && lobby.connection === 'connected' && (
            <SignBoundary next={lobby.restartsAt}>
              <RestartSign restartsAt={lobby.restartsAt} />
            </SignBoundary>
          )}
          <SignBoundary next={lobby.connection}>
            <ConnectionSign connected={lobby.connection === 'connected'} />
          </SignBoundary>
          <Button onClick={() => leave.ask()}>{t('lobby.leave')}</Button>
        </div>
      </main>
    </Page>
  );
}

function titleOf({ returned, waitingFor }: LobbyState): 'returnedTitle' | 'closedTitle' | 'title' {
  if (returned) return 'returnedTitle';
  return waitingFor === 'opening' ? 'closedTitle' : 'title';
}

/** For what one waits, and of a door that is closed yet until when. */
function useWaitingFor({ returned, waitingFor, opensAt }: LobbyState): string {
  const { t } = useTranslation();
  const timeOfDay = useTimeOfDay();
  const dayOf = useDay();
  if (returned) return t('lobby.returned');
  if (waitingFor !== 'opening') return t(`lobby.${waitingFor}`);
  if (opensAt === null) return t('lobby.opening.unknown');
  const { day, date, zone } = dayOf(opensAt);
  return t(`lobby.opening.${day}`, { time: timeOfDay(opensAt), date, zone });
}

/** The server goes away for a moment, and whoever waits waits on after it. */
function RestartSign({ restartsAt }: { readonly restartsAt: number }) {
  const { t } = useTranslation();
  useSaid(t('restart.short'));
  return (
    <Alert look="info">
      <span role="timer" aria-live="off">
        {t('restart.banner', { time: clock(useLeft(restartsAt)) })}
      </span>
    </Alert>
  );
}

/** A living sign: it breathes, it counts, and it says when the line is dead. */
function ConnectionSign({ connected }: { readonly connected: boolean }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const waitedMs = useElapsedMs();
  const isLong = useLongCutOff(!connected);
  useSaid(connected ? t('lobby.connected') : null);
  if (isLong) {
    return (
      <>
        <Alert look="warn" role="alert">
          {t('cutOff.title')} {t('cutOff.inLobby')}
        </Alert>
        <Button onClick={() => call.tryAgain()}>{t('cutOff.tryAgain')}</Button>
      </>
    );
  }
  if (!connected) {
    return (
      <Alert look="warn" role="alert">
        {t('lobby.reconnecting')}
      </Alert>
    );
  }
  return (
    <div className={styles.sign}>
      <span className={styles.pulse} aria-hidden>
        <Link2 size={18} />
      </span>
      <div>
        <p>{t('lobby.connected')}</p>
        <p className={styles.waited}>{t('lobby.waited', { time: clock(waitedMs) })}</p>
      </div>
    </div>
  );
}

function useElapsedMs(): number {
  const [since] = useState(() => performance.now());
  return useNow() - since;
}
