import { useTranslation } from 'react-i18next';
import { CheckField, SelectField, TextField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import form from '../../parts/form.module.css';
import { isDay, noonOf } from '../days.ts';
import {
  type End,
  type Every,
  isLastTurn,
  type Repetition,
  turnOf,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from './repetition.ts';
import styles from './repetition-fields.module.css';
import { firstEnd, type TimesFault } from './times-draft.ts';
import { useDayWords } from './use-day-words.ts';

const CHOICES = ['once', 'day', 'week', 'month'] as const satisfies readonly Every[];

interface RepetitionFieldsProps {
  readonly repetition: Repetition;
  /** The first day; empty: not yet. */
  readonly day: string;
  readonly fault: TimesFault | null;
  readonly onChange: (repetition: Repetition) => void;
}

/** Whether it takes place again, how often, and until when. */
export function RepetitionFields({ repetition, day, fault, onChange }: RepetitionFieldsProps) {
  const { t } = useTranslation();
  const choices: readonly Every[] = repetition.every === 'other' ? [...CHOICES, 'other'] : CHOICES;
  const choose = (every: Every) => {
    if (every !== repetition.every && every !== 'other') onChange(firstOf(every, repetition, day));
  };
  return (
    <fieldset className={styles.repetition}>
      <SelectField
        label={t('calendar.repetition.label')}
        value={repetition.every}
        onChange={(event) => choose(choices.find((each) => each === event.currentTarget.value) ?? 'once')}
      >
        {choices.map((each) => (
          <option key={each} value={each}>
            {t(`calendar.repetition.${each}`)}
          </option>
        ))}
      </SelectField>
      {repetition.every === 'other' && <p className={form.hint}>{t('calendar.repetition.otherHint')}</p>}
      {repetition.every !== 'once' && repetition.every !== 'other' && (
        <>
          <TextField
            label={t(`calendar.repetition.interval.${repetition.every}`)}
            type="number"
            name="interval"
            inputMode="numeric"
            min={1}
            max={99}
            value={Number.isNaN(repetition.interval) ? '' : repetition.interval}
            onChange={(event) => onChange({ ...repetition, interval: event.currentTarget.valueAsNumber })}
            error={fault === 'interval' ? t('calendar.repetition.intervalWrong') : null}
          />
          {repetition.every === 'week' && (
            <Weekdays days={repetition.days} day={day} onChange={(days) => onChange({ ...repetition, days })} />
          )}
          {repetition.every === 'month' && isDay(day) && (
            <MonthlyOn on={repetition.on} day={day} onChange={(on) => onChange({ ...repetition, on })} />
          )}
          <EndFields
            end={repetition.end}
            day={day}
            fault={fault}
            onChange={(end) => onChange({ ...repetition, end })}
          />
        </>
      )}
    </fieldset>
  );
}

/** What was said of the former one and means the same stays. */
function firstOf(every: Exclude<Every, 'other'>, former: Repetition, day: string): Repetition {
  if (every === 'once') return { every };
  const end = 'end' in former ? former.end : firstEnd(day);
  switch (every) {
    case 'day':
      return { every, interval: 1, end };
    case 'week':
      return { every, interval: 1, days: [], end };
    case 'month':
      return { every, interval: 1, on: 'weekday', end };
  }
}

interface WeekdaysProps {
  readonly days: readonly Weekday[];
  readonly day: string;
  readonly onChange: (days: readonly Weekday[]) => void;
}

/** The first date's own is always among them, and cannot be taken out. */
function Weekdays({ days, day, onChange }: WeekdaysProps) {
  const { t } = useTranslation();
  const { weekday } = useDayWords();
  const first = isDay(day) ? weekdayOf(day) : null;
  return (
    <fieldset className={styles.weekdays}>
      <legend>{t('calendar.repetition.weekdays')}</legend>
      {WEEKDAYS.map((each) => (
        <fieldset key={each} className={styles.weekday} disabled={each === first}>
          <CheckField
            label={weekday(each)}
            checked={days.includes(each) || each === first}
            onChange={(isOn) => onChange(isOn ? [...days, each] : days.filter((one) => one !== each))}
          />
        </fieldset>
      ))}
    </fieldset>
  );
}

interface MonthlyOnProps {
  readonly on: 'day' | 'weekday' | 'last-weekday';
  readonly day: string;
  readonly onChange: (on: 'day' | 'weekday' | 'last-weekday') => void;
}

function MonthlyOn({ on, day, onChange }: MonthlyOnProps) {
  const { t } = useTranslation();
  const { weekday } = useDayWords();
  const name = weekday(weekdayOf(day));
  const turn = turnOf(day);
  const options = [
    ...(turn > 4
      ? []
      : [
          {
            value: 'weekday' as const,
            label: t(`calendar.repetition.turn.${turn as 1 | 2 | 3 | 4}`, { weekday: name }),
          },
        ]),
    ...(isLastTurn(day)
      ? [{ value: 'last-weekday' as const, label: t('calendar.repetition.lastTurn', { weekday: name }) }]
      : []),
    { value: 'day' as const, label: t('calendar.repetition.onDay', { day: new Date(noonOf(day)).getUTCDate() }) },
  ];
  const chosen = options.some(({ value }) => value === on) ? on : (options[0]?.value ?? 'day');
  return <RadioChoice legend={t('calendar.repetition.on')} options={options} value={chosen} onChange={onChange} />;
}

interface EndFieldsProps {
  readonly end: End;
  readonly day: string;
  readonly fault: TimesFault | null;
  readonly onChange: (end: End) => void;
}

function EndFields({ end, day, fault, onChange }: EndFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <RadioChoice
        legend={t('calendar.repetition.end')}
        options={[
          { value: 'day', label: t('calendar.repetition.byDay') },
          { value: 'count', label: t('calendar.repetition.byCount') },
        ]}
        value={end.by}
        onChange={(by) => onChange(by === 'day' ? firstEnd(day) : { by, count: 10 })}
      />
      {end.by === 'day' ? (
        <TextField
          label={t('calendar.repetition.until')}
          type="date"
          name="until"
          value={end.until}
          min={day}
          onChange={(event) => onChange({ by: 'day', until: event.currentTarget.value })}
          error={fault === 'until' ? t('calendar.repetition.untilWrong') : null}
        />
      ) : (
        <TextField
          label={t('calendar.repetition.count')}
          type="number"
          name="count"
          inputMode="numeric"
          min={1}
          max={400}
          value={Number.isNaN(end.count) ? '' : end.count}
          onChange={(event) => onChange({ by: 'count', count: event.currentTarget.valueAsNumber })}
          error={fault === 'count' ? t('calendar.repetition.countWrong') : null}
        />
      )}
    </>
  );
}
