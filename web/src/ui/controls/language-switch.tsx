import { Languages } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { speak } from '../../i18n/index.ts';
import type { SettingsStore } from '../../settings.ts';
import { Button } from './button.tsx';

/** Two languages: one press leads to the other. */
export function useOtherLanguage(settings: SettingsStore): { code: 'de' | 'en'; change: () => void } {
  const { i18n } = useTranslation();
  const code = i18n.language === 'de' ? 'en' : 'de';
  return {
    code,
    change: () => {
      settings.update({ language: code });
      speak(code).catch(() => {});
    },
  };
}

export function LanguageSwitch({ settings }: { readonly settings: SettingsStore }) {
  const { t } = useTranslation();
  const { code, change } = useOtherLanguage(settings);
  return (
    <Button
      look="quiet"
      size="small"
      lang={code}
      translate="no"
      icon={<Languages size={20} aria-hidden />}
      onClick={change}
    >
      {t('app.otherLanguage')}
    </Button>
  );
}
