import { useTranslation } from 'react-i18next';
import { CopyLink } from '../../../ui/controls/links/copy-link.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import { AdminPage } from '../../parts/admin-page.tsx';
import form from '../../parts/form.module.css';
import { LinkButton } from '../../parts/link-button.tsx';
import { Section } from '../../parts/section.tsx';
import { paths } from '../../router/places.ts';
import { ShareLink } from '../share/share-link.tsx';
import type { Made } from './made.ts';

/** A room that was just made, with what is shown this once. */
export function MadeRoomPage({ made: { room, moderatorLink, password } }: { readonly made: Made }) {
  const { t } = useTranslation();
  const waits = room.lobby !== 'off';
  return (
    <AdminPage title={t('made.title')} lead={<bdi translate="no">{room.name}</bdi>}>
      <Section title={t('made.guests')}>
        <ShareLink
          link={room.link}
          label={t('made.guestLink')}
          room={{ name: room.name, code: room.code, password, waits: waits && room.lobby === 'on' }}
        />
        {password !== null && (
          <CopyLink
            link={password}
            hint={t('admin.room.passwordOnce')}
            words={{
              label: t('made.password'),
              copy: t('made.copyPassword'),
              copied: t('made.passwordCopied'),
              refused: t('made.passwordRefused'),
            }}
          />
        )}
      </Section>
      {moderatorLink !== null && (
        <Section title={t('admin.room.chairLinkFor')}>
          <Alert look="warn">{t('admin.room.chairLinkOnce')}</Alert>
          <CopyLink
            link={moderatorLink}
            hint={t('admin.room.chairLinkHint')}
            words={{
              label: t('made.chairLink'),
              copy: t('made.copyChairLink'),
              copied: t('link.copied'),
              refused: t('link.refused'),
            }}
          />
        </Section>
      )}
      <div className={form.buttons}>
        <LinkButton to={paths.room(room.id, 'invites')} look="primary">
          {t('admin.room.toRoom')}
        </LinkButton>
        <LinkButton to={paths.rooms}>{t('admin.rooms.all')}</LinkButton>
      </div>
    </AdminPage>
  );
}
