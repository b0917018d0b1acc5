import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx';
import { useParts } from '../../ui/parts.tsx';
import { placeInQueue } from './hands-of.ts';

interface HandButtonProps {
  readonly table: TableState;
  readonly className: string | undefined;
  /** Of the number on it. */
  readonly badge: string | undefined;
}

/** Asks for the floor, and says how many are before one. */
export function HandButton({ table, className, badge }: HandButtonProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const place = placeInQueue(table);
  const isUp = place !== null;
  return (
    <Toggle
      state={isUp ? 'on' : 'off'}
      wanted={isUp}
      label={t('hands.button')}
      title={t(isUp ? 'hands.lower' : 'hands.raise')}
      iconOn={<Hand aria-hidden />}
      offLook="plain"
      onPress={() => void call.act(isUp ? 'hand:lower' : 'hand:raise', {})}
      className={className}
      badge={
        isUp && (
          <span className={badge}>
            <span aria-hidden>{place}</span>
            <VisuallyHidden>, {t('hands.place', { place, count: table.room.hands.length })}</VisuallyHidden>
          </span>
        )
      }
    />
  );
}
