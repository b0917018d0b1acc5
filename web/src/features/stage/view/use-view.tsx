import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Leading } from '../../../../../src/protocol/index.ts';
import { browserStorage } from '../../../browser-storage.ts';
import { ViewMemory, type ViewWish } from './view-wish.ts';

interface View {
  /** As one sees the table: as one wishes, or as somebody leads. */
  readonly shown: ViewWish;
  readonly wish: ViewWish;
  /** One's own wish; whoever changes what somebody leads goes their own way. */
  readonly change: (part: Partial<ViewWish>) => void;
  /** Somebody else's view that is shown here; null: one's own is. */
  readonly following: Leading | null;
  /** Somebody leads, and one goes one's own way. */
  readonly isApart: boolean;
  /** One's own view is everybody's. */
  readonly isLeading: boolean;
  readonly goApart: () => void;
  readonly goAlong: () => void;
}

const ViewContext = createContext<View | null>(null);

interface ViewProviderProps {
  /** Whose view is everybody's. */
  readonly led: Leading | null;
  readonly selfId: string;
  readonly children: ReactNode;
}

/** How one sees the table, for all that draws it and for what changes it. */
export function ViewProvider({ led, selfId, children }: ViewProviderProps) {
  const memory = useMemo(() => new ViewMemory(browserStorage('localStorage')), []);
  const [wish, setWish] = useState(() => memory.read());
  const [leftId, setLeft] = useState<string | null>(null);
  const view = useMemo<View>(() => {
    const isOthers = led !== null && led.participantId !== selfId;
    const following = isOthers && led.id !== leftId ? led : null;
    const goApart = () => setLeft(led?.id ?? null);
    return {
      shown: following === null ? wish : { ...wish, layout: following.view.layout, strip: following.view.strip },
      wish,
      change: (part) => {
        // Another tab may have changed something else since.
        const after = { ...memory.read(), ...part };
        memory.write(after);
        setWish(after);
        if (part.layout !== undefined || part.strip !== undefined) goApart();
      },
      following,
      isApart: isOthers && following === null,
      isLeading: led?.participantId === selfId,
      goApart,
      goAlong: () => setLeft(null),
    };
  }, [memory, wish, led, selfId, leftId]);
  return <ViewContext value={view}>{children}</ViewContext>;
}

export function useView(): View {
  const view = useContext(ViewContext);
  if (view === null) throw new Error('rendered outside of ViewProvider');
  return view;
}
