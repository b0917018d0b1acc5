import { useTranslation } from 'react-i18next';
import { Button } from '../common/button.tsx';
import { Claim, Name } from '../common/name.tsx';
import { nameText } from '../common/name-text.ts';
import { type DeskProps, useConsole } from './console-parts.tsx';
import styles from './lists.module.css';

/** Who asks for the floor, in order, and who has it. */
export function Hands({ desk: { room, participants } }: DeskProps) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const hands = room.hands.flatMap((id) => participants.find((participant) => participant.id === id) ?? []);
  const speakers = participants.filter(({ hasFloor }) => hasFloor);
  return (
    <section className={styles.list} aria-label={t('console.hands')}>
      <h2>
        {t('console.hands')} <span className={styles.count}>{hands.length}</span>
      </h2>
      {hands.length === 0 && speakers.length === 0 && <p className={styles.none}>{t('console.handsEmpty')}</p>}
      {hands.length > 0 && (
        <div className={styles.foot}>
          <Button look="primary" onClick={() => void call.act('floor:next', {})}>
            {t('console.next')}
          </Button>
          <Button onClick={() => void call.act('hands:lower-all', {})}>{t('console.lowerAll')}</Button>
        </div>
      )}
      <ul>
        {speakers.map((one) => (
          <li key={one.id} className={styles.row} data-floor>
            <div className={styles.who}>
              <b title={nameText(t, one)}>
                <Name of={one} />
              </b>
              <Claim of={one} />
              <span>{t('console.card.floor')}</span>
            </div>
            <div className={styles.actions}>
              <Button
                aria-label={t('console.takeFloorFrom', { name: nameText(t, one) })}
                onClick={() => void call.act('floor:take', { participantId: one.id })}
              >
                {t('console.card.takeFloor')}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <ol>
        {hands.map((one, index) => (
          <li key={one.id} className={styles.row}>
            <div className={styles.who}>
              <b title={nameText(t, one)}>
                {index + 1}. <Name of={one} />
              </b>
              <Claim of={one} />
            </div>
            <div className={styles.actions}>
              <Button
                aria-label={t('console.giveFloorTo', { name: nameText(t, one) })}
                onClick={() => void call.act('floor:give', { participantId: one.id })}
              >
                {t('console.card.giveFloor')}
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
