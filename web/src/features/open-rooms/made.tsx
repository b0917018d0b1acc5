import { ArrowRight, Mail } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../../i18n/region.ts';
import { roomPath } from '../../session/links/room-link.ts';
import { Button } from '../../ui/controls/button.tsx';
import { CopyLink } from '../../ui/controls/links/copy-link.tsx';
import { QrCode } from '../../ui/controls/links/qr-code.tsx';
import { RoomCode } from '../../ui/controls/links/room-code.tsx';
import { usePlace } from '../../ui/hooks/use-place.ts';
import { Alert } from '../../ui/standing/alert.tsx';
import { Sentence } from '../../ui/text/sentence.tsx';
import { CopyInvitation } from './copy-invitation.tsx';
import { invitationTo, mailAddress } from './invitation.ts';
import type { OpenRoom } from './making.ts';
import styles from './open-rooms.module.css';
import { SaveDate } from './save-date.tsx';

interface MadeProps {
  readonly room: OpenRoom;
  /** What can be read out of it; null: it has none, or it is not known yet. */
  readonly code: string | null;
  /** Its links are to be forgotten here. */
  readonly onDone: () => void;
}

/** A room that was just made: its links, once, for who chairs and for who is invited. */
export function Made({ room, code, onDone }: MadeProps) {
  const { t, i18n } = useTranslation();
  const heading = usePlace<HTMLHeadingElement>(t('made.pageTitle'));
  const [isAsked, setAsked] = useState(false);
  const { roomId, name, guard, moderatorSecret, days } = room;
  const link = `${location.origin}${roomPath({ roomId, invite: null })}`;
  const chairPath = roomPath({ roomId, invite: moderatorSecret });
  const until = new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'full' }).format(room.goesAt);
  const password = guard.by === 'password' ? guard.password : null;
  const invitation = invitationTo({ name, link, code, password, waits: guard.by === 'lobby' }, t);
  return (
    <main className={styles.made}>
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {t('made.title')}
        </h1>
        <p className={styles.name}>
          <bdi translate="no">{name}</bdi>
        </p>
        <p className={styles.lead}>{t('made.stays', { until, count: days })}</p>
      </header>
      <Alert look="warn">{t('made.once')}</Alert>
      <Button
        look="primary"
        wide
        icon={<ArrowRight size={22} aria-hidden />}
        onClick={() => location.assign(chairPath)}
        className={styles.enter}
      >
        {t('made.enter')}
      </Button>
      <section className={styles.card} aria-labelledby="made-guests">
        <h2 id="made-guests">{t('made.guests')}</h2>
        <p className={styles.lead}>{t(`made.guestsBy.${guard.by}`)}</p>
        <CopyLink
          link={link}
          words={{
            label: t('made.guestLink'),
            copy: t('made.copyGuestLink'),
            copied: t('link.copied'),
            refused: t('link.refused'),
          }}
        />
        {code !== null && <RoomCode code={code} />}
        {guard.by === 'password' && (
          <CopyLink
            link={guard.password}
            words={{
              label: t('made.password'),
              copy: t('made.copyPassword'),
              copied: t('made.passwordCopied'),
              refused: t('made.passwordRefused'),
            }}
          />
        )}
        <div className={styles.mail}>
          <h3>{t('made.mail.title')}</h3>
          <a className={styles.write} href={mailAddress(invitation)}>
            <Mail size={18} aria-hidden />
            {t('made.mail.write')}
          </a>
          <CopyInvitation text={invitation.text} />
        </div>
        <SaveDate room={room} link={link} text={invitation.text} />
      </section>
      <div className={styles.side}>
        <figure className={styles.card}>
          <QrCode text={link} label={t('made.code')} />
          <figcaption>{t('made.codeHint')}</figcaption>
        </figure>
        <section className={styles.card} aria-labelledby="made-chair">
          <h2 id="made-chair">{t('made.chair')}</h2>
          <CopyLink
            link={`${location.origin}${chairPath}`}
            hint={t('made.chairHint')}
            words={{
              label: t('made.chairLink'),
              copy: t('made.copyChairLink'),
              copied: t('link.copied'),
              refused: t('link.refused'),
            }}
          />
        </section>
      </div>
      <div className={styles.done}>
        <div role="alert">
          {isAsked && (
            <Alert look="warn">
              <Sentence say={(keep) => t('made.reallyDone', { name: keep(name) })} />
            </Alert>
          )}
        </div>
        <Button look={isAsked ? 'danger' : 'quiet'} onClick={() => (isAsked ? onDone() : setAsked(true))}>
          {t(isAsked ? 'made.forget' : 'made.done')}
        </Button>
        {isAsked && <Button onClick={() => setAsked(false)}>{t('made.stay')}</Button>}
      </div>
    </main>
  );
}
