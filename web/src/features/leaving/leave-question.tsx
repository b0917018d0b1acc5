import { DoorOpen, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LobbyState, TableState } from '../../call/call-state.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Confirm, Dialog } from '../../ui/dialogs/dialog.tsx';
import { useParts } from '../../ui/parts.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { type LeaveCost, whoLeadsThen } from './leave-cost.ts';
import styles from './leave-question.module.css';

interface LeaveQuestionProps {
  readonly state: LobbyState | TableState;
  readonly cost: LeaveCost;
  readonly onStay: () => void;
}

/** Asked once: what it costs, and for who chairs, whom it is for. */
export default function LeaveQuestion({ state, cost, onStay }: LeaveQuestionProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const leave = () => {
    onStay();
    call.leave();
  };
  if (cost === 'chair' && state.place === 'table') {
    return (
      <Dialog title={t('leave.title')} onClose={onStay}>
        <p>
          <Sentence say={(keep) => chairText(state, keep)} />
        </p>
        <div className={styles.choices}>
          <Button wide autoFocus icon={<DoorOpen size={20} aria-hidden />} onClick={leave}>
            {t('leave.onlyMe')}
          </Button>
          <Button
            wide
            look="danger"
            icon={<Users size={20} aria-hidden />}
            onClick={() => {
              onStay();
              void call.act('room:end', {});
            }}
          >
            {t('leave.forAll')}
          </Button>
          <Button wide look="quiet" onClick={onStay}>
            {t('leave.stay')}
          </Button>
        </div>
      </Dialog>
    );
  }
  const waits = cost === 'place-in-line';
  return (
    <Confirm
      title={t(waits ? 'leave.lobbyTitle' : 'leave.title')}
      text={t(`leave.costs.${cost}`)}
      confirm={t(waits ? 'lobby.leave' : 'bar.leave')}
      cancel={t(waits ? 'leave.wait' : 'leave.stay')}
      onCancel={onStay}
      onConfirm={leave}
    />
  );

  function chairText(table: TableState, keep: (name: string) => string): string {
    const next = whoLeadsThen(table);
    if (next === null) return t('leave.costs.chair');
    return next === 'console' ? t('leave.chairConsole') : t('leave.chairNext', { name: keep(next.name) });
  }
}
