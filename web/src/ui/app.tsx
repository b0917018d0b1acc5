import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallState } from '../call/call-state.ts';
import { usePart } from '../loading/use-part.ts';
import { Announcer } from './common/announcer.tsx';
import { PageBoundary, PartLost, QuietBoundary } from './common/broken.tsx';
import { useKeptFocus } from './common/keep-focus.ts';
import { Returning } from './common/returning.tsx';
import { useWakeLock } from './common/use-wake-lock.ts';
import { Door } from './door/door.tsx';
import { insidePart } from './late-inside.ts';
import { useCallState } from './parts.tsx';

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
      {/* A place that broke is left with it. */}
      <PageBoundary key={isAtDoor(state) ? 'door' : 'inside'}>
        <Place state={state} />
      </PageBoundary>
      <QuietBoundary next={state.place}>
        <Announcer />
      </QuietBoundary>
    </div>
  );
}

type AtDoor = Extract<CallState, { place: 'door' } | { place: 'joining'; returning: false }>;

function isAtDoor(state: CallState): state is AtDoor {
  return state.place === 'door' || (state.place === 'joining' && !state.returning);
}

function Place({ state }: { readonly state: CallState }) {
  if (!isAtDoor(state)) return <InsidePlace state={state} />;
  return <Door problem={state.place === 'door' ? state.problem : null} entering={state.place === 'joining'} />;
}

function InsidePlace({ state }: { readonly state: Exclude<CallState, AtDoor> }) {
  const inside = usePart(insidePart);
  if (inside.is === 'lost') return <PartLost again={inside.again} />;
  return inside.is === 'there' ? <inside.part.default state={state} /> : <Returning />;
}
