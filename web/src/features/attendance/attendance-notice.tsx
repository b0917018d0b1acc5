import { ClipboardPen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../src/protocol/index.ts';
import { NoticeBox } from '../../ui/notices/notice-box.tsx';
import { useSaid } from '../../ui/standing/announcer.tsx';

interface AttendanceNoticeProps {
  readonly room: Pick<RoomView, 'attendanceDays' | 'pseudonyms'>;
  readonly onClose: () => void;
}

/** Once to everyone who enters, and when it is switched on during the meeting. */
export function AttendanceNotice({ room, onClose }: AttendanceNoticeProps) {
  const { t } = useTranslation();
  const noticed = t('attendance.noticed', { count: room.attendanceDays });
  const words = room.pseudonyms ? `${noticed} ${t('attendance.asNamed')}` : noticed;
  useSaid(words);
  return (
    <NoticeBox name="attendance" look="info" icon={<ClipboardPen size={22} aria-hidden />} onClose={onClose}>
      <p>{words}</p>
    </NoticeBox>
  );
}
