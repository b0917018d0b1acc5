import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SCOPES, type Scope } from '../../../../../src/protocol/api/scopes.ts';
import { MAX_TOKEN_NAME_LENGTH, type MadeToken } from '../../../../../src/protocol/api/tokens.ts';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/fields/field.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Form } from '../../parts/form.tsx';
import { tokensApi } from '../../server/tokens-api.ts';
import { useDoing } from '../../server/use-doing.ts';
import { SCOPE_WORDS } from './scope-words.ts';
import styles from './tokens.module.css';

const DAY_MS = 86_400_000;
/** Days; 0: it has no end. */
const ENDS = [30, 90, 365, 0] as const;

interface NewTokenFormProps {
  readonly onMade: (made: MadeToken) => void;
  readonly onCancel: () => void;
}

/** What a program may do, and for how long. */
export function NewTokenForm({ onMade, onCancel }: NewTokenFormProps) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { isBusy, failure, run } = useDoing();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [days, setDays] = useState<number>(90);
  // The same wish when it is sent again.
  const [openedAt] = useState(() => Date.now());
  const [wrong, setWrong] = useState<'name' | 'scopes' | null>(null);
  const submit = () => {
    if (!isVisible(name)) return setWrong('name');
    if (scopes.length === 0) return setWrong('scopes');
    const expiresAt = days === 0 ? null : new Date(openedAt + days * DAY_MS).toISOString();
    void run(() => tokensApi(server).make({ name: name.trim(), scopes: [...scopes], expiresAt }), onMade);
  };
  return (
    <Form isOpened onSubmit={submit}>
      <TextField
        label={t('admin.tokens.name')}
        name="token"
        value={name}
        maxLength={MAX_TOKEN_NAME_LENGTH}
        autoComplete="off"
        required
        onChange={(event) => {
          setName(event.currentTarget.value);
          setWrong(null);
        }}
        hint={t('admin.tokens.nameHint')}
        error={wrong === 'name' ? t('admin.person.nameMissing') : null}
      />
      <fieldset className={styles.scopes}>
        <legend>{t('admin.tokens.scopes')}</legend>
        {SCOPES.map((scope) => (
          <CheckField
            key={scope}
            label={t(`admin.tokens.scope.${SCOPE_WORDS[scope]}`)}
            checked={scopes.includes(scope)}
            onChange={(isOn) => {
              setScopes(isOn ? [...scopes, scope] : scopes.filter((each) => each !== scope));
              setWrong(null);
            }}
          />
        ))}
      </fieldset>
      <p role="alert" className={form.hint}>
        {wrong === 'scopes' && t('admin.tokens.scopesMissing')}
      </p>
      <SelectField
        label={t('admin.tokens.end')}
        value={days}
        onChange={(event) => setDays(Number(event.currentTarget.value))}
      >
        {ENDS.map((each) => (
          <option key={each} value={each}>
            {each === 0 ? t('admin.tokens.noEnd') : t('admin.tokens.days', { count: each })}
          </option>
        ))}
      </SelectField>
      <FailureAlert failure={failure} />
      <div className={form.buttons}>
        <Button type="submit" look="primary" busy={isBusy}>
          {t('admin.tokens.make')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </Form>
  );
}
