import { CircleStop, Lock, LockOpen, LogOut, Mic, MicOff, Video, VideoOff, VolumeX, Vote } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm, Dialog } from '../../../ui/dialogs/dialog.tsx';
import { turnoutOf } from '../../polls/tally.ts';
import { type DeskProps, useConsole } from '../console-parts.tsx';
import styles from './room-bar.module.css';

/** Announced so long before: time for a last word, or for a last round. */
const CLOSE_AFTER_MINUTES = [1, 5, 10];

/** What concerns everyone; each thing always in the same place. */
export function RoomBar({ desk, onPolls }: DeskProps & { readonly onPolls: () => void }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const [open, setOpen] = useState<'end' | 'give-back' | null>(null);
  const { room, polls, participants } = desk;
  const { restricted, locked } = room;
  const running = polls.find(({ state }) => state === 'open');
  const close = () => setOpen(null);
  return (
    <nav className={styles.bar} aria-label={t('console.room')}>
      <Item icon={<VolumeX aria-hidden />} onPress={() => call.act('participant:mute-all', {})}>
        {t('people.muteAll')}
      </Item>
      <Item
        icon={restricted.microphone ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        pressed={restricted.microphone}
        onPress={() => call.act('floor:restrict', { microphone: !restricted.microphone })}
      >
        {t('forAll.lockMicrophones')}
      </Item>
      <Item
        icon={restricted.camera ? <VideoOff aria-hidden /> : <Video aria-hidden />}
        pressed={restricted.camera}
        onPress={() => call.act('floor:restrict', { camera: !restricted.camera })}
      >
        {t('forAll.lockCameras')}
      </Item>
      <Item
        icon={locked ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
        pressed={locked}
        onPress={() => call.act('room:lock', { locked: !locked })}
      >
        {t('people.lock')}
      </Item>
      <Item icon={<Vote aria-hidden />} news={running !== undefined} onPress={onPolls}>
        {running ? t('console.pollRuns', turnoutOf(running, participants)) : t('poll.title')}
      </Item>
      <Item icon={<LogOut aria-hidden />} onPress={() => setOpen('give-back')}>
        {t('console.giveBack')}
      </Item>
      <Item icon={<CircleStop aria-hidden />} danger onPress={() => setOpen('end')}>
        {t('console.end')}
      </Item>
      {open === 'give-back' && (
        <Confirm
          title={t('console.giveBackTitle')}
          text={t('console.giveBackText')}
          confirm={t('console.giveBackConfirm')}
          onCancel={close}
          onConfirm={() => void call.giveBack()}
        />
      )}
      {open === 'end' && (
        <Dialog title={t('console.endTitle')} onClose={close}>
          <p>{t('console.endText')}</p>
          <div className={styles.ends}>
            {CLOSE_AFTER_MINUTES.map((count) => (
              <Button
                key={count}
                onClick={() => {
                  close();
                  void call.act('room:close', { afterMs: count * 60_000 });
                }}
              >
                {t('console.endIn', { count })}
              </Button>
            ))}
          </div>
          <Button
            look="danger"
            onClick={() => {
              close();
              void call.act('room:end', {});
            }}
          >
            {t('console.endNow')}
          </Button>
        </Dialog>
      )}
    </nav>
  );
}

interface ItemProps {
  readonly icon: ReactNode;
  /** For a switch. */
  readonly pressed?: boolean;
  readonly danger?: boolean;
  /** Something goes on behind it. */
  readonly news?: boolean;
  readonly onPress: () => unknown;
  readonly children: ReactNode;
}

function Item({ icon, pressed, danger = false, news = false, onPress, children }: ItemProps) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    await onPress();
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={styles.item}
      data-look={danger ? 'danger' : pressed ? 'on' : news ? 'news' : 'plain'}
      aria-pressed={pressed}
      aria-busy={busy || undefined}
      onClick={() => void press()}
    >
      {icon}
      <span>{children}</span>
    </button>
  );
}
