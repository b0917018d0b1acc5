import { MonitorPause, MonitorUp, SwitchCamera, Users, Video, VideoOff, Vote } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCameraTurn } from '../devices/use-camera-turn.ts';
import { Item } from '../dialogs/menu.tsx';
import { peopleNews } from '../people/people-news.ts';
import { MoreMenu } from './more-menu.tsx';
import type { OwnScreen } from './own/use-own-screen.ts';
import type { OwnSwitches } from './own/use-own-switches.ts';
import { useSourceWords } from './own/use-source-words.ts';
import { Badge, type PanelTogglesProps } from './panel-toggles.tsx';

interface MoreProps extends Pick<PanelTogglesProps, 'table' | 'onPanel' | 'pollWaits'> {
  readonly switches: OwnSwitches;
  readonly screen: OwnScreen;
  readonly hasPolls: boolean;
  /** Null: it has a button of its own. */
  readonly onView: (() => void) | null;
  readonly narrow: boolean;
  readonly narrowest: boolean;
}

/** What is needed now and then, with what the bar has no room for, and what waits behind that. */
export function More({ table, onPanel, pollWaits, switches, screen, hasPolls, onView, narrow, narrowest }: MoreProps) {
  const { t } = useTranslation();
  const camera = useSourceWords('camera', table, switches);
  const turnCamera = useCameraTurn();
  const news = peopleNews(t, table);
  const moved: ReactElement[] = [];
  if (narrowest && table.self.role !== 'observer') {
    const Icon = camera.local.wanted ? Video : VideoOff;
    moved.push(
      <Item key="camera" icon={<Icon size={20} aria-hidden />} onAction={() => switches.press('camera')}>
        {[camera.title, !camera.isLocked && camera.status].filter(Boolean).join(', ')}
      </Item>,
    );
  }
  if (turnCamera !== null) {
    moved.push(
      <Item key="turn" icon={<SwitchCamera size={20} aria-hidden />} onAction={turnCamera}>
        {t('view.turnCamera')}
      </Item>,
    );
  }
  if (narrowest) {
    moved.push(
      <Item key="people" icon={<Users size={20} aria-hidden />} onAction={() => onPanel('people')}>
        {[t('bar.people'), news?.text].filter(Boolean).join(', ')}
      </Item>,
    );
  }
  if (hasPolls && narrow) {
    moved.push(
      <Item key="polls" icon={<Vote size={20} aria-hidden />} onAction={() => onPanel('polls')}>
        {[t('bar.polls'), pollWaits && t('bar.pollWaits')].filter(Boolean).join(', ')}
      </Item>,
    );
  }
  if (screen.mayShare && narrow) {
    const Icon = screen.coveredBy === null ? MonitorUp : MonitorPause;
    moved.push(
      <Item key="share" icon={<Icon size={20} aria-hidden />} onAction={screen.press}>
        {screen.title}
      </Item>,
    );
  }
  const waiting = narrowest ? news : null;
  const missing = narrow && pollWaits ? 1 : 0;
  const count = (waiting?.count ?? 0) + missing;
  const badge = count > 0 && (
    <Badge count={count} text={[waiting?.text, missing > 0 && t('bar.pollWaits')].filter(Boolean).join(', ')} />
  );
  return <MoreMenu table={table} onView={onView} narrow={narrow} moved={moved} badge={badge} />;
}
