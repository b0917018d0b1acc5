import type { TableState } from '../../call/call-state.ts';
import type { Place } from '../../features/plan/seat-order.ts';
import { useView } from '../../features/stage/view/use-view.tsx';
import { isOn, seenOf } from '../../media/devices/local/local-source.ts';
import { useLocalSources } from '../parts.tsx';
import { SignBoundary } from '../standing/broken.tsx';
import { EmptyTile } from './empty-tile.tsx';
import { HeldSeat } from './held-seat.tsx';
import { inPlace } from './in-place.tsx';
import type { Rect } from './layout/grid.ts';
import styles from './stage.module.css';
import { Tile } from './tile/tile.tsx';
import { useTileKeys } from './use-tile-keys.ts';

export interface Seated {
  readonly place: Place;
  readonly rect: Rect;
  /** Where their seat is while they are large for as long as they speak. */
  readonly keeps?: Rect | undefined;
}

interface SeatsProps {
  readonly table: TableState;
  /** In the order of the table. */
  readonly seated: readonly Seated[];
  readonly pinned: readonly string[];
  readonly onPin: (participantId: string) => void;
  readonly height: number;
}

/** Everybody who is on the screen, each in their place. */
export function Seats({ table, seated, pinned, onPin, height }: SeatsProps) {
  const { microphone, camera } = useLocalSources();
  const { shown } = useView();
  const { self, tracks, speaking, room } = table;
  const tileKeys = useTileKeys(seated.flatMap(({ place }) => (place.kind === 'person' ? [place.id] : [])));
  return (
    <ul className={styles.seats} style={{ height }} {...tileKeys.listeners}>
      {seated.flatMap(({ place, rect, keeps }) => {
        if (place.kind === 'empty') {
          return (
            <SignBoundary key={place.id} next={place.seat} wrap={inPlace(rect)}>
              <EmptyTile seat={place.seat} rect={rect} mayInvite={self.isChairing} />
            </SignBoundary>
          );
        }
        const { participant } = place;
        const { id } = participant;
        const isSelf = id === self.participantId;
        const cameraId = participant.producers.find(({ source }) => source === 'camera')?.id;
        return [
          keeps && <HeldSeat key={`seat of ${id}`} participant={participant} rect={keeps} />,
          <SignBoundary key={id} next={participant} wrap={inPlace(rect)}>
            <Tile
              participant={participant}
              rect={rect}
              isSelf={isSelf}
              ownTrack={isSelf ? seenOf(camera) : null}
              ownMuted={isSelf && !isOn(microphone)}
              remote={cameraId === undefined ? undefined : tracks.get(cameraId)}
              isResting={cameraId !== undefined && table.resting.has(cameraId)}
              fit={shown.fit}
              speaking={speaking.ids.has(id)}
              handPlace={room.hands.indexOf(id) + 1}
              isPinned={pinned.includes(id)}
              isSpotlit={room.spotlight === id}
              signs={room.signing.includes(id)}
              mayChair={self.isChairing}
              onPin={onPin}
              isTabStop={id === tileKeys.tabStop}
            />
          </SignBoundary>,
        ];
      })}
    </ul>
  );
}
