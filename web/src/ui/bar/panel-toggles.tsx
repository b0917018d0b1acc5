import { MessageSquareText, Users, Vote } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Toggle } from '../controls/toggle.tsx';
import { peopleNews } from '../people/people-news.ts';
import { SignBoundary } from '../standing/broken.tsx';
import styles from './bar.module.css';

/** What can be open at the side; one at a time. */
export type PanelName = 'people' | 'chat' | 'polls';

export interface PanelTogglesProps {
  readonly table: TableState;
  readonly panel: PanelName | null;
  /** Opens it, or closes it when it is open. */
  readonly onPanel: (name: PanelName) => void;
  /** Chat messages that one has not seen. */
  readonly unread: number;
  /** Whether a poll waits for one's vote. */
  readonly pollWaits: boolean;
  /** Where the bar has no room for them, people and polls are in the menu. */
  readonly withPeople: boolean;
  readonly withPolls: boolean;
}

/** The buttons of the side panels, with the number of what waits there. */
export function PanelToggles({ table, panel, onPanel, unread, pollWaits, withPeople, withPolls }: PanelTogglesProps) {
  const { t } = useTranslation();
  const { room } = table;
  return (
    <>
      {withPeople && (
        <SignBoundary next={table.lobby}>
          <PeopleToggle table={table} panel={panel} onPanel={onPanel} />
        </SignBoundary>
      )}
      {room.chat && (
        <SignBoundary next={unread}>
          <PanelToggle
            name="chat"
            panel={panel}
            onPanel={onPanel}
            icon={<MessageSquareText aria-hidden />}
            badge={unread > 0 && <Badge count={unread} text={t('bar.unread', { count: unread })} />}
          />
        </SignBoundary>
      )}
      {withPolls && (
        <SignBoundary next={pollWaits}>
          <PanelToggle
            name="polls"
            panel={panel}
            onPanel={onPanel}
            icon={<Vote aria-hidden />}
            badge={pollWaits && <Badge count={1} text={t('bar.pollWaits')} />}
          />
        </SignBoundary>
      )}
    </>
  );
}

function PeopleToggle({ table, ...rest }: Pick<PanelTogglesProps, 'table' | 'panel' | 'onPanel'>) {
  const { t } = useTranslation();
  const news = peopleNews(t, table);
  return (
    <PanelToggle {...rest} name="people" icon={<Users aria-hidden />} badge={news !== null && <Badge {...news} />} />
  );
}

interface PanelToggleProps extends Pick<PanelTogglesProps, 'panel' | 'onPanel'> {
  readonly name: PanelName;
  readonly icon: ReactNode;
  readonly badge: ReactNode;
}

function PanelToggle({ name, panel, onPanel, icon, badge }: PanelToggleProps) {
  const { t } = useTranslation();
  const isOpen = panel === name;
  return (
    <Toggle
      state={isOpen ? 'on' : 'off'}
      wanted={isOpen}
      label={t(`bar.${name}`)}
      title={t(isOpen ? `bar.${name}Off` : `bar.${name}On`)}
      iconOn={icon}
      offLook="plain"
      onPress={() => onPanel(name)}
      className={styles.item}
      badge={badge}
    />
  );
}

/** More than these are many. */
const MOST_COUNTED = 99;

export function Badge({ count, text }: { readonly count: number; readonly text: string }) {
  return (
    <span className={styles.badge}>
      <span aria-hidden>{count > MOST_COUNTED ? `${MOST_COUNTED}+` : count}</span>
      <span className={styles.hidden}>, {text}</span>
    </span>
  );
}
