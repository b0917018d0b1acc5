import { RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { Spinner } from '../../../ui/standing/spinner.tsx';
import type { Answer } from '../../server/use-answer.ts';
import styles from './answered.module.css';
import { useAdminFailure } from './failure.tsx';

interface AnsweredProps<T> {
  readonly answer: Answer<T>;
  readonly again: () => void;
  readonly children: (value: T) => ReactNode;
}

/** What the server has answered, or that it is on its way, or why it is not. */
export function Answered<T>({ answer, again, children }: AnsweredProps<T>) {
  const { t } = useTranslation();
  const words = useAdminFailure();
  switch (answer.is) {
    case 'loading':
      return (
        <p className={styles.loading} role="status">
          <Spinner />
          {t('common.moment')}
        </p>
      );
    case 'failed':
      return (
        <Alert
          look="danger"
          role="alert"
          action={
            <Button size="small" icon={<RotateCw size={18} aria-hidden />} onClick={again}>
              {t('broken.again')}
            </Button>
          }
        >
          {words(answer.why)}
        </Alert>
      );
    case 'there':
      return children(answer.value);
  }
}
