import type { TableState } from '../../call/call-state.ts';
import { lockedFor } from '../../call/meeting/own-view.ts';
import { useParts } from '../../ui/parts.tsx';

interface OwnSigning {
  readonly isOn: boolean;
  /** Hands are seen by a camera alone: it is switched on with it, where it is not locked. */
  readonly set: (isOn: boolean) => void;
}

/** Whether one speaks with one's hands oneself. */
export function useSigning(table: TableState): OwnSigning {
  const { call, local } = useParts();
  const { room, self } = table;
  return {
    isOn: room.signing.includes(self.participantId),
    set: (isOn) => {
      if (isOn && !lockedFor(table).camera) local.switchOn('camera');
      void call.act('signing:set', { isOn });
    },
  };
}
