import { type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { sharedScreen } from '../../call/media/shared-screen.ts';
import { EmptyLine } from '../../features/plan/empty-line.tsx';
import { collapsesEmpty, placesOf } from '../../features/plan/seat-order.ts';
import { usePins } from '../../features/stage/use-pins.ts';
import { isOn } from '../../media/devices/local-media.ts';
import { useLocalSources } from '../parts.tsx';
import { SignBoundary } from '../standing/broken.tsx';
import { EmptyTile } from './empty-tile.tsx';
import { ScreenTile } from './screen-tile.tsx';
import styles from './stage.module.css';
import { layOutStage, PHONE_WIDTH, type Rect } from './stage-layout.ts';
import tile from './tile/tile.module.css';
import { Tile } from './tile/tile.tsx';
import { useSize } from './use-size.ts';
import { useTileKeys } from './use-tile-keys.ts';

/** CSS pixels of the line that stands for many empty chairs. */
const EMPTY_LINE_HEIGHT = 52;

/** Everyone in their seats, who is pinned or in the spotlight large, and a shared screen beside them. */
export function Stage({ table }: { readonly table: TableState }) {
  const { t } = useTranslation();
  const { microphone, camera } = useLocalSources();
  const ref = useRef<HTMLDivElement>(null);
  const size = useSize(ref);
  const { self, tracks, speaking, room } = table;
  const all = useMemo(() => placesOf(room.plan, table.participants), [room.plan, table.participants]);
  const participants = all.flatMap((place) => (place.kind === 'person' ? [place.participant] : []));
  const { pinned, toggle } = usePins(room.id, table.participants);
  const tileKeys = useTileKeys(participants.map(({ id }) => id));
  const collapsed = collapsesEmpty(all, { isPhone: size !== null && size.width < PHONE_WIDTH });
  const places = collapsed ? all.filter(({ kind }) => kind === 'person') : all;
  const large = places.filter(({ id }) => id === room.spotlight || pinned.includes(id)).map(({ id }) => id);
  const screen = sharedScreen(participants, self.participantId);
  const rest = places.length - large.length;
  const shared = screen !== null;
  const layout = useMemo(() => {
    if (size === null) return null;
    const height = size.height - (collapsed ? EMPTY_LINE_HEIGHT : 0);
    return layOutStage(rest, shared, { ...size, height }, large.length);
  }, [size, rest, shared, collapsed, large.length]);

  // By keyboard too.
  const scrolls = layout !== null && size !== null && layout.height + (collapsed ? EMPTY_LINE_HEIGHT : 0) > size.height;

  const small = places.filter(({ id }) => !large.includes(id)).map(({ id }) => id);
  const rectOf = (id: string) => {
    const at = large.indexOf(id);
    return at >= 0 ? layout?.large[at] : layout?.tiles[small.indexOf(id)];
  };

  return (
    <main className={styles.stage} aria-label={t('table.stage')} tabIndex={scrolls ? 0 : -1}>
      {participants.length <= 1 && !screen && (
        <p className={styles.alone}>
          <b>{t('table.alone')}</b> <span>{t('table.aloneHint')}</span>
        </p>
      )}
      <div ref={ref} className={styles.space}>
        {layout?.screen && screen && (
          <SignBoundary key={screen.producerId} next={screen.producerId} wrap={inPlace(layout.screen, 'div')}>
            <ScreenTile screen={screen} rect={layout.screen} remote={tracks.get(screen.producerId)} />
          </SignBoundary>
        )}
        {layout && (
          <ul className={styles.seats} style={{ height: layout.height }} {...tileKeys.listeners}>
            {places.map((place) => {
              const rect = rectOf(place.id);
              if (rect === undefined) return null;
              if (place.kind === 'empty') {
                return (
                  <SignBoundary key={place.id} next={place.seat} wrap={inPlace(rect)}>
                    <EmptyTile seat={place.seat} rect={rect} mayInvite={self.isChairing} />
                  </SignBoundary>
                );
              }
              const { participant } = place;
              const isSelf = participant.id === self.participantId;
              const cameraId = participant.producers.find(({ source }) => source === 'camera')?.id;
              return (
                <SignBoundary key={participant.id} next={participant} wrap={inPlace(rect)}>
                  <Tile
                    participant={participant}
                    rect={rect}
                    isSelf={isSelf}
                    ownTrack={isSelf && camera.capture.is === 'live' && isOn(camera) ? camera.capture.track : null}
                    ownMuted={isSelf && !isOn(microphone)}
                    remote={cameraId === undefined ? undefined : tracks.get(cameraId)}
                    speaking={speaking.ids.has(participant.id)}
                    handPlace={room.hands.indexOf(participant.id) + 1}
                    isPinned={pinned.includes(participant.id)}
                    isSpotlit={room.spotlight === participant.id}
                    mayChair={self.isChairing}
                    onPin={toggle}
                    isTabStop={participant.id === tileKeys.tabStop}
                  />
                </SignBoundary>
              );
            })}
          </ul>
        )}
        {collapsed && (
          <SignBoundary next={room.plan}>
            <EmptyLine
              seats={all.flatMap((place) => (place.kind === 'empty' ? [place.seat] : []))}
              mayInvite={self.isChairing}
            />
          </SignBoundary>
        )}
      </div>
    </main>
  );
}

/** Where the picture of somebody whose tile broke would be: nobody else's seat moves. */
function inPlace({ x, y, width, height }: Rect, As: 'li' | 'div' = 'li') {
  return (sign: ReactNode) => (
    <As className={tile.tile} style={{ transform: `translate(${x}px, ${y}px)`, width, height }}>
      {sign}
    </As>
  );
}
