import {
  EllipsisVertical,
  Eye,
  Hand,
  Hourglass,
  Lock,
  LockOpen,
  MessageSquareText,
  Mic,
  MicOff,
  MonitorX,
  ShieldUser,
  UserRound,
  UserRoundCheck,
  UserX,
  Video,
  VideoOff,
} from 'lucide-react';
import { useState } from 'react';
import { Button as AriaButton, Menu, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { FloorSource, ParticipantView, Role } from '../../../../src/protocol/index.ts';
import type { Call } from '../../call/call.ts';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import menu from '../../ui/dialogs/menu.module.css';
import { Item } from '../../ui/dialogs/menu.tsx';
import { cx } from '../../ui/layout/cx.ts';
import { useParts } from '../../ui/parts.tsx';
import styles from '../../ui/people/person-row.module.css';
import { announce } from '../../ui/standing/announcer.tsx';
import { nameText } from '../../ui/text/name-text.ts';
import { Sentence } from '../../ui/text/sentence.tsx';
import type { PersonAction } from './person-rights.ts';

interface PersonActionsProps {
  readonly participant: ParticipantView;
  readonly actions: readonly PersonAction[];
}

/** The chair's menu on one person. What cannot be taken back, or hits somebody hard, is asked first. */
export function PersonActions({ participant, actions }: PersonActionsProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [asking, setAsking] = useState<PersonAction | null>(null);
  const name = nameText(t, participant);
  const choose = (action: PersonAction) => {
    if (isGrave(action)) {
      setAsking(action);
      return;
    }
    void act(call, participant, action);
    if (action.kind === 'ask') announce(t('people.asked', { name }));
  };
  const key = asking && textKey(asking);
  return (
    <>
      <MenuTrigger>
        <AriaButton className={cx(styles.actions)} aria-label={t('people.actions', { name })}>
          <EllipsisVertical size={20} aria-hidden />
        </AriaButton>
        <Popover className={cx(menu.popover)} placement="bottom end">
          <Menu className={cx(menu.menu)} aria-label={t('people.actions', { name })}>
            {actions.map((action) => (
              <Item
                key={textKey(action)}
                icon={<ActionIcon action={action} />}
                danger={action.kind === 'remove'}
                onAction={() => choose(action)}
              >
                {t(`action.${textKey(action)}`)}
              </Item>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {asking && key && isQuestion(key) && (
        <Confirm
          title={<Sentence say={(keep) => t(`question.${key}.title`, { name: nameText(t, participant, keep) })} />}
          text={<Sentence say={(keep) => t(`question.${key}.text`, { name: nameText(t, participant, keep) })} />}
          confirm={t(`question.${key}.confirm`)}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            void act(call, participant, asking);
          }}
        />
      )}
    </>
  );
}

type TextKey =
  | `switch-off-${'microphone' | 'camera' | 'screen'}`
  | `${'ask' | 'switch-on' | 'lock' | 'unlock'}-${FloorSource}`
  | `make-${Role}`
  | Exclude<PersonAction, { source: unknown } | { role: unknown }>['kind'];
const QUESTIONS = [
  'make-moderator',
  'make-deputy',
  'make-participant',
  'make-observer',
  'return-to-lobby',
  'remove',
] as const;

function isQuestion(key: TextKey): key is (typeof QUESTIONS)[number] {
  return QUESTIONS.some((question) => question === key);
}

function isGrave(action: PersonAction): boolean {
  return isQuestion(textKey(action));
}

function textKey(action: PersonAction): TextKey {
  switch (action.kind) {
    case 'switch-off':
      return `switch-off-${action.source}`;
    case 'ask':
    case 'switch-on':
    case 'lock':
    case 'unlock':
      return `${action.kind}-${action.source}`;
    case 'make':
      return `make-${action.role}`;
    default:
      return action.kind;
  }
}

function act(call: Pick<Call, 'act'>, { id: participantId }: ParticipantView, action: PersonAction) {
  switch (action.kind) {
    case 'switch-off':
      return call.act('participant:switch-off', { participantId, source: action.source });
    case 'ask':
    case 'switch-on':
      return call.act(`participant:${action.kind}`, { participantId, source: action.source });
    case 'lock':
    case 'unlock':
      return call.act('participant:restrict', { participantId, [action.source]: action.kind === 'lock' });
    case 'give-floor':
      return call.act('floor:give', { participantId });
    case 'take-floor':
      return call.act('floor:take', { participantId });
    case 'lower-hand':
      return call.act('hands:lower', { participantId });
    case 'return-to-lobby':
      return call.act('participant:return-to-lobby', { participantId });
    case 'remove':
      return call.act('participant:remove', { participantId });
    case 'make':
      return call.act('participant:set-role', { participantId, role: action.role });
  }
}

const ROLE_ICONS = { moderator: ShieldUser, deputy: UserRoundCheck, participant: UserRound, observer: Eye };

function ActionIcon({ action }: { readonly action: PersonAction }) {
  const Icon = iconOf(action);
  return <Icon size={20} aria-hidden />;
}

function iconOf(action: PersonAction) {
  switch (action.kind) {
    case 'switch-off':
      return { microphone: MicOff, camera: VideoOff, screen: MonitorX }[action.source];
    case 'ask':
    case 'switch-on':
      return action.source === 'microphone' ? Mic : Video;
    case 'lock':
      return Lock;
    case 'unlock':
      return LockOpen;
    case 'give-floor':
    case 'take-floor':
      return MessageSquareText;
    case 'lower-hand':
      return Hand;
    case 'return-to-lobby':
      return Hourglass;
    case 'remove':
      return UserX;
    case 'make':
      return ROLE_ICONS[action.role];
  }
}
