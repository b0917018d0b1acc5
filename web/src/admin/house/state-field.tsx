import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { FEDERAL_STATES, type FederalState } from '../../../../src/protocol/reservations/federal-states.ts';
import { SelectField } from '../../ui/fields/field.tsx';
import form from '../parts/form.module.css';

interface StateFieldProps {
  /** Empty: the holidays of all. */
  readonly value: FederalState | '';
  readonly onChange: (value: FederalState | '') => void;
}

/** Whose public holidays are said in the calendar. */
export function StateField({ value, onChange }: StateFieldProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const states = FEDERAL_STATES.map((code) => ({ code, name: t(`admin.house.states.${code}`) }));
  const byName = new Intl.Collator(i18n.language);
  return (
    <div className={form.hinted}>
      <SelectField
        label={t('admin.house.state')}
        name="federal-state"
        aria-describedby={id}
        value={value}
        onChange={(event) => onChange(FEDERAL_STATES.find((code) => code === event.currentTarget.value) ?? '')}
      >
        <option value="">{t('admin.house.allStates')}</option>
        {states
          .toSorted((one, other) => byName.compare(one.name, other.name))
          .map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
      </SelectField>
      <p id={id} className={form.hint}>
        {t('admin.house.stateHint')}
      </p>
    </div>
  );
}
