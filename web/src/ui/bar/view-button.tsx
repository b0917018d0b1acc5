import { LayoutGrid } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import toggle from '../controls/toggle.module.css';
import { cx } from '../layout/cx.ts';
import { ViewDialog } from './view-dialog.tsx';

/** How one sees the table. */
export function ViewButton({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={cx(toggle.toggle)} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span className={toggle.icon}>
          <LayoutGrid aria-hidden />
        </span>
        <span>{t('view.title')}</span>
      </button>
      {isOpen && <ViewDialog table={table} onClose={() => setOpen(false)} />}
    </>
  );
}
