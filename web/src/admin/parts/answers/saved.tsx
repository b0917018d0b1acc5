import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from '../form.module.css';

/** That something is done, for the eye and the ear. Always there: what appears in a new region is not read. */
export function Saved({ text, isShown }: { readonly text?: string; readonly isShown: boolean }) {
  const { t } = useTranslation();
  return (
    <span role="status" className={styles.said}>
      {isShown && (
        <span className={styles.saved}>
          <Check size={20} aria-hidden />
          {text ?? t('admin.saved')}
        </span>
      )}
    </span>
  );
}
