import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Made } from '../../features/open-rooms/made.tsx';
import { MakeForm } from '../../features/open-rooms/make-form.tsx';
import { fetchOffer, type OpenRoom, OpenRoomMaking } from '../../features/open-rooms/making.ts';
import type { KeyValueStore, SettingsStore } from '../../settings.ts';
import { cx } from '../layout/cx.ts';
import { Page } from '../page/page.tsx';
import { Announcer } from '../standing/announcer.tsx';
import { EnterForm } from './enter-form.tsx';
import { ADMIN_PATH, fetchSignedIn } from './organisers.ts';
import styles from './start.module.css';
import { useRoomCode } from './use-room-code.ts';

interface StartProps {
  readonly settings: SettingsStore;
  /** The address led nowhere. */
  readonly lost: boolean;
  readonly making: OpenRoomMaking;
  /** Whether rooms may be made here; null: not. */
  readonly offer: { readonly days: number } | null;
  /** An organiser is, in this browser. */
  readonly isSignedIn: boolean;
}

interface StartOptions extends Pick<StartProps, 'settings' | 'lost'> {
  /** Of this tab alone. */
  readonly storage: KeyValueStore;
}

/** For who comes without a link, or with a broken one, or wants a room: the page, when it is known what it offers. */
export default async function start({ settings, lost, storage }: StartOptions): Promise<ReactElement> {
  const [offer, isSignedIn] = await Promise.all([fetchOffer(), fetchSignedIn()]);
  const making = new OpenRoomMaking(storage);
  return <Start settings={settings} lost={lost} making={making} offer={offer} isSignedIn={isSignedIn} />;
}

function Start({ settings, lost, making, offer, isSignedIn }: StartProps) {
  const { t } = useTranslation();
  const [room, setRoom] = useState(() => (lost ? null : making.room));
  const [isLost, setLost] = useState(lost);
  const code = useRoomCode(room?.roomId ?? null);
  const show = (made: OpenRoom) => {
    // Loaded again, it leads here once more.
    history.replaceState(null, '', '/');
    setLost(false);
    setRoom(made);
  };
  const forget = () => {
    making.forget();
    setRoom(null);
  };
  return (
    <Page settings={settings}>
      {room !== null ? (
        <Made room={room} code={code} onDone={forget} />
      ) : (
        <main className={cx(styles.start, offer !== null && styles.wide)}>
          <EnterForm lost={isLost} />
          {offer !== null && <MakeForm making={making} days={offer.days} onMade={show} />}
          <a className={styles.organisers} href={ADMIN_PATH}>
            {t(isSignedIn ? 'start.manage' : 'start.signIn')}
          </a>
        </main>
      )}
      <Announcer />
    </Page>
  );
}
