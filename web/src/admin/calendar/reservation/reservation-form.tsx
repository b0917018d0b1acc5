import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReservationWithDates } from '../../../../../src/protocol/api/reservations.ts';
import { MAX_PARTICIPANTS, MAX_ROOM_NAME_LENGTH } from '../../../../../src/protocol/limits.ts';
import { REMINDER_MINUTES, type ReminderMinutes } from '../../../../../src/protocol/reservations/reminder.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { SelectField, TextField } from '../../../ui/fields/field.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { Unsaved } from '../../parts/unsaved.tsx';
import { useDoing } from '../../server/use-doing.ts';
import { durationText } from '../times/duration.ts';
import type { TimesFault } from '../times/times-draft.ts';
import { TimesFields } from '../times/times-fields.tsx';
import { CapacityNote } from './capacity-note.tsx';
import { Refused } from './refused.tsx';
import { faultOfReservation, type ReservationDraft, type ReservationFault } from './reservation-draft.ts';

const AROUND = [0, 5, 10, 15, 30, 45, 60, 120, 240] as const;
const OTHERS: readonly (ReservationFault | null)[] = ['room', 'seats', null];

interface ReservationFormProps {
  readonly initial: ReservationDraft;
  /** To choose from; null: it is this one. */
  readonly rooms: readonly { readonly id: string; readonly name: string }[] | null;
  readonly submit: string;
  readonly onSave: (draft: ReservationDraft) => Promise<ReservationWithDates>;
  readonly onSaved: (reservation: ReservationWithDates) => void;
  readonly onCancel: () => void;
}

/** When a room is reserved, and for how many: to make and to change. */
export function ReservationForm({ initial, rooms, submit, onSave, onSaved, onCancel }: ReservationFormProps) {
  const { t } = useTranslation();
  const { isBusy, failure, run, forget } = useDoing();
  const [draft, setDraft] = useState(initial);
  const [fault, setFault] = useState<ReservationFault | null>(null);
  const [isSaved, setSaved] = useState(false);
  const change = (changes: Partial<ReservationDraft>) => {
    setDraft({ ...draft, ...changes });
    setFault(null);
    forget();
  };
  const save = () => {
    const wrong = faultOfReservation(draft);
    setFault(wrong);
    if (wrong !== null) return;
    void run(
      () => onSave(draft),
      (reservation) => {
        setSaved(true);
        onSaved(reservation);
      },
    );
  };
  return (
    <Form look="sections" onSubmit={save}>
      <Section title={t('calendar.times.title')}>
        {rooms !== null && (
          <RoomField
            rooms={rooms}
            roomId={draft.roomId}
            isMissing={fault === 'room'}
            onChange={(roomId) => change({ roomId })}
          />
        )}
        <TimesFields
          draft={draft.times}
          fault={isTimesFault(fault) ? fault : null}
          onChange={(times) => change({ times: { ...draft.times, ...times } })}
        />
      </Section>
      <Section title={t('calendar.form.about')}>
        <div className={form.pair}>
          <TextField
            label={t('calendar.form.seats')}
            type="number"
            name="seats"
            inputMode="numeric"
            min={2}
            max={MAX_PARTICIPANTS}
            value={Number.isNaN(draft.seats) ? '' : draft.seats}
            onChange={(event) => change({ seats: event.currentTarget.valueAsNumber })}
            hint={t('calendar.form.seatsHint')}
            error={fault === 'seats' ? t('calendar.form.seatsWrong', { max: MAX_PARTICIPANTS }) : null}
          />
          <TextField
            label={t('calendar.form.titleLabel')}
            name="title"
            value={draft.title}
            maxLength={MAX_ROOM_NAME_LENGTH}
            autoComplete="off"
            onChange={(event) => change({ title: event.currentTarget.value })}
            hint={t('calendar.form.titleHint')}
          />
        </div>
        <CapacityNote />
        <fieldset className={form.group}>
          <legend>{t('calendar.form.around')}</legend>
          <div className={form.pair}>
            <AroundField
              label={t('calendar.form.before')}
              minutes={draft.minutesBefore}
              onChange={(minutesBefore) => change({ minutesBefore })}
            />
            <AroundField
              label={t('calendar.form.after')}
              minutes={draft.minutesAfter}
              onChange={(minutesAfter) => change({ minutesAfter })}
            />
          </div>
        </fieldset>
        <ReminderField minutes={draft.reminderMinutes} onChange={(reminderMinutes) => change({ reminderMinutes })} />
      </Section>
      <Refused
        failure={failure}
        zone={draft.times.zone}
        onTake={({ start, minutes }) =>
          change({ times: { ...draft.times, day: start.slice(0, 10), time: start.slice(11), minutes } })
        }
      />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{t('calendar.form.cancel')}</Button>
      </div>
      <Unsaved isUnsaved={!isSaved && draft !== initial} />
    </Form>
  );
}

function isTimesFault(fault: ReservationFault | null): fault is TimesFault {
  return !OTHERS.includes(fault);
}

interface RoomFieldProps {
  readonly rooms: NonNullable<ReservationFormProps['rooms']>;
  readonly roomId: string;
  readonly isMissing: boolean;
  readonly onChange: (roomId: string) => void;
}

function RoomField({ rooms, roomId, isMissing, onChange }: RoomFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={form.hinted}>
      <SelectField
        label={t('calendar.form.room')}
        name="room"
        value={roomId}
        aria-invalid={isMissing || undefined}
        aria-describedby={id}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{t('calendar.form.chooseRoom')}</option>
        {rooms.map(({ id, name }) => (
          <option key={id} value={id} translate="no">
            {name}
          </option>
        ))}
      </SelectField>
      <p id={id} className={form.wrong}>
        {isMissing && t('calendar.form.roomMissing')}
      </p>
    </div>
  );
}

interface ReminderFieldProps {
  readonly minutes: ReminderMinutes | null;
  readonly onChange: (minutes: ReminderMinutes | null) => void;
}

function ReminderField({ minutes, onChange }: ReminderFieldProps) {
  const { t } = useTranslation();
  return (
    <SelectField
      label={t('calendar.form.reminder')}
      hint={t('calendar.form.reminderHint')}
      name="reminder"
      value={minutes ?? ''}
      onChange={({ currentTarget: { value } }) =>
        onChange(REMINDER_MINUTES.find((each) => String(each) === value) ?? null)
      }
    >
      <option value="">{t('calendar.form.reminderNone')}</option>
      {REMINDER_MINUTES.map((each) => (
        <option key={each} value={each}>
          {t(`calendar.form.reminderBefore.${each}`)}
        </option>
      ))}
    </SelectField>
  );
}

interface AroundFieldProps {
  readonly label: string;
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}

function AroundField({ label, minutes, onChange }: AroundFieldProps) {
  const { t } = useTranslation();
  const choices = [...new Set([...AROUND, minutes])].sort((a, b) => a - b);
  return (
    <SelectField label={label} value={minutes} onChange={(event) => onChange(Number(event.currentTarget.value))}>
      {choices.map((each) => (
        <option key={each} value={each}>
          {durationText(t, each)}
        </option>
      ))}
    </SelectField>
  );
}
