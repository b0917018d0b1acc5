import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { Meeting } from '../../ui/meeting.tsx';
import type { PersonAction } from './person-rights.ts';

/** Does to somebody what the chair has chosen; whether the server took it. */
export function performAction(
  meeting: Pick<Meeting, 'act'>,
  { id: participantId }: Pick<ParticipantView, 'id'>,
  action: Exclude<PersonAction, { kind: 'rename' }>,
): Promise<boolean> {
  switch (action.kind) {
    case 'switch-off':
      return meeting.act('participant:switch-off', { participantId, source: action.source });
    case 'ask':
    case 'switch-on':
      return meeting.act(`participant:${action.kind}`, { participantId, source: action.source });
    case 'lock':
    case 'unlock':
      return meeting.act('participant:restrict', { participantId, [action.source]: action.kind === 'lock' });
    case 'give-floor':
      return meeting.act('floor:give', { participantId });
    case 'take-floor':
      return meeting.act('floor:take', { participantId });
    case 'lower-hand':
      return meeting.act('hands:lower', { participantId });
    case 'spotlight':
      return meeting.act('spotlight:set', { participantId });
    case 'unspotlight':
      return meeting.act('spotlight:set', { participantId: null });
    case 'end-signing':
      return meeting.act('signing:end', { participantId });
    case 'offer-off':
      return meeting.act('camera:offer-off', { participantId });
    case 'bar-portrait':
    case 'allow-portrait':
      return meeting.act('portrait:allow', { participantId, allowed: action.kind === 'allow-portrait' });
    case 'return-to-lobby':
    case 'remove':
      return meeting.act(`participant:${action.kind}`, { participantId });
    case 'make':
      return meeting.act('participant:set-role', { participantId, role: action.role });
  }
}
