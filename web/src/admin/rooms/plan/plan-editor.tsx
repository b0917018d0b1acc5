import { Plus } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { MAX_SEATS } from '../../../../../src/protocol/limits.ts';
import { newSeat, type PlanDraft } from '../../../features/plan/plan-draft.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { TextField } from '../../../ui/fields/field.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { Saved } from '../../parts/answers/saved.tsx';
import form from '../../parts/form.module.css';
import { Section } from '../../parts/section.tsx';
import { Unsaved } from '../../parts/unsaved.tsx';
import { InviteDialog, type ShownInvite } from '../invites/invite-dialog.tsx';
import { PlanFiles } from './plan-files.tsx';
import { SeatList } from './seat-list.tsx';
import { usePlanDraft } from './use-plan-draft.ts';

interface PlanEditorProps {
  readonly room: RoomView;
  readonly plan: RoomPlanView;
  readonly onSaved: (plan: RoomPlanView) => void;
  readonly onOther: () => void;
}

/** Who is expected, in order: by dragging, by keys, line by line or from a spreadsheet. */
export function PlanEditor({ room, plan, onSaved, onOther }: PlanEditorProps) {
  const { t } = useTranslation();
  const editing = usePlanDraft({ roomId: room.id, plan, onSaved, onOther });
  const { draft, problem, isUnsaved } = editing;
  const [link, setLink] = useState<ShownInvite | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const setSeats = (seats: PlanDraft['seats']) => editing.change({ ...draft, seats });
  const add = () => {
    // Whoever types on at once types into the new line.
    flushSync(() => setSeats([...draft.seats, newSeat()]));
    list.current?.querySelector<HTMLElement>(':scope > li:last-child input')?.focus();
  };
  return (
    <>
      <Section title={t('plan.title')} lead={t('plan.text')}>
        {draft.seats.length === 0 && <p className={form.hint}>{t('plan.empty')}</p>}
        <SeatList
          listRef={list}
          roomId={room.id}
          seats={draft.seats}
          plan={plan}
          isNameMissing={problem === 'nameMissing'}
          onChange={setSeats}
          onEnter={add}
          onLink={(name, made) => setLink({ title: t('plan.linkTitle', { name }), link: made, waits: false })}
        />
        <div className={form.buttons}>
          <Button icon={<Plus size={20} aria-hidden />} onClick={add}>
            {t('plan.add')}
          </Button>
        </div>
      </Section>
      <PlanFiles roomName={room.name} seats={draft.seats} onSeats={setSeats} />
      <Section title={t('plan.quorum')}>
        <TextField
          label={t('admin.plan.quorumNumber')}
          hint={t('plan.quorumHint')}
          name="quorum"
          inputMode="numeric"
          autoComplete="off"
          maxLength={3}
          value={draft.quorum}
          onChange={(event) => editing.change({ ...draft, quorum: event.currentTarget.value })}
          error={problem === 'quorumInvalid' ? t('plan.quorumInvalid', { max: MAX_SEATS }) : null}
        />
      </Section>
      {editing.isOvertaken && (
        <Alert look="warn" role="alert">
          <p>{t('plan.changed')}</p>
          <div className={form.buttons}>
            <Button size="small" onClick={editing.takeOther}>
              {t('plan.takeOther')}
            </Button>
            <Button size="small" onClick={editing.keepMine}>
              {t('plan.keepMine')}
            </Button>
          </div>
        </Alert>
      )}
      <div role="alert" className={form.said}>
        {(problem === 'tooMany' || problem === 'nameMissing') && (
          <Alert look="danger">{t(`plan.${problem}`, { max: MAX_SEATS })}</Alert>
        )}
      </div>
      <FailureAlert failure={editing.failure} />
      <div className={form.buttons}>
        <Button look="primary" busy={editing.isBusy} onClick={editing.save}>
          {t('admin.plan.save')}
        </Button>
        <Saved isShown={editing.isSaved} />
      </div>
      <Unsaved isUnsaved={isUnsaved} />
      {link !== null && <InviteDialog shown={link} room={room} onClose={() => setLink(null)} />}
    </>
  );
}
