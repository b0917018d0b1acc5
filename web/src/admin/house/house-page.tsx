import { useTranslation } from 'react-i18next';
import type { OrganisationView } from '../../../../src/protocol/api/organisation.ts';
import { useMe } from '../admin-parts.tsx';
import { KeptSection } from '../kept/kept-section.tsx';
import { AdminPage } from '../parts/admin-page.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { houseApi } from '../server/house-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import { HouseFacts } from './house-facts.tsx';
import { HouseForm } from './house-form.tsx';
import { LogoSection } from './logo-section.tsx';
import { Quotas } from './quotas.tsx';
import { WebhooksSection } from './webhooks/webhooks-section.tsx';

const askForHouse = (server: Server, signal: AbortSignal) => houseApi(server).read(signal);

/** One's organisation: its admins change it, everybody else reads it. */
export function HousePage() {
  const { t } = useTranslation();
  const { role } = useMe();
  const { answer, again, set } = useAnswer<OrganisationView>(askForHouse);
  return (
    <AdminPage title={t('admin.house.title')} lead={t(role === 'admin' ? 'admin.house.lead' : 'admin.house.readLead')}>
      <Answered answer={answer} again={again}>
        {(house) => (
          <>
            {role === 'admin' ? <HouseForm house={house} onSaved={set} /> : <HouseFacts house={house} />}
            {role === 'admin' && <LogoSection house={house} onSaved={set} />}
            <Quotas house={house} />
            <KeptSection />
            {role === 'admin' && <WebhooksSection />}
          </>
        )}
      </Answered>
    </AdminPage>
  );
}
