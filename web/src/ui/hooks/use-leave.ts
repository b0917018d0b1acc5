import { createContext, useContext } from 'react';

export interface Leave {
  /** Whether a slip would cost something. */
  readonly asks: boolean;
  /** Leaves, after a question where a slip would cost something, or where one is `careful`. */
  ask(how?: { readonly careful?: boolean }): void;
}

export const LeaveContext = createContext<Leave>({ asks: false, ask: () => {} });

/** The way out, for every button that leads there. */
export function useLeave(): Leave {
  return useContext(LeaveContext);
}
