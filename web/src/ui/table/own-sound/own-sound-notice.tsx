import { Mic, MicOff, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/button.tsx';
import { MicrophoneField } from '../../devices/device-fields.tsx';
import { NoticeBox } from '../../notices/notice-box.tsx';
import { useParts } from '../../parts.tsx';
import { type OwnSoundTrouble, TROUBLE_TEXTS } from './own-sound.ts';

interface OwnSoundNoticeProps {
  readonly trouble: OwnSoundTrouble;
  /** The chair has locked the microphones. */
  readonly isLocked: boolean;
  readonly onClose: () => void;
}

/** What one's own microphone does that its owner may not know, with what they may do about it. */
export function OwnSoundNotice({ trouble, isLocked, onClose }: OwnSoundNoticeProps) {
  const { t } = useTranslation();
  const { local } = useParts();
  const Icon = trouble === 'noise' ? Volume2 : MicOff;
  const turn = (wanted: boolean) => local.setWanted('microphone', wanted);
  return (
    <NoticeBox
      name={trouble}
      look="warn"
      icon={<Icon size={22} aria-hidden />}
      action={
        trouble === 'speaking-off' && !isLocked ? (
          <Button look="primary" size="small" icon={<Mic size={18} aria-hidden />} onClick={() => turn(true)}>
            {t('bar.microphoneOn')}
          </Button>
        ) : trouble === 'noise' ? (
          <Button look="primary" size="small" icon={<MicOff size={18} aria-hidden />} onClick={() => turn(false)}>
            {t('notice.mute')}
          </Button>
        ) : undefined
      }
      onClose={onClose}
    >
      <p>{t(TROUBLE_TEXTS[trouble])}</p>
      {trouble === 'speaking-off' && isLocked && <small>{t('notice.restricted.microphone')}</small>}
      {trouble === 'noise' && <small>{t('ownSound.noiseHint')}</small>}
      {trouble === 'nothing-heard' && (
        <>
          <small>{t('ownSound.nothingHint')}</small>
          <MicrophoneField />
        </>
      )}
    </NoticeBox>
  );
}
