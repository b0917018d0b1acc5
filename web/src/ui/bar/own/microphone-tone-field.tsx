import { useTranslation } from 'react-i18next';
import { SwitchField } from '../../fields/field.tsx';
import { useParts, useSettings } from '../../parts.tsx';

/** Whether a tone says that one's microphone goes on or off. */
export function MicrophoneToneField() {
  const { t } = useTranslation();
  const { settings } = useParts();
  return (
    <SwitchField
      label={t('more.microphoneTone')}
      checked={useSettings().microphoneTone}
      onChange={(checked) => settings.update({ microphoneTone: checked })}
    />
  );
}
