import { ClipboardPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import { useSaid } from '../../ui/standing/announcer.tsx';

/** Once to everyone who enters, and when it is switched on during the meeting. */
export function AttendanceNotice({ days, onClose }: { readonly days: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  useSaid(t('attendance.noticed', { count: days }));
  return (
    <NoticeBox name="attendance" look="info" icon={<ClipboardPen size={22} aria-hidden />} onClose={onClose}>
      <p>{t('attendance.noticed', { count: days })}</p>
    </NoticeBox>
  );
}
