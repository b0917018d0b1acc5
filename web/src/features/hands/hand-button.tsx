import { Hand } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import styles from '../../ui/bar/bar.module.css';
import { Toggle } from '../../ui/controls/toggle.tsx';
import { VisuallyHidden } from '../../ui/layout/visually-hidden.tsx';
import { useParts } from '../../ui/parts.tsx';
import { placeInQueue } from '../floor/own-floor.ts';

/** Asks for the floor, and says how many are before one. */
export function HandButton({ table }: { readonly table: TableState }) {
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
      className={styles.item}
      badge={
        isUp && (
          <span className={styles.place}>
            <span aria-hidden>{place}</span>
            <VisuallyHidden>, {t('hands.place', { place, count: table.room.hands.length })}</VisuallyHidden>
          </span>
        )
      }
    />
  );
}
