import { expect, it, vi } from 'vitest';
import { startTestApp } from '../../helpers/servers/test-app.ts';
import { MAY_MOUNT, smallDisk } from '../../helpers/small-disk.ts';

// The whole app on a disk of its own; a busy machine takes a while.
vi.setConfig({ testTimeout: 30_000 });

const PASSWORD = 'richtiges-passwort';

it.runIf(MAY_MOUNT)(
  'a full disk keeps nobody out who need not be written down, and the operator learns why',
  async () => {
    const { dataDir, fill, makeRoom } = smallDisk();
    const app = await startTestApp({ dataDir });
    const room = await app.createRoom({ password: PASSWORD, attendanceDays: 30 });
    const moderator = await app.createInvite(room.id, { role: 'moderator' });
    const once = await app.createInvite(room.id, { maxUses: 1 });
    fill();

    const chair = await app.connect();
    await chair.join(room.id, 'Vorsitz', { invite: moderator.secret });
    const member = await app.connect();
    const { resume } = await member.join(room.id, 'Mitglied', { password: PASSWORD });
    member.disconnect();
    await (await app.connect()).join(room.id, 'Mitglied', { resume });
    await chair.send('room:configure', { lobby: 'on' });
    await chair.send('room:lock', { locked: true });
    await chair.send('room:lock', { locked: false });
    await chair.send('room:configure', { lobby: 'off' });

    const guest = await app.connect();
    const single = { roomId: room.id, displayName: 'Gast', invite: once.secret };
    expect(await guest.refused('room:join', single)).toBe('STORAGE_UNAVAILABLE');
    expect(
      await chair.refused('plan:set', { seats: [{ name: 'Aach' }], quorum: null, version: chair.planVersion }),
    ).toBe('STORAGE_UNAVAILABLE');
    expect(app.logLines.filter((line) => line.includes('SQLITE_FULL')).length).toBeGreaterThan(0);
    const ready = await fetch(`${app.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ parts: { database: true, disk: false }, ill: ['disk'] });

    makeRoom();
    await guest.join(room.id, 'Gast', { invite: once.secret });
    await chair.setPlan({ seats: [{ name: 'Aach' }], quorum: null });
    const { rows } = await chair.send('attendance:list');
    expect(rows.map(({ displayName }) => displayName)).toEqual(['Vorsitz', 'Mitglied', 'Gast']);
  },
);
