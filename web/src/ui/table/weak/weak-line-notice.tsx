import { RefreshCw, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Weakness } from '../../../call/line/own-line.ts';
import { Button } from '../../controls/button.tsx';
import { NoticeBox } from '../../notices/notice-box.tsx';
import { useParts } from '../../parts.tsx';
import { SoundOnlyButton } from './sound-only.tsx';
import { weakText } from './weak-text.ts';

interface WeakLineNoticeProps {
  readonly weakness: Weakness;
  readonly isMuted: boolean;
  /** It is so for others too, which one should know before one looks for the fault. */
  readonly isForMany: boolean;
}

/** What is weak and whose it is, what goes on all the same, and what one may do. */
export function WeakLineNotice({ weakness, isMuted, isForMany }: WeakLineNoticeProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const isHeld = weakness === 'upload-held' || weakness === 'both-held';
  return (
    <NoticeBox
      name="weak-line"
      look="warn"
      icon={<WifiOff size={22} aria-hidden />}
      action={
        isHeld ? (
          <Button size="small" icon={<RefreshCw size={18} aria-hidden />} onClick={() => call.seat.tryPicture()}>
            {t('weak.tryPicture')}
          </Button>
        ) : weakness === 'download-long' ? (
          <SoundOnlyButton />
        ) : undefined
      }
    >
      <p>{weakText(t, weakness, isMuted)}</p>
      {isForMany && <small>{t('weak.forMany')}</small>}
      {isHeld && <small>{t('weak.comesBack')}</small>}
    </NoticeBox>
  );
}
