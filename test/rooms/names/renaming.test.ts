import { describe, expect, it } from 'vitest';
import { newSeatInvite, secrets } from '../../../src/auth/index.ts';
import { openTable, type Seated } from '../../helpers/meetings/table.ts';

const change = ({ client }: Seated, displayName: string) => client.send('name:change', { displayName });

describe('another name', () => {
  it('is told to everyone, whoever comes later too, and what was written before keeps the former one', async () => {
    const { chair, seat } = await openTable();
    const anna = await seat('Ana');
    await anna.client.send('chat:send', { text: 'Guten Tag', to: 'all' });
    await change(anna, '  Anna  Muster ');
    await chair.client.heard(
      'participant:updated',
      ({ id, displayName }) => id === anna.id && displayName === 'Anna Muster',
    );
    const late = await seat('Spät');
    expect(late.joined.participants.find(({ id }) => id === anna.id)?.displayName).toBe('Anna Muster');
    expect(late.joined.chat).toMatchObject([{ displayName: 'Ana', participantId: anna.id }]);
  });

  it('is kept through a drop, and through a reload of the page', async () => {
    const { chair, seat, drop, comeBack } = await openTable();
    const anna = await seat('Ana');
    await change(anna, 'Anna');
    await drop(anna);
    const back = await comeBack(anna);
    expect(back.joined.participants.find(({ id }) => id === anna.id)?.displayName).toBe('Anna');
    await chair.client.settled();
  });

  it('is the chair’s to give, to everyone but moderators; and one’s own where the room allows it', async () => {
    const { chair, seat } = await openTable({ renaming: false });
    const anna = await seat('Anna');
    const second = await seat('Zweite', 'moderator');
    expect(await anna.client.refused('name:change', { displayName: 'Berta' })).toBe('NOT_ALLOWED');
    expect(await anna.client.refused('participant:rename', { participantId: second.id, displayName: 'X' })).toBe(
      'NOT_ALLOWED',
    );
    expect(await chair.client.refused('participant:rename', { participantId: second.id, displayName: 'X' })).toBe(
      'NOT_ALLOWED',
    );
    expect(await anna.client.refused('name:change', { displayName: '\u200b' })).toBe('TEXT_INVISIBLE');
    await chair.client.send('participant:rename', { participantId: anna.id, displayName: 'Berta' });
    await anna.client.heard('participant:updated', ({ id, displayName }) => id === anna.id && displayName === 'Berta');
    await change(chair, 'Frau Vorsitz');
    await chair.client.send('room:configure', { renaming: true });
    await change(anna, 'Anna');
  });

  it('takes nobody’s: who bears one already keeps it, and who leads is not imitated, under any name that they have had', async () => {
    const { chair, seat, look } = await openTable();
    const anna = await seat('Anna');
    const bert = await seat('Bert');
    const carl = await seat('Carl');
    await change(chair, 'Dr. Weber');
    await change(bert, 'ANNA');
    await change(carl, 'Dr.Weber');
    const marks = async () =>
      (await look()).participants.map(({ displayName, mark }) => [
        displayName,
        mark?.twin ?? null,
        mark?.claims ?? null,
      ]);
    expect((await marks()).slice(0, 4)).toEqual([
      ['Dr. Weber', null, null],
      ['Anna', null, null],
      ['ANNA', 2, null],
      ['Dr.Weber', 2, 'chair'],
    ]);
    await change(carl, 'Vorsitz');
    await change(anna, 'Anna Muster');
    expect((await marks()).slice(1, 4)).toEqual([
      ['Anna Muster', null, null],
      ['ANNA', 2, null],
      ['Vorsitz', null, 'chair'],
    ]);
  });

  it('leads to the seat of that name, with a mark where a link was made for it before', async () => {
    const { app, room, chair, seat, look } = await openTable();
    await chair.client.setPlan({ seats: [{ name: 'Aach' }, { name: 'Buch' }], quorum: null });
    const anna = await seat('Ach');
    const bert = await seat('Gast');
    const [aach, buch] = await app.database.plans.listSeats(room.id);
    const { invite } = newSeatInvite({ roomId: room.id, seatId: buch?.id ?? '', label: 'Buch' }, secrets);
    await app.database.invites.createForSeat(invite);
    await change(anna, 'Aach');
    // Whoever comes has the links read anew.
    await seat('Noch jemand');
    await change(bert, 'Buch');
    const people = (await look()).participants;
    expect(people.find(({ id }) => id === anna.id)).toMatchObject({ seatId: aach?.id, mark: null });
    expect(people.find(({ id }) => id === bert.id)).toMatchObject({ seatId: buch?.id, mark: { claims: 'seatLink' } });
  });

  it('begins another line in the list of who was there', async () => {
    const { chair, seat } = await openTable({ attendanceDays: 30 });
    const anna = await seat('Anna');
    await change(anna, 'Berta');
    const { rows } = await chair.client.send('attendance:list');
    // By name: both lines may begin in one millisecond, which has no order.
    expect(rows.map(({ displayName, leftAgoMs }) => [displayName, leftAgoMs === null]).sort()).toEqual([
      ['Anna', false],
      ['Berta', true],
      ['Vorsitz', true],
    ]);
  });
});

it('where cameras are off on entry the first one is, and is switched on like any other', async () => {
  const { chair, seat, publish, isPaused } = await openTable({ cameraOnEntry: 'off' });
  const anna = await seat('Anna');
  const camera = await publish(anna, 'camera');
  expect(isPaused(anna, camera)).toBe(true);
  expect(isPaused(anna, await publish(anna, 'microphone'))).toBe(false);
  await anna.client.send('producer:resume', { producerId: camera });
  expect(isPaused(anna, camera)).toBe(false);
  expect(isPaused(anna, await publish(anna, 'camera'))).toBe(false);
  expect(isPaused(chair, await publish(chair, 'camera'))).toBe(false);
  // What is blurred is on: that it is, their browsers see to.
  await chair.client.send('room:configure', { cameraOnEntry: 'blurred' });
  const bert = await seat('Bert');
  expect(isPaused(bert, await publish(bert, 'camera'))).toBe(false);
});
