import { TriangleAlert, VolumeX } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkHealth } from '../../call/media/ports.ts';
import { Button } from '../controls/button.tsx';
import { useLongCutOff } from '../hooks/use-long-cut-off.ts';
import { NoticeBox } from '../notices/notice-box.tsx';
import { checkPath } from '../page/check-path.ts';
import { useParts } from '../parts.tsx';
import { useSaid } from '../standing/announcer.tsx';
import { Spinner } from '../standing/spinner.tsx';
import { useSound } from './sound.tsx';

/** What a connection's trouble is called. */
export type Trouble = Exclude<LinkHealth, 'idle' | 'connected'> | 'reconnecting';

/** What is the matter with the connection; the tiles stay as they are. */
export function ConnectionNotice({ trouble }: { readonly trouble: Trouble }) {
  const { t } = useTranslation();
  const { roomId, memory, call } = useParts();
  const lost = trouble === 'reconnecting';
  const isLong = useLongCutOff(lost);
  useEffect(() => {
    // Whoever leaves after that is asked whether they want to know why.
    if (trouble !== 'connecting') memory.wasDisturbed = true;
  }, [trouble, memory]);
  // That it is lost, and back, is said by a notice of its own.
  useSaid(isLong ? t('cutOff.title') : lost ? null : t(`table.${trouble}`));
  return (
    <NoticeBox
      name="connection"
      look="warn"
      icon={<Spinner />}
      action={
        isLong && (
          <Button size="small" onClick={() => call.tryAgain()}>
            {t('cutOff.tryAgain')}
          </Button>
        )
      }
    >
      <p>{isLong ? t('cutOff.title') : t(`table.${trouble}`)}</p>
      {lost && <small>{t(isLong ? 'cutOff.atTable' : 'table.reconnectingHint')}</small>}
      {(trouble === 'blocked' || isLong) && (
        <a href={checkPath(roomId)} target="_blank" rel="noreferrer">
          {t('table.check')}
        </a>
      )}
    </NoticeBox>
  );
}

/** The browser holds the sound back until something is pressed. */
export function SoundNotice() {
  const { t } = useTranslation();
  const { play } = useSound();
  useSaid(t('table.soundBlocked'), 'assertive');
  return (
    <NoticeBox
      name="sound"
      look="warn"
      icon={<TriangleAlert size={22} aria-hidden />}
      action={
        <Button look="primary" size="small" icon={<VolumeX size={20} aria-hidden />} onClick={play}>
          {t('table.enableSound')}
        </Button>
      }
    >
      <p>{t('table.soundBlocked')}</p>
    </NoticeBox>
  );
}
