import type { TableState } from '../../call/call-state.ts';
import { lockedFor } from '../../call/meeting/own-view.ts';
import { useParts } from '../../ui/parts.tsx';

interface OwnSigning {
  readonly isOn: boolean;
  /** Whether the others see one: they do, or one's camera is off, or the chair has locked it. */
  readonly isSeen: 'own' | 'ownOff' | 'ownLocked';
  /** Hands are seen by a camera alone: once one signs it is switched on, where it is not locked. */
  readonly set: (isOn: boolean) => Promise<void>;
}

/** Whether one speaks with one's hands oneself. */
export function useSigning(table: TableState): OwnSigning {
  const { call, local } = useParts();
  const { room, self } = table;
  return {
    isSeen: seenBy(table),
    isOn: room.signing.includes(self.participantId),
    set: async (isOn) => {
      const isDone = await call.act('signing:set', { isOn });
      if (isDone && isOn && !lockedFor(table).camera) local.switchOn('camera');
    },
  };
}

/** What is on its way is taken for seen. */
function seenBy(table: TableState): OwnSigning['isSeen'] {
  if (table.sending.camera !== 'off') return 'own';
  return lockedFor(table).camera ? 'ownLocked' : 'ownOff';
}
