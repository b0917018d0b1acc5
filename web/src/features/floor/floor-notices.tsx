import { MessageSquareText, Mic, ShieldCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type FloorSwitches, NO_SWITCHES } from '../../../../src/protocol/base/roles.ts';
import { Button } from '../../ui/controls/button.tsx';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import { useLocalSources, useParts } from '../../ui/parts.tsx';

/** One has the floor, for as long as one has it. */
export function FloorNotice() {
  const { t } = useTranslation();
  const { local } = useParts();
  const { microphone } = useLocalSources();
  return (
    <NoticeBox
      name="floor"
      look="accent"
      icon={<MessageSquareText size={24} aria-hidden />}
      action={
        !microphone.wanted && (
          <Button
            look="primary"
            size="small"
            icon={<Mic size={20} aria-hidden />}
            onClick={() => local.setWanted('microphone', true)}
          >
            {t('bar.microphoneOn')}
          </Button>
        )
      }
    >
      <p>{t('floor.yours')}</p>
    </NoticeBox>
  );
}

/** As long as the chair may switch one on, one sees it, and takes it back with one press. */
export function ConsentNotice({ consent: { microphone, camera } }: { readonly consent: FloorSwitches }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const what = microphone && camera ? 'both' : microphone ? 'microphone' : 'camera';
  return (
    <NoticeBox
      name="consent"
      look="warn"
      icon={<ShieldCheck size={20} aria-hidden />}
      action={
        <Button size="small" onClick={() => void call.act('consent:set', NO_SWITCHES)}>
          {t('consent.revoke')}
        </Button>
      }
    >
      <p>{t(`consent.given.${what}`)}</p>
    </NoticeBox>
  );
}
