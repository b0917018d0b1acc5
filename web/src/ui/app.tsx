import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallState, TableState } from '../call/call-state.ts';
import { Part } from '../loading/part.ts';
import { usePart } from '../loading/use-part.ts';
import { Announcer } from './common/announcer.tsx';
import { PageBoundary, PartLost, QuietBoundary } from './common/broken.tsx';
import { useKeptFocus } from './common/keep-focus.ts';
import { Returning } from './common/returning.tsx';
import { useWakeLock } from './common/use-wake-lock.ts';
import { Door } from './door/door.tsx';
import { Leaving } from './leave/leaving.tsx';
import { Left } from './left/left.tsx';
import { Lobby } from './lobby/lobby.tsx';
import { NoticeBoardProvider } from './notices/use-board.tsx';
import { useCallState, useParts } from './parts.tsx';
import { Sound } from './table/sound.tsx';

export const tablePart = new Part({ load: () => import('./table/table.tsx') });

export function App() {
  return (
    <PageBoundary>
      <Places />
    </PageBoundary>
  );
}

function Places() {
  const state = useCallState();
  const { i18n } = useTranslation();
  const scene = state.place === 'table' ? 'table' : 'paper';
  useLayoutEffect(() => {
    document.documentElement.dataset.scene = scene;
  }, [scene]);
  useWakeLock(state.place === 'lobby' || state.place === 'table');
  const root = useKeptFocus();
  return (
    <div ref={root} data-state={state.place} lang={i18n.language}>
      <NoticeBoardProvider>
        <Leaving state={state}>
          {/* A place that broke is left with it. */}
          <PageBoundary key={state.place === 'table' ? 'table' : 'before'}>
            <Place state={state} />
          </PageBoundary>
        </Leaving>
      </NoticeBoardProvider>
      <QuietBoundary next={state.place}>
        <Announcer />
      </QuietBoundary>
    </div>
  );
}

function Place({ state }: { readonly state: CallState }) {
  switch (state.place) {
    case 'door':
      return <Door problem={state.problem} entering={false} />;
    case 'joining':
      return state.returning ? <WayBack isSlow={state.slow} /> : <Door problem={null} entering />;
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
