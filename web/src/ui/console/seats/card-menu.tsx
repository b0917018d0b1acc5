import { Ellipsis, type LucideIcon, Speech, Undo2 } from 'lucide-react';
import { Button as AriaButton, Header, Menu, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../../src/protocol/index.ts';
import { ActionItem, actionKey } from '../../../features/chair/action-item.tsx';
import { deskActionsOn, type PersonAction } from '../../../features/chair/person-rights.ts';
import { usePersonActions } from '../../../features/chair/use-person-actions.tsx';
import menu from '../../dialogs/menu.module.css';
import { cx } from '../../layout/cx.ts';
import { Face } from '../../portrait/face.tsx';
import { FittedName } from '../../text/fitted-name.tsx';
import { Name } from '../../text/name.tsx';
import { nameText } from '../../text/name-text.ts';
import styles from './seat-card.module.css';
import type { SeatSign } from './seat-signs.tsx';

/** Where the card's own signs have another look than the table's menu. */
const ICONS: Readonly<Partial<Record<PersonAction['kind'], LucideIcon>>> = {
  'give-floor': Speech,
  'take-floor': Speech,
  'return-to-lobby': Undo2,
};

interface CardMenuProps {
  readonly participant: ParticipantView;
  readonly room: RoomView;
  readonly signs: readonly SeatSign[];
}

/** The name, and behind it what is needed less often than the two switches; there the whole name can be read. */
export function CardMenu({ participant, room, signs }: CardMenuProps) {
  const { t } = useTranslation();
  const { choose, question } = usePersonActions(participant);
  const name = nameText(t, participant);
  const { displayName, mark } = participant;
  return (
    <h2 className={styles.head}>
      <MenuTrigger>
        <AriaButton className={cx(styles.menu)} aria-label={t('console.card.menu', { name })}>
          <FittedName name={displayName} twin={mark?.twin} className={styles.name} />
          {participant.portrait !== undefined && <Face of={participant} className={styles.small} />}
          <Ellipsis size={18} className={styles.more} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom">
          <Menu className={cx(menu.menu)} aria-label={t('console.card.menu', { name })}>
            <MenuSection>
              <Header className={menu.header}>
                {participant.portrait !== undefined && <Face of={participant} className={styles.large} />}
                <b>
                  <Name of={participant} />
                </b>
                {signs.length > 0 && <span>{signs.map(({ text }) => text).join(' · ')}</span>}
              </Header>
              {deskActionsOn(participant, room).map((action) => (
                <ActionItem key={actionKey(action)} action={action} Icon={ICONS[action.kind]} onChoose={choose} />
              ))}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {question}
    </h2>
  );
}
