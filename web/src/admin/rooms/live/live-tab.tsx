import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeetingView } from '../../../../../src/protocol/api/rooms/meeting.ts';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Answered } from '../../parts/answers/answered.tsx';
import form from '../../parts/form.module.css';
import { Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { EndMeeting } from './end-meeting.tsx';
import { EnterRoom } from './enter-room.tsx';
import styles from './live.module.css';
import { Origin } from './origin.tsx';
import { PersonThere } from './person-there.tsx';
import { Waiting } from './waiting.tsx';

/** Somebody who looks wants to see them come. */
const REFRESH_MS = 4_000;

/** Who is there now, who waits, and who of the plan is missing. It stays up to date by itself while it is looked at. */
export function LiveTab({ room }: { readonly room: RoomView }) {
  const { t } = useTranslation();
  const { id } = room;
  const askForMeeting = useCallback(
    (server: Server, signal: AbortSignal) => roomsApi(server).meeting(id, signal),
    [id],
  );
  const askForPlan = useCallback((server: Server, signal: AbortSignal) => roomsApi(server).plan(id, signal), [id]);
  const { answer, again } = useAnswer(askForMeeting, { everyMs: REFRESH_MS });
  const plan = useAnswer(askForPlan).answer;
  return (
    <Answered answer={answer} again={again}>
      {(meeting) => {
        const { participants, waiting, lobby, begun, madeBy } = meeting;
        const missing = plan.is === 'there' ? missingOf(plan.value, meeting) : [];
        return (
          <>
            <Section title={t('admin.live.title', { count: participants.length })} action={<EnterRoom room={room} />}>
              {participants.length === 0 && <p className={form.hint}>{t('admin.live.nobody')}</p>}
              <Origin begun={begun} madeBy={madeBy} />
              <Waiting waiting={waiting} />
              <Rows>
                {participants.map((person) => (
                  <PersonThere key={person.id} roomId={id} person={person} onRemoved={again} />
                ))}
              </Rows>
              {(participants.length > 0 || lobby > 0) && <EndMeeting room={room} onEnded={again} />}
            </Section>
            {missing.length > 0 && (
              <Section title={t('admin.live.missing', { count: missing.length })}>
                <ul className={styles.missing}>
                  {missing.map((seat) => (
                    <li key={seat.id} dir="auto" translate="no">
                      {seat.name}
                    </li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        );
      }}
    </Answered>
  );
}

/** Seats of the plan on which nobody sits. */
function missingOf({ seats }: RoomPlanView, { participants }: MeetingView) {
  const taken = new Set(participants.map(({ seatId }) => seatId));
  return participants.length === 0 ? [] : seats.filter(({ id }) => !taken.has(id));
}
