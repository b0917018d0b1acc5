import { Hand, MessageSquareText } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { FittedName } from '../../ui/text/fitted-name.tsx';
import { Claim } from '../../ui/text/name.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
import { GiveFloor, QueueButtons, TakeFloor } from './floor-buttons.tsx';
import { handsOf } from './hands-of.ts';
import styles from './hands-section.module.css';

/** Who asks for the floor, in order, and who has it. */
export function HandsSection({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { self } = table;
  const { hands, speakers } = handsOf(table);
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
          {chairing && <TakeFloor person={one} size="small" />}
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
              {chairing && <GiveFloor person={one} size="small" />}
            </li>
          ))}
        </ol>
      )}
      {chairing && hands.length > 0 && (
        <div className={styles.all}>
          <QueueButtons isEmpty={false} size="small" />
        </div>
      )}
    </section>
  );
}
