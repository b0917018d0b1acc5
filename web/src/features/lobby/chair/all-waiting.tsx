import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextDialog } from '../../../ui/dialogs/text-dialog.tsx';
import { useMeeting } from '../../../ui/meeting.tsx';

interface AllWaitingProps {
  readonly disabled?: boolean;
  readonly size?: 'normal' | 'small';
  /** Where the buttons are, or that they are not; what is being written stays. */
  readonly around?: (buttons: ReactNode) => ReactNode;
}

/** What the chair does with all who wait: write to them, let them in. */
export function AllWaiting({ disabled = false, size = 'normal', around = (buttons) => buttons }: AllWaitingProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const [writing, setWriting] = useState(false);
  const buttons = (
    <>
      <Button size={size} disabled={disabled} onClick={() => setWriting(true)}>
        {t('people.messageAll')}
      </Button>
      <Button size={size} disabled={disabled} onClick={() => void meeting.act('lobby:admit-all', {})}>
        {t('people.admitAll')}
      </Button>
    </>
  );
  return (
    <>
      {around(buttons)}
      {writing && (
        <TextDialog
          title={t('people.messageAllTitle')}
          label={t('people.messageLabel')}
          confirm={t('people.messageSend')}
          maxLength={MAX_LOBBY_TEXT_LENGTH}
          onCancel={() => setWriting(false)}
          onConfirm={(text) => {
            setWriting(false);
            void meeting.act('lobby:message', { text });
          }}
        />
      )}
    </>
  );
}
