import type { ReactNode } from 'react';
import type { SettingsStore } from '../../settings.ts';
import { LanguageSwitch } from '../controls/language-switch.tsx';
import { LegalLinks } from './links/legal-links.tsx';
import { Mark } from './mark.tsx';
import styles from './page.module.css';

/** The light page that door, lobby, start and the way out share. */
export function Page({ settings, children }: { readonly settings: SettingsStore; readonly children: ReactNode }) {
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <Mark />
        <LanguageSwitch settings={settings} />
      </header>
      {children}
      <LegalLinks />
    </div>
  );
}
