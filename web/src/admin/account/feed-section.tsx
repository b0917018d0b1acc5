import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_PATH } from '../../../../src/protocol/api/base.ts';
import { feedSchema, madeFeedSchema } from '../../../../src/protocol/api/feeds.ts';
import { Button } from '../../ui/controls/button.tsx';
import { Confirm } from '../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { Answered } from '../parts/answers/answered.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { Saved } from '../parts/answers/saved.tsx';
import form from '../parts/form.module.css';
import { SecretOnce } from '../parts/secret-once.tsx';
import { Section } from '../parts/section.tsx';
import { useDates } from '../parts/use-dates.ts';
import { nothing, type Server } from '../server/server.ts';
import { useAnswer } from '../server/use-answer.ts';
import { useDoing } from '../server/use-doing.ts';

const FEED = `${API_PATH}/calendar-feed`;
const askForFeed = (server: Server, signal: AbortSignal) => server.ask('GET', FEED, { answer: feedSchema, signal });

type Asked = 'renew' | 'revoke';
/** In which most people have their calendar. */
const PROGRAMS = ['outlook', 'apple', 'thunderbird'] as const;

/** What is reserved, in one's own calendar program: an address that shows it, and can be renewed and switched off. */
export function FeedSection() {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { day } = useDates();
  const { answer, again } = useAnswer(askForFeed);
  const { isBusy, failure, run } = useDoing();
  const [url, setUrl] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [isRevoked, setRevoked] = useState(false);
  const make = () =>
    void run(
      () => server.ask('POST', FEED, { answer: madeFeedSchema }),
      (made) => {
        setRevoked(false);
        setUrl(made.url);
        again();
      },
    );
  const revoke = () =>
    void run(
      () => server.ask('DELETE', FEED, { answer: nothing }),
      () => {
        setUrl(null);
        setRevoked(true);
        again();
      },
    );
  return (
    <Section title={t('admin.feed.title')} lead={t('admin.feed.lead')}>
      {url !== null && <MadeFeed url={url} onKept={() => setUrl(null)} />}
      <FailureAlert failure={failure} />
      <Answered answer={answer} again={again}>
        {({ feed }) => (
          <>
            {feed !== null && (
              <p>
                {t('admin.feed.since', { day: day(feed.createdAt) })}{' '}
                {feed.lastUsedAt === null
                  ? t('admin.feed.neverRead')
                  : t('admin.feed.read', { day: day(feed.lastUsedAt) })}
              </p>
            )}
            <div className={form.buttons}>
              <Button
                busy={isBusy}
                icon={<CalendarPlus size={20} aria-hidden />}
                onClick={() => (feed === null ? make() : setAsked('renew'))}
              >
                {t(feed === null ? 'admin.feed.make' : 'admin.feed.renew')}
              </Button>
              {feed !== null && (
                <Button look="quiet" busy={isBusy} onClick={() => setAsked('revoke')}>
                  {t('admin.feed.revoke')}
                </Button>
              )}
              <Saved isShown={isRevoked} text={t('admin.feed.revoked')} />
            </div>
          </>
        )}
      </Answered>
      {asked !== null && (
        <Confirm
          title={t(`admin.feed.${asked}Title`)}
          text={t('admin.feed.askText')}
          confirm={t(`admin.feed.${asked}`)}
          onConfirm={() => {
            setAsked(null);
            if (asked === 'renew') make();
            else revoke();
          }}
          onCancel={() => setAsked(null)}
        />
      )}
    </Section>
  );
}

function MadeFeed({ url, onKept }: { readonly url: string; readonly onKept: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={form.form}>
      <SecretOnce secret={url} of="feed" onKept={onKept} />
      <ul className={form.list}>
        {PROGRAMS.map((program) => (
          <li key={program}>{t(`admin.feed.how.${program}`)}</li>
        ))}
      </ul>
    </div>
  );
}
