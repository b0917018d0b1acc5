import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contentOf, SCREEN_CONTENTS, setContent } from '../../../media/screen-content.ts';
import { RadioChoice } from '../../fields/radio-choice.tsx';

/** Whether one's shared screen is to be sharp or smooth. */
export function ContentChoice({ track }: { readonly track: MediaStreamTrack }) {
  const { t } = useTranslation();
  const [content, setChosen] = useState(() => contentOf(track));
  return (
    <RadioChoice
      legend={t('view.content')}
      hideLegend
      options={SCREEN_CONTENTS.map((value) => ({ value, label: t(`view.contentIn.${value}`) }))}
      value={content}
      onChange={(wanted) => {
        setChosen(wanted);
        void setContent(track, wanted);
      }}
      look="row"
    />
  );
}
