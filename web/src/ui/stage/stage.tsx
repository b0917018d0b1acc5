import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { EmptyLine } from '../../features/plan/empty-line.tsx';
import { useLeading } from '../../features/stage/view/use-leading.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { seenOf } from '../../media/devices/local/local-source.ts';
import { cx } from '../layout/cx.ts';
import { useLocalSources } from '../parts.tsx';
import { QuietBoundary, SignBoundary } from '../standing/broken.tsx';
import { PHONE_WIDTH } from './layout/pages.ts';
import { layOutStage, ownCorner } from './layout/stage-layout.ts';
import { OwnCorner } from './own-corner.tsx';
import pagerStyles from './pages/pager.module.css';
import { Pager } from './pages/pager.tsx';
import { SpeaksUnseen } from './pages/speaks-unseen.tsx';
import { usePage, useTurning } from './pages/use-pages.ts';
import { Screens, useChosenScreen } from './screens/screens.tsx';
import { useFullScreen } from './screens/use-full-screen.ts';
import { useScreenBeside } from './screens/use-screen-beside.ts';
import { useStirring } from './screens/use-stirring.ts';
import { seatedOf, unseenSpeaker } from './seated.ts';
import { Seats } from './seats.tsx';
import styles from './stage.module.css';
import { useCast } from './use-cast.ts';
import { useSize } from './use-size.ts';

/** CSS pixels of the line that stands for many empty chairs. */
const EMPTY_LINE_HEIGHT = 52;
/** Beside a screen that has all of the page. */
const NOBODY = { seats: [], large: [], waiting: [], isOwnInCorner: false };

/** Everyone in their seats, who is large, and the shared screens, as one wishes to see them. */
export function Stage({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { shown } = useView();
  const { camera } = useLocalSources();
  const main = useRef<HTMLElement>(null);
  const ref = useRef<HTMLDivElement>(null);
  const size = useSize(ref);
  const { self, participants, tracks } = table;
  const whole = useCast(table, size !== null && size.width < PHONE_WIDTH);
  const full = useFullScreen(whole.screens);
  const isFull = full.screen !== null;
  useScreenBeside(whole.screens, isFull);
  const isStirring = useStirring(isFull);
  const cast = isFull ? { ...whole, ...NOBODY } : whole;
  const chosen = useChosenScreen(cast.screens);
  const [wantedPage, setPage] = usePage();
  useLeading(cast.pinned, chosen.pinnedId);
  const people = cast.seats.length;
  const screens = isFull ? 1 : cast.screens.length;
  const large = cast.large.length;
  const hasLine = cast.waiting.length > 0;
  const isEven = shown.layout === 'even';
  const most = shown.most === 'all' ? Number.POSITIVE_INFINITY : Number(shown.most);
  const oneScreen = !isFull && chosen.pinnedId !== null;
  const layout = useMemo(() => {
    if (size === null) return null;
    const height = Math.max(0, size.height - (hasLine ? EMPTY_LINE_HEIGHT : 0));
    const ask = { people, screens, oneScreen, large, isEven, page: wantedPage, most };
    return { ...layOutStage(ask, { ...size, height }), height };
  }, [size, people, screens, oneScreen, large, isEven, wantedPage, most, hasLine]);
  const turning = useTurning(main, layout ?? { page: 0, pages: 1 }, setPage);
  const seated = layout === null ? [] : seatedOf(cast, layout);
  const unseen = unseenSpeaker(table, seated);
  const unseenAt = unseen === null ? -1 : cast.seats.findIndex(({ id }) => id === unseen.id);
  const ownTrack = seenOf(camera);
  const isAlone = participants.filter(({ role }) => role !== 'observer').length <= 1 && screens === 0;

  return (
    <main
      ref={main}
      className={cx(styles.stage, layout !== null && layout.pages > 1 && styles.turns)}
      aria-label={t('table.stage')}
      tabIndex={-1}
      data-full={isFull ? (isStirring ? 'stirred' : 'quiet') : undefined}
      {...turning.listeners}
    >
      {isAlone && (
        <p className={styles.alone}>
          <b>{t('table.alone')}</b> <span>{t('table.aloneHint')}</span>
        </p>
      )}
      <div ref={ref} className={styles.space}>
        {layout && (
          <>
            <Screens
              screens={cast.screens}
              rects={layout.screens}
              tabs={layout.tabs}
              chosen={chosen}
              full={full}
              tracks={tracks}
            />
            <Seats table={table} seated={seated} pinned={cast.pinned} onPin={cast.togglePin} height={layout.height} />
          </>
        )}
        {layout?.pager && (
          <SignBoundary next={layout.pages}>
            <Pager
              rect={layout.pager}
              page={layout.page}
              pages={layout.pages}
              turnTo={turning.turnTo}
              elsewhere={
                unseen !== null && unseenAt >= 0
                  ? { participant: unseen, page: Math.floor(unseenAt / layout.each) }
                  : null
              }
            />
          </SignBoundary>
        )}
        {unseen !== null && unseenAt < 0 && (
          <QuietBoundary next={unseen}>
            <div className={pagerStyles.over}>
              <SpeaksUnseen participant={unseen} isShort={false} />
            </div>
          </QuietBoundary>
        )}
        {layout && cast.isOwnInCorner && ownTrack !== null && (
          <QuietBoundary next={ownTrack}>
            <OwnCorner rect={ownCorner(layout, { width: size?.width ?? 0, height: layout.height })} track={ownTrack} />
          </QuietBoundary>
        )}
        {hasLine && (
          <SignBoundary next={cast.waiting}>
            <EmptyLine seats={cast.waiting} mayInvite={self.isChairing} />
          </SignBoundary>
        )}
      </div>
    </main>
  );
}
