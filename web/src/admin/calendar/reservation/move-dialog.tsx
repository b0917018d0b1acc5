import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReservedDate } from '../../../../../src/protocol/api/reservations.ts';
import type { TimeWindow } from '../../../../../src/protocol/reservations/series.ts';
import type { Failure } from '../../../session/signaling.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Dialog } from '../../../ui/dialogs/dialog.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { faultOf, type TimesFault } from '../times/times-draft.ts';
import { WindowFields } from '../times/times-fields.tsx';
import { Refused } from './refused.tsx';

interface MoveDialogProps {
  readonly date: ReservedDate;
  readonly zone: string;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  readonly onMove: (to: TimeWindow) => void;
  /** Something else is wanted by now. */
  readonly onForget: () => void;
  readonly onClose: () => void;
}

/** To where one date is moved. */
export function MoveDialog({ date, zone, isBusy, failure, onMove, onForget, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState({
    day: date.start.slice(0, 10),
    time: date.start.slice(11),
    minutes: date.minutes,
  });
  const [fault, setFault] = useState<TimesFault | null>(null);
  const change = (changes: Partial<typeof draft>) => {
    setDraft({ ...draft, ...changes });
    setFault(null);
    onForget();
  };
  const submit = () => {
    const wrong = faultOf({ ...draft, zone, repetition: { every: 'once' } });
    setFault(wrong);
    if (wrong === null) onMove({ start: `${draft.day}T${draft.time}`, minutes: draft.minutes });
  };
  return (
    <Dialog title={t('calendar.one.moveTitle')} onClose={onClose}>
      <Form isOpened onSubmit={submit}>
        <WindowFields draft={draft} fault={fault} onChange={change} />
        <Refused
          failure={failure}
          zone={zone}
          onTake={({ start, minutes }) => change({ day: start.slice(0, 10), time: start.slice(11), minutes })}
        />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('calendar.one.move')}
          </Button>
          <Button onClick={onClose}>{t('calendar.form.cancel')}</Button>
        </div>
      </Form>
    </Dialog>
  );
}
