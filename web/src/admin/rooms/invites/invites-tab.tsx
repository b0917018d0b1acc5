import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { SwitchField } from '../../../ui/fields/field.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import form from '../../parts/form.module.css';
import { Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { ShareLink } from '../share/share-link.tsx';
import { InviteDialog, type ShownInvite } from './invite-dialog.tsx';
import { InviteForm } from './invite-form.tsx';
import { InviteRow } from './invite-row.tsx';

/** The room's own link, and those that let somebody in as something. */
export function InvitesTab({ room }: { readonly room: RoomView }) {
  const { t } = useTranslation();
  const ask = useCallback(
    (server: Server, signal: AbortSignal) => roomsApi(server).invites(room.id, signal),
    [room.id],
  );
  const { answer, again } = useAnswer(ask);
  const [made, setMade] = useState<ShownInvite | null>(null);
  const [showsAll, setShowsAll] = useState(false);
  return (
    <>
      <Section
        title={t('admin.invites.roomLink')}
        lead={t(room.hasPassword ? 'admin.invites.withPassword' : 'admin.invites.withoutPassword')}
      >
        <ShareLink
          link={room.link}
          label={t('made.guestLink')}
          room={{
            name: room.name,
            code: room.code,
            password: null,
            passwordApart: room.hasPassword,
            waits: room.lobby === 'on',
          }}
        />
      </Section>
      <InviteForm
        room={room}
        onMade={(shown) => {
          setMade(shown);
          again();
        }}
      />
      <Section title={t('admin.invites.list')} lead={t('admin.invites.listLead')}>
        <Answered answer={answer} again={again}>
          {(invites) => {
            const open = invites.filter(({ status }) => status === 'open');
            const shown = showsAll ? invites : open;
            return (
              <>
                {invites.length > open.length && (
                  <SwitchField
                    label={t('admin.invites.showAll', { count: invites.length - open.length })}
                    checked={showsAll}
                    onChange={setShowsAll}
                  />
                )}
                {shown.length === 0 && <p className={form.hint}>{t('admin.invites.none')}</p>}
                <Rows>
                  {shown.map((invite) => (
                    <InviteRow key={invite.id} invite={invite} roomId={room.id} onRevoked={again} />
                  ))}
                </Rows>
              </>
            );
          }}
        </Answered>
      </Section>
      {made !== null && <InviteDialog shown={made} room={room} onClose={() => setMade(null)} />}
    </>
  );
}
