import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/controls/button.tsx';
import { SelectField } from '../../../ui/fields/field.tsx';
import form from '../../parts/form.module.css';

interface ZoneFieldProps {
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}

/** Almost always it is where one is: so it is said, and to be chosen only by who asks. */
export function ZoneField({ zone, onChange }: ZoneFieldProps) {
  const { t } = useTranslation();
  const [isPressed, setPressed] = useState(false);
  const [wasElsewhere] = useState(zone !== hereZone());
  if (!isPressed && !wasElsewhere) {
    return (
      <p className={form.hint}>
        {t('calendar.times.zoneIs', { zone: zoneText(zone) })}{' '}
        <Button size="small" look="quiet" onClick={() => setPressed(true)}>
          {t('calendar.times.otherZone')}
        </Button>
      </p>
    );
  }
  const zones = [...new Set([zone, hereZone(), ...Intl.supportedValuesOf('timeZone')])].sort();
  return (
    <SelectField
      autoFocus={isPressed}
      label={t('calendar.times.zone')}
      value={zone}
      translate="no"
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {zones.map((each) => (
        <option key={each} value={each}>
          {zoneText(each)}
        </option>
      ))}
    </SelectField>
  );
}

/** Of this device. */
export function hereZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** `Europe/Berlin` as people read it. */
export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ').replaceAll('/', ' / ');
}
