import { Hand, MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../common/button.tsx';
import { useParts } from '../parts.tsx';
import styles from './hands-section.module.css';

/** Who asks for the floor, in order, and who has it. */
export function HandsSection({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const { room, participants, self } = table;
  const hands = room.hands.flatMap((id) => participants.find((participant) => participant.id === id) ?? []);
  const speakers = participants.filter(({ hasFloor }) => hasFloor);
  if (hands.length === 0 && speakers.length === 0) return null;
  const chairing = self.isChairing;
  return (
    <section className={styles.hands} aria-label={t('hands.title')}>
      <h3>
        <Hand size={18} aria-hidden />
        {t('hands.title')} {hands.length > 0 && <span>{hands.length}</span>}
      </h3>
      {speakers.map(({ id, displayName: name }) => (
        <div key={id} className={styles.speaker}>
          <MessageSquareText size={20} aria-hidden />
          <p>{id === self.participantId ? t('floor.yours') : t('hands.speaks', { name })}</p>
          {chairing && (
            <Button
              size="small"
              aria-label={t('hands.takeName', { name })}
              onClick={() => void call.act('floor:take', { participantId: id })}
            >
              {t('hands.take')}
            </Button>
          )}
        </div>
      ))}
      {hands.length > 0 && (
        <ol>
          {hands.map(({ id, displayName: name }, index) => (
            <li key={id} data-participant-id={id}>
              <span className={styles.place}>{index + 1}.</span>
              <b title={name}>{name}</b>
              {chairing && (
                <Button
                  size="small"
                  aria-label={t('hands.giveName', { name })}
                  onClick={() => void call.act('floor:give', { participantId: id })}
                >
                  {t('hands.give')}
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {chairing && hands.length > 0 && (
        <div className={styles.all}>
          <Button size="small" look="primary" onClick={() => void call.act('floor:next', {})}>
            {t('hands.next')}
          </Button>
          <Button size="small" onClick={() => void call.act('hands:lower-all', {})}>
            {t('hands.lowerAll')}
          </Button>
        </div>
      )}
    </section>
  );
}
