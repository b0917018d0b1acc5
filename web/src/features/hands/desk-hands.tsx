import { Speech } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { ScrollArea } from '../../ui/layout/scroll-area.tsx';
import { FittedName, FittedSentence } from '../../ui/text/fitted-name.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { type DeskProps, useConsole } from '../console/console-parts.tsx';
import styles from '../console/desk/lists.module.css';
import { useSettling } from '../console/use-settling.ts';

/** Who asks for the floor, in order, and who has it, each in a place that is kept for it. */
export function Hands({ desk: { room, participants } }: DeskProps) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const hands = room.hands.flatMap((id) => participants.find((participant) => participant.id === id) ?? []);
  const [speaker, ...others] = participants.filter(({ hasFloor }) => hasFloor);
  const nobody = hands.length === 0;
  const isSettling = useSettling(hands.map(({ id }) => id));
  const sayWhoSpeaks = (keep: (name: string) => string) =>
    [
      speaker === undefined ? t('hands.nobodySpeaks') : t('hands.speaks', { name: nameText(t, speaker, keep) }),
      others.length > 0 && t('hands.othersSpeak', { count: others.length }),
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <section className={styles.list} aria-label={t('hands.title')}>
      <h2>
        {t('hands.title')} <span className={styles.count}>{hands.length}</span>
      </h2>
      <div className={styles.foot}>
        <Button look={nobody ? 'plain' : 'primary'} disabled={nobody} onClick={() => void call.act('floor:next', {})}>
          {t('hands.next')}
        </Button>
        <Button disabled={nobody} onClick={() => void call.act('hands:lower-all', {})}>
          {t('hands.lowerAll')}
        </Button>
      </div>
      <div className={styles.floor} data-floor={speaker !== undefined}>
        <Speech size={20} aria-hidden />
        <p>
          <FittedSentence say={sayWhoSpeaks} />
        </p>
        {speaker && (
          <Button
            aria-label={t('hands.takeName', { name: nameText(t, speaker) })}
            onClick={() => void call.act('floor:take', { participantId: speaker.id })}
          >
            {t('hands.take')}
          </Button>
        )}
      </div>
      <ScrollArea className={styles.rows}>
        {nobody && <p className={styles.none}>{t('console.handsEmpty')}</p>}
        <ol data-settling={isSettling}>
          {hands.map((one, index) => (
            <li key={one.id} className={styles.hand}>
              <b>
                <FittedName before={`${index + 1}.`} name={one.displayName} twin={one.mark?.twin} />
              </b>
              <Button
                aria-label={t('hands.giveName', { name: nameText(t, one) })}
                onClick={() => void call.act('floor:give', { participantId: one.id })}
              >
                {t('hands.give')}
              </Button>
            </li>
          ))}
        </ol>
      </ScrollArea>
    </section>
  );
}
