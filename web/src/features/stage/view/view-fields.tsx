import { Maximize, Minimize } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { LAYOUTS } from '../../../../../src/protocol/base/layouts.ts';
import { Button } from '../../../ui/controls/button.tsx';
import dialog from '../../../ui/dialogs/dialog.module.css';
import field from '../../../ui/fields/field.module.css';
import { SwitchField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { useFullscreen } from '../../../ui/hooks/use-fullscreen.ts';
import { LeadSwitch } from './lead-switch.tsx';
import { useView } from './use-view.tsx';
import { FITS, MOST_PICTURES, OWN_PICTURES } from './view-wish.ts';

interface ViewFieldsProps {
  /** Whoever only listens has no picture of their own. */
  readonly hasOwn: boolean;
  /** Somebody is large whoever speaks: pinned, in the spotlight, or signing. */
  readonly hasLarge: boolean;
  /** Whoever chairs may show it to all. */
  readonly mayLead: boolean;
}

/** How one wants to see the table; it is so at once, and remembered. */
export function ViewFields({ hasOwn, hasLarge, mayLead }: ViewFieldsProps) {
  const { t } = useTranslation();
  const { wish, shown, change, isApart, goAlong } = useView();
  const full = useFullscreen();
  return (
    <>
      {isApart && (
        <div className={dialog.form}>
          <p>{t('led.apart')}</p>
          <Button onClick={goAlong}>{t('led.goAlong')}</Button>
        </div>
      )}
      <RadioChoice
        legend={t('view.layout')}
        options={LAYOUTS.map((value) => ({ value, label: t(`view.${value}`) }))}
        value={shown.layout}
        onChange={(layout) => change({ layout })}
      />
      {shown.layout === 'pinned' && !hasLarge && <p role="status">{t('view.nobodyPinned')}</p>}
      {shown.layout !== 'pinned' && (
        <SwitchField
          label={t('view.strip')}
          hint={t('view.stripHint')}
          checked={shown.strip}
          onChange={(strip) => change({ strip })}
        />
      )}
      <RadioChoice
        legend={t('view.most')}
        options={MOST_PICTURES.map((value) => ({ value, label: t(`view.mostOf.${value}`) }))}
        value={wish.most}
        onChange={(most) => change({ most })}
        look="columns"
      />
      {hasOwn && (
        <RadioChoice
          legend={t('view.own')}
          options={OWN_PICTURES.map((value) => ({ value, label: t(`view.ownIn.${value}`) }))}
          value={wish.own}
          onChange={(own) => change({ own })}
          look="columns"
        />
      )}
      <RadioChoice
        legend={t('view.fit')}
        options={FITS.map((value) => ({ value, label: t(`view.fitIn.${value}`) }))}
        value={wish.fit}
        onChange={(fit) => change({ fit })}
        look="columns"
      />
      {mayLead && <LeadSwitch />}
      {full.isOffered ? (
        <Button
          icon={full.isOn ? <Minimize size={20} aria-hidden /> : <Maximize size={20} aria-hidden />}
          onClick={full.toggle}
        >
          {t(full.isOn ? 'view.leaveFull' : 'view.full')}
        </Button>
      ) : (
        <p className={field.hint}>{t('view.noFull')}</p>
      )}
    </>
  );
}
