import { useTranslation } from 'react-i18next';
import { SwitchField } from '../common/field.tsx';
import { useParts, useSettings } from '../parts.tsx';
import styles from './shortcuts.module.css';
import { isMac } from './use-shortcuts.ts';

export function Shortcuts() {
  const { t } = useTranslation();
  const { settings } = useParts();
  const { shortcuts } = useSettings();
  const control = isMac ? '⌘' : t('shortcuts.control');
  const all = [
    { keys: [control, 'D'], what: t('shortcuts.microphone') },
    { keys: [control, 'E'], what: t('shortcuts.camera') },
    { keys: [control, t('shortcuts.shift'), 'E'], what: t('shortcuts.people') },
  ];
  return (
    <>
      <dl className={styles.list}>
        {all.map(({ keys, what }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <SwitchField
        label={t('shortcuts.enabled')}
        hint={t('shortcuts.hint')}
        checked={shortcuts}
        onChange={(checked) => settings.update({ shortcuts: checked })}
      />
    </>
  );
}
