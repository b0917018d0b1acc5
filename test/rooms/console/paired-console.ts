import { expect } from 'vitest';
import { COMMAND_NAMES, type ConsoleReply, type Role } from '../../../src/protocol/index.ts';
import type { TestClient } from '../../helpers/clients/test-client.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';
import { startTestApp, type TestApp } from '../../helpers/servers/test-app.ts';

/** Vorsitz (moderator) and Gast at one table. */
export async function aMeeting(changes: object = {}) {
  const app = await startTestApp();
  const room = await app.createRoom(changes);
  const { id: inviteId, secret: invite } = await app.createInvite(room.id, { role: 'moderator' });
  const chair = await app.connect();
  const chairView = await chair.join(room.id, 'Vorsitz', { invite });
  const guest = await app.connect();
  const guestView = await guest.join(room.id, 'Gast', { ...(await trusted(app, room.id)) });
  return { app, room, invite, inviteId, chair, chairView, guest, guestView, guestId: guestView.self.participantId };
}

export async function trusted(app: TestApp, roomId: string, role: Role = 'participant') {
  const { secret } = await app.createInvite(roomId, { role, trusted: true });
  return { invite: secret };
}

/** A second screen, paired as a tablet does it. */
export async function paired(app: TestApp, roomId: string, owner: TestClient) {
  const { code } = await owner.send('console:pair');
  const tablet = await app.connect();
  const view = await tablet.send('console:join', { roomId, code });
  return { tablet, view, code };
}

/** Nothing that a console could send does anything from here on. */
export async function expectWorthless(app: TestApp, roomId: string, tablet: TestClient, view: ConsoleReply) {
  for (const name of COMMAND_NAMES) {
    if (name === 'room:join' || name === 'console:join') continue;
    expect(await tablet.refused(name, SAMPLES[name]), name).toBe('NOT_ALLOWED');
  }
  await tablet.ended();
  const command = { roomId, resume: view.resume };
  expect(await (await app.connect()).refused('console:join', command)).toBe('RESUME_INVALID');
}
