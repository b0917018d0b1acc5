import { EllipsisVertical, Pin, PinOff } from 'lucide-react';
import { Button as AriaButton, Header, Menu, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../../src/protocol/index.ts';
import { ActionItem } from '../../../features/chair/action-item.tsx';
import { usePersonActions } from '../../../features/chair/use-person-actions.tsx';
import menu from '../../dialogs/menu.module.css';
import { Item } from '../../dialogs/menu.tsx';
import { cx } from '../../layout/cx.ts';
import { Claim, Name } from '../../text/name.tsx';
import { nameText } from '../../text/name-text.ts';
import styles from './tile.module.css';

interface TileMenuProps {
  readonly participant: ParticipantView;
  readonly isPinned: boolean;
  readonly isSpotlit: boolean;
  readonly mayChair: boolean;
  readonly onPin: (participantId: string) => void;
  /** One of all tiles is reached by Tab; from there the arrows lead to the others. */
  readonly isTabStop: boolean;
}

/** How one wants to see somebody, and how all shall. */
export function TileMenu({ participant, isPinned, isSpotlit, mayChair, onPin, isTabStop }: TileMenuProps) {
  const { t } = useTranslation();
  const { choose } = usePersonActions(participant);
  const { id: participantId } = participant;
  const name = nameText(t, participant);
  return (
    <MenuTrigger>
      <AriaButton
        className={cx(styles.menu)}
        aria-label={t('pin.menu', { name })}
        data-tile-menu={participantId}
        excludeFromTabOrder={!isTabStop}
      >
        <EllipsisVertical size={20} aria-hidden />
      </AriaButton>
      <Popover className={cx(menu.popover)} placement="bottom end">
        <Menu className={cx(menu.menu)} aria-label={t('pin.menu', { name })}>
          <MenuSection>
            {/* On the smallest tiles it may be cut. */}
            <Header className={menu.header}>
              <b>
                <Name of={participant} />
              </b>
              <Claim of={participant} />
            </Header>
            <Item
              icon={isPinned ? <PinOff size={20} aria-hidden /> : <Pin size={20} aria-hidden />}
              onAction={() => onPin(participantId)}
            >
              {t(isPinned ? 'pin.unpin' : 'pin.pin')}
            </Item>
            {mayChair ? (
              <ActionItem action={{ kind: isSpotlit ? 'unspotlight' : 'spotlight' }} onChoose={choose} />
            ) : null}
          </MenuSection>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
