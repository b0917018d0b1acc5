import { CircleCheck, TriangleAlert, UserCheck } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../src/protocol/index.ts';
import { presenceOf } from '../../../../src/protocol/meeting/quorum.ts';
import { cx } from '../../ui/layout/cx.ts';
import styles from './presence-sign.module.css';
import { useQuorumVoice } from './use-quorum-voice.ts';

interface PresenceSignProps {
  readonly room: Pick<RoomView, 'plan' | 'quorum'>;
  readonly participants: readonly ParticipantView[];
  /** Those who chair are told at once when decisions are no longer good. */
  readonly isChairing: boolean;
  /** Of each of the two signs. */
  readonly className?: string | undefined;
}

/** How many of those expected can be reached now, and whether they are enough to decide. */
export function PresenceSign({ room, participants, isChairing, className }: PresenceSignProps) {
  const { t } = useTranslation();
  const presence = useMemo(() => presenceOf(room, participants), [room, participants]);
  useQuorumVoice(presence, isChairing);
  if (presence === null) return null;
  const { present, expected, cutOff, quorum } = presence;
  const whole = t(cutOff > 0 ? 'plan.presentCutOff' : 'plan.present', { present, expected, cutOff });
  return (
    <>
      <span className={className} title={whole} data-presence>
        <UserCheck size={16} aria-hidden />
        <span className={styles.long}>{whole}</span>
        <span className={styles.short} role="img" aria-label={whole}>
          {t(cutOff > 0 ? 'plan.presentCutOffShort' : 'plan.presentShort', { present, expected, cutOff })}
        </span>
      </span>
      {quorum && (
        <span className={cx(className, quorum.isMet ? styles.met : styles.missed)} data-quorate={quorum.isMet}>
          {quorum.isMet ? <CircleCheck size={16} aria-hidden /> : <TriangleAlert size={16} aria-hidden />}
          <span className={styles.whole}>
            {t(quorum.isMet ? 'plan.quorate' : 'plan.notQuorate', { needed: quorum.needed })}
          </span>
          <span className={styles.brief}>{t(quorum.isMet ? 'plan.quorateShort' : 'plan.notQuorateShort')}</span>
        </span>
      )}
    </>
  );
}
