import { expect, it, onTestFinished, vi } from 'vitest';
import { startTestApp } from '../../helpers/servers/test-app.ts';

it('somebody who was removed comes back neither by resume secret nor by invite, while the meeting lasts', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: 'richtig-lang' });
  const moderator = await app.connect();
  await moderator.join(room.id, 'Vorsitz', { invite: (await app.createInvite(room.id, { role: 'moderator' })).secret });
  const { secret } = await app.createInvite(room.id);
  const guest = await app.connect();
  const { resume, self } = await guest.join(room.id, 'Stört', { invite: secret });
  await moderator.send('participant:remove', { participantId: self.participantId });
  expect((await guest.heard('room:left')).reason).toBe('removed');
  await guest.ended();
  for (const client of [await app.connect(), await app.connect()]) {
    expect(await client.refused('room:join', { roomId: room.id, displayName: 'Stört', resume })).toBe('RESUME_INVALID');
    expect(await client.refused('room:join', { roomId: room.id, displayName: 'Stört', invite: secret })).toBe(
      'INVITE_INVALID',
    );
  }
});

it('a resume secret works once: after its successor was used it is worth nothing', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const first = await app.connect();
  const { resume } = await first.join(room.id, 'Gast');
  const second = await app.connect();
  const { resume: next } = await second.join(room.id, 'Gast', { resume });
  expect(next).not.toBe(resume);
  await second.send('media:view', { items: [] });
  const thief = await app.connect();
  expect(await thief.refused('room:join', { roomId: room.id, displayName: 'Dieb', resume })).toBe('RESUME_INVALID');
  await thief.join(room.id, 'Gast', { resume: next });
});

it('a resume whose answer was lost can be tried again', async () => {
  const app = await startTestApp();
  const room = await app.createRoom();
  const { resume } = await (await app.connect()).join(room.id, 'Gast');
  await (await app.connect()).join(room.id, 'Gast', { resume });
  await (await app.connect()).join(room.id, 'Gast', { resume });
});

it('used up, expired and revoked invites are refused, also to resume with', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: 'richtig-lang' });
  const join = async (invite: string) =>
    (await app.connect()).raw('room:join', { roomId: room.id, displayName: 'Gast', invite });
  const once = await app.createInvite(room.id, { maxUses: 1 });
  const both = await Promise.all([join(once.secret), join(once.secret)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  const expired = await app.createInvite(room.id, { expiresAt: Date.now() - 1 });
  expect(await join(expired.secret)).toMatchObject({ error: { code: 'INVITE_INVALID' } });
  const revoked = await app.createInvite(room.id);
  const client = await app.connect();
  const { resume } = await client.join(room.id, 'Gast', { invite: revoked.secret });
  await app.database.invites.revoke(revoked.id);
  expect(await join(revoked.secret)).toMatchObject({ error: { code: 'INVITE_INVALID' } });
  const again = await app.connect();
  expect(await again.refused('room:join', { roomId: room.id, displayName: 'Gast', resume })).toBe('RESUME_INVALID');
});

it('an invite that expires while its bearer is there lets nobody new in and puts nobody out', async () => {
  const app = await startTestApp();
  const room = await app.createRoom({ password: 'richtig-lang' });
  const { secret: invite } = await app.createInvite(room.id, { expiresAt: Date.now() + 60_000 });
  const first = await app.connect();
  const { resume } = await first.join(room.id, 'Gast', { invite });
  first.drop();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
  onTestFinished(() => void vi.useRealTimers());
  await (await app.connect()).join(room.id, 'Gast', { resume });
  const late = await app.connect();
  expect(await late.refused('room:join', { roomId: room.id, displayName: 'Spät', invite })).toBe('INVITE_INVALID');
});
