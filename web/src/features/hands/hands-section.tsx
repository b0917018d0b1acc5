import { Hand, MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useParts } from '../../ui/parts.tsx';
import { FittedName } from '../../ui/text/fitted-name.tsx';
import { Claim } from '../../ui/text/name.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
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
      {speakers.map((one) => (
        <div key={one.id} className={styles.speaker}>
          <MessageSquareText size={20} aria-hidden />
          <p>
            {one.id === self.participantId ? (
              t('floor.yours')
            ) : (
              <Sentence say={(keep) => t('hands.speaks', { name: nameText(t, one, keep) })} />
            )}
          </p>
          {chairing && (
            <Button
              size="small"
              aria-label={t('hands.takeName', { name: nameText(t, one) })}
              onClick={() => void call.act('floor:take', { participantId: one.id })}
            >
              {t('hands.take')}
            </Button>
          )}
        </div>
      ))}
      {hands.length > 0 && (
        <ol>
          {hands.map((one, index) => (
            <li key={one.id} data-participant-id={one.id}>
              <span className={styles.place}>{index + 1}.</span>
              <b>
                <FittedName name={one.displayName} twin={one.mark?.twin} />
              </b>
              <Claim of={one} />
              {chairing && (
                <Button
                  size="small"
                  aria-label={t('hands.giveName', { name: nameText(t, one) })}
                  onClick={() => void call.act('floor:give', { participantId: one.id })}
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
