import type { TFunction } from 'i18next';
import {
  Eye,
  Hand,
  HandGrab,
  Hourglass,
  Image,
  ImageOff,
  Lock,
  LockOpen,
  type LucideIcon,
  MessageSquareText,
  Mic,
  MicOff,
  MonitorX,
  PenLine,
  ShieldUser,
  Star,
  StarOff,
  UserRound,
  UserRoundCheck,
  UserX,
  Video,
  VideoOff,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Item } from '../../ui/dialogs/menu.tsx';
import type { PersonAction } from './person-rights.ts';

interface ActionItemProps {
  readonly action: PersonAction;
  /** In place of the usual one. */
  readonly Icon?: LucideIcon | undefined;
  readonly onChoose: (action: PersonAction) => void;
}

/** One line of a menu on somebody. */
export function ActionItem({ action, Icon = iconOf(action), onChoose }: ActionItemProps) {
  const { t } = useTranslation();
  return (
    <Item
      icon={<Icon size={20} aria-hidden />}
      {...(action.kind === 'remove' && { danger: true })}
      onAction={() => onChoose(action)}
    >
      {actionText(t, action)}
    </Item>
  );
}

/** The name of an action in the catalogues; also its key among others. */
export function actionKey(action: PersonAction) {
  switch (action.kind) {
    case 'switch-off':
      return `switch-off-${action.source}` as const;
    case 'ask':
    case 'switch-on':
    case 'lock':
    case 'unlock':
      return `${action.kind}-${action.source}` as const;
    case 'make':
      return `make-${action.role}` as const;
    default:
      return action.kind;
  }
}

function actionText(t: TFunction, action: PersonAction): string {
  const key = actionKey(action);
  switch (key) {
    case 'spotlight':
    case 'unspotlight':
      return t(`pin.${key}`);
    case 'offer-off':
      return t('clinic.offer');
    case 'end-signing':
      return t('signing.endFor');
    default:
      return t(`action.${key}`);
  }
}

const ROLE_ICONS = { moderator: ShieldUser, deputy: UserRoundCheck, participant: UserRound, observer: Eye };

function iconOf(action: PersonAction): LucideIcon {
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
    case 'spotlight':
      return Star;
    case 'unspotlight':
      return StarOff;
    case 'end-signing':
      return HandGrab;
    case 'offer-off':
      return VideoOff;
    case 'bar-portrait':
      return ImageOff;
    case 'allow-portrait':
      return Image;
    case 'rename':
      return PenLine;
    case 'return-to-lobby':
      return Hourglass;
    case 'remove':
      return UserX;
    case 'make':
      return ROLE_ICONS[action.role];
  }
}
