import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../admin-parts.tsx';
import { LostPage } from '../lost-page.tsx';
import { AdminPage } from '../parts/admin-page.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { Rows } from '../parts/lists/rows.tsx';
import { Section } from '../parts/section.tsx';
import { organisersApi } from '../server/organisers-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import { InvitePerson } from './invite-person.tsx';
import { LinkDialog, type ShownLink } from './link-dialog.tsx';
import { PersonRow } from './person-row.tsx';

const askForPeople = (server: Server, signal: AbortSignal) => organisersApi(server).list(signal);

/** Who has an account in one's organisation, for its admins. */
export function PeoplePage() {
  const { role } = useMe();
  return role === 'admin' ? <People /> : <LostPage />;
}

function People() {
  const { t } = useTranslation();
  const { answer, again } = useAnswer(askForPeople);
  const [link, setLink] = useState<ShownLink | null>(null);
  return (
    <AdminPage title={t('admin.nav.people')} lead={t('admin.people.lead')}>
      <InvitePerson
        onInvited={(invited) => {
          setLink(invited);
          again();
        }}
      />
      <Section title={t('admin.people.list')}>
        <Answered answer={answer} again={again}>
          {(people) => (
            <Rows>
              {people.map((person) => (
                <PersonRow key={person.id} person={person} onChanged={again} onLink={setLink} />
              ))}
            </Rows>
          )}
        </Answered>
      </Section>
      {link !== null && <LinkDialog shown={link} onClose={() => setLink(null)} />}
    </AdminPage>
  );
}
