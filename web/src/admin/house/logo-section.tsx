import { Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { Saved } from '../parts/answers/saved.tsx';
import form from '../parts/form.module.css';
import { Section } from '../parts/section.tsx';
import { houseApi } from '../server/house-api.ts';
import { useDoing } from '../server/use-doing.ts';
import styles from './house.module.css';
import { logoOf } from './logo-file.ts';

interface LogoSectionProps {
  readonly house: OrganisationView;
  readonly onSaved: (house: OrganisationView) => void;
}

/** The picture beside the house's name: taken as soon as it is chosen. */
export function LogoSection({ house: { logo, name }, onSaved }: LogoSectionProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run, forget } = useDoing();
  const [isUnreadable, setUnreadable] = useState(false);
  const [done, setDone] = useState<'logoTaken' | 'logoRemoved' | null>(null);
  const [isAsked, setAsked] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const begin = () => {
    forget();
    setUnreadable(false);
    setDone(null);
  };
  const take = async (file: File | undefined) => {
    if (file === undefined || isBusy) return;
    begin();
    const picture = await logoOf(file);
    if (picture === null) return setUnreadable(true);
    await run(
      () => houseApi(server).setLogo(picture),
      (saved) => {
        setDone('logoTaken');
        onSaved(saved);
      },
    );
  };
  const remove = () => {
    setAsked(false);
    begin();
    void run(
      () => houseApi(server).removeLogo(),
      (saved) => {
        setDone('logoRemoved');
        onSaved(saved);
        // The button that had it is gone.
        opener.current?.focus();
      },
    );
  };
  return (
    <Section title={t('admin.house.logo')} lead={t('admin.house.logoLead')}>
      {logo !== null && (
        <img
          className={styles.logo}
          src={logo.path}
          width={logo.width}
          height={logo.height}
          alt={t('admin.house.logoOf', { name })}
        />
      )}
      <div className={form.buttons}>
        <Button
          ref={opener}
          icon={<Upload size={18} aria-hidden />}
          busy={isBusy}
          onClick={() => chooser.current?.click()}
        >
          {t(logo === null ? 'admin.house.chooseLogo' : 'admin.house.changeLogo')}
        </Button>
        <input
          ref={chooser}
          type="file"
          hidden
          accept="image/*"
          aria-label={t('admin.house.chooseLogo')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            void take(file);
            // The same file may be chosen again once it was changed.
            event.currentTarget.value = '';
          }}
        />
        {logo !== null && (
          <Button look="quiet" busy={isBusy} icon={<Trash2 size={18} aria-hidden />} onClick={() => setAsked(true)}>
            {t('admin.house.removeLogo')}
          </Button>
        )}
        <Saved isShown={done !== null} text={done === null ? '' : t(`admin.house.${done}`)} />
      </div>
      <FailureAlert failure={failure} />
      <div role="alert" className={form.said}>
        {isUnreadable && <Alert look="danger">{t('admin.house.logoUnreadable')}</Alert>}
      </div>
      {isAsked && (
        <Confirm
          title={t('admin.house.removeLogoAsk')}
          text={t('admin.house.removeLogoText')}
          confirm={t('admin.house.removeLogo')}
          onConfirm={remove}
          onCancel={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
