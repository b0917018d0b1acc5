import { expect, it, vi } from 'vitest';
import { MAX_SIGNERS } from '../../../src/protocol/index.ts';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';

/** As somebody was told last; undefined: nothing. */
const toldTo = (who: Attendee) => who.heard('room:updated').findLast((changes) => 'signing' in changes)?.signing;
const sign = (who: Attendee, isOn = true) => who.codeOf('signing:set', { isOn });

async function setUp() {
  const meeting = openMeeting();
  const chair = await meeting.enter('Vorsitz', { role: 'moderator' });
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  return { meeting, chair, anna, bernd };
}

it('whoever signs is shown so to everyone, to who comes later too, until they end it, the chair does, or they leave', async () => {
  const { meeting, chair, anna, bernd } = await setUp();
  await sign(anna);
  await sign(bernd);
  await sign(anna);
  expect(toldTo(chair)).toEqual([anna.id, bernd.id]);
  const late = await meeting.enter('Spaet');
  expect(late.reply).toMatchObject({ room: { signing: [anna.id, bernd.id] } });
  await sign(anna, false);
  expect(toldTo(late)).toEqual([bernd.id]);
  await chair.send('signing:end', { participantId: bernd.id });
  expect(toldTo(anna)).toEqual([]);
  await sign(anna);
  await anna.send('room:leave', {});
  expect(toldTo(bernd)).toEqual([]);
});

it('the media hears from the meeting who signs, at once, and again what is still so when its worker was lost', async () => {
  const { meeting, chair, anna } = await setUp();
  const { mediaPlane } = meeting;
  const signers = () => [chair, anna].map(({ id }) => [...mediaPlane.openRooms.values()].at(-1)?.signs(id));
  expect(signers()).toEqual([false, false]);
  await sign(anna);
  expect(signers()).toEqual([false, true]);
  mediaPlane.lose(anna.membership.meeting.id);
  await vi.waitFor(() => expect(signers()).toEqual([false, true]));
  await chair.send('signing:end', { participantId: anna.id });
  await vi.waitFor(() => expect(mediaPlane.signersTold).toEqual([anna.id, anna.id]));
  expect(signers()).toEqual([false, false]);
});

it('whose connection drops signs on when they are back, and who becomes an observer does not', async () => {
  const { meeting, chair, anna } = await setUp();
  await sign(anna);
  anna.drop();
  await meeting.comeBack(anna);
  expect(anna.reply).toMatchObject({ room: { signing: [anna.id] } });
  await chair.send('participant:set-role', { participantId: anna.id, role: 'observer' });
  expect(toldTo(chair)).toEqual([]);
  expect(await sign(anna)).toBe('NOT_ALLOWED');
});

it('nobody ends it for others but the chair, and no more sign than can be seen large', async () => {
  const { meeting, chair, anna, bernd } = await setUp();
  await sign(anna);
  expect(await bernd.codeOf('signing:end', { participantId: anna.id })).toBe('NOT_ALLOWED');
  for (let one = 2; one <= MAX_SIGNERS; one += 1) expect(await sign(await meeting.enter(`Haende ${one}`))).toBeNull();
  expect(await sign(bernd)).toBe('INVALID_STATE');
  await sign(anna, false);
  expect(await sign(bernd)).toBeNull();
  expect(toldTo(chair)).toHaveLength(MAX_SIGNERS);
});
