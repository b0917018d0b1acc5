import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { CopyLink } from '../../ui/controls/links/copy-link.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { useDates } from '../parts/use-dates.ts';

/** By which somebody sets their password. */
export interface ShownLink {
  readonly name: string;
  readonly link: string;
  readonly until: string;
}

interface LinkDialogProps {
  readonly shown: ShownLink;
  readonly onClose: () => void;
}

/** Shown this once, to be sent to whom it is for. */
export function LinkDialog({ shown: { name, link, until }, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  const { day } = useDates();
  return (
    <Dialog title={<Sentence say={(keep) => t('admin.people.linkTitle', { name: keep(name) })} />} onClose={onClose}>
      <p>{t('admin.people.linkText', { until: day(until) })}</p>
      <Alert look="warn">{t('admin.people.linkOnce')}</Alert>
      <CopyLink link={link} />
      <footer>
        <Button look="primary" onClick={onClose}>
          {t('common.close')}
        </Button>
      </footer>
    </Dialog>
  );
}
