import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaWay } from '../../call/media/ports.ts';
import { useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { contactedBy } from './contacted.ts';
import styles from './servers-list.module.css';

/** Whom this page has talked to until now, for who wants to know that it is nobody else. */
export function ServersList() {
  const { t } = useTranslation();
  const { call } = useParts();
  const [ways, setWays] = useState<readonly MediaWay[] | null>(null);
  useEffect(() => {
    let isGone = false;
    const show = (found: readonly MediaWay[]) => isGone || setWays(found);
    call.seat.ways().then(show, () => show([]));
    return () => {
      isGone = true;
    };
  }, [call]);
  if (ways === null) return null;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const all = contactedBy({ own: location.host, loaded, ways });
  const isOursAlone = all.every(({ purpose }) => purpose !== 'foreign');
  return (
    <div className={styles.servers}>
      {isOursAlone ? (
        <p className={styles.verdict}>
          <CircleCheck size={24} aria-hidden />
          <span>
            <Sentence say={(keep) => t('servers.oursAlone', { host: keep(location.host) })} />
          </span>
        </p>
      ) : (
        <Alert look="warn">{t('servers.others')}</Alert>
      )}
      <ul>
        {all.map(({ host, purpose }) => (
          <li key={`${purpose} ${host}`}>
            <b translate="no">{host}</b>
            <span>{t(`servers.for.${purpose}`)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.note}>{t('servers.note')}</p>
    </div>
  );
}
