import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, PollView } from '../../../../../src/protocol/index.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useMeeting } from '../../../ui/meeting.tsx';
import { turnoutOf } from '../result/tally.ts';

interface ClosePollProps {
  readonly poll: PollView;
  readonly participants: readonly ParticipantView[];
}

/** Asks before the last vote is in for good, with how many have voted. */
export function ClosePoll({ poll, participants }: ClosePollProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const confirmed = async () => {
    setAsking(false);
    setBusy(true);
    await meeting.act('poll:close', { pollId: poll.id });
    setBusy(false);
  };
  return (
    <>
      <Button size="small" busy={busy} onClick={() => setAsking(true)}>
        {t('poll.close')}
      </Button>
      {asking && (
        <Confirm
          title={t('poll.closeTitle')}
          text={`${t('poll.turnout', turnoutOf(poll, participants))} ${t('poll.closeText')}`}
          confirm={t('poll.close')}
          onCancel={() => setAsking(false)}
          onConfirm={() => void confirmed()}
        />
      )}
    </>
  );
}
