import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NameDialog } from '../dialogs/name-dialog.tsx';
import { useParts } from '../parts.tsx';

interface OwnNameProps {
  readonly name: string;
  readonly className: string | undefined;
}

/** Another name for oneself, here and at the next door. */
export function OwnName({ name, className }: OwnNameProps) {
  const { t } = useTranslation();
  const { call, settings } = useParts();
  const [isOpen, setOpen] = useState(false);
  const change = async (displayName: string) => {
    setOpen(false);
    if (await call.act('name:change', { displayName })) settings.update({ displayName });
  };
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={t('rename.own')}
        title={t('rename.own')}
        onClick={() => setOpen(true)}
      >
        <PenLine size={20} aria-hidden />
      </button>
      {isOpen && <NameDialog name={name} onCancel={() => setOpen(false)} onConfirm={(wanted) => void change(wanted)} />}
    </>
  );
}
