import type { ServerEvent } from '../../session/signaling.ts';

/** The raised hands after an event, first come first; the same when it is about something else. */
export function queueAfter(hands: readonly string[], event: ServerEvent): readonly string[] {
  switch (event.name) {
    case 'hand:raised': {
      const { participantId } = event.data;
      return [...hands.filter((id) => id !== participantId), participantId];
    }
    case 'hand:lowered':
      return hands.filter((id) => id !== event.data.participantId);
    case 'hands:all-lowered':
      return [];
    case 'hand:handed-over': {
      const { participantId, to } = event.data;
      return hands.map((id) => (id === participantId ? to : id));
    }
    default:
      return hands;
  }
}
