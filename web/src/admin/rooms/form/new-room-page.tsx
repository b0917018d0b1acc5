import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AdminPage } from '../../parts/admin-page.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { draftOfDefaults } from '../../room-settings/settings-draft.ts';
import { houseApi } from '../../server/house-api.ts';
import type { Server } from '../../server/server.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { BackToRooms } from '../back-to-rooms.tsx';
import type { Made } from './made.ts';
import { MadeRoomPage } from './made-room-page.tsx';
import { NewRoomForm } from './new-room-form.tsx';

const askForDefaults = async (server: Server, signal: AbortSignal) =>
  draftOfDefaults((await houseApi(server).read(signal)).roomDefaults);

export function NewRoomPage() {
  const { t } = useTranslation();
  const { answer, again } = useAnswer(askForDefaults);
  const [made, setMade] = useState<Made | null>(null);
  if (made !== null) return <MadeRoomPage made={made} />;
  return (
    <AdminPage title={t('making.title')} above={<BackToRooms />}>
      <Answered answer={answer} again={again}>
        {(defaults) => <NewRoomForm defaults={defaults} onMade={setMade} />}
      </Answered>
    </AdminPage>
  );
}
