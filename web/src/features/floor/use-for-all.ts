import type { FloorSource } from '../../../../src/protocol/index.ts';
import { useMeeting } from '../../ui/meeting.tsx';

/** What the chair rules for everyone at once. Each resolves when the server has answered: whether it took it. */
export interface ForAllRules {
  mute(options?: { readonly except: readonly string[] }): Promise<boolean>;
  /** Hard mute, for all who neither chair nor have the floor. */
  restrict(source: FloorSource, isRestricted: boolean): Promise<boolean>;
  lockRoom(isLocked: boolean): Promise<boolean>;
}

export function useForAll(): ForAllRules {
  const meeting = useMeeting();
  return {
    mute: (options) => meeting.act('participant:mute-all', options ? { except: [...options.except] } : {}),
    restrict: (source, isRestricted) => meeting.act('floor:restrict', { [source]: isRestricted }),
    lockRoom: (locked) => meeting.act('room:lock', { locked }),
  };
}
