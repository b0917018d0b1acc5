import { type ReactNode, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptFocus } from './layout/keep-focus.ts';
import { Announcer } from './standing/announcer.tsx';
import { PageBoundary, QuietBoundary } from './standing/broken.tsx';

interface FrameProps {
  /** Where one is. */
  readonly place: string;
  /** The meeting itself is dark, what is before and after it is paper. */
  readonly isMeeting: boolean;
  /** Of what breaks together: a place that broke is left with it. */
  readonly part: string;
  readonly children: ReactNode;
}

/** What stands around each place of a page that is in a meeting: its scene and language, the focus, and what is said. */
export function Frame({ place, isMeeting, part, children }: FrameProps) {
  const { i18n } = useTranslation();
  const scene = isMeeting ? 'table' : 'paper';
  useLayoutEffect(() => {
    document.documentElement.dataset.scene = scene;
  }, [scene]);
  const root = useKeptFocus();
  return (
    <div ref={root} data-state={place} lang={i18n.language}>
      <PageBoundary key={part}>{children}</PageBoundary>
      <QuietBoundary next={place}>
        <Announcer />
      </QuietBoundary>
    </div>
  );
}
