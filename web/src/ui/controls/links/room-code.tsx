import { useTranslation } from 'react-i18next';
import { roomCodeInGroups } from '../../../../../src/protocol/room-code.ts';
import { Sentence } from '../../text/sentence.tsx';
import styles from './room-code.module.css';

/** What is read out to somebody who has no link before them. */
export function RoomCode({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.code}>
      <Sentence say={(keep) => t('link.code', { code: keep(roomCodeInGroups(code)), host: keep(location.host) })} />
    </p>
  );
}
