import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MAX_ORGANISER_NAME_LENGTH } from '../../../../src/protocol/accounts/accounts.ts';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextField } from '../../ui/fields/field.tsx';
import { useAdmin, useMe } from '../admin-parts.tsx';
import { FailureAlert } from '../parts/answers/failure.tsx';
import { Saved } from '../parts/answers/saved.tsx';
import form from '../parts/form.module.css';
import { Form } from '../parts/form.tsx';
import { Section } from '../parts/section.tsx';
import { organisersApi } from '../server/organisers-api.ts';
import { useDoing } from '../server/use-doing.ts';

/** What one is called, and by which address one signs in. */
export function NameSection() {
  const { t } = useTranslation();
  const { server, account } = useAdmin();
  const me = useMe();
  const { isBusy, failure, run } = useDoing();
  const [name, setName] = useState(me.name);
  const [isMissing, setMissing] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const submit = () => {
    if (!isVisible(name)) return setMissing(true);
    setSaved(false);
    void run(
      () => organisersApi(server).change(me.id, { name: name.trim() }),
      (organiser) => {
        account.signedIn({ ...me, name: organiser.name });
        setName(organiser.name);
        setSaved(true);
      },
    );
  };
  return (
    <Section title={t('admin.account.person')}>
      <Form onSubmit={submit}>
        <TextField
          label={t('admin.person.name')}
          name="name"
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setMissing(false);
            setSaved(false);
          }}
          autoComplete="name"
          maxLength={MAX_ORGANISER_NAME_LENGTH}
          required
          error={isMissing ? t('admin.person.nameMissing') : null}
        />
        <p className={form.hint}>
          {t('admin.signIn.email')}: <bdi translate="no">{me.email}</bdi>
        </p>
        <FailureAlert failure={failure} />
        <div className={form.buttons}>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('admin.save')}
          </Button>
          <Saved isShown={isSaved} />
        </div>
      </Form>
    </Section>
  );
}
