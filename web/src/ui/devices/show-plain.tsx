import { useTranslation } from 'react-i18next';
import type { Capture } from '../../media/devices/local/local-source.ts';
import { Button } from '../controls/button.tsx';
import { isRefusal } from '../hooks/use-capture-failures.ts';
import { useParts } from '../parts.tsx';

/** Whether the camera is off because what is behind somebody could not be hidden. */
export function isRefused(camera: Capture): boolean {
  return camera.is === 'failed' && isRefusal(camera.problem);
}

/** Shows what is behind one after all: nobody does that for them. */
export function ShowPlain() {
  const { t } = useTranslation();
  const { local, settings } = useParts();
  const show = () => {
    settings.update({ background: 'none' });
    local.setWanted('camera', true);
  };
  return (
    <Button size="small" onClick={show}>
      {t('capture.showPlain')}
    </Button>
  );
}
