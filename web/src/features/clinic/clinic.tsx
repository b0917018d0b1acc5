import { CircleHelp, VideoOff, Wifi, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineView, ParticipantView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';
import { sends } from '../../call/media/sends.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useParts } from '../../ui/parts.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { Name } from '../../ui/text/name.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import styles from './clinic.module.css';
import { complaintsOf, isKnown, isWeakForMost, lineText } from './line-words.ts';
import { useLines } from './use-lines.ts';

/** Whoever has not answered by then may have missed the question, and can be asked again. */
const ANSWERED_WITHIN_MS = 60_000;

/** Everybody's line in words, the weak ones first, and what the chair may do about them. */
export function Clinic({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { lines, isUnanswered, staleForMs } = useLines();
  const { participants, self } = table;
  if (lines === null) return <p className={styles.hint}>{t(isUnanswered ? 'clinic.unanswered' : 'clinic.reading')}</p>;
  const rows = participants.flatMap((person) => {
    const line = lines.find(({ participantId }) => participantId === person.id);
    return line ? [{ line, person, isWeak: complaintsOf(line, person).length > 0 }] : [];
  });
  const weak = rows.filter(({ isWeak }) => isWeak);
  // Who has only just come in stands in no answer yet.
  const isAllKnown = rows.length === participants.length && rows.every(({ line, person }) => isKnown(line, person));
  return (
    <div className={styles.clinic}>
      {staleForMs !== null && (
        <p className={styles.many}>{t('clinic.stale', { count: Math.round(staleForMs / 1_000) })}</p>
      )}
      {isWeakForMost(lines, participants) && <p className={styles.many}>{t('clinic.many')}</p>}
      {weak.length === 0 && staleForMs === null && (
        <p className={styles.hint}>{t(isAllKnown ? 'clinic.allGood' : 'clinic.noneWeak')}</p>
      )}
      <ul>
        {[...weak, ...rows.filter(({ isWeak }) => !isWeak)].map(({ line, person, isWeak }) => (
          <LineRow
            key={person.id}
            line={line}
            person={person}
            isWeak={isWeak}
            isSelf={person.id === self.participantId}
          />
        ))}
      </ul>
    </div>
  );
}

interface LineRowProps {
  readonly line: LineView;
  readonly person: ParticipantView;
  readonly isWeak: boolean;
  readonly isSelf: boolean;
}

function LineRow({ line, person, isWeak, isSelf }: LineRowProps) {
  const { t } = useTranslation();
  const Sign = isWeak ? WifiOff : isKnown(line, person) ? Wifi : CircleHelp;
  return (
    <li data-line={isWeak ? 'weak' : isKnown(line, person) ? 'good' : 'unknown'} data-participant-id={person.id}>
      <Sign size={18} aria-hidden />
      <div className={styles.words}>
        <b>
          <Name of={person} />
        </b>
        <p>{lineText(t, line, person)}</p>
        {isWeak && sends(person, 'camera') && !isSelf && <Offer person={person} />}
      </div>
    </li>
  );
}

/** Helps the sound of somebody whose line is weak, if they like. */
function Offer({ person }: { readonly person: ParticipantView }) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [isAsked, setAsked] = useState(false);
  const [isSending, setSending] = useState(false);
  const { id: participantId } = person;
  useEffect(
    () =>
      call.onNotice((notice) => {
        if (notice.kind === 'offer-declined' && notice.participantId === participantId) setAsked(false);
      }),
    [call, participantId],
  );
  useEffect(() => {
    if (!isAsked) return;
    const timer = setTimeout(() => setAsked(false), ANSWERED_WITHIN_MS);
    return () => clearTimeout(timer);
  }, [isAsked]);
  const name = nameText(t, person);
  const ask = async () => {
    setSending(true);
    // Why it cannot be asked is told by the call.
    const isDone = await call.act('camera:offer-off', { participantId });
    setSending(false);
    setAsked(isDone);
    if (isDone) announce(t('people.asked', { name }));
  };
  return (
    <>
      <p>{t('clinic.advice')}</p>
      <Button
        size="small"
        icon={<VideoOff size={18} aria-hidden />}
        busy={isSending || isAsked}
        aria-label={t('clinic.offerTo', { name })}
        onClick={() => void ask()}
      >
        {t(isAsked ? 'clinic.offered' : 'clinic.offer')}
      </Button>
    </>
  );
}
