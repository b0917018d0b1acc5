import { TriangleAlert } from 'lucide-react';
import { ShowPlain } from '../../devices/show-plain.tsx';
import { TryAgain } from '../../devices/try-again.tsx';
import { NoticeBox } from '../../notices/notice-box.tsx';
import type { CaptureTrouble } from './use-capture-notices.ts';

interface CaptureNoticeProps {
  readonly problem: CaptureTrouble;
  readonly onClose: () => void;
}

/** Why a device that was wanted gives nothing, with what takes it back: most causes pass, and few of them say so. */
export function CaptureNotice({ problem, onClose }: CaptureNoticeProps) {
  const { source, text, isRefused } = problem;
  return (
    <NoticeBox
      name={`capture-${source}`}
      look="warn"
      icon={<TriangleAlert size={22} aria-hidden />}
      action={
        source !== 'screen' && (
          <>
            <TryAgain source={source} />
            {isRefused && <ShowPlain />}
          </>
        )
      }
      onClose={onClose}
    >
      <p>{text}</p>
    </NoticeBox>
  );
}
