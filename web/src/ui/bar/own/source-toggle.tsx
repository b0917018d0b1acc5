import { Lock, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../../src/protocol/index.ts';
import type { TableState } from '../../../call/call-state.ts';
import { hasProblem } from '../../controls/source-status.ts';
import { Toggle } from '../../controls/toggle.tsx';
import { useKeyboard } from '../../hooks/use-keyboard.ts';
import { VisuallyHidden } from '../../layout/visually-hidden.tsx';
import { useSettings } from '../../parts.tsx';
import { isMac } from '../../shortcuts/shortcut-keys.ts';
import styles from '../bar.module.css';
import type { OwnSwitches } from './use-own-switches.ts';
import { useSourceWords } from './use-source-words.ts';

const LOOKS = {
  microphone: { key: 'D', On: Mic, Off: MicOff },
  camera: { key: 'E', On: Video, Off: VideoOff },
} as const;

interface SourceToggleProps {
  readonly source: FloorSource;
  readonly table: TableState;
  readonly switches: OwnSwitches;
}

/** One's own microphone or camera. */
export function SourceToggle({ source, table, switches }: SourceToggleProps) {
  const { t } = useTranslation();
  const { shortcuts } = useSettings();
  const hasKeyboard = useKeyboard();
  const { local, state, isLocked, title, status } = useSourceWords(source, table, switches);
  const { key, On, Off } = LOOKS[source];
  const keys = shortcuts && hasKeyboard ? ` (${isMac ? '⌘' : `${t('shortcuts.control')}+`}${key})` : '';
  return (
    <Toggle
      state={state}
      wanted={local.wanted}
      label={t(`bar.${source}`)}
      title={title + keys}
      iconOn={<On aria-hidden />}
      iconOff={<Off aria-hidden />}
      problem={hasProblem(local)}
      status={status}
      onPress={() => switches.press(source)}
      className={styles.item}
      badge={isLocked && <LockBadge text={t(`locked.${source}.badge`)} />}
    />
  );
}

/** A lock beside the sign: off, and not to be switched on by oneself. */
function LockBadge({ text }: { readonly text: string }) {
  return (
    <span className={styles.lock}>
      <Lock size={14} aria-hidden />
      <VisuallyHidden>, {text}</VisuallyHidden>
    </span>
  );
}
