import { Mail, QrCode as QrSign } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyInvitation } from '../../../features/open-rooms/copy-invitation.tsx';
import { invitationTo, mailAddress } from '../../../features/open-rooms/invitation.ts';
import button from '../../../ui/controls/button.module.css';
import { Button } from '../../../ui/controls/button.tsx';
import { CopyLink } from '../../../ui/controls/links/copy-link.tsx';
import { QrCode } from '../../../ui/controls/links/qr-code.tsx';
import { RoomCode } from '../../../ui/controls/links/room-code.tsx';
import { cx } from '../../../ui/layout/cx.ts';
import styles from './share-link.module.css';

interface ShareLinkProps {
  readonly link: string;
  /** Whom it is for. */
  readonly label: string;
  readonly hint?: string;
  /** What a mail to them says beside the link. */
  readonly room: {
    /** Of the room itself, which it shares with everyone; null: it has none. */
    readonly code?: string | null;
    readonly name: string;
    readonly password: string | null;
    readonly passwordApart?: boolean;
    readonly waits: boolean;
  };
}

/** A link on its way to those it is for: copied, as a mail, or as a code for a phone's camera. */
export function ShareLink({ link, label, hint, room }: ShareLinkProps) {
  const { t } = useTranslation();
  const [showsCode, setShowsCode] = useState(false);
  const invitation = invitationTo({ ...room, link }, t);
  return (
    <div className={styles.share}>
      <CopyLink
        link={link}
        {...(hint === undefined ? {} : { hint })}
        words={{ label, copy: t('link.copy'), copied: t('link.copied'), refused: t('link.refused') }}
      />
      {room.code != null && <RoomCode code={room.code} />}
      <div className={styles.ways}>
        <a className={cx(button.button, button.plain, button.small, styles.mail)} href={mailAddress(invitation)}>
          <Mail size={18} aria-hidden />
          {t('made.mail.write')}
        </a>
        <CopyInvitation text={invitation.text} />
        <Button
          size="small"
          icon={<QrSign size={18} aria-hidden />}
          aria-expanded={showsCode}
          onClick={() => setShowsCode(!showsCode)}
        >
          {t('admin.share.code')}
        </Button>
      </div>
      {showsCode && (
        <figure className={styles.code}>
          <QrCode text={link} label={t('admin.share.codeOf', { label })} />
          <figcaption>{t('admin.share.codeHint')}</figcaption>
        </figure>
      )}
    </div>
  );
}
