import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../src/protocol/index.ts';
import { CopyLink } from '../../ui/controls/links/copy-link.tsx';
import { QrCode } from '../../ui/controls/links/qr-code.tsx';
import { RoomCode } from '../../ui/controls/links/room-code.tsx';
import { Dialog } from '../../ui/dialogs/dialog.tsx';
import { CopyInvitation } from './copy-invitation.tsx';
import { invitationTo, mailAddress } from './invitation.ts';
import styles from './open-rooms.module.css';

interface InviteDialogProps {
  readonly room: Pick<RoomView, 'name' | 'lobby' | 'hasPassword'>;
  /** What can be read out of it; null: it has none. */
  readonly code: string | null;
  readonly onClose: () => void;
}

/** How others find the room that one is in: without any right in it, they bring their own invite or the password. */
export function InviteDialog({ room, code, onClose }: InviteDialogProps) {
  const { t } = useTranslation();
  const link = `${location.origin}${location.pathname}`;
  const guests = { password: null, passwordApart: room.hasPassword, waits: room.lobby === 'on' };
  const invitation = invitationTo({ name: room.name, link, code, ...guests }, t);
  return (
    <Dialog title={t('more.link')} onClose={onClose}>
      <CopyLink link={link} hint={t(room.hasPassword ? 'more.linkHintPassword' : 'more.linkHint')} atOnce />
      {code !== null && <RoomCode code={code} />}
      <div className={styles.mail}>
        <a className={styles.write} href={mailAddress(invitation)}>
          <Mail size={18} aria-hidden />
          {t('made.mail.write')}
        </a>
        <CopyInvitation text={invitation.text} />
      </div>
      <QrCode text={link} label={t('made.code')} />
    </Dialog>
  );
}
