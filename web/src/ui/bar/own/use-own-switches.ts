import { useState } from 'react';
import type { FloorSource } from '../../../../../src/protocol/index.ts';
import type { TableState } from '../../../call/call-state.ts';
import { lockedFor } from '../../../call/meeting/own-view.ts';
import { useParts } from '../../parts.tsx';

export interface OwnSwitches {
  readonly locked: Readonly<Record<FloorSource, boolean>>;
  /** On or off; what hard mute forbids is explained instead. */
  readonly press: (source: FloorSource) => void;
  readonly explained: FloorSource | null;
  readonly close: () => void;
}

/** One's own microphone and camera, as far as one is free to switch them on. */
export function useOwnSwitches(table: TableState): OwnSwitches {
  const { local } = useParts();
  const [asked, setAsked] = useState<FloorSource | null>(null);
  const locked = lockedFor(table);
  return {
    locked,
    press: (source) => {
      const { wanted } = local.getSnapshot()[source];
      if (table.self.role === 'observer') return;
      if (!wanted && locked[source]) setAsked(source);
      else local.setWanted(source, !wanted);
    },
    // Once the lock is gone there is nothing left to explain.
    explained: asked !== null && locked[asked] ? asked : null,
    close: () => setAsked(null),
  };
}
