import { ArrowDown, ArrowUp, GripVertical, Link as LinkSign, Trash2 } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoomPlanView } from '../../../../../src/protocol/api/rooms/plan.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { MAX_DISPLAY_NAME_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { DraftSeat } from '../../../features/plan/plan-draft.ts';
import { isComposing } from '../../../ui/fields/composing.ts';
import styles from './seats.module.css';

interface SeatRowProps {
  readonly seat: DraftSeat;
  /** Null: a new one. */
  readonly saved: RoomPlanView['seats'][number] | null;
  readonly index: number;
  readonly count: number;
  readonly isNameMissing: boolean;
  /** That it is dragged, or that the dragged one would come to stand beside it. */
  readonly mark: 'dragged' | 'before' | 'after' | null;
  readonly handleProps: ComponentProps<'button'>;
  readonly onName: (name: string) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
  readonly onEnter: () => void;
  readonly onLink: (seatId: string) => void;
}

/** One expected person. */
export function SeatRow(props: SeatRowProps) {
  const { seat, saved, index, count, isNameMissing, mark, handleProps } = props;
  const { t } = useTranslation();
  const place = index + 1;
  return (
    <li className={styles.seat} data-mark={mark ?? undefined}>
      <button
        type="button"
        className={styles.handle}
        aria-label={t('admin.plan.drag', { place })}
        title={t('admin.plan.dragHint')}
        {...handleProps}
      >
        <GripVertical size={20} aria-hidden />
      </button>
      <span className={styles.place} aria-hidden>
        {place}
      </span>
      <input
        className={styles.name}
        aria-label={t('plan.name', { place })}
        aria-invalid={(isNameMissing && !isVisible(seat.name)) || undefined}
        value={seat.name}
        dir="auto"
        maxLength={MAX_DISPLAY_NAME_LENGTH}
        autoComplete="off"
        onChange={(event) => props.onName(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !isComposing(event.nativeEvent)) props.onEnter();
        }}
      />
      <span className={styles.tools}>
        <RowButton label={t('plan.up', { place })} isOff={index === 0} onPress={() => props.onMove(index - 1)}>
          <ArrowUp size={20} aria-hidden />
        </RowButton>
        <RowButton label={t('plan.down', { place })} isOff={place === count} onPress={() => props.onMove(index + 1)}>
          <ArrowDown size={20} aria-hidden />
        </RowButton>
        <RowButton
          label={saved === null ? t('admin.plan.linkLater', { place }) : t('admin.plan.link', { place })}
          isOff={saved === null}
          onPress={() => saved !== null && props.onLink(saved.id)}
        >
          <LinkSign size={20} aria-hidden />
        </RowButton>
        <RowButton label={t('plan.remove', { place })} onPress={props.onRemove}>
          <Trash2 size={20} aria-hidden />
        </RowButton>
      </span>
      {saved?.link != null && <small className={styles.state}>{t(`admin.plan.linkState.${saved.link}`)}</small>}
    </li>
  );
}

interface RowButtonProps {
  readonly label: string;
  readonly isOff?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function RowButton({ label, isOff = false, onPress, children }: RowButtonProps) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      // It keeps the focus at the end of the list, where pressing it again would do nothing.
      aria-disabled={isOff || undefined}
      onClick={() => !isOff && onPress()}
    >
      {children}
    </button>
  );
}
