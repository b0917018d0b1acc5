import type { TableState } from '../../call/call-state.ts';
import { lockedFor } from '../../call/meeting/own-view.ts';
import { useLocalSources, useParts } from '../../ui/parts.tsx';

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
  const { camera } = useLocalSources();
  return {
    isSeen: seenBy(table, camera.wanted),
    isOn: room.signing.includes(self.participantId),
    set: async (isOn) => {
      const isDone = await call.act('signing:set', { isOn });
      if (isDone && isOn && !lockedFor(table).camera) local.switchOn('camera');
    },
  };
}

/** What is on its way is taken for seen; what goes out of one's own camera no more for want of a way is told by itself. */
function seenBy(table: TableState, isWanted: boolean): OwnSigning['isSeen'] {
  if (lockedFor(table).camera && table.sending.camera === 'off') return 'ownLocked';
  return isWanted || table.sending.camera !== 'off' ? 'own' : 'ownOff';
}
