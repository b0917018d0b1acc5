import { describe, expect, it } from 'vitest';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { aMeeting, expectWorthless, paired, trusted } from './paired-console.ts';

const DEVICE = 'd'.repeat(43);

describe('cutting a console off', () => {
  it('tells it, leaves it no right and no way back, and takes it off the lists', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    await chair.send('console:cut', { consoleId: view.consoleId });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
    await chair.heard('consoles:updated', (consoles) => consoles.length === 0);
    await expectWorthless(app, room.id, tablet, view);
  });

  it('reaches one whose connection is lost', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.drop();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    await chair.send('console:cut', { consoleId: view.consoleId });
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, resume: view.resume })).toBe(
      'RESUME_INVALID',
    );
  });

  it('is for those who chair, and for consoles alone', async () => {
    const { app, room, chair, guest, guestId } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    expect(await guest.refused('console:cut', { consoleId: view.consoleId })).toBe('NOT_ALLOWED');
    expect(await chair.refused('console:cut', { consoleId: guestId })).toBe('NOT_ALLOWED');
    await tablet.send('room:lock', { locked: true });
    // A console may give itself back.
    await tablet.send('console:cut', { consoleId: view.consoleId });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
  });

  it('reaches no console of another room', async () => {
    const { app, room, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    const other = await app.createRoom({ name: 'Andere' });
    const stranger = await app.connect();
    await stranger.join(other.id, 'Fremder Vorsitz', await trusted(app, other.id, 'moderator'));
    expect(await stranger.refused('console:cut', { consoleId: view.consoleId })).toBe('NOT_ALLOWED');
    await tablet.send('room:lock', { locked: true });
  });

  it('happens by itself when its owner is removed, also when they had left and come again', async () => {
    const app = await startTestApp();
    const room = await app.createRoom();
    const { secret: invite } = await app.createInvite(room.id, { role: 'deputy' });
    const deputy = await app.connect();
    await deputy.join(room.id, 'Stellvertretung', { invite });
    const first = await paired(app, room.id, deputy);
    await deputy.send('room:leave');
    const again = await app.connect();
    const { self } = await again.join(room.id, 'Stellvertretung', { invite });
    const second = await paired(app, room.id, again);
    const chair = await app.connect();
    await chair.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
    await chair.send('participant:remove', { participantId: self.participantId });
    for (const { tablet, view } of [first, second]) {
      expect((await tablet.heard('room:left')).reason).toBe('removed');
      await expectWorthless(app, room.id, tablet, view);
    }
  });

  it.each([
    { when: 'while they still sat there', leaves: false },
    { when: 'after they had left', leaves: true },
  ])(
    'happens by itself when its owner, who came again in the same browser by the plain link $when, is removed',
    async ({ leaves }) => {
      const { app, room, chair } = await aMeeting();
      const deputy = await app.connect();
      await deputy.join(room.id, 'Vertretung', { ...(await trusted(app, room.id, 'deputy')), device: DEVICE });
      await chair.send('room:leave');
      await deputy.heard('self:updated', ({ isChairing }) => isChairing);
      const { tablet, view } = await paired(app, room.id, deputy);
      if (leaves) await deputy.send('room:leave');
      const again = await app.connect();
      const { self } = await again.join(room.id, 'Vertretung', { device: DEVICE });
      const next = await app.connect();
      await next.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
      await next.send('participant:remove', { participantId: self.participantId });
      expect((await tablet.heard('room:left')).reason).toBe('removed');
      await expectWorthless(app, room.id, tablet, view);
    },
  );

  it("is not needed when its owner opens the link again: it is the newer page's, and chairs on", async () => {
    const { app, room } = await aMeeting();
    const { invite } = await trusted(app, room.id, 'moderator');
    const before = await app.connect();
    await before.join(room.id, 'Zweiter Vorsitz', { invite, device: DEVICE });
    const { tablet, view } = await paired(app, room.id, before);
    const after = await app.connect();
    const { self } = await after.join(room.id, 'Zweiter Vorsitz', { invite, device: DEVICE });
    const [entry] = await tablet.heard('consoles:updated', ([first]) => first?.ownerId === self.participantId);
    expect(entry).toMatchObject({ id: view.consoleId });
    await tablet.send('room:lock', { locked: true });
  });

  it.each(['participant', 'observer'] as const)('happens by itself when its owner becomes %s', async (role) => {
    const { app, room, chair, guest, guestId } = await aMeeting();
    await chair.send('participant:set-role', { participantId: guestId, role: 'deputy' });
    await chair.send('room:leave');
    await guest.heard('self:updated', ({ isChairing }) => isChairing);
    const { tablet, view } = await paired(app, room.id, guest);
    const next = await app.connect();
    await next.join(room.id, 'Vorsitz', await trusted(app, room.id, 'moderator'));
    await next.send('participant:set-role', { participantId: guestId, role });
    expect((await tablet.heard('room:left')).reason).toBe('removed');
    await expectWorthless(app, room.id, tablet, view);
  });

  it('happens when it comes back after the invite of its owner was revoked', async () => {
    const { app, room, inviteId, chair } = await aMeeting();
    const { tablet, view } = await paired(app, room.id, chair);
    tablet.drop();
    await chair.heard('consoles:updated', ([entry]) => entry?.reconnecting === true);
    await app.database.invites.revoke(inviteId);
    expect(await (await app.connect()).refused('console:join', { roomId: room.id, resume: view.resume })).toBe(
      'RESUME_INVALID',
    );
  });
});
