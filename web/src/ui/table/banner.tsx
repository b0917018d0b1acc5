import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { cx } from '../common/cx.ts';
import { Spinner } from '../common/spinner.tsx';
import styles from './banner.module.css';

/** What is the matter with the connection, when something is; the tiles stay as they are. */
export function Banner({ connection, health }: Pick<TableState, 'connection' | 'health'>) {
  const { t } = useTranslation();
  const lost = connection === 'reconnecting';
  const trouble = health === 'idle' || health === 'connected' ? null : health;
  if (!lost && trouble === null) return null;
  return (
    <p
      className={cx(styles.banner, health === 'connecting' && !lost && styles.patient)}
      role="status"
      data-state={lost ? 'reconnecting' : health}
    >
      <Spinner />
      <span>
        {trouble !== null && !lost && t(`table.${trouble}`)}
        {lost && t('table.reconnecting')}
        {lost && <small>{t('table.reconnectingHint')}</small>}
      </span>
    </p>
  );
}
