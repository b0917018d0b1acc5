import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { LanguageSwitch } from '../../ui/controls/language-switch.tsx';
import { SkipLink } from '../../ui/page/links/skip-link.tsx';
import mark from '../../ui/page/mark.svg';
import { PartBoundary } from '../../ui/standing/broken.tsx';
import { useAdmin, useMe } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { type AdminPlace, paths } from '../router/places.ts';
import { nothing } from '../server/server.ts';
import { useDoing } from '../server/use-doing.ts';
import { Navigation } from './navigation.tsx';
import styles from './shell.module.css';

const CONTENT = 'inhalt';

/** What stands around each page: whose house this is, where one can go, and the way out. */
export function Shell({ place, children }: { readonly place: AdminPlace; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { settings, server, account, router } = useAdmin();
  const { name, organisation } = useMe();
  const { isBusy, failure, run } = useDoing();
  const signOut = () =>
    void run(
      () => server.ask('POST', '/api/sign-out', { body: {}, answer: nothing }),
      () => {
        // Whoever signs in next is not led to where this one was.
        router.replace(paths.signIn);
        account.signedOut();
      },
    );
  return (
    <div className={styles.shell} style={{ '--house': organisation.colour ?? undefined }}>
      <SkipLink to={CONTENT}>{t('admin.nav.skip')}</SkipLink>
      <header className={styles.header}>
        <div className={styles.house}>
          <img src={mark} alt="" width={32} height={32} />
          <p>
            <b dir="auto" translate="no">
              {organisation.name}
            </b>
            <small dir="auto" translate="no">
              {name}
            </small>
          </p>
        </div>
        <div className={styles.tools}>
          <LanguageSwitch settings={settings} />
          <Button
            look="quiet"
            size="small"
            busy={isBusy}
            icon={<LogOut size={20} aria-hidden />}
            // What is unsaved is asked for first.
            onClick={() => router.ask(signOut)}
          >
            {t('admin.nav.signOut')}
          </Button>
        </div>
      </header>
      <Navigation place={place} />
      <main id={CONTENT} className={styles.main} tabIndex={-1}>
        <FailureAlert failure={failure} />
        <PartBoundary isBefore key={JSON.stringify(place)}>
          {children}
        </PartBoundary>
      </main>
    </div>
  );
}
