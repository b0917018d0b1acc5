import { VideoOff } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { Question } from '../../ui/dialogs/question.tsx';
import { callBack } from '../../ui/page/page-title.ts';
import { useLocalSources, useParts } from '../../ui/parts.tsx';
import { playChime } from '../../ui/standing/chime.ts';
import { answerOffer } from './answer-offer.ts';

/** The chair offers to turn one's picture off, for the sake of the sound: one decides, and the chair hears it. */
export function OfferedQuestion() {
  const { t } = useTranslation();
  const { call, local, settings } = useParts();
  const { wanted } = useLocalSources().camera;
  const answer = (accepted: boolean) => answerOffer({ call, local }, accepted);
  useEffect(() => {
    // It was turned off meanwhile, which is the answer.
    if (!wanted) answerOffer({ call, local }, true);
  }, [call, local, wanted]);
  useEffect(() => {
    playChime('asked', settings.get().speakerId);
    callBack(t('offered.title'));
  }, [settings, t]);
  return (
    <Question
      Icon={VideoOff}
      title={t('offered.title')}
      text={t('offered.text')}
      yes={t('offered.yes')}
      onYes={() => answer(true)}
      onNo={() => answer(false)}
      no={
        <Button wide onClick={() => answer(false)}>
          {t('offered.no')}
        </Button>
      }
    />
  );
}
