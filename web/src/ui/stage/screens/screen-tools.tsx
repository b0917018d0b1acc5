import { Maximize, Minimize, Pin, PinOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './screen-tile.module.css';

interface ScreenToolsProps {
  /** Null: there is no other. */
  readonly isPinned: boolean | null;
  readonly onPin: () => void;
  readonly isFull: boolean;
  readonly onFull: () => void;
}

/** What one does with a shared screen for oneself. */
export function ScreenTools({ isPinned, onPin, isFull, onFull }: ScreenToolsProps) {
  const { t } = useTranslation();
  return (
    <span className={styles.tools}>
      {isPinned !== null && (
        <Tool
          name={t(isPinned ? 'view.unpinScreen' : 'view.pinScreen')}
          icon={isPinned ? <PinOff size={20} aria-hidden /> : <Pin size={20} aria-hidden />}
          onPress={onPin}
        />
      )}
      <Tool
        name={t(isFull ? 'view.leaveFull' : 'view.full')}
        icon={isFull ? <Minimize size={20} aria-hidden /> : <Maximize size={20} aria-hidden />}
        onPress={onFull}
      />
    </span>
  );
}

function Tool({ name, icon, onPress }: { name: string; icon: ReactNode; onPress: () => void }) {
  return (
    <button type="button" aria-label={name} title={name} onClick={onPress}>
      {icon}
    </button>
  );
}
