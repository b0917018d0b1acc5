import { useTranslation } from 'react-i18next';
import { SelectField, TextField } from '../../../ui/fields/field.tsx';
import { durationText } from './duration.ts';
import { RepetitionFields } from './repetition-fields.tsx';
import type { TimesDraft, TimesFault } from './times-draft.ts';
import styles from './times-fields.module.css';
import { ZoneField } from './zone-field.tsx';

/** What meetings mostly take; another one that is there already stays to choose. */
const MINUTES = [15, 30, 45, 60, 90, 120, 180, 240, 360, 480] as const;

interface WindowFieldsProps {
  readonly draft: Pick<TimesDraft, 'day' | 'time' | 'minutes'>;
  readonly fault: TimesFault | null;
  readonly onChange: (changes: Partial<Pick<TimesDraft, 'day' | 'time' | 'minutes'>>) => void;
}

/** When it begins, and how long it takes. */
export function WindowFields({ draft: { day, time, minutes }, fault, onChange }: WindowFieldsProps) {
  const { t } = useTranslation();
  const choices = [...new Set([...MINUTES, minutes])].sort((a, b) => a - b);
  return (
    <div className={styles.window}>
      <TextField
        label={t('calendar.times.day')}
        type="date"
        name="day"
        value={day}
        required
        onChange={(event) => onChange({ day: event.currentTarget.value })}
        error={fault === 'day' ? t('calendar.times.dayMissing') : null}
      />
      <TextField
        label={t('calendar.times.time')}
        type="time"
        name="time"
        value={time}
        required
        onChange={(event) => onChange({ time: event.currentTarget.value.slice(0, 5) })}
        error={fault === 'time' ? t('calendar.times.timeMissing') : null}
      />
      <SelectField
        label={t('calendar.times.minutes')}
        value={minutes}
        onChange={(event) => onChange({ minutes: Number(event.currentTarget.value) })}
      >
        {choices.map((each) => (
          <option key={each} value={each}>
            {durationText(t, each)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

interface TimesFieldsProps {
  readonly draft: TimesDraft;
  readonly fault: TimesFault | null;
  readonly onChange: (changes: Partial<TimesDraft>) => void;
}

/** When a meeting takes place, and whether again. */
export function TimesFields({ draft, fault, onChange }: TimesFieldsProps) {
  return (
    <>
      <WindowFields draft={draft} fault={fault} onChange={onChange} />
      <ZoneField zone={draft.zone} onChange={(zone) => onChange({ zone })} />
      <RepetitionFields
        repetition={draft.repetition}
        day={draft.day}
        fault={fault}
        onChange={(repetition) => onChange({ repetition })}
      />
    </>
  );
}
