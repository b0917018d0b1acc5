import type { CallState, TableState } from '../call/call-state.ts';
import { Leaving } from '../features/leaving/leaving.tsx';
import { Left } from '../features/leaving/left/left.tsx';
import { Lobby } from '../features/lobby/lobby.tsx';
import { usePart } from '../loading/use-part.ts';
import { useNextTask } from './hooks/use-next-task.ts';
import { tablePart } from './late-table.ts';
import { NoticeBoardProvider } from './notices/use-board.tsx';
import { useParts } from './parts.tsx';
import { useSentPortrait } from './portrait/use-sent-portrait.ts';
import { PageBoundary, PartLost } from './standing/broken.tsx';
import { Moment } from './standing/returning.tsx';
import { Sound } from './table/sound.tsx';

/** Where one is behind the door. */
export type InsideState = Exclude<CallState, { place: 'door' | 'joining' }>;

/** All that lies behind the door: the lobby, the table and the way out. */
export default function Inside({ state }: { readonly state: InsideState }) {
  useSentPortrait(state);
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
    case 'lobby':
      return <Lobby lobby={state} />;
    case 'table':
      return <TablePlace table={state} />;
    case 'left':
      return <Left reason={state.reason} note={state.note} wayBackUntil={state.wayBackUntil} />;
  }
}

/**
 * The sound is there before the table is drawn, and stays when the table breaks. Drawing takes as long as the server takes
 * to answer what is asked of it first, so both are done at once: asking goes first.
 */
function TablePlace({ table }: { readonly table: TableState }) {
  const { call } = useParts();
  const state = usePart(tablePart);
  const isAsked = useNextTask();
  return (
    <Sound tracks={table.tracks}>
      <PageBoundary onLeave={() => call.leave()}>
        {state.is === 'loading' && <Moment />}
        {state.is === 'lost' && <PartLost again={state.again} />}
        {state.is === 'there' && isAsked && <state.part.default table={table} />}
      </PageBoundary>
    </Sound>
  );
}
