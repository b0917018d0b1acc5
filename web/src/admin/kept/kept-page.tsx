import { useTranslation } from 'react-i18next';
import { AdminPage } from '../parts/admin-page.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import form from '../parts/form.module.css';
import { BackLink } from '../parts/link-button.tsx';
import { paths } from '../router/places.ts';
import { houseApi } from '../server/house-api.ts';
import type { Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import styles from './kept.module.css';
import { KeptKind } from './kept-kind.tsx';

const askForKept = (server: Server, signal: AbortSignal) => houseApi(server).readKept(signal);

/** What is kept of one's house, for what and until when, for whoever is asked about it. */
export function KeptPage() {
  const { t, i18n } = useTranslation();
  const { answer, again } = useAnswer(askForKept);
  return (
    <AdminPage
      title={t('admin.kept.title')}
      lead={t('admin.kept.lead')}
      above={<BackLink to={paths.house}>{t('admin.house.title')}</BackLink>}
    >
      <Answered answer={answer} again={again}>
        {({ kinds }) => (
          <ul className={styles.kinds}>
            {kinds.map((kind) => (
              <KeptKind key={kind.id} kind={kind} />
            ))}
          </ul>
        )}
      </Answered>
      <p>
        <a className={form.link} href={`/datenschutz?lang=${i18n.language}`}>
          {t('admin.kept.toldToAll')}
        </a>
      </p>
    </AdminPage>
  );
}
