import { agoOf, type LobbyStatus } from '../../protocol/index.ts';
import type { Meeting } from '../meeting/meeting.ts';
import type { Participant } from '../meeting/participant.ts';
import { lobbyOf } from '../meeting/participant-state.ts';
import { mayProve } from './waiting-rule.ts';

/** What somebody who waits is told of their waiting. */
export function lobbyStatusOf(meeting: Meeting, participant: Participant): LobbyStatus {
  const { state, lobbyWords } = participant;
  const { lobbyMessage, lobbyReplies } = meeting.settings;
  const waitingFor = lobbyOf(state)?.waitingFor ?? 'admission';
  // Who waits learns no name of who is inside.
  const texts = lobbyWords.filter(({ by }) => by !== null).map(({ id, text, at }) => ({ id, text, agoMs: agoOf(at) }));
  return {
    waitingFor,
    message: lobbyMessage,
    texts,
    mayReply: lobbyReplies,
    mayProve: mayProve(meeting, participant),
    restartsInMs: meeting.restartsInMs,
  };
}
