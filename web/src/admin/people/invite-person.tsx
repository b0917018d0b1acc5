import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  MAX_ORGANISER_NAME_LENGTH,
  ORGANISER_ROLES,
  type OrganiserRole,
} from '../../../../src/protocol/accounts/accounts.ts';
import { emailKey } from '../../../../src/protocol/accounts/email.ts';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { RadioChoice } from '../../ui/fields/radio-choice.tsx';
import { useAdmin } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { organisersApi } from '../server/organisers-api.ts';
import { useDoing } from '../server/use-doing.ts';
import type { ShownLink } from './link-dialog.tsx';

/** An account for somebody, who sets their password themselves. */
export function InvitePerson({ onInvited }: { readonly onInvited: (link: ShownLink) => void }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<OrganiserRole>('organiser');
  const [wrong, setWrong] = useState<'name' | 'email' | null>(null);
  const submit = () => {
    if (!isVisible(name)) return setWrong('name');
    if (emailKey(email) === null) return setWrong('email');
    void run(
      () => organisersApi(server).invite({ name: name.trim(), email, role }),
      ({ organiser, link, linkExpiresAt }) => {
        setName('');
        setEmail('');
        setRole('organiser');
        setOpen(false);
        onInvited({ name: organiser.name, link, until: linkExpiresAt });
      },
    );
  };
  if (!isOpen) {
    return (
      <div className={form.buttons}>
        <Button look="primary" icon={<UserPlus size={20} aria-hidden />} onClick={() => setOpen(true)}>
          {t('admin.people.invite')}
        </Button>
      </div>
    );
  }
  return (
    <Section title={t('admin.people.invite')} lead={t('admin.people.inviteLead')}>
      <Form isOpened onSubmit={submit}>
        <div className={form.pair}>
          <TextField
            label={t('admin.person.name')}
            name="name"
            value={name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setWrong(null);
            }}
            autoComplete="off"
            maxLength={MAX_ORGANISER_NAME_LENGTH}
            required
            error={wrong === 'name' ? t('admin.person.nameMissing') : null}
          />
          <TextField
            label={t('admin.signIn.email')}
            type="email"
            name="email"
            value={email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              setWrong(null);
            }}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
            error={wrong === 'email' ? t('admin.people.emailMissing') : null}
          />
        </div>
        <RadioChoice
          legend={t('admin.people.role')}
          options={ORGANISER_ROLES.map((value) => ({ value, label: t(`admin.people.may.${value}`) }))}
          value={role}
          onChange={setRole}
        />
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('admin.people.makeAccount')}
          </Button>
          <Button onClick={() => setOpen(false)}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </Section>
  );
}
