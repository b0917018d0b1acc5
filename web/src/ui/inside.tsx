import type { CallState, TableState } from '../call/call-state.ts';
import { usePart } from '../loading/use-part.ts';
import { PageBoundary, PartLost } from './common/broken.tsx';
import { Returning } from './common/returning.tsx';
import { tablePart } from './late-table.ts';
import { Leaving } from './leave/leaving.tsx';
import { Left } from './left/left.tsx';
import { Lobby } from './lobby/lobby.tsx';
import { NoticeBoardProvider } from './notices/use-board.tsx';
import { useParts } from './parts.tsx';
import { Sound } from './table/sound.tsx';

/** Where one is behind the door. */
type InsideState = Exclude<CallState, { place: 'door' } | { place: 'joining'; returning: false }>;

/** All that lies behind the door: the lobby, the table, the way back and the way out. */
export default function Inside({ state }: { readonly state: InsideState }) {
  return (
    <NoticeBoardProvider>
      <Leaving state={state}>
        {/* A place that broke is left with it. */}
        <PageBoundary key={state.place === 'table' ? 'table' : 'before'}>
          <Place state={state} />
        </PageBoundary>
      </Leaving>
    </NoticeBoardProvider>
  );
}

function Place({ state }: { readonly state: InsideState }) {
  switch (state.place) {
    case 'joining':
      return <WayBack isSlow={state.slow} />;
    case 'lobby':
      return <Lobby lobby={state} />;
    case 'table':
      return <TablePlace table={state} />;
    case 'left':
      return <Left reason={state.reason} note={state.note} wayBackUntil={state.wayBackUntil} />;
  }
}

function WayBack({ isSlow }: { readonly isSlow: boolean }) {
  const { call, local } = useParts();
  const toDoor = () => {
    call.backToDoor();
    void local.start();
  };
  return <Returning onDoor={isSlow ? toDoor : null} />;
}

/** The sound is there before the table is drawn, and stays when the table breaks. */
function TablePlace({ table }: { readonly table: TableState }) {
  const { call } = useParts();
  const state = usePart(tablePart);
  return (
    <Sound tracks={table.tracks}>
      <PageBoundary onLeave={() => call.leave()}>
        {state.is === 'loading' && <Returning />}
        {state.is === 'lost' && <PartLost again={state.again} />}
        {state.is === 'there' && <state.part.default table={table} />}
      </PageBoundary>
    </Sound>
  );
}
