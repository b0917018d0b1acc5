import { lazy, Suspense, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallState } from '../call/call-state.ts';
import { Announcer } from './common/announcer.tsx';
import { Returning } from './common/returning.tsx';
import { Door } from './door/door.tsx';
import { Left } from './left/left.tsx';
import { Lobby } from './lobby/lobby.tsx';
import { useNoticeVoice } from './notices/notice-voice.ts';
import { useCallState } from './parts.tsx';

export const loadTable = () => import('./table/table.tsx');
const Table = lazy(loadTable);

export function App() {
  const state = useCallState();
  const { i18n } = useTranslation();
  useNoticeVoice();
  const scene = state.place === 'table' ? 'table' : 'paper';
  useLayoutEffect(() => {
    document.documentElement.dataset.scene = scene;
  }, [scene]);
  return (
    <div data-state={state.place} lang={i18n.language}>
      <Place state={state} />
      <Announcer />
    </div>
  );
}

function Place({ state }: { readonly state: CallState }) {
  switch (state.place) {
    case 'door':
      return <Door problem={state.problem} entering={false} />;
    case 'joining':
      return state.returning ? <Returning /> : <Door problem={null} entering />;
    case 'lobby':
      return <Lobby lobby={state} />;
    case 'table':
      return (
        <Suspense fallback={<Returning />}>
          <Table table={state} />
        </Suspense>
      );
    case 'left':
      return <Left reason={state.reason} note={state.note} />;
  }
}
