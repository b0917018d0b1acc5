import { useTranslation } from 'react-i18next';
import { CHAT_VOICES } from '../../settings.ts';
import { SwitchField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useParts, useSettings } from '../../ui/parts.tsx';

/** How this person writes and hears; nobody else's chat changes by it. */
export function ChatSettings() {
  const { t } = useTranslation();
  const { settings } = useParts();
  const { chatVoice, liveText } = useSettings();
  return (
    <>
      <SwitchField
        label={t('chat.live')}
        hint={t('chat.liveHint')}
        checked={liveText}
        onChange={(checked) => settings.update({ liveText: checked })}
      />
      <RadioChoice
        legend={t('chat.voice')}
        options={CHAT_VOICES.map((value) => ({ value, label: t(`chat.voices.${value}`) }))}
        value={chatVoice}
        onChange={(value) => settings.update({ chatVoice: value })}
      />
    </>
  );
}
