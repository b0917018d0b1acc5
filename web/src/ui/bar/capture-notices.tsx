import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LocalSource } from '../../media/local-media.ts';
import { Alert } from '../common/alert.tsx';
import { Button } from '../common/button.tsx';
import { useCaptureProblems } from '../common/use-capture-problems.ts';
import styles from './capture-notices.module.css';

interface CaptureNoticesProps {
  readonly microphone: LocalSource;
  readonly camera: LocalSource;
  readonly screen: LocalSource;
}

/** Why a device that was wanted is not there, beside the button that wanted it. */
export function CaptureNotices({ microphone, camera, screen }: CaptureNoticesProps) {
  const { t } = useTranslation();
  const problems = useCaptureProblems(microphone, camera);
  // Leaving the browser's choice of screens is an answer, not a problem.
  const screenFailed = screen.capture.is === 'failed' && screen.capture.problem !== 'denied';
  const text = [...problems, ...(screenFailed ? [t('capture.screen.failed')] : [])].join(' ');
  // What was said at the door already needs no second time.
  const [dismissed, setDismissed] = useState<string | null>(text);
  useEffect(() => {
    if (text === '') setDismissed(null);
  }, [text]);
  if (text === '' || text === dismissed) return null;
  return (
    <div className={styles.notices}>
      <Alert
        look="warn"
        role="status"
        action={
          <Button look="quiet" size="small" icon={<X size={20} aria-hidden />} onClick={() => setDismissed(text)}>
            {t('common.close')}
          </Button>
        }
      >
        {text}
      </Alert>
    </div>
  );
}
