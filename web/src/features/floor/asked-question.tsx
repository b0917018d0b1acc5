import { Mic, Video } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { lockedFor } from '../../call/meeting/own-view.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Question } from '../../ui/dialogs/question.tsx';
import { callBack } from '../../ui/page/page-title.ts';
import { useLocalSources, useParts } from '../../ui/parts.tsx';
import { playChime } from '../../ui/standing/chime.ts';

/** The chair asks one to switch on. */
export function AskedQuestion({ table, source }: { readonly table: TableState; readonly source: FloorSource }) {
  const { t } = useTranslation();
  const { call, local, settings } = useParts();
  const { wanted } = useLocalSources()[source];
  // Nothing to ask for any more: it is on by another way, or hard mute came in between.
  const isSettled = wanted || lockedFor(table)[source];
  useEffect(() => {
    if (isSettled) call.seat.settle({ asked: null });
  }, [call, isSettled]);
  useEffect(() => {
    if (isSettled) return;
    playChime('asked', settings.get().speakerId);
    callBack(t(`asked.${source}.title`));
  }, [isSettled, settings, source, t]);
  if (isSettled) return null;
  return (
    <Question
      Icon={source === 'microphone' ? Mic : Video}
      title={t(`asked.${source}.title`)}
      text={t(`asked.${source}.text`)}
      yes={t(source === 'microphone' ? 'bar.microphoneOn' : 'bar.cameraOn')}
      onYes={() => {
        local.setWanted(source, true);
        call.seat.settle({ asked: null });
      }}
      onNo={() => call.seat.settle({ asked: null })}
      no={
        <Button look="quiet" size="small" onClick={() => call.seat.settle({ asked: null })}>
          {t('asked.later')}
        </Button>
      }
    />
  );
}
