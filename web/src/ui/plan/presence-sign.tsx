import { CircleCheck, CircleDashed, UserCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { SeatView } from '../../../../src/signaling/protocol/index.ts';
import { presenceOf } from '../../call/seat-order.ts';
import { cx } from '../common/cx.ts';
import styles from './presence-sign.module.css';

interface PresenceSignProps {
  readonly plan: readonly SeatView[];
  readonly quorum: number | null;
  /** Of each of the two signs. */
  readonly className?: string | undefined;
}

/** How many of those expected are here, and whether they are enough to decide. */
export function PresenceSign({ plan, quorum: needed, className }: PresenceSignProps) {
  const { t } = useTranslation();
  const presence = presenceOf(plan, needed);
  if (presence === null) return null;
  const { present, expected, quorum } = presence;
  const whole = t('plan.present', { present, expected });
  return (
    <>
      <span className={className} title={whole}>
        <UserCheck size={16} aria-hidden />
        <span className={styles.long}>{whole}</span>
        <span className={styles.short} role="img" aria-label={whole}>
          {t('plan.presentShort', { present, expected })}
        </span>
      </span>
      {quorum && (
        <span
          className={cx(className, quorum.isMet ? styles.met : styles.missed)}
          role="status"
          data-quorate={quorum.isMet}
        >
          {quorum.isMet ? <CircleCheck size={16} aria-hidden /> : <CircleDashed size={16} aria-hidden />}
          <span className={styles.long}>
            {t(quorum.isMet ? 'plan.quorate' : 'plan.notQuorate', { needed: quorum.needed })}
          </span>
          <span className={styles.short}>{t(quorum.isMet ? 'plan.quorateShort' : 'plan.notQuorateShort')}</span>
        </span>
      )}
    </>
  );
}
