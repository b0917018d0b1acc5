import { useTranslation } from 'react-i18next';
import type { WaitingPerson } from '../../../call/meeting/received.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import type { useDecision } from './use-decision.ts';

interface AdmitButtonProps {
  readonly entry: WaitingPerson;
  readonly decision: ReturnType<typeof useDecision>;
  readonly size?: 'normal' | 'small';
}

export function AdmitButton({ entry, decision, size = 'normal' }: AdmitButtonProps) {
  const { t } = useTranslation();
  return (
    <Button
      size={size}
      look="primary"
      busy={decision.busy === 'admit'}
      aria-label={t('people.admitName', { name: nameText(t, entry) })}
      onClick={() => void decision.admit()}
    >
      {t('people.admit')}
    </Button>
  );
}
