import { LayoutGrid } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import toggle from '../controls/toggle.module.css';
import { cx } from '../layout/cx.ts';

/** How one sees the table. */
export function ViewButton({ onPress }: { readonly onPress: () => void }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={cx(toggle.toggle)} aria-haspopup="dialog" onClick={onPress}>
      <span className={toggle.icon}>
        <LayoutGrid aria-hidden />
      </span>
      <span>{t('view.title')}</span>
    </button>
  );
}
