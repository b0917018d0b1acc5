import { PenLine } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keepOwnName } from '../../session/own-name.ts';
import { NameDialog } from '../dialogs/name-dialog.tsx';
import { useParts } from '../parts.tsx';

interface OwnNameProps {
  readonly name: string;
  /** It is to be remembered for this room alone. */
  readonly pseudonyms: boolean;
  readonly className: string | undefined;
}

/** Another name for oneself, here and at the next door. */
export function OwnName({ name, pseudonyms, className }: OwnNameProps) {
  const { t } = useTranslation();
  const parts = useParts();
  const [isOpen, setOpen] = useState(false);
  const change = async (displayName: string) => {
    setOpen(false);
    if (await parts.call.act('name:change', { displayName })) keepOwnName(parts, displayName, pseudonyms);
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
