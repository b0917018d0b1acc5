import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { calledSchema, callSchema, type NewSeatAddress } from '../../../../src/protocol/api/rooms/calls.ts';
import { nothing, type Server } from './server.ts';

/** Calling together those whom a room's plan expects. */
export function callsApi(server: Pick<Server, 'ask'>, roomId: string) {
  const room = `${API_PATH}/rooms/${roomId}`;
  return {
    read: (signal: AbortSignal) => server.ask('GET', `${room}/call`, { answer: callSchema, signal }),
    everyone: () => server.ask('POST', `${room}/call`, { answer: calledSchema }),
    setAddress: (seatId: string, body: NewSeatAddress) =>
      server.ask('PUT', `${room}/plan/seats/${seatId}/address`, { body, answer: nothing }),
  };
}
