import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptFocus } from '../ui/layout/keep-focus.ts';
import { Announcer } from '../ui/standing/announcer.tsx';
import { PageBoundary, PartLost, QuietBoundary } from '../ui/standing/broken.tsx';
import { Moment } from '../ui/standing/returning.tsx';
import { type AdminParts, AdminPartsProvider, MeProvider, useAdmin, useWho } from './admin-parts.tsx';
import { AdminPages } from './pages.tsx';
import { HOME, isOurs, paths, placeOf, signInPath } from './router/places.ts';
import { Shell } from './shell/shell.tsx';
import { AgainDialog } from './sign-in/again-dialog.tsx';
import { PasswordPage } from './sign-in/password-page.tsx';
import { asked, SignInPage } from './sign-in/sign-in-page.tsx';

export function AdminApp({ parts }: { readonly parts: AdminParts }) {
  const { i18n } = useTranslation();
  const root = useKeptFocus();
  return (
    <AdminPartsProvider parts={parts}>
      <div ref={root} lang={i18n.language}>
        <PageBoundary>
          <Places />
        </PageBoundary>
        <QuietBoundary next={null}>
          <Announcer />
        </QuietBoundary>
      </div>
    </AdminPartsProvider>
  );
}

function Places() {
  const { router, server, account } = useAdmin();
  const who = useWho();
  const place = placeOf(useSyncExternalStore(router.subscribe, router.getSnapshot));
  if (place.is === 'password') return <PasswordPage />;
  if (who.is === 'unknown') {
    return who.why === null ? <Moment /> : <PartLost again={() => void account.load(server)} />;
  }
  if (who.is === 'nobody') return place.is === 'sign-in' ? <SignInPage /> : <Elsewhere to={signInPath(router.here)} />;
  if (place.is === 'sign-in') return <Elsewhere to={asked(router.query).next ?? HOME} />;
  if (place.is === 'home') return <Elsewhere to={paths.rooms} />;
  return (
    // Somebody else who signs in begins anew.
    <MeProvider key={who.me.id} me={who.me}>
      <Shell place={place}>
        <AdminPages place={place} />
      </Shell>
      {who.is === 'expired' && <AgainDialog me={who.me} />}
    </MeProvider>
  );
}

/** On to another place, of which Back does not lead here again. */
function Elsewhere({ to }: { readonly to: string }) {
  const { router } = useAdmin();
  useEffect(() => {
    if (isOurs(to)) router.replace(to);
    else location.replace(to);
  }, [router, to]);
  return <Moment />;
}
