import { EllipsisVertical, Hand, MonitorX, Speech, Star, StarOff, Undo2, UserX } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../src/signaling/protocol/index.ts';
import { cx } from '../common/cx.ts';
import { Confirm } from '../common/dialog.tsx';
import menu from '../common/menu.module.css';
import { Item } from '../common/menu.tsx';
import { nameText } from '../common/name-text.ts';
import { useConsole } from './console-parts.tsx';
import styles from './seat-card.module.css';

/** What is needed less often than the two switches. */
export function CardMenu({ participant, room }: { readonly participant: ParticipantView; readonly room: RoomView }) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const [asking, setAsking] = useState<'remove' | 'put-back' | null>(null);
  const name = nameText(t, participant);
  const { id: participantId, hasFloor, role, producers } = participant;
  const isSpotlit = room.spotlight === participantId;
  const shares = producers.some(({ source }) => source === 'screen');
  const mayGo = role !== 'moderator';
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(styles.menu)} aria-label={t('console.card.menu', { name })}>
          <EllipsisVertical size={22} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom end">
          <Menu className={cx(menu.menu)} aria-label={t('console.card.menu', { name })}>
            <Item
              icon={<Speech size={20} aria-hidden />}
              onAction={() => void call.act(hasFloor ? 'floor:take' : 'floor:give', { participantId })}
            >
              {t(hasFloor ? 'console.card.takeFloor' : 'console.card.giveFloor')}
            </Item>
            {room.hands.includes(participantId) ? (
              <Item
                icon={<Hand size={20} aria-hidden />}
                onAction={() => void call.act('hands:lower', { participantId })}
              >
                {t('console.card.lowerHand')}
              </Item>
            ) : null}
            <Item
              icon={isSpotlit ? <StarOff size={20} aria-hidden /> : <Star size={20} aria-hidden />}
              onAction={() => void call.act('spotlight:set', { participantId: isSpotlit ? null : participantId })}
            >
              {t(isSpotlit ? 'console.card.spotlightOff' : 'console.card.spotlightOn')}
            </Item>
            {shares ? (
              <Item
                icon={<MonitorX size={20} aria-hidden />}
                onAction={() => void call.act('participant:switch-off', { participantId, source: 'screen' })}
              >
                {t('console.card.stopScreen')}
              </Item>
            ) : null}
            {mayGo ? (
              <Item icon={<Undo2 size={20} aria-hidden />} onAction={() => setAsking('put-back')}>
                {t('console.card.putBack')}
              </Item>
            ) : null}
            {mayGo ? (
              <Item icon={<UserX size={20} aria-hidden />} danger onAction={() => setAsking('remove')}>
                {t('console.card.remove')}
              </Item>
            ) : null}
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking === 'put-back' && (
        <Confirm
          title={t('console.card.putBackTitle', { name })}
          text={t('console.card.putBackText', { name })}
          confirm={t('console.card.putBackConfirm')}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void call.act('participant:return-to-lobby', { participantId });
          }}
        />
      )}
      {asking === 'remove' && (
        <Confirm
          title={t('console.card.removeTitle', { name })}
          text={t('console.card.removeText', { name })}
          confirm={t('console.card.removeConfirm')}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void call.act('participant:remove', { participantId });
          }}
        />
      )}
    </>
  );
}
