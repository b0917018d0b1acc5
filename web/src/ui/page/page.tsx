import type { ReactNode } from 'react';
import type { House } from '../../../../src/protocol/door.ts';
import type { SettingsStore } from '../../settings.ts';
import { LanguageSwitch } from '../controls/language-switch.tsx';
import { HouseMark } from './house-mark.tsx';
import { LegalLinks } from './links/legal-links.tsx';
import { Mark } from './mark.tsx';
import styles from './page.module.css';

interface PageProps {
  readonly settings: SettingsStore;
  /** Whose it is, with its name and colour in place of the product's. */
  readonly house?: House | null;
  readonly children: ReactNode;
}

/** The light page that door, lobby, start and the way out share. */
export function Page({ settings, house = null, children }: PageProps) {
  const colour = house?.colour ?? undefined;
  return (
    <div className={styles.page} style={{ '--house': colour }} data-coloured={colour && ''}>
      <header className={styles.header}>
        {house === null ? <Mark /> : <HouseMark house={house} />}
        <LanguageSwitch settings={settings} />
      </header>
      {children}
      <LegalLinks />
    </div>
  );
}
