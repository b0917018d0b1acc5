import { useTranslation } from 'react-i18next';
import { SwitchField } from '../fields/field.tsx';
import { useParts, useSettings } from '../parts.tsx';
import { HELD_KEYS, isMac, letterOf, SHORTCUTS } from './shortcut-keys.ts';
import styles from './shortcuts.module.css';

export function Shortcuts() {
  const { t } = useTranslation();
  const { settings } = useParts();
  const { shortcuts, readyForKey } = useSettings();
  const control = isMac ? '⌘' : t('shortcuts.control');
  const all = [
    ...SHORTCUTS.map((shortcut) => ({
      keys: [control, ...(shortcut.shift ? [t('shortcuts.shift')] : []), letterOf(shortcut)],
      what: t(`shortcuts.${shortcut.does}`),
    })),
    ...HELD_KEYS.map(({ does, key }) => ({ keys: [t(`shortcuts.${key}`)], what: t(`shortcuts.${does}`) })),
  ];
  return (
    <>
      <dl className={styles.list}>
        {all.map(({ keys, what }) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} translate="no">
                  {key}
                </kbd>
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
      {shortcuts && (
        <SwitchField
          label={t('shortcuts.ready')}
          hint={t('shortcuts.readyHint')}
          checked={readyForKey === true}
          onChange={(checked) => settings.update({ readyForKey: checked })}
        />
      )}
    </>
  );
}
