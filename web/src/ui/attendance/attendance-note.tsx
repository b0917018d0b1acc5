import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '../common/alert.tsx';
import { Button } from '../common/button.tsx';

/** Once to everyone who enters, and when it is switched on during the meeting. */
export function AttendanceNote({ days }: { readonly days: number }) {
  const { t } = useTranslation();
  const [isRead, setRead] = useState(false);
  const isOn = days > 0;
  useEffect(() => {
    if (!isOn) setRead(false);
  }, [isOn]);
  if (!isOn || isRead) return null;
  return (
    <Alert
      look="info"
      role="status"
      action={
        <Button size="small" onClick={() => setRead(true)}>
          {t('common.close')}
        </Button>
      }
    >
      {t('attendance.noticed', { count: days })}
    </Alert>
  );
}
