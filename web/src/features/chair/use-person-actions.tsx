import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { NameDialog } from '../../ui/dialogs/name-dialog.tsx';
import { useMeeting } from '../../ui/meeting.tsx';
import { announce } from '../../ui/standing/announcer.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
import { actionKey } from './action-item.tsx';
import { performAction } from './perform-action.ts';
import type { PersonAction } from './person-rights.ts';

const GRAVE = [
  'make-moderator',
  'make-deputy',
  'make-participant',
  'make-observer',
  'return-to-lobby',
  'remove',
] as const;

interface PersonActions {
  readonly choose: (action: PersonAction) => void;
  /** What is asked first; to be drawn beside the menu. */
  readonly question: ReactNode;
}

/** What the chair does to somebody. What cannot be taken back, or hits somebody hard, is asked first. */
export function usePersonActions(participant: ParticipantView): PersonActions {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const [asking, setAsking] = useState<Exclude<PersonAction, { kind: 'rename' }> | null>(null);
  const [isRenaming, setRenaming] = useState(false);
  const choose = (action: PersonAction) => {
    if (action.kind === 'rename') {
      setRenaming(true);
      return;
    }
    if (graveOf(action) !== undefined) {
      setAsking(action);
      return;
    }
    void performAction(meeting, participant, action);
    if (action.kind === 'ask') announce(t('people.asked', { name: nameText(t, participant) }));
  };
  const key = asking && graveOf(asking);
  const renaming = isRenaming && (
    <NameDialog
      name={participant.displayName}
      onCancel={() => setRenaming(false)}
      onConfirm={(displayName) => {
        setRenaming(false);
        void meeting.act('participant:rename', { participantId: participant.id, displayName });
      }}
    />
  );
  const question = key ? (
    <Confirm
      title={<Sentence say={(keep) => t(`question.${key}.title`, { name: nameText(t, participant, keep) })} />}
      text={<Sentence say={(keep) => t(`question.${key}.text`, { name: nameText(t, participant, keep) })} />}
      confirm={t(`question.${key}.confirm`)}
      onCancel={() => setAsking(null)}
      onConfirm={() => {
        setAsking(null);
        void performAction(meeting, participant, asking);
      }}
    />
  ) : (
    renaming
  );
  return { choose, question };
}

function graveOf(action: PersonAction): (typeof GRAVE)[number] | undefined {
  const key = actionKey(action);
  return GRAVE.find((grave) => grave === key);
}
