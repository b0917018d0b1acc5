import { DoorClosed, Ellipsis, Keyboard, Languages, Link, Settings2, Vote } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { announce } from '../common/announcer.tsx';
import { cx } from '../common/cx.ts';
import { Confirm, Dialog } from '../common/dialog.tsx';
import { useOtherLanguage } from '../common/language-switch.tsx';
import menu from '../common/menu.module.css';
import toggle from '../common/toggle.module.css';
import { DeviceFields } from '../door/device-fields.tsx';
import { useParts } from '../parts.tsx';
import { Shortcuts } from './shortcuts.tsx';

interface MoreMenuProps {
  readonly chairing: boolean;
  /** Where the bar has no room for them. */
  readonly onPolls?: () => void;
}

/** What is needed now and then. */
export function MoreMenu({ chairing, onPolls }: MoreMenuProps) {
  const { t } = useTranslation();
  const { call, devices, settings } = useParts();
  const language = useOtherLanguage(settings);
  const [open, setOpen] = useState<'devices' | 'shortcuts' | 'end' | null>(null);
  const close = () => setOpen(null);
  const openDevices = () => {
    void devices.refresh();
    setOpen('devices');
  };
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(toggle.toggle)}>
          <span className={toggle.icon}>
            <Ellipsis aria-hidden />
          </span>
          <span>{t('bar.more')}</span>
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="top">
          <Menu className={cx(menu.menu)} aria-label={t('bar.more')}>
            {onPolls ? (
              <Item icon={<Vote size={20} aria-hidden />} onAction={onPolls}>
                {t('bar.polls')}
              </Item>
            ) : null}
            <Item
              icon={<Link size={20} aria-hidden />}
              onAction={() => void copyRoomLink().then(() => announce(t('more.copied')))}
            >
              {t('more.copyLink')}
            </Item>
            <Item icon={<Settings2 size={20} aria-hidden />} onAction={openDevices}>
              {t('more.devices')}
            </Item>
            <Item icon={<Keyboard size={20} aria-hidden />} onAction={() => setOpen('shortcuts')}>
              {t('more.shortcuts')}
            </Item>
            <Item icon={<Languages size={20} aria-hidden />} onAction={language.change}>
              <span lang={language.code}>{t('more.language')}</span>
            </Item>
            {chairing ? (
              <Item icon={<DoorClosed size={20} aria-hidden />} onAction={() => setOpen('end')} danger>
                {t('more.end')}
              </Item>
            ) : null}
          </Menu>
        </Popover>
      </MenuTrigger>
      {open === 'devices' && (
        <Dialog title={t('more.devices')} onClose={close}>
          <DeviceFields />
        </Dialog>
      )}
      {open === 'shortcuts' && (
        <Dialog title={t('shortcuts.title')} onClose={close}>
          <Shortcuts />
        </Dialog>
      )}
      {open === 'end' && (
        <Confirm
          title={t('people.endTitle')}
          text={t('people.endText')}
          confirm={t('people.endConfirm')}
          onCancel={close}
          onConfirm={() => {
            close();
            void call.act('room:end', {});
          }}
        />
      )}
    </>
  );
}

/** The room's link without any right in it: others bring their own invite or the password. */
async function copyRoomLink(): Promise<void> {
  await navigator.clipboard.writeText(`${location.origin}${location.pathname}`);
}

interface ItemProps {
  readonly icon: ReactNode;
  readonly onAction: () => void;
  readonly danger?: boolean;
  readonly children: ReactNode;
}

export function Item({ icon, onAction, danger, children }: ItemProps) {
  return (
    <MenuItem className={cx(menu.item, danger && menu.danger)} onAction={onAction}>
      {icon}
      {children}
    </MenuItem>
  );
}
