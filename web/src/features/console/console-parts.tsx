import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react';
import type { ConsoleCall, ConsoleDesk, ConsoleState } from '../../call/console-call.ts';
import type { SettingsStore } from '../../settings.ts';
import { ClockProvider } from '../../ui/text/time.tsx';

/** What the console's page is made of; built once in console.tsx. */
export interface ConsoleParts {
  readonly call: Pick<ConsoleCall, keyof ConsoleCall>;
  readonly settings: SettingsStore;
}

const ConsoleContext = createContext<ConsoleParts | null>(null);

export function ConsoleProvider({ parts, children }: { readonly parts: ConsoleParts; readonly children: ReactNode }) {
  return (
    <ConsoleContext value={parts}>
      <ClockProvider clock={parts.call.clock}>{children}</ClockProvider>
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
