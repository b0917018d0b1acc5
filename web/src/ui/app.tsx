import type { CallState } from '../call/call-state.ts';
import { Door } from '../features/door/door.tsx';
import { usePart } from '../loading/use-part.ts';
import { Frame } from './frame.tsx';
import { useWakeLock } from './hooks/use-wake-lock.ts';
import type { InsideState } from './inside.tsx';
import { insidePart } from './late-inside.ts';
import { useCallState, useParts } from './parts.tsx';
import { PageBoundary, PartLost } from './standing/broken.tsx';
import { Moment, Returning } from './standing/returning.tsx';

export function App() {
  return (
    <PageBoundary>
      <Places />
    </PageBoundary>
  );
}

function Places() {
  const state = useCallState();
  useWakeLock(state.place === 'lobby' || state.place === 'table');
  return (
    <Frame place={state.place} isMeeting={state.place === 'table'} part={isAtDoor(state) ? 'door' : 'inside'}>
      <Place state={state} />
    </Frame>
  );
}

function isAtDoor(state: CallState): boolean {
  return state.place === 'door' || (state.place === 'joining' && !state.returning);
}

function Place({ state }: { readonly state: CallState }) {
  switch (state.place) {
    case 'door':
      return <Door problem={state.problem} entering={false} />;
    case 'joining':
      return state.returning ? <WayBack isSlow={state.slow} /> : <Door problem={null} entering />;
    default:
      return <InsidePlace state={state} />;
  }
}

/** It needs nothing that may still be on its way. */
function WayBack({ isSlow }: { readonly isSlow: boolean }) {
  const { call, local } = useParts();
  const toDoor = () => {
    call.backToDoor();
    void local.start();
  };
  return <Returning onDoor={isSlow ? toDoor : null} />;
}

function InsidePlace({ state }: { readonly state: InsideState }) {
  const inside = usePart(insidePart);
  if (inside.is === 'lost') return <PartLost again={inside.again} />;
  return inside.is === 'there' ? <inside.part.default state={state} /> : <Moment />;
}
