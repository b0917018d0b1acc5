import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { ConsoleCall } from '../../call/console/console-call.ts';
import type { ConsoleDesk, ConsoleState } from '../../call/console/console-state.ts';
import type { SettingsStore } from '../../settings.ts';
import { MeetingProvider } from '../meeting.tsx';

/** What the console's page is made of; built once in console.tsx. */
export interface ConsoleParts {
  readonly call: Pick<ConsoleCall, keyof ConsoleCall>;
  readonly settings: SettingsStore;
}

const ConsoleContext = createContext<ConsoleParts | null>(null);

export function ConsoleProvider({ parts, children }: { readonly parts: ConsoleParts; readonly children: ReactNode }) {
  return (
    <ConsoleContext value={parts}>
      <MeetingProvider meeting={parts.call}>{children}</MeetingProvider>
    </ConsoleContext>
  );
}

export function useConsole(): ConsoleParts {
  const parts = useContext(ConsoleContext);
  if (parts === null) throw new Error('rendered outside of ConsoleProvider');
  return parts;
}

export function useConsoleState(): ConsoleState {
  const { call } = useConsole();
  return useSyncExternalStore(call.subscribe, call.getSnapshot);
}

export interface DeskProps {
  readonly desk: ConsoleDesk;
}
