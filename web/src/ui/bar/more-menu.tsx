import {
  CircleUserRound,
  DoorClosed,
  Ellipsis,
  HandGrab,
  Headphones,
  Keyboard,
  Languages,
  LayoutGrid,
  Link,
  Server,
  Settings2,
  Smile,
  Timer,
  ToggleRight,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { REACTIONS } from '../../../../src/protocol/base/roles.ts';
import type { TableState } from '../../call/call-state.ts';
import { ownView } from '../../call/meeting/own-view.ts';
import { CloseDialog } from '../../features/ending/close-dialog.tsx';
import { EndQuestion } from '../../features/ending/end-question.tsx';
import { ConsentFields } from '../../features/floor/consent-fields.tsx';
import { ReactionIcon } from '../../features/hands/reactions/reaction-icons.tsx';
import { InviteDialog } from '../../features/open-rooms/invite-dialog.tsx';
import { ServersList } from '../../features/servers/servers-list.tsx';
import { useSigning } from '../../features/signing/use-signing.ts';
import { Button } from '../controls/button.tsx';
import { useOtherLanguage } from '../controls/language-switch.tsx';
import toggle from '../controls/toggle.module.css';
import { DeviceFields } from '../devices/device-fields.tsx';
import { Dialog } from '../dialogs/dialog.tsx';
import menu from '../dialogs/menu.module.css';
import { Item } from '../dialogs/menu.tsx';
import { useKeyboard } from '../hooks/use-keyboard.ts';
import { cx } from '../layout/cx.ts';
import { useDoorView, useParts } from '../parts.tsx';
import { PortraitField } from '../portrait/portrait-field.tsx';
import { Shortcuts } from '../shortcuts/shortcuts.tsx';
import { ChairDialog, type ChairDialogName, useChairItems } from './chair-items.tsx';
import { MicrophoneToneField } from './own/microphone-tone-field.tsx';
import { SoundOnlyFields } from './own/sound-only-fields.tsx';

interface MoreMenuProps {
  readonly table: TableState;
  /** Shows how one sees the table; null: the bar has a button for it. */
  readonly onView: (() => void) | null;
  /** Whether the bar has no room for what is needed now and then. */
  readonly narrow: boolean;
  /** What else it has no room for, as lines of the menu. */
  readonly moved: readonly ReactNode[];
  /** What waits behind those lines. */
  readonly badge: ReactNode;
}

/** What is needed now and then. */
export function MoreMenu({ table, onView, narrow, moved, badge }: MoreMenuProps) {
  const { t } = useTranslation();
  const { call, devices, settings } = useParts();
  const { code } = useDoorView();
  const language = useOtherLanguage(settings);
  const [open, setOpen] = useState<
    | 'devices'
    | 'sound-only'
    | 'shortcuts'
    | 'end'
    | 'close'
    | 'consent'
    | 'reaction'
    | 'link'
    | 'servers'
    | 'portrait'
    | null
  >(null);
  const [chairDialog, setChairDialog] = useState<ChairDialogName | null>(null);
  const chairItems = useChairItems(table, setChairDialog);
  const hasKeyboard = useKeyboard();
  const chairing = table.self.isChairing;
  const own = ownView(table);
  const mayTalk = own !== null && own.role !== 'observer';
  const signing = useSigning(table);
  const close = () => setOpen(null);
  const openDevices = () => {
    void devices.refresh();
    setOpen('devices');
  };
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(toggle.toggle)} data-focus-home>
          <span className={toggle.icon}>
            <Ellipsis aria-hidden />
          </span>
          <span>{t('bar.more')}</span>
          {badge}
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="top">
          <Menu className={cx(menu.menu)} aria-label={t('bar.more')}>
            {moved}
            {onView ? (
              <Item icon={<LayoutGrid size={20} aria-hidden />} onAction={onView}>
                {t('view.title')}
              </Item>
            ) : null}
            {mayTalk && narrow ? (
              <Item icon={<Smile size={20} aria-hidden />} onAction={() => setOpen('reaction')}>
                {t('reaction.button')}
              </Item>
            ) : null}
            {mayTalk ? (
              <Item icon={<HandGrab size={20} aria-hidden />} onAction={() => signing.set(!signing.isOn)}>
                {t(signing.isOn ? 'signing.end' : 'signing.begin')}
              </Item>
            ) : null}
            {mayTalk ? (
              <Item icon={<ToggleRight size={20} aria-hidden />} onAction={() => setOpen('consent')}>
                {t('consent.menu')}
              </Item>
            ) : null}
            <Item icon={<Link size={20} aria-hidden />} onAction={() => setOpen('link')}>
              {t('more.copyLink')}
            </Item>
            <Item icon={<Headphones size={20} aria-hidden />} onAction={() => setOpen('sound-only')}>
              {t('devices.soundOnly')}
            </Item>
            <Item icon={<Settings2 size={20} aria-hidden />} onAction={openDevices}>
              {t('more.devices')}
            </Item>
            <Item icon={<CircleUserRound size={20} aria-hidden />} onAction={() => setOpen('portrait')}>
              {t('portrait.title')}
            </Item>
            <Item icon={<Server size={20} aria-hidden />} onAction={() => setOpen('servers')}>
              {t('servers.title')}
            </Item>
            {hasKeyboard ? (
              <Item icon={<Keyboard size={20} aria-hidden />} onAction={() => setOpen('shortcuts')}>
                {t('more.shortcuts')}
              </Item>
            ) : null}
            <Item icon={<Languages size={20} aria-hidden />} onAction={language.change}>
              <span lang={language.code} translate="no">
                {t('more.language')}
              </span>
            </Item>
            {chairItems}
            {chairing ? (
              <Item icon={<Timer size={20} aria-hidden />} onAction={() => setOpen('close')}>
                {t('forAll.close')}
              </Item>
            ) : null}
            {chairing ? (
              <Item icon={<DoorClosed size={20} aria-hidden />} onAction={() => setOpen('end')} danger>
                {t('more.end')}
              </Item>
            ) : null}
          </Menu>
        </Popover>
      </MenuTrigger>
      {chairDialog !== null && chairing && (
        <ChairDialog table={table} open={chairDialog} onClose={() => setChairDialog(null)} />
      )}
      {open === 'link' && <InviteDialog room={table.room} code={code} onClose={close} />}
      {open === 'servers' && (
        <Dialog title={t('servers.title')} onClose={close}>
          <ServersList />
        </Dialog>
      )}
      {open === 'devices' && (
        <Dialog title={t('more.devices')} onClose={close}>
          <DeviceFields>
            <MicrophoneToneField />
          </DeviceFields>
        </Dialog>
      )}
      {open === 'portrait' && (
        <Dialog title={t('portrait.title')} onClose={close}>
          <PortraitField isBarred={own?.portraitBarred === true} />
        </Dialog>
      )}
      {open === 'sound-only' && (
        <Dialog title={t('devices.soundOnly')} onClose={close}>
          <SoundOnlyFields table={table} />
        </Dialog>
      )}
      {open === 'shortcuts' && (
        <Dialog title={t('shortcuts.title')} onClose={close}>
          <Shortcuts />
        </Dialog>
      )}
      {open === 'consent' && own && (
        <Dialog title={t('consent.title')} onClose={close}>
          <ConsentFields consent={own.consent} />
        </Dialog>
      )}
      {open === 'close' && <CloseDialog onDone={close} />}
      {open === 'reaction' && (
        <Dialog title={t('reaction.button')} onClose={close}>
          {REACTIONS.map((reaction) => (
            <Button
              key={reaction}
              icon={<ReactionIcon reaction={reaction} />}
              onClick={() => {
                close();
                void call.act('reaction:send', { reaction });
              }}
            >
              {t(`reaction.${reaction}`)}
            </Button>
          ))}
        </Dialog>
      )}
      {open === 'end' && <EndQuestion onDone={close} />}
    </>
  );
}
