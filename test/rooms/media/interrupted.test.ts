import { expect, it } from 'vitest';
import { type Attendee, openMeeting } from '../../helpers/meetings/open-meeting.ts';
import { SAMPLES } from '../../helpers/protocol-samples.ts';

/** Of the watched one's microphone, as the watcher was told last. */
function microphoneOf(watcher: Attendee, watched: Attendee) {
  const view = watcher.heard('participant:updated').findLast(({ id }) => id === watched.id);
  const { paused, interrupted } = view?.producers[0] ?? {};
  return { paused, interrupted };
}

it('a microphone whose device gives nothing is told as interrupted until it gives again, or its owner switches it off', async () => {
  const meeting = openMeeting();
  const [anna, bernd] = [await meeting.enter('Anna'), await meeting.enter('Bernd')];
  const { producerId } = await bernd.send('producer:create', SAMPLES['producer:create']);
  await bernd.send('producer:pause', { producerId, interrupted: true });
  expect(microphoneOf(anna, bernd)).toEqual({ paused: true, interrupted: true });
  await bernd.send('producer:resume', { producerId });
  expect(microphoneOf(anna, bernd)).toEqual({ paused: false });
  await bernd.send('producer:pause', { producerId, interrupted: true });
  await bernd.send('producer:pause', { producerId });
  expect(microphoneOf(anna, bernd)).toEqual({ paused: true });
  expect(await anna.codeOf('producer:pause', { producerId, interrupted: true })).toBe('NOT_ALLOWED');
});
