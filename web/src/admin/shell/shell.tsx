import { LogOut, Menu, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/controls/button.tsx';
import { LanguageSwitch } from '../../ui/controls/language-switch.tsx';
import { cx } from '../../ui/layout/cx.ts';
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
const MENU = 'menue';

/** What stands around each page: whose house this is, where one can go, and the way out; on a phone behind one button. */
export function Shell({ place, children }: { readonly place: AdminPlace; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const { settings, server, account, router } = useAdmin();
  const { name, organisation } = useMe();
  const { isBusy, failure, run } = useDoing();
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const here = JSON.stringify(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on another page it has done its work
  useEffect(() => setOpen(false), [here]);
  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const signOut = () =>
    void run(
      () => server.ask('POST', '/api/sign-out', { body: {}, answer: nothing }),
      () => {
        // Whoever signs in next is not led to where this one was.
        router.replace(paths.signIn);
        account.signedOut();
      },
    );
  const Sign = isOpen ? X : Menu;
  return (
    <div className={styles.shell} style={{ '--house': organisation.colour ?? undefined }}>
      <SkipLink to={CONTENT}>{t('admin.nav.skip')}</SkipLink>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the menu from whatever here has the focus */}
      <header className={styles.header} onKeyDown={({ key }) => key === 'Escape' && isOpen && close()}>
        <div className={styles.house}>
          <img src={mark} alt="" width={32} height={32} />
          <p>
            <b dir="auto" translate="no" title={organisation.name}>
              {organisation.name}
            </b>
            <small dir="auto" translate="no">
              {name}
            </small>
          </p>
        </div>
        <Button
          ref={opener}
          look="quiet"
          size="small"
          className={styles.opener}
          icon={<Sign size={22} aria-hidden />}
          aria-expanded={isOpen}
          aria-controls={MENU}
          onClick={() => setOpen(!isOpen)}
        >
          {t('admin.nav.menu')}
        </Button>
        <div id={MENU} className={cx(styles.menu, isOpen && styles.open)}>
          <Navigation place={place} />
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
        </div>
      </header>
      <main id={CONTENT} className={styles.main} tabIndex={-1}>
        <FailureAlert failure={failure} />
        <PartBoundary isBefore key={here}>
          {children}
        </PartBoundary>
      </main>
    </div>
  );
}
