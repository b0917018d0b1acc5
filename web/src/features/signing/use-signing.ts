import type { TableState } from '../../call/call-state.ts';
import { lockedFor } from '../../call/meeting/own-view.ts';
import { useParts } from '../../ui/parts.tsx';

interface OwnSigning {
  readonly isOn: boolean;
  /** Hands are seen by a camera alone: once one signs it is switched on, where it is not locked. */
  readonly set: (isOn: boolean) => Promise<void>;
}

/** Whether one speaks with one's hands oneself. */
export function useSigning(table: TableState): OwnSigning {
  const { call, local } = useParts();
  const { room, self } = table;
  return {
    isOn: room.signing.includes(self.participantId),
    set: async (isOn) => {
      const isDone = await call.act('signing:set', { isOn });
      if (isDone && isOn && !lockedFor(table).camera) local.switchOn('camera');
    },
  };
}
