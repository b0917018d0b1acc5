import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { plainName } from '../../../../../src/protocol/base/text.ts';
import { TextField } from '../../../ui/fields/field.tsx';
import { useMe } from '../../admin-parts.tsx';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { LinkButton } from '../../parts/link-button.tsx';
import { Rows } from '../../parts/lists/rows.tsx';
import { Section } from '../../parts/section.tsx';
import { paths } from '../../router/places.ts';
import { organisersApi } from '../../server/organisers-api.ts';
import { roomsApi } from '../../server/rooms-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { RoomRow } from './room-row.tsx';
import styles from './rooms.module.css';

/** Often enough to see who is there, seldom enough for a page that lies open all day. */
const REFRESH_MS = 20_000;
/** So few are seen at a glance. */
const SEARCHED_FROM = 6;

const askForRooms = (server: Server, signal: AbortSignal) => roomsApi(server).list(signal);
const askForNames = async (server: Server, signal: AbortSignal) =>
  new Map((await organisersApi(server).list(signal)).map(({ id, name }) => [id, name]));
const askForNobody = async () => new Map<string, string>();

/** All rooms that are one's to see: who is in them now, and the way into each one's settings. */
export function RoomsPage() {
  const { t } = useTranslation();
  const { id, name, role } = useMe();
  const { answer, again } = useAnswer(askForRooms, { everyMs: REFRESH_MS });
  const names = useAnswer(role === 'admin' ? askForNames : askForNobody).answer;
  const [search, setSearch] = useState('');
  const makerOf = (madeBy: string | null) =>
    madeBy === id ? name : names.is === 'there' && madeBy !== null ? (names.value.get(madeBy) ?? null) : null;
  return (
    <AdminPage
      title={t('admin.nav.rooms')}
      width="wide"
      action={
        <LinkButton to={paths.newRoom} look="primary" icon={<Plus size={20} aria-hidden />}>
          {t('making.title')}
        </LinkButton>
      }
    >
      <Answered answer={answer} again={again}>
        {(rooms) => {
          const wanted = plainName(search);
          const found = rooms.filter(
            (room) => plainName(room.name).includes(wanted) || plainName(makerOf(room.madeBy) ?? '').includes(wanted),
          );
          return (
            <Section title={t('admin.rooms.count', { count: rooms.length })}>
              {rooms.length === 0 && <p className={styles.none}>{t('admin.rooms.none')}</p>}
              {rooms.length >= SEARCHED_FROM && (
                <TextField
                  label={t('admin.rooms.search')}
                  type="search"
                  name="search"
                  autoComplete="off"
                  value={search}
                  onChange={(event) => setSearch(event.currentTarget.value)}
                  action={<Search className={styles.lens} size={20} aria-hidden />}
                />
              )}
              <p role="status" className={styles.found}>
                {wanted !== '' && t('admin.rooms.found', { count: found.length })}
              </p>
              <Rows>
                {found.map((room) => (
                  <RoomRow key={room.id} room={room} maker={makerOf(room.madeBy)} />
                ))}
              </Rows>
            </Section>
          );
        }}
      </Answered>
    </AdminPage>
  );
}
