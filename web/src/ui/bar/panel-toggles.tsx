import { MessageSquareText, Users, Vote } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableState } from '../../call/call-state.ts';
import { Toggle } from '../common/toggle.tsx';
import { peopleNews } from '../people/people-news.ts';
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
  const news = peopleNews(t, table);
  const toggle = (name: PanelName, icon: ReactNode, badge: ReactNode) => {
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
  };
  return (
    <>
      {withPeople && toggle('people', <Users aria-hidden />, news !== null && <Badge {...news} />)}
      {room.chat &&
        toggle(
          'chat',
          <MessageSquareText aria-hidden />,
          unread > 0 && <Badge count={unread} text={t('bar.unread', { count: unread })} />,
        )}
      {withPolls && toggle('polls', <Vote aria-hidden />, pollWaits && <Badge count={1} text={t('bar.pollWaits')} />)}
    </>
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
