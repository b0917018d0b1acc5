import type { StoppableSource } from '../../protocol/index.ts';
import { joinedOf, type Meeting, type Participant, type PublishedSource } from '../meeting/index.ts';
import type { MediaSession } from '../ports/media-plane.ts';
import { maySend } from './floor-state.ts';

// What is switched off at somebody else. It holds on the server at once: whatever their client does or does not do,
// nothing is forwarded. Everyone is told before the media plane has answered; the promise is for those who wait for it.

/**
 * Microphone and camera are paused, a screen ends with its sound. One that is being replaced is switched off when it is there.
 * Nothing to switch off: nothing happens.
 */
export async function switchOff(meeting: Meeting, participant: Participant, source: StoppableSource): Promise<void> {
  const session = joinedOf(participant.state)?.session;
  if (!session) return;
  for (const one of source === 'screen' ? (['screen', 'screenAudio'] as const) : [source]) {
    const replacing = participant.replacing.get(one);
    if (replacing) replacing.isSwitchedOff = true;
  }
  const work: Promise<void>[] = [];
  for (const [producerId, published] of [...participant.producers]) {
    if (source === 'screen') {
      if (published.source === 'screen' || published.source === 'screenAudio') {
        work.push(end(participant, session, producerId));
      }
    } else if (published.source === source && !isOff(participant, published)) {
      work.push(pause(participant, session, producerId));
    }
  }
  if (work.length > 0) meeting.tellPerson(participant);
  await Promise.all(work);
}

/**
 * Reads the rule of hard mute anew for one person: what they may no longer send is switched off. Call it after every
 * change of the rule, of their floor, of their role, and when they chair no longer.
 */
export async function enforceFloor(meeting: Meeting, participant: Participant): Promise<void> {
  const session = joinedOf(participant.state)?.session;
  if (!session) return;
  const work: Promise<void>[] = [];
  for (const [producerId, published] of [...participant.producers]) {
    const { source, isHeld = false } = published;
    if (maySend(meeting, participant, source)) {
      if (isHeld) work.push(letGo(participant, session, producerId));
    } else if (source === 'screen') {
      work.push(end(participant, session, producerId));
    } else if (!isOff(participant, published)) {
      work.push(pause(participant, session, producerId));
    }
  }
  if (work.length > 0) meeting.tellPerson(participant);
  await Promise.all(work);
}

/** A camera that is off for want of a way up is still wanted, and would be back in a moment. */
function isOff({ lineState: { upload } }: Participant, { source, paused }: PublishedSource): boolean {
  return paused && !(source === 'camera' && upload === 'held');
}

async function pause(participant: Participant, session: MediaSession, producerId: string): Promise<void> {
  const published = participant.producers.get(producerId);
  if (!published) return;
  published.paused = true;
  const { source } = published;
  // Nobody switches a screen's sound on by itself, so it comes back by itself.
  if (source === 'screenAudio') published.isHeld = true;
  else participant.connection?.send('participant:switched-off', { producerId, source });
  await unlessGone(participant, session, producerId, () => session.pauseProducer(producerId));
}

async function letGo(participant: Participant, session: MediaSession, producerId: string): Promise<void> {
  const published = participant.producers.get(producerId);
  if (!published) return;
  published.paused = false;
  published.isHeld = false;
  await unlessGone(participant, session, producerId, () => session.resumeProducer(producerId));
}

async function end(participant: Participant, session: MediaSession, producerId: string): Promise<void> {
  const source = participant.producers.get(producerId)?.source;
  participant.producers.delete(producerId);
  if (source === 'screen') participant.connection?.send('participant:switched-off', { producerId, source });
  await unlessGone(participant, session, producerId, async () => session.closeProducer(producerId));
}

/** A producer that went away meanwhile, by itself or with its session, sends nothing any more. */
async function unlessGone(
  participant: Participant,
  session: MediaSession,
  producerId: string,
  request: () => Promise<void>,
): Promise<void> {
  try {
    await request();
  } catch (error) {
    if (joinedOf(participant.state)?.session === session && participant.producers.has(producerId)) throw error;
  }
}
