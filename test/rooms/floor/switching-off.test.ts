import { describe, expect, it } from 'vitest';
import { openTable } from '../../helpers/meetings/table.ts';

describe('switching off', () => {
  it('pauses a camera on the server, and its owner may switch it on again', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const [camera, microphone] = [await publish(anna, 'camera'), await publish(anna, 'microphone')];
    await chair.client.send('participant:switch-off', { participantId: anna.id, source: 'camera' });
    expect(await anna.client.heard('participant:switched-off')).toEqual({ producerId: camera, source: 'camera' });
    expect([isPaused(anna, camera), isPaused(anna, microphone)]).toEqual([true, false]);
    await anna.client.send('producer:resume', { producerId: camera });
    expect(isPaused(anna, camera)).toBe(false);
  });

  it('ends a shared screen together with its sound', async () => {
    const { chair, seat, publish, isPaused } = await openTable();
    const anna = await seat('Anna');
    const [screen, sound] = [await publish(anna, 'screen'), await publish(anna, 'screenAudio')];
    const microphone = await publish(anna, 'microphone');
    await chair.client.settled();
    chair.client.events.length = 0;
    await chair.client.send('participant:switch-off', { participantId: anna.id, source: 'screen' });
    expect(await anna.client.heard('participant:switched-off')).toEqual({ producerId: screen, source: 'screen' });
    expect([isPaused(anna, screen), isPaused(anna, sound)]).toEqual([undefined, undefined]);
    const { producers } = await chair.client.heard('participant:updated');
    expect(producers.map(({ id }) => id)).toEqual([microphone]);
    await publish(anna, 'screen');
  });

  it('of what is off already tells nobody', async () => {
    const { chair, seat, publish } = await openTable();
    const anna = await seat('Anna');
    await publish(anna, 'microphone', { paused: true });
    await anna.client.settled();
    anna.client.events.length = 0;
    for (const source of ['microphone', 'camera', 'screen']) {
      await chair.client.send('participant:switch-off', { participantId: anna.id, source });
    }
    await anna.client.settled();
    expect(anna.client.events).toEqual([]);
  });

  it('of all microphones leaves out those who chair and whoever is excepted, also from a console', async () => {
    const { app, room, chair, seat, publish, isPaused } = await openTable();
    const [second, anna, bert] = [await seat('Zweite', 'moderator'), await seat('Anna'), await seat('Bert')];
    const people = [chair, second, anna, bert];
    const microphones: string[] = [];
    for (const person of people) microphones.push(await publish(person, 'microphone'));
    const paused = () => people.map((person, index) => isPaused(person, microphones[index] ?? ''));
    await chair.client.send('participant:mute-all', { except: [bert.id, 'nobody'] });
    expect(paused()).toEqual([false, false, true, false]);
    const { code } = await chair.client.send('console:pair');
    const desk = await app.connect();
    await desk.send('console:join', { roomId: room.id, code });
    await desk.send('participant:mute-all');
    expect(paused()).toEqual([false, false, true, true]);
  });
});
