import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CaptureSource } from '../../media/devices/capture.ts';
import { Button } from '../controls/button.tsx';
import { useParts } from '../parts.tsx';

interface TryAgainProps {
  /** Of both the browser asks at once. */
  readonly source: CaptureSource | 'both';
}

/** Takes once more what was wanted and gives nothing. */
export function TryAgain({ source }: TryAgainProps) {
  const { t } = useTranslation();
  const { local } = useParts();
  const again = () => {
    if (source === 'both') void local.startFailed();
    else if (local.getSnapshot()[source].capture.is === 'live') local.retake(source);
    else local.setWanted(source, true);
  };
  return (
    <Button look="primary" size="small" icon={<RotateCw size={18} aria-hidden />} onClick={again}>
      {t('broken.again')}
    </Button>
  );
}
