import { CalendarPlus } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/region.ts';
import { Part } from '../../loading/part.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { chosenTime, dayOf } from './chosen-time.ts';
import styles from './open-rooms.module.css';

const MINUTES = ['30', '60', '90', '120'] as const;
/** Long enough for any browser to have begun with it. */
const KEEP_MS = 60_000;

/** Calendars' format is nobody's business who saves no date. */
const part = new Part({ load: () => import('./calendar-file.ts') });

interface SaveDateProps {
  readonly room: { readonly roomId: string; readonly name: string; readonly goesAt: number };
  /** For guests. */
  readonly link: string;
  /** What those read who look into the entry. */
  readonly text: string;
}

/** A date for the calendar, made here: the server learns nothing of it. */
export function SaveDate({ room, link, text }: SaveDateProps) {
  const { t, i18n } = useTranslation();
  const [date, setDate] = useState('');
  const [time, setTime] = useState('');
  const [minutes, setMinutes] = useState<(typeof MINUTES)[number]>('60');
  const [wrong, setWrong] = useState<'date' | 'time' | 'past' | null>(null);
  const [outcome, setOutcome] = useState<'saved' | 'failed' | null>(null);
  const dateField = useRef<HTMLInputElement>(null);
  const timeField = useRef<HTMLInputElement>(null);
  const zone = new Intl.DateTimeFormat(localeOf(i18n.language)).resolvedOptions().timeZone;
  const start = chosenTime(date, time);
  const isTooLate = start !== null && start.getTime() > room.goesAt;

  const refuse = (what: NonNullable<typeof wrong>) => {
    setWrong(what);
    (what === 'time' ? timeField : dateField).current?.focus();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setOutcome(null);
    if (date === '') return refuse('date');
    if (time === '') return refuse('time');
    if (start === null) return refuse('date');
    if (start.getTime() < Date.now()) return refuse('past');
    setWrong(null);
    try {
      const { calendarFile } = await part.load();
      const appointment = { roomId: room.roomId, name: room.name, link, description: text, start };
      save(calendarFile({ ...appointment, minutes: Number(minutes) }), t('made.calendar.file'));
      setOutcome('saved');
    } catch {
      setOutcome('failed');
    }
  };
  const until = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'full' }).format(room.goesAt);
  return (
    <form className={styles.mail} onSubmit={(event) => void submit(event)} noValidate>
      <h3>{t('made.calendar.title')}</h3>
      <div className={styles.when}>
        <TextField
          ref={dateField}
          type="date"
          label={t('made.calendar.date')}
          value={date}
          min={dayOf(new Date())}
          onChange={(event) => {
            setDate(event.currentTarget.value);
            setWrong(null);
          }}
          error={wrong === 'date' ? t('made.calendar.dateMissing') : wrong === 'past' ? t('made.calendar.past') : null}
        />
        <TextField
          ref={timeField}
          type="time"
          label={t('made.calendar.time')}
          value={time}
          onChange={(event) => {
            setTime(event.currentTarget.value);
            setWrong(null);
          }}
          hint={t('made.calendar.zone', { zone })}
          error={wrong === 'time' ? t('made.calendar.timeMissing') : null}
        />
      </div>
      <RadioChoice
        legend={t('made.calendar.length')}
        options={MINUTES.map((value) => ({ value, label: t('made.calendar.minutes', { count: Number(value) }) }))}
        value={minutes}
        onChange={setMinutes}
        look="row"
      />
      <div role="status" className={styles.told}>
        {isTooLate && <Alert look="warn">{t('made.calendar.tooLate', { until })}</Alert>}
        {outcome !== null && (
          <Alert look={outcome === 'saved' ? 'info' : 'danger'}>{t(`made.calendar.${outcome}`)}</Alert>
        )}
      </div>
      <Button type="submit" size="small" icon={<CalendarPlus size={18} aria-hidden />}>
        {t('made.calendar.save')}
      </Button>
    </form>
  );
}

function save(content: string, name: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'text/calendar;charset=utf-8' }));
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS);
}
