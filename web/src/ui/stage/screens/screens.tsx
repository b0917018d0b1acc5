import { Columns2, Monitor } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteTrack } from '../../../call/media/ports.ts';
import { foremostScreen, type SharedScreen } from '../../../call/media/shared-screen.ts';
import { useView } from '../../../features/stage/view/use-view.tsx';
import { cx } from '../../layout/cx.ts';
import { SignBoundary } from '../../standing/broken.tsx';
import { Name } from '../../text/name.tsx';
import { nameText } from '../../text/name-text.ts';
import { inPlace } from '../in-place.tsx';
import type { Focus } from '../layout/focus.ts';
import type { Rect } from '../layout/grid.ts';
import { ScreenTile } from './screen-tile.tsx';
import styles from './screens.module.css';
import type { FullScreen } from './use-full-screen.ts';

export interface ChosenScreen {
  /** Whose is to be seen alone; null: nobody's. */
  readonly pinnedId: string | null;
  readonly pin: (participantId: string | null) => void;
}

/** Which screen one has chosen, as long as it is shared. */
export function useChosenScreen(screens: readonly SharedScreen[]): ChosenScreen {
  const { following, goApart } = useView();
  const [own, setOwn] = useState<string | null>(null);
  const chosen = following === null ? own : following.view.screen;
  const isShared = screens.some(({ participantId }) => participantId === chosen);
  const pin = (participantId: string | null) => {
    goApart();
    setOwn(participantId);
  };
  return { pinnedId: isShared && screens.length > 1 ? chosen : null, pin };
}

interface ScreensProps extends Pick<Focus, 'tabs'> {
  readonly screens: readonly SharedScreen[];
  readonly rects: readonly Rect[];
  readonly chosen: ChosenScreen;
  readonly full: FullScreen;
  readonly tracks: ReadonlyMap<string, RemoteTrack>;
}

/** All shared screens beside each other, or one of them, and which it is to be; or the one that has all of the page. */
export function Screens({ screens, rects, tabs, chosen, full, tracks }: ScreensProps) {
  const { t } = useTranslation();
  const one = screens.find(({ participantId }) => participantId === chosen.pinnedId) ?? foremostScreen(screens);
  const shown =
    full.screen !== null ? [full.screen] : tabs === null ? screens : screens.filter((screen) => screen === one);
  return (
    <>
      {tabs !== null && (
        <fieldset
          className={styles.tabs}
          aria-label={t('view.screens')}
          style={{ transform: `translate(${tabs.x}px, ${tabs.y}px)`, width: tabs.width, height: tabs.height }}
        >
          {screens.map((screen) => (
            <button
              key={screen.participantId}
              type="button"
              className={cx(styles.tab)}
              aria-pressed={screen === one}
              title={t('table.screenOf', { name: nameText(t, screen) })}
              aria-label={t('table.screenOf', { name: nameText(t, screen) })}
              onClick={() => chosen.pin(screen.participantId)}
            >
              <Monitor size={18} aria-hidden />
              <Name of={screen} />
            </button>
          ))}
          {chosen.pinnedId !== null && (
            <button type="button" className={cx(styles.tab)} onClick={() => chosen.pin(null)}>
              <Columns2 size={18} aria-hidden />
              <span>{t('view.allScreens')}</span>
            </button>
          )}
        </fieldset>
      )}
      {shown.map((screen, index) => {
        const rect = rects[index];
        if (rect === undefined) return null;
        return (
          <SignBoundary key={screen.participantId} next={screen.producerId} wrap={inPlace(rect, 'div')}>
            <ScreenTile
              screen={screen}
              rect={rect}
              remote={tracks.get(screen.producerId)}
              isPinned={screens.length > 1 ? chosen.pinnedId === screen.participantId : null}
              onPin={() => chosen.pin(chosen.pinnedId === screen.participantId ? null : screen.participantId)}
              isFull={full.screen === screen}
              onFull={() => full.toggle(screen.participantId)}
            />
          </SignBoundary>
        );
      })}
    </>
  );
}
