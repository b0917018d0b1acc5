import { Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/button.tsx';
import { NoticeBox } from '../../notices/notice-box.tsx';
import { useParts } from '../../parts.tsx';

/** Where pictures are too much for line or device. */
export function SoundOnlyButton() {
  const { t } = useTranslation();
  const { settings } = useParts();
  return (
    <Button
      size="small"
      icon={<Headphones size={18} aria-hidden />}
      onClick={() => settings.update({ soundOnly: true })}
    >
      {t('soundOnly.switchOn')}
    </Button>
  );
}

/** One sees nobody, at one's own wish. */
export function SoundOnlyNotice() {
  const { t } = useTranslation();
  const { settings } = useParts();
  return (
    <NoticeBox
      name="sound-only"
      look="info"
      icon={<Headphones size={22} aria-hidden />}
      action={
        <Button size="small" onClick={() => settings.update({ soundOnly: false })}>
          {t('soundOnly.switchOff')}
        </Button>
      }
    >
      <p>{t('soundOnly.text')}</p>
    </NoticeBox>
  );
}
