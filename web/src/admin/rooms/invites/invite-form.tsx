import { Link as LinkSign } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_INVITE_LABEL_LENGTH } from '../../../../../src/protocol/api/rooms/invites.ts';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { ROLES } from '../../../../../src/protocol/base/roles.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { SwitchField, TextField } from '../../../ui/fields/field.tsx';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { Section } from '../../parts/section.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import type { ShownInvite } from './invite-dialog.tsx';
import { type InviteProblem, MOST_USES, mayWait, NEW_INVITE, USES, wishOf } from './invite-draft.ts';

interface InviteFormProps {
  readonly room: RoomView;
  readonly onMade: (shown: ShownInvite) => void;
}

/** Another link: as what it lets in, how often and until when. */
export function InviteForm({ room, onMade }: InviteFormProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(NEW_INVITE);
  const [problem, setProblem] = useState<InviteProblem | null>(null);
  const set = (patch: Partial<typeof draft>) => {
    setDraft({ ...draft, ...patch });
    setProblem(null);
  };
  const submit = () => {
    const wish = wishOf(draft, Date.now());
    if (typeof wish === 'string') return setProblem(wish);
    void run(
      () => roomsApi(server).invite(room.id, wish),
      ({ invite, link }) => {
        setDraft(NEW_INVITE);
        setOpen(false);
        const waits = room.lobby === 'on' && mayWait(invite.role) && !(invite.trusted && room.trustedPass);
        onMade({ title: invite.label ?? t(`admin.invites.as.${invite.role}`), link, waits });
      },
    );
  };
  if (!isOpen) {
    return (
      <div className={form.buttons}>
        <Button look="primary" icon={<LinkSign size={20} aria-hidden />} onClick={() => setOpen(true)}>
          {t('admin.invites.make')}
        </Button>
      </div>
    );
  }
  return (
    <Section title={t('admin.invites.make')}>
      <Form isOpened onSubmit={submit}>
        <RadioChoice
          legend={t('admin.invites.role')}
          options={ROLES.map((value) => ({ value, label: t(`admin.invites.roleOf.${value}`) }))}
          value={draft.role}
          onChange={(role) => set({ role })}
        />
        <TextField
          label={t('admin.invites.label')}
          hint={t('admin.invites.labelHint')}
          name="label"
          value={draft.label}
          onChange={(event) => set({ label: event.currentTarget.value })}
          autoComplete="off"
          maxLength={MAX_INVITE_LABEL_LENGTH}
        />
        <RadioChoice
          legend={t('admin.invites.uses')}
          look="row"
          options={USES.map((value) => ({ value, label: t(`admin.invites.use.${value}`) }))}
          value={draft.uses}
          onChange={(uses) => set({ uses })}
        />
        <div className={form.pair}>
          {draft.uses === 'some' && (
            <TextField
              label={t('admin.invites.maxUses')}
              name="max-uses"
              inputMode="numeric"
              autoComplete="off"
              maxLength={5}
              value={draft.maxUses}
              onChange={(event) => set({ maxUses: event.currentTarget.value })}
              error={problem === 'usesInvalid' ? t('admin.invites.usesInvalid', { max: MOST_USES }) : null}
            />
          )}
          <TextField
            label={t('admin.invites.until')}
            hint={t('admin.invites.untilHint')}
            name="until"
            type="datetime-local"
            value={draft.until}
            onChange={(event) => set({ until: event.currentTarget.value })}
            error={problem === 'untilInvalid' || problem === 'untilPast' ? t(`admin.invites.${problem}`) : null}
          />
        </div>
        {mayWait(draft.role) && (
          <SwitchField
            label={t('admin.invites.trusted')}
            hint={t('admin.invites.trustedHint')}
            checked={draft.trusted}
            onChange={(trusted) => set({ trusted })}
          />
        )}
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('admin.invites.makeIt')}
          </Button>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </Section>
  );
}
