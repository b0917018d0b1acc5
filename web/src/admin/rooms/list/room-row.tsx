import { LockKeyhole, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RoomView } from '../../../../../src/protocol/api/rooms/rooms.ts';
import { CopyButton, useCopying } from '../../../ui/controls/links/copying.tsx';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { useSaid } from '../../../ui/standing/announcer.tsx';
import { Badge, Row } from '../../parts/lists/rows.tsx';
import { Go } from '../../router/go.tsx';
import { paths } from '../../router/places.ts';
import styles from './rooms.module.css';

interface RoomRowProps {
  readonly room: RoomView;
  /** Null: the operator, somebody whose account is gone, or not known. */
  readonly maker: string | null;
}

export function RoomRow({ room, maker }: RoomRowProps) {
  const { t } = useTranslation();
  const { copying, copy } = useCopying();
  useSaid(copying === 'copied' ? t('link.copied') : copying === 'refused' ? t('admin.rooms.linkRefused') : null);
  const { id, name, live, locked, hasPassword, lobby, link } = room;
  const guards = [
    hasPassword ? t('admin.rooms.byPassword') : null,
    lobby === 'off' ? null : t('entry.lobby'),
    !hasPassword && lobby === 'off' ? t('admin.rooms.byLink') : null,
  ].filter((guard) => guard !== null);
  return (
    <Row
      title={
        <Go to={paths.room(id)}>
          <bdi translate="no">{name}</bdi>
        </Go>
      }
      badge={
        <>
          {live.participants > 0 && (
            <Go to={paths.room(id, 'live')} className={styles.live}>
              <Badge look="good">
                <Users size={16} aria-hidden />
                {t('admin.rooms.there', { count: live.participants })}
              </Badge>
            </Go>
          )}
          {live.lobby > 0 && <Badge look="warn">{t('admin.rooms.waiting', { count: live.lobby })}</Badge>}
          {locked && (
            <Badge look="warn">
              <LockKeyhole size={14} aria-hidden />
              {t('admin.rooms.locked')}
            </Badge>
          )}
        </>
      }
      detail={
        <>
          {guards.join(' · ')}
          {maker !== null && (
            <>
              {' · '}
              {t('admin.rooms.madeBy')} <bdi translate="no">{maker}</bdi>
            </>
          )}
        </>
      }
      action={
        <CopyButton
          copying={copying}
          label={
            <>
              {t('link.copy')}
              <VisuallyHidden>: {name}</VisuallyHidden>
            </>
          }
          onPress={() => void copy(link)}
        />
      }
    />
  );
}
