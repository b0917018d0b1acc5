import type { Command } from '../signaling/protocol/index.ts';
import type { Departures } from './departures.ts';
import type { Participant } from './live-participant.ts';
import { authorize, type Membership, targetOrThrow } from './membership.ts';
import { joinedOf } from './participant.ts';
import type { Room } from './room.ts';

/** What a moderator does to others at the table and to the room. */
export class ModerationService {
  readonly #departures: Departures;

  constructor({ departures }: { departures: Departures }) {
    this.#departures = departures;
  }

  async mute(membership: Membership, { participantId }: Command<'participant:mute'>): Promise<void> {
    authorize(membership, 'participant:mute');
    const { room } = membership;
    await muteMicrophones(room, targetOrThrow(membership, 'participant:mute', participantId));
  }

  /** Everyone but oneself. */
  async muteAll(membership: Membership): Promise<void> {
    authorize(membership, 'participant:mute-all');
    const { room, participant } = membership;
    const others = room.seated.filter((other) => other !== participant);
    await Promise.all(others.map((other) => muteMicrophones(room, other)));
  }

  async remove(membership: Membership, { participantId }: Command<'participant:remove'>): Promise<void> {
    authorize(membership, 'participant:remove');
    this.removeFrom(membership.room, targetOrThrow(membership, 'participant:remove', participantId));
  }

  /** Out for this meeting: neither the resume secret nor the invite they came by brings them back. */
  removeFrom(room: Room, participant: Participant): void {
    if (participant.invite) room.bannedInvites.add(participant.invite.inviteId);
    this.#departures.dismiss(room, participant, 'remove');
  }

  async lock(membership: Membership, { locked }: Command<'room:lock'>): Promise<void> {
    authorize(membership, 'room:lock');
    const { room } = membership;
    room.locked = locked;
    room.broadcast('room:updated', room.view());
  }

  async end(membership: Membership): Promise<void> {
    authorize(membership, 'room:end');
    this.#departures.endRoom(membership.room);
  }
}

/** Paused on the server: whatever their client does, nothing is forwarded until they switch it on themselves. */
async function muteMicrophones(room: Room, participant: Participant): Promise<void> {
  const session = joinedOf(participant.state)?.session;
  const speaking = [...participant.producers].filter(([, { source, paused }]) => source === 'microphone' && !paused);
  if (!session || speaking.length === 0) return;
  for (const [producerId, published] of speaking) {
    published.paused = true;
    participant.connection?.send('participant:muted', { producerId });
  }
  room.broadcast('participant:updated', participant.view());
  await Promise.all(speaking.map(([producerId]) => session.pauseProducer(producerId)));
}
