import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FloorSource, ParticipantView, RoomView } from '../../../../../src/protocol/index.ts';
import { barredFor } from '../../../../../src/protocol/meeting/floor/hard-mute.ts';
import { performAction } from '../../../features/chair/perform-action.ts';
import { switchOf } from '../../../features/chair/person-rights.ts';
import { useMeeting } from '../../meeting.tsx';
import { announce } from '../../standing/announcer.tsx';
import { Spinner } from '../../standing/spinner.tsx';
import { nameText } from '../../text/name-text.ts';
import styles from './seat-card.module.css';

/** How long somebody is given to answer before one may ask again. */
const ASKED_MS = 15_000;
/** A browser opens its camera within this, or it will not. */
const PENDING_MS = 8_000;

/** What a press does, in the catalogues. */
const HINTS = { 'switch-off': 'turnOff', 'switch-on': 'turnOn', ask: 'ask' } as const;

const ICONS = { microphone: { on: Mic, off: MicOff }, camera: { on: Video, off: VideoOff } };

interface SeatSwitchProps {
  readonly source: FloorSource;
  readonly participant: ParticipantView;
  readonly room: RoomView;
}

/** What is: on or off. `asked` and `pending`: on its way. `barred`: hard mute forbids it, so that asking is in vain. */
type SwitchState = 'on' | 'off' | 'asked' | 'pending' | 'barred';

/** Switches off what is on; asks for what is off, or switches it on where they have allowed it. */
export function SeatSwitch({ source, participant, room }: SeatSwitchProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const name = nameText(t, participant);
  const { reconnecting } = participant;
  const action = switchOf(participant, source);
  const isOn = action.kind === 'switch-off';
  const [under, setUnder] = useState<'asked' | 'pending' | null>(null);

  // Whatever was on its way has arrived when the switch has moved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is the move that counts
  useEffect(() => setUnder(null), [isOn, reconnecting]);
  useEffect(() => {
    if (under === null) return;
    const timer = setTimeout(() => setUnder(null), under === 'asked' ? ASKED_MS : PENDING_MS);
    return () => clearTimeout(timer);
  }, [under]);

  const isBarred = !isOn && barredFor(room, participant)[source];
  const state: SwitchState = under ?? (isOn ? 'on' : isBarred ? 'barred' : 'off');
  const why = reconnecting ? 'away' : isBarred ? 'barredHint' : under === 'asked' ? 'waiting' : null;
  const hint = t(`console.switch.${why ?? HINTS[action.kind]}`, { name });

  const press = async () => {
    if (why !== null || under !== null) {
      announce(hint);
      return;
    }
    setUnder(action.kind === 'ask' ? 'asked' : 'pending');
    if (!(await performAction(meeting, participant, action))) setUnder(null);
  };

  const Icon = ICONS[source][isOn ? 'on' : 'off'];
  return (
    <button
      type="button"
      className={styles.switch}
      data-source={source}
      data-state={state}
      aria-pressed={isOn}
      aria-disabled={why !== null || undefined}
      aria-busy={under !== null || undefined}
      aria-label={t('console.switch.name', {
        source: t(`console.switch.${source}`),
        state: t(`console.switch.${state}`),
        action: hint,
      })}
      title={hint}
      onClick={() => void press()}
    >
      {under === null ? <Icon size={24} aria-hidden /> : <Spinner size={24} />}
      <span>{t(`console.switch.${state}`)}</span>
    </button>
  );
}
