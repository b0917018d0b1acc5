import { Ellipsis, Hand, MonitorX, Speech, Star, StarOff, Undo2, UserX, VideoOff } from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Header, Menu, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { ParticipantView, RoomView } from '../../../../../src/protocol/index.ts';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import menu from '../../../ui/dialogs/menu.module.css';
import { Item } from '../../../ui/dialogs/menu.tsx';
import { cx } from '../../../ui/layout/cx.ts';
import { FittedName } from '../../../ui/text/fitted-name.tsx';
import { Name } from '../../../ui/text/name.tsx';
import { nameText } from '../../../ui/text/name-text.ts';
import { Sentence } from '../../../ui/text/sentence.tsx';
import { useConsole } from '../console-parts.tsx';
import styles from './seat-card.module.css';
import type { SeatSign } from './seat-signs.tsx';

interface CardMenuProps {
  readonly participant: ParticipantView;
  readonly room: RoomView;
  readonly signs: readonly SeatSign[];
}

/** The name, and behind it what is needed less often than the two switches; there the whole name can be read. */
export function CardMenu({ participant, room, signs }: CardMenuProps) {
  const { t } = useTranslation();
  const { call } = useConsole();
  const [asking, setAsking] = useState<'remove' | 'return-to-lobby' | null>(null);
  const name = nameText(t, participant);
  const { id: participantId, displayName, mark, hasFloor, role, producers, upload } = participant;
  const isSpotlit = room.spotlight === participantId;
  const shares = producers.some(({ source }) => source === 'screen');
  const mayGo = role !== 'moderator';
  return (
    <h2 className={styles.head}>
      <MenuTrigger>
        <AriaButton className={cx(styles.menu)} aria-label={t('console.card.menu', { name })}>
          <FittedName name={displayName} twin={mark?.twin} className={styles.name} />
          <Ellipsis size={18} className={styles.more} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom">
          <Menu className={cx(menu.menu)} aria-label={t('console.card.menu', { name })}>
            <MenuSection>
              <Header className={menu.header}>
                <b>
                  <Name of={participant} />
                </b>
                {signs.length > 0 && <span>{signs.map(({ text }) => text).join(' · ')}</span>}
              </Header>
              <Item
                icon={<Speech size={20} aria-hidden />}
                onAction={() => void call.act(hasFloor ? 'floor:take' : 'floor:give', { participantId })}
              >
                {t(hasFloor ? 'hands.take' : 'hands.give')}
              </Item>
              {room.hands.includes(participantId) ? (
                <Item
                  icon={<Hand size={20} aria-hidden />}
                  onAction={() => void call.act('hands:lower', { participantId })}
                >
                  {t('hands.lower')}
                </Item>
              ) : null}
              <Item
                icon={isSpotlit ? <StarOff size={20} aria-hidden /> : <Star size={20} aria-hidden />}
                onAction={() => void call.act('spotlight:set', { participantId: isSpotlit ? null : participantId })}
              >
                {t(isSpotlit ? 'pin.unspotlight' : 'pin.spotlight')}
              </Item>
              {upload === 'weak' ? (
                <Item
                  icon={<VideoOff size={20} aria-hidden />}
                  onAction={() => void call.act('camera:offer-off', { participantId })}
                >
                  {t('clinic.offer')}
                </Item>
              ) : null}
              {shares ? (
                <Item
                  icon={<MonitorX size={20} aria-hidden />}
                  onAction={() => void call.act('participant:switch-off', { participantId, source: 'screen' })}
                >
                  {t('action.switch-off-screen')}
                </Item>
              ) : null}
              {mayGo ? (
                <Item icon={<Undo2 size={20} aria-hidden />} onAction={() => setAsking('return-to-lobby')}>
                  {t('action.return-to-lobby')}
                </Item>
              ) : null}
              {mayGo ? (
                <Item icon={<UserX size={20} aria-hidden />} danger onAction={() => setAsking('remove')}>
                  {t('action.remove')}
                </Item>
              ) : null}
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking && (
        <Confirm
          title={<Sentence say={(keep) => t(`question.${asking}.title`, { name: nameText(t, participant, keep) })} />}
          text={<Sentence say={(keep) => t(`question.${asking}.text`, { name: nameText(t, participant, keep) })} />}
          confirm={t(`question.${asking}.confirm`)}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void call.act(`participant:${asking}`, { participantId });
          }}
        />
      )}
    </h2>
  );
}
