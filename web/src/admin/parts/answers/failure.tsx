import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../session/signaling.ts';
import { failureText } from '../../../ui/hooks/use-failure-text.ts';
import { Alert } from '../../../ui/standing/alert.tsx';
import form from '../form.module.css';

/** A failure as a sentence, in the words of these pages where those of a meeting would not fit. */
export function useAdminFailure(): (failure: Failure) => string {
  const { t } = useTranslation();
  return (failure) => {
    switch (failure.code) {
      case 'NOT_ALLOWED':
      case 'NOT_FOUND':
      case 'INVALID_STATE':
        return t(`admin.error.${failure.code}`);
      default:
        return failureText(t, failure);
    }
  };
}

interface FailureAlertProps {
  readonly failure: Failure | null;
  /** Said elsewhere, such as beside its field. */
  readonly except?: readonly Failure['code'][];
}

/** Why something was not done. Always there: what appears in a new region is not read. */
export function FailureAlert({ failure, except = [] }: FailureAlertProps) {
  const words = useAdminFailure();
  return (
    <div role="alert" className={form.said}>
      {failure !== null && !except.includes(failure.code) && <Alert look="danger">{words(failure)}</Alert>}
    </div>
  );
}
