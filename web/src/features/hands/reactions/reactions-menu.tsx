import { Smile } from 'lucide-react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { REACTIONS } from '../../../../../src/protocol/base/roles.ts';
import toggle from '../../../ui/controls/toggle.module.css';
import menu from '../../../ui/dialogs/menu.module.css';
import { Item } from '../../../ui/dialogs/menu.tsx';
import { cx } from '../../../ui/layout/cx.ts';
import { useParts } from '../../../ui/parts.tsx';
import { ReactionIcon } from './reaction-icons.tsx';

/** A sign for everyone that fades by itself. */
export function ReactionsMenu() {
  const { t } = useTranslation();
  const { call } = useParts();
  return (
    <MenuTrigger>
      <AriaButton className={cx(toggle.toggle)}>
        <span className={toggle.icon}>
          <Smile aria-hidden />
        </span>
        <span>{t('reaction.button')}</span>
      </AriaButton>
      <Popover className={cx(menu.popover)} placement="top">
        <Menu className={cx(menu.menu)} aria-label={t('reaction.button')}>
          {REACTIONS.map((reaction) => (
            <Item
              key={reaction}
              icon={<ReactionIcon reaction={reaction} />}
              onAction={() => void call.act('reaction:send', { reaction })}
            >
              {t(`reaction.${reaction}`)}
            </Item>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
