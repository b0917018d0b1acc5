import type { ParticipantView, RoomView } from '../../../../src/protocol/index.ts';
import type { TableState } from '../../call/call-state.ts';

interface HandsOf {
  readonly room: Pick<RoomView, 'hands'>;
  readonly participants: readonly ParticipantView[];
}

/** Who asks for the floor, in order, and who has it. */
export function handsOf({ room, participants }: HandsOf) {
  return {
    hands: room.hands.flatMap((id) => participants.find((participant) => participant.id === id) ?? []),
    speakers: participants.filter(({ hasFloor }) => hasFloor),
  };
}

/** One's place in the queue of hands, from 1; null: the hand is down. */
export function placeInQueue({ room, self }: Pick<TableState, 'room' | 'self'>): number | null {
  const index = room.hands.indexOf(self.participantId);
  return index < 0 ? null : index + 1;
}
