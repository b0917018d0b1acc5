import { useCallback } from 'react';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { Answered } from '../../parts/answers/answered.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { PlanEditor } from './plan-editor.tsx';

export function PlanTab({ room }: { readonly room: RoomView }) {
  const ask = useCallback((server: Server, signal: AbortSignal) => roomsApi(server).plan(room.id, signal), [room.id]);
  const { answer, again, set } = useAnswer<RoomPlanView>(ask);
  return (
    <Answered answer={answer} again={again}>
      {(plan) => <PlanEditor room={room} plan={plan} onSaved={set} onOther={again} />}
    </Answered>
  );
}
