import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { CallState } from '../../call/call-state.ts';
import { usePart } from '../../loading/use-part.ts';
import { type Leave, LeaveContext } from '../../ui/hooks/use-leave.ts';
import { useParts, usePasswordNeed } from '../../ui/parts.tsx';
import { Boundary } from '../../ui/standing/boundary.tsx';
import { BackGuard } from './back-guard.ts';
import { leavePart } from './late-question.ts';
import { leaveCost } from './leave-cost.ts';

/** Stands between a slip and the way out, be it the button or the browser's Back. */
export function Leaving({ state, children }: { readonly state: CallState; readonly children: ReactNode }) {
  const { call, memory } = useParts();
  const need = usePasswordNeed();
  const [asking, setAsking] = useState<'button' | 'back' | null>(null);
  const inside = state.place === 'table' || state.place === 'lobby' ? state : null;
  if (inside === null && asking !== null) setAsking(null);
  useBackGuard(inside !== null, () => setAsking('back'));
  const cost = inside === null ? 'nothing' : leaveCost(inside, { need, invited: memory.invite !== null });
  const leave: Leave = {
    asks: cost !== 'nothing',
    ask: ({ careful = false } = {}) => (cost === 'nothing' && !careful ? call.leave() : setAsking('button')),
  };
  return (
    <LeaveContext value={leave}>
      {children}
      {inside !== null && asking !== null && (
        <Question
          state={inside}
          cost={cost}
          onStay={() => setAsking(null)}
          // A question that cannot be asked must keep nobody inside.
          onLost={() => (asking === 'button' ? call.leave() : setAsking(null))}
        />
      )}
    </LeaveContext>
  );
}

type QuestionProps = Parameters<Awaited<ReturnType<typeof leavePart.load>>['default']>[0];

function Question({ onLost, ...question }: QuestionProps & { readonly onLost: () => void }) {
  const part = usePart(leavePart);
  if (part.is === 'lost') return <Lost onLost={onLost} />;
  if (part.is !== 'there') return null;
  return (
    <Boundary fallback={() => <Lost onLost={onLost} />}>
      <part.part.default {...question} />
    </Boundary>
  );
}

/** It did not come, or cannot be drawn. */
function Lost({ onLost }: Pick<Parameters<typeof Question>[0], 'onLost'>) {
  const lost = useRef(onLost);
  lost.current = onLost;
  useEffect(() => lost.current(), []);
  return null;
}

function useBackGuard(isInside: boolean, onBack: () => void): void {
  const latest = useRef(onBack);
  latest.current = onBack;
  const guard = useRef<BackGuard | null>(null);
  useEffect(() => {
    const made = new BackGuard({ history, events: window, onBack: () => latest.current() });
    guard.current = made;
    return () => {
      made.close();
      guard.current = null;
    };
  }, []);
  useEffect(() => {
    if (isInside) guard.current?.arm();
    else guard.current?.disarm();
  }, [isInside]);
}
