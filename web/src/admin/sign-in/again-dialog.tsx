import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { MeView } from '../../../../src/protocol/accounts/accounts.ts';
import { Button } from '../../ui/controls/button.tsx';
import dialog from '../../ui/dialogs/dialog.module.css';
import { useAdmin } from '../admin-parts.tsx';
import { paths } from '../router/places.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page of somebody whose time is over: what they have typed there stays, and goes on when they are in again. */
export function AgainDialog({ me }: { readonly me: MeView }) {
  const { t } = useTranslation();
  const { router, account } = useAdmin();
  return (
    <ModalOverlay isOpen className={dialog.overlay ?? ''} isKeyboardDismissDisabled>
      <Modal className={dialog.modal ?? ''}>
        <AriaDialog className={dialog.dialog ?? ''}>
          <header>
            <Heading slot="title">{t('admin.signIn.again')}</Heading>
          </header>
          <p>{t('admin.signIn.againText')}</p>
          <SignInForm email={me.email} next={router.here} />
          <Button
            look="quiet"
            onClick={() => {
              router.replace(paths.signIn);
              account.signedOut();
            }}
          >
            {t('admin.signIn.leave')}
          </Button>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
