import { ArrowDown, ArrowUp, Plus, Trash2, UserPlus } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../src/protocol/index.ts';
import { MAX_DISPLAY_NAME_LENGTH, MAX_SEATS } from '../../../../src/protocol/limits.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { useSaving } from '../../ui/dialogs/use-saving.ts';
import { isComposing } from '../../ui/fields/composing.ts';
import { TextField } from '../../ui/fields/field.tsx';
import { useFailureText } from '../../ui/hooks/use-failure-text.ts';
import { useMeeting } from '../../ui/meeting.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import styles from './plan-dialog.module.css';
import { commandOf, draftOf, moved, newSeat, type PlanDraft, seatsOfLines, seatsOfPresent } from './plan-draft.ts';

interface PlanDialogProps {
  readonly room: RoomView;
  readonly participants: readonly ParticipantView[];
  readonly onClose: () => void;
}

/** Who is expected, in order. What was typed stays when it cannot be saved. */
export function PlanDialog({ room, participants, onClose }: PlanDialogProps) {
  const { t } = useTranslation();
  const meeting = useMeeting();
  const failureText = useFailureText();
  const [draft, setDraft] = useState<PlanDraft>(() => draftOf(room.plan, room.quorum));
  const [lines, setLines] = useState('');
  /** The plan that this draft was made from, and so the one that it takes the place of. */
  const [version, setVersion] = useState(room.planVersion);
  const [problem, setProblem] = useState<string | null>(null);
  const { isSaving, save } = useSaving(onClose);
  const list = useRef<HTMLOListElement>(null);
  const { seats, quorum } = draft;
  const setSeats = (next: PlanDraft['seats']) => setDraft({ ...draft, seats: next });

  const add = () => {
    // Whoever types on at once types into the new line.
    flushSync(() => setSeats([...seats, newSeat()]));
    list.current?.querySelector<HTMLElement>('li:last-child input')?.focus();
  };
  const submit = async () => {
    const command = commandOf(draft, room.plan);
    if (typeof command === 'string') {
      setProblem(t(`plan.${command}`, { max: MAX_SEATS }));
      return;
    }
    setProblem(null);
    await save(
      () => meeting.request('plan:set', { ...command, version }),
      // Somebody has changed the plan meanwhile, which is said already.
      (failure) => setProblem(failure.code === 'INVALID_STATE' ? null : failureText(failure)),
    );
  };

  return (
    <Dialog title={t('plan.title')} onClose={onClose}>
      <p className={styles.lead}>{t('plan.text')}</p>
      {seats.length === 0 && <p className={styles.lead}>{t('plan.empty')}</p>}
      <ol ref={list} className={styles.seats}>
        {seats.map((seat, index) => {
          const place = index + 1;
          return (
            <li key={seat.key} className={styles.seat}>
              <span className={styles.place} aria-hidden>
                {place}
              </span>
              <input
                className={styles.name}
                aria-label={t('plan.name', { place })}
                value={seat.name}
                dir="auto"
                maxLength={MAX_DISPLAY_NAME_LENGTH}
                autoComplete="off"
                onChange={(event) => {
                  const name = event.currentTarget.value;
                  setSeats(seats.map((other) => (other.key === seat.key ? { ...other, name } : other)));
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' && !isComposing(event.nativeEvent)) add();
                }}
              />
              <IconButton
                label={t('plan.up', { place })}
                disabled={index === 0}
                onPress={() => setSeats(moved(seats, index, -1))}
              >
                <ArrowUp size={20} aria-hidden />
              </IconButton>
              <IconButton
                label={t('plan.down', { place })}
                disabled={place === seats.length}
                onPress={() => setSeats(moved(seats, index, 1))}
              >
                <ArrowDown size={20} aria-hidden />
              </IconButton>
              <IconButton
                label={t('plan.remove', { place })}
                onPress={() => setSeats(seats.filter(({ key }) => key !== seat.key))}
              >
                <Trash2 size={20} aria-hidden />
              </IconButton>
            </li>
          );
        })}
      </ol>
      <div className={styles.adds}>
        <Button size="small" icon={<Plus size={18} aria-hidden />} onClick={add}>
          {t('plan.add')}
        </Button>
        <Button
          size="small"
          icon={<UserPlus size={18} aria-hidden />}
          onClick={() => setSeats([...seats, ...seatsOfPresent(draft, participants)])}
        >
          {t('plan.takePresent')}
        </Button>
      </div>
      <details className={styles.paste}>
        <summary>{t('plan.paste')}</summary>
        <textarea
          rows={5}
          aria-label={`${t('plan.paste')}: ${t('plan.pasteHint')}`}
          placeholder={t('plan.pasteHint')}
          value={lines}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <Button
          size="small"
          onClick={() => {
            setSeats([...seats, ...seatsOfLines(lines)]);
            setLines('');
          }}
        >
          {t('plan.pasteAdd')}
        </Button>
      </details>
      <TextField
        label={t('plan.quorum')}
        hint={t('plan.quorumHint')}
        inputMode="numeric"
        value={quorum}
        maxLength={3}
        onChange={(event) => setDraft({ ...draft, quorum: event.currentTarget.value })}
      />
      {version !== room.planVersion && (
        <Alert look="warn" role="alert">
          <p>{t('plan.changed')}</p>
          <div className={styles.adds}>
            <Button
              size="small"
              onClick={() => {
                setDraft(draftOf(room.plan, room.quorum));
                setVersion(room.planVersion);
              }}
            >
              {t('plan.takeOther')}
            </Button>
            <Button size="small" onClick={() => setVersion(room.planVersion)}>
              {t('plan.keepMine')}
            </Button>
          </div>
        </Alert>
      )}
      {problem !== null && (
        <Alert look="danger" role="alert">
          {problem}
        </Alert>
      )}
      <footer>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="primary" busy={isSaving} onClick={() => void submit()}>
          {t('plan.save')}
        </Button>
      </footer>
    </Dialog>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function IconButton({ label, disabled = false, onPress, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className={styles.icon}
      aria-label={label}
      title={label}
      // It keeps the focus at the end of the list, where pressing it again would do nothing.
      aria-disabled={disabled || undefined}
      onClick={() => !disabled && onPress()}
    >
      {children}
    </button>
  );
}
