import { createContext, type ReactNode, useContext } from 'react';
import type { CommandInput, CommandReplies } from '../../../src/protocol/index.ts';
import type { ServerClock } from '../call/moments.ts';
import type { Command } from '../session/commands.ts';
import { ClockProvider } from './text/time.tsx';

/** The meeting that one is in, at the table or at a console: both take the same commands, so that their parts are the same. */
export interface Meeting {
  readonly clock: ServerClock;
  /** A command whose effect is told by events; whether it was taken. Why it was not is told as a notice. */
  act<N extends Command>(name: N, input: CommandInput<N>): Promise<boolean>;
  /** A command whose answer is needed. Errors: RequestError. */
  request<N extends Command>(name: N, input: CommandInput<N>): Promise<CommandReplies[N]>;
}

const MeetingContext = createContext<Meeting | null>(null);

interface MeetingProviderProps {
  readonly meeting: Meeting;
  readonly children: ReactNode;
}

export function MeetingProvider({ meeting, children }: MeetingProviderProps) {
  return (
    <MeetingContext value={meeting}>
      <ClockProvider clock={meeting.clock}>{children}</ClockProvider>
    </MeetingContext>
  );
}

export function useMeeting(): Meeting {
  const meeting = useContext(MeetingContext);
  if (meeting === null) throw new Error('rendered outside of MeetingProvider');
  return meeting;
}
