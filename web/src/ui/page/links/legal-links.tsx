import { useTranslation } from 'react-i18next';
import { VisuallyHidden } from '../../layout/visually-hidden.tsx';
import styles from './legal-links.module.css';

const TEXTS = [
  ['datenschutz', 'common.privacy'],
  ['barrierefreiheit', 'common.accessibility'],
  ['impressum', 'common.imprint'],
] as const;

/** The operator's texts. In a window of their own: whoever reads them loses no name that they have typed, and no place. */
export function LegalLinks() {
  const { t, i18n } = useTranslation();
  return (
    <footer className={styles.legal}>
      {TEXTS.map(([path, word]) => (
        <a key={path} href={`/${path}?lang=${i18n.language}`} target="_blank" rel="noreferrer">
          {t(word)}
          <VisuallyHidden>{t('common.newWindow')}</VisuallyHidden>
        </a>
      ))}
    </footer>
  );
}
