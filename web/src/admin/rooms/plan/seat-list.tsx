import type { RefObject } from 'react';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import type { DraftSeat } from '../../../features/plan/plan-draft.ts';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import { movedTo } from './seat-moves.ts';
import { SeatRow } from './seat-row.tsx';
import styles from './seats.module.css';
import { useDragOrder } from './use-drag-order.ts';

interface SeatListProps {
  readonly listRef: RefObject<HTMLOListElement | null>;
  readonly roomId: string;
  readonly seats: readonly DraftSeat[];
  /** As it is saved: there are links for its seats alone. */
  readonly plan: RoomPlanView;
  readonly isNameMissing: boolean;
  readonly onChange: (seats: readonly DraftSeat[]) => void;
  /** Another line is wanted. */
  readonly onEnter: () => void;
  readonly onLink: (name: string, link: string) => void;
}

export function SeatList({ listRef, roomId, seats, plan, isNameMissing, onChange, onEnter, onLink }: SeatListProps) {
  const { server } = useAdmin();
  const { failure, run } = useDoing();
  const move = (from: number, to: number) => onChange(movedTo(seats, from, to));
  const { drag, handleProps } = useDragOrder(listRef, move);
  return (
    <>
      <ol ref={listRef} className={styles.seats}>
        {seats.map((seat, index) => (
          <SeatRow
            key={seat.key}
            seat={seat}
            saved={plan.seats.find(({ id }) => id === seat.id) ?? null}
            index={index}
            count={seats.length}
            isNameMissing={isNameMissing}
            mark={drag === null ? null : drag.from === index ? 'dragged' : markOf(drag, index)}
            handleProps={handleProps(index)}
            onName={(name) => onChange(seats.map((other) => (other.key === seat.key ? { ...other, name } : other)))}
            onMove={(to) => move(index, to)}
            onRemove={() => onChange(seats.filter(({ key }) => key !== seat.key))}
            onEnter={onEnter}
            onLink={(seatId) =>
              void run(
                () => roomsApi(server).seatLink(roomId, seatId),
                ({ link }) => onLink(seat.name, link),
              )
            }
          />
        ))}
      </ol>
      <FailureAlert failure={failure} />
    </>
  );
}

/** On which side of this line the dragged one would come to stand; null: not beside it. */
function markOf(
  { from, to }: { readonly from: number; readonly to: number },
  index: number,
): 'before' | 'after' | null {
  if (index !== to || from === to) return null;
  return to < from ? 'before' : 'after';
}
