import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { Button } from '../../ui/controls/button.tsx';
import { useMeeting } from '../../ui/meeting.tsx';
import { nameText } from '../../ui/text/name-text.ts';

interface FloorButtonProps {
  readonly person: ParticipantView;
  readonly size?: 'normal' | 'small';
}

export function GiveFloor({ person, size = 'normal' }: FloorButtonProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  return (
    <Button
      size={size}
      aria-label={t('hands.giveName', { name: nameText(t, person) })}
      onClick={() => void meeting.act('floor:give', { participantId: person.id })}
    >
      {t('hands.give')}
    </Button>
  );
}

export function TakeFloor({ person, size = 'normal' }: FloorButtonProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  return (
    <Button
      size={size}
      aria-label={t('hands.takeName', { name: nameText(t, person) })}
      onClick={() => void meeting.act('floor:take', { participantId: person.id })}
    >
      {t('hands.take')}
    </Button>
  );
}

interface QueueButtonsProps {
  readonly isEmpty: boolean;
  readonly size?: 'normal' | 'small';
}

/** What the chair does with the queue as a whole. */
export function QueueButtons({ isEmpty, size = 'normal' }: QueueButtonsProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  return (
    <>
      <Button
        size={size}
        look={isEmpty ? 'plain' : 'primary'}
        disabled={isEmpty}
        onClick={() => void meeting.act('floor:next', {})}
      >
        {t('hands.next')}
      </Button>
      <Button size={size} disabled={isEmpty} onClick={() => void meeting.act('hands:lower-all', {})}>
        {t('hands.lowerAll')}
      </Button>
    </>
  );
}
