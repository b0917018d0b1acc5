import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { cx } from '../../ui/layout/cx.ts';
import { useMe } from '../admin-parts.tsx';
import styles from './admin-page.module.css';

interface AdminPageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** What can be done with all that is here. */
  readonly action?: ReactNode;
  /** Above the title: where this belongs. */
  readonly above?: ReactNode;
  /** A name that nobody translates. */
  readonly isName?: boolean;
  /** `text`: no wider than can be read well. */
  readonly width?: 'text' | 'wide';
  readonly children: ReactNode;
}

/** A page of the organisers', which has the focus on its title when one comes there. */
export function AdminPage({ title, lead, action, above, isName = false, width = 'text', children }: AdminPageProps) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const heading = usePlace<HTMLHeadingElement>(t('admin.pageTitle', { page: title, house: organisation.name }));
  return (
    <div className={cx(styles.page, styles[width])}>
      <header className={styles.head}>
        <div>
          {above}
          <h1 ref={heading} tabIndex={-1} {...(isName ? { translate: 'no', dir: 'auto' } : {})}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </div>
  );
}
