import { CircleStop, Lock, LockOpen, LogOut, Mic, MicOff, Video, VideoOff, VolumeX, Vote } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskEndDialog } from '../../../features/ending/desk-end-dialog.tsx';
import { useForAll } from '../../../features/floor/use-for-all.ts';
import { turnoutOf } from '../../../features/polls/result/tally.ts';
import { Confirm } from '../../dialogs/dialog.tsx';
import { type DeskProps, useConsole } from '../console-parts.tsx';
import styles from './room-bar.module.css';

/** What concerns everyone; each thing always in the same place. */
export function RoomBar({ desk, onPolls }: DeskProps & { readonly onPolls: () => void }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const forAll = useForAll();
  const [open, setOpen] = useState<'end' | 'give-back' | null>(null);
  const { room, polls, participants } = desk;
  const { restricted, locked } = room;
  const running = polls.find(({ state }) => state === 'open');
  const close = () => setOpen(null);
  return (
    <nav className={styles.bar} aria-label={t('console.room')}>
      <Item icon={<VolumeX aria-hidden />} onPress={() => forAll.mute()}>
        {t('people.muteAll')}
      </Item>
      <Item
        icon={restricted.microphone ? <MicOff aria-hidden /> : <Mic aria-hidden />}
        pressed={restricted.microphone}
        onPress={() => forAll.restrict('microphone', !restricted.microphone)}
      >
        {t('forAll.lockMicrophones')}
      </Item>
      <Item
        icon={restricted.camera ? <VideoOff aria-hidden /> : <Video aria-hidden />}
        pressed={restricted.camera}
        onPress={() => forAll.restrict('camera', !restricted.camera)}
      >
        {t('forAll.lockCameras')}
      </Item>
      <Item
        icon={locked ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
        pressed={locked}
        onPress={() => forAll.lockRoom(!locked)}
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
      {open === 'end' && <DeskEndDialog onDone={close} />}
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
