import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { SessionView } from '../../../../src/protocol/accounts/accounts.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Row, Rows } from '../parts/lists/rows.tsx';
import { Section } from '../parts/section.tsx';
import { useDates } from '../parts/use-dates.ts';
import { paths } from '../router/places.ts';
import { nothing, type Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import { useDoing } from '../server/use-doing.ts';

const sessionsSchema = z.object({
  sessions: z.array(z.object({ id: z.string(), since: z.number(), lastUsed: z.number(), isThis: z.boolean() })),
}) satisfies z.ZodType<{ sessions: readonly SessionView[] }>;

const askForSessions = (server: Server, signal: AbortSignal) =>
  server.ask('GET', '/api/me/sessions', { answer: sessionsSchema, signal });

/** In which browsers one is signed in. */
export function SessionsSection() {
  const { t } = useTranslation();
  const { server, account, router } = useAdmin();
  const { at } = useDates();
  const { answer, again } = useAnswer(askForSessions);
  const { failure, isBusy, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const end = (id: string) =>
    void run(() => server.ask('DELETE', `/api/me/sessions/${id}`, { answer: nothing }), again);
  const endAll = () =>
    void run(
      () => server.ask('POST', '/api/sign-out', { body: { everywhere: true }, answer: nothing }),
      () => {
        router.replace(paths.signIn);
        account.signedOut();
      },
    );
  return (
    <Section title={t('admin.sessions.title')} lead={t('admin.sessions.lead')}>
      <Answered answer={answer} again={again}>
        {({ sessions }) => (
          <Rows>
            {sessions.map(({ id, since, lastUsed, isThis }) => (
              <Row
                key={id}
                title={t(isThis ? 'admin.sessions.this' : 'admin.sessions.other')}
                detail={t('admin.sessions.used', { since: at(since), lastUsed: at(lastUsed) })}
                action={
                  !isThis && (
                    <Button
                      size="small"
                      aria-label={t('admin.sessions.endOne', { since: at(since) })}
                      onClick={() => end(id)}
                    >
                      {t('admin.sessions.end')}
                    </Button>
                  )
                }
              />
            ))}
          </Rows>
        )}
      </Answered>
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button busy={isBusy} onClick={() => setAsked(true)}>
          {t('admin.sessions.everywhere')}
        </Button>
      </div>
      {isAsked && (
        <Confirm
          title={t('admin.sessions.askTitle')}
          text={t('admin.sessions.askText')}
          confirm={t('admin.sessions.everywhere')}
          onConfirm={() => {
            setAsked(false);
            endAll();
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Section>
  );
}
