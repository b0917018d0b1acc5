import { RotateCw, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../controls/button.tsx';
import { ShowPlain } from '../../devices/show-plain.tsx';
import { NoticeBox } from '../../notices/notice-box.tsx';
import { useParts } from '../../parts.tsx';
import type { CaptureTrouble } from './use-capture-notices.ts';

interface CaptureNoticeProps {
  readonly problem: CaptureTrouble;
  readonly onClose: () => void;
}

/** Why a device that was wanted gives nothing, with what takes it back: most causes pass, and few of them say so. */
export function CaptureNotice({ problem, onClose }: CaptureNoticeProps) {
  const { t } = useTranslation();
  const { local } = useParts();
  const { source, text, isHeld, isRefused } = problem;
  const again = source === 'screen' ? null : () => (isHeld ? local.retake(source) : local.setWanted(source, true));
  return (
    <NoticeBox
      name={`capture-${source}`}
      look="warn"
      icon={<TriangleAlert size={22} aria-hidden />}
      action={
        again && (
          <>
            <Button look="primary" size="small" icon={<RotateCw size={18} aria-hidden />} onClick={again}>
              {t('broken.again')}
            </Button>
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
