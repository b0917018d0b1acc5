import { EllipsisVertical } from 'lucide-react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import menu from '../../ui/dialogs/menu.module.css';
import { cx } from '../../ui/layout/cx.ts';
import { nameText } from '../../ui/text/name-text.ts';
import { ActionItem, actionKey } from './action-item.tsx';
import type { PersonAction } from './person-rights.ts';
import { usePersonActions } from './use-person-actions.tsx';

interface PersonActionsProps {
  readonly participant: ParticipantView;
  readonly actions: readonly PersonAction[];
  readonly className: string | undefined;
}

/** The chair's menu on one person. */
export function PersonActions({ participant, actions, className }: PersonActionsProps) {
  const { t } = useTranslation();
  const { choose, question } = usePersonActions(participant);
  const name = nameText(t, participant);
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(className)} aria-label={t('people.actions', { name })}>
          <EllipsisVertical size={20} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom end">
          <Menu className={cx(menu.menu)} aria-label={t('people.actions', { name })}>
            {actions.map((action) => (
              <ActionItem key={actionKey(action)} action={action} onChoose={choose} />
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {question}
    </>
  );
}
