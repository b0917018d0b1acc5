import { useState } from 'react';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import { commandOf, draftOf, type PlanDraft } from '../../../features/plan/plan-draft.ts';
import { useAdmin } from '../../admin-parts.tsx';
import { roomsApi } from '../../server/rooms-api.ts';
import { useDoing } from '../../server/use-doing.ts';

type PlanProblem = Extract<ReturnType<typeof commandOf>, string>;

interface PlanDraftOptions {
  readonly roomId: string;
  /** As the server has it. */
  readonly plan: RoomPlanView;
  readonly onSaved: (plan: RoomPlanView) => void;
  /** Somebody else has changed it: it is to be asked for again. */
  readonly onOther: () => void;
}

/** A plan while it is edited. What was typed stays when somebody else was quicker, and its author says which one holds. */
export function usePlanDraft({ roomId, plan, onSaved, onOther }: PlanDraftOptions) {
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  /** The plan that this draft was made from, and so the one that it takes the place of. */
  const [base, setBase] = useState(plan);
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(plan.seats, plan.quorum));
  const [problem, setProblem] = useState<PlanProblem | null>(null);
  const [isSaved, setSaved] = useState(false);
  const adopt = (other: RoomPlanView) => {
    setBase(other);
    setDraft(draftOf(other.seats, other.quorum));
  };
  return {
    draft,
    problem,
    isBusy,
    isSaved,
    // That somebody was quicker is said by the question which one holds.
    failure: failure?.code === 'INVALID_STATE' ? null : failure,
    isUnsaved: textOf(draft) !== textOf(draftOf(base.seats, base.quorum)),
    isOvertaken: base.version !== plan.version,
    change(changed: PlanDraft) {
      setDraft(changed);
      setProblem(null);
      setSaved(false);
    },
    takeOther: () => adopt(plan),
    keepMine: () => setBase(plan),
    save() {
      const command = commandOf(draft, plan.seats);
      if (typeof command === 'string') return setProblem(command);
      setProblem(null);
      const set = async () => {
        try {
          return await roomsApi(server).setPlan(roomId, { ...command, version: base.version });
        } catch (error) {
          onOther();
          throw error;
        }
      };
      void run(set, (saved) => {
        adopt(saved);
        onSaved(saved);
        setSaved(true);
      });
    },
  };
}

/** Without what is for the screen alone. */
function textOf({ seats, quorum }: PlanDraft): string {
  return JSON.stringify([seats.map(({ id, name }) => [id, name]), quorum]);
}
