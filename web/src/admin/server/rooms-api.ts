import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { invitePageSchema, madeInviteSchema, type NewInvite } from '../../../../src/protocol/api/rooms/invites.ts';
import { meetingSchema } from '../../../../src/protocol/api/rooms/meeting.ts';
import { type NewPlan, roomPlanSchema } from '../../../../src/protocol/api/rooms/plan.ts';
import {
  madeRoomSchema,
  type NewRoom,
  type RoomChanges,
  roomPageSchema,
  roomSchema,
} from '../../../../src/protocol/api/rooms/rooms.ts';
import { allPages } from './all-pages.ts';
import { nothing, type Server } from './server.ts';

const ROOMS = `${API_PATH}/rooms`;

/** The house's rooms. */
export function roomsApi(server: Pick<Server, 'ask'>) {
  const one = (roomId: string) => `${ROOMS}/${roomId}`;
  return {
    list: (signal: AbortSignal) => allPages(server, ROOMS, roomPageSchema, signal),
    make: (body: NewRoom) => server.ask('POST', ROOMS, { body, answer: madeRoomSchema }),
    read: (roomId: string, signal: AbortSignal) => server.ask('GET', one(roomId), { answer: roomSchema, signal }),
    change: (roomId: string, body: RoomChanges) => server.ask('PATCH', one(roomId), { body, answer: roomSchema }),
    delete: (roomId: string) => server.ask('DELETE', one(roomId), { answer: nothing }),

    invites: (roomId: string, signal: AbortSignal) =>
      allPages(server, `${one(roomId)}/invites`, invitePageSchema, signal),
    invite: (roomId: string, body: NewInvite) =>
      server.ask('POST', `${one(roomId)}/invites`, { body, answer: madeInviteSchema }),
    revoke: (roomId: string, inviteId: string) =>
      server.ask('DELETE', `${one(roomId)}/invites/${inviteId}`, { answer: nothing }),

    plan: (roomId: string, signal: AbortSignal) =>
      server.ask('GET', `${one(roomId)}/plan`, { answer: roomPlanSchema, signal }),
    setPlan: (roomId: string, body: NewPlan) =>
      server.ask('PUT', `${one(roomId)}/plan`, { body, answer: roomPlanSchema }),
    seatLink: (roomId: string, seatId: string) =>
      server.ask('POST', `${one(roomId)}/plan/seats/${seatId}/invite`, { answer: madeInviteSchema }),

    meeting: (roomId: string, signal: AbortSignal) =>
      server.ask('GET', `${one(roomId)}/meeting`, { answer: meetingSchema, signal }),
    endMeeting: (roomId: string) => server.ask('DELETE', `${one(roomId)}/meeting`, { answer: nothing }),
    remove: (roomId: string, participantId: string) =>
      server.ask('DELETE', `${one(roomId)}/meeting/participants/${participantId}`, { answer: nothing }),
  };
}
