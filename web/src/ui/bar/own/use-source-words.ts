import { useTranslation } from 'react-i18next';
import type { FloorSource } from '../../../../../src/protocol/index.ts';
import type { TableState } from '../../../call/call-state.ts';
import type { LocalSource } from '../../../media/devices/local/local-source.ts';
import { sourceStatus } from '../../controls/source-status.ts';
import type { ToggleState } from '../../controls/toggle.tsx';
import { useLocalSources } from '../../parts.tsx';
import { barState } from './bar-state.ts';
import type { OwnSwitches } from './use-own-switches.ts';

interface SourceWords {
  readonly local: LocalSource;
  readonly state: ToggleState;
  /** Off, and not to be switched on by oneself. */
  readonly isLocked: boolean;
  /** What a press does, or why it does not. */
  readonly title: string;
  readonly status: string | null;
}

/** One's own microphone or camera, for the button and for the line of the menu. */
export function useSourceWords(source: FloorSource, table: TableState, switches: OwnSwitches): SourceWords {
  const { t } = useTranslation();
  const local = useLocalSources()[source];
  // Wanted and there, and the way up does not bear it.
  const isHeld = source === 'camera' && local.wanted && table.upload === 'held';
  const state = isHeld ? 'covered' : barState(local, table.sending[source], table.health);
  const isLocked = switches.locked[source] && !local.wanted;
  const title = t(isLocked ? `locked.${source}.title` : local.wanted ? `bar.${source}Off` : `bar.${source}On`);
  return { local, state, isLocked, title, status: isHeld ? t('bar.status.upload') : sourceStatus(t, local, state) };
}
