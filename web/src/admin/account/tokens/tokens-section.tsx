import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { API_PATH } from '../../../../../src/protocol/api/base.ts';
import type { MadeToken, TokenView } from '../../../../../src/protocol/api/tokens.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { Confirm } from '../../../ui/dialogs/dialog.tsx';
import { useAdmin } from '../../admin-parts.tsx';
import { Answered } from '../../parts/answers/answered.tsx';
import { FailureAlert } from '../../parts/answers/failure.tsx';
import form from '../../parts/form.module.css';
import { Row, Rows } from '../../parts/lists/rows.tsx';
import { SecretOnce } from '../../parts/secret-once.tsx';
import { Section } from '../../parts/section.tsx';
import { useDates } from '../../parts/use-dates.ts';
import type { Server } from '../../server/server.ts';
import { tokensApi } from '../../server/tokens-api.ts';
import { useAnswer } from '../../server/use-answer.ts';
import { useDoing } from '../../server/use-doing.ts';
import { NewTokenForm } from './new-token-form.tsx';
import { SCOPE_WORDS } from './scope-words.ts';

const askForTokens = (server: Server, signal: AbortSignal) => tokensApi(server).list(signal);

/** By what one's own programs come in: hardly anybody needs it, so it comes last and says so. */
export function TokensSection() {
  const { t } = useTranslation();
  const { answer, again } = useAnswer(askForTokens);
  const [made, setMade] = useState<MadeToken | null>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('admin.tokens.title')} lead={t('admin.tokens.lead')}>
      {made !== null && <SecretOnce of="tokens" secret={made.secret} onKept={() => setMade(null)} />}
      <Answered answer={answer} again={again}>
        {(tokens) => (
          <Rows>
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} onRevoked={again} />
            ))}
          </Rows>
        )}
      </Answered>
      <p>
        <a className={form.link} href={`${API_PATH}/docs`}>
          {t('admin.tokens.docs')}
        </a>
      </p>
      {isOpen ? (
        <NewTokenForm
          onMade={(token) => {
            setMade(token);
            setOpen(false);
            again();
          }}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <div className={form.buttons}>
          <Button icon={<KeyRound size={20} aria-hidden />} onClick={() => setOpen(true)}>
            {t('admin.tokens.make')}
          </Button>
        </div>
      )}
    </Section>
  );
}

function TokenRow({ token, onRevoked }: { readonly token: TokenView; readonly onRevoked: () => void }) {
  const { t } = useTranslation();
  const { server } = useAdmin();
  const { day } = useDates();
  const { isBusy, failure, run } = useDoing();
  const [isAsked, setAsked] = useState(false);
  const { id, name, scopes, expiresAt, lastUsedAt } = token;
  const said = [
    scopes.map((scope) => t(`admin.tokens.scope.${SCOPE_WORDS[scope]}`)).join(', '),
    expiresAt === null ? t('admin.tokens.noEnd') : t('admin.tokens.until', { day: day(expiresAt) }),
    lastUsedAt === null ? t('admin.tokens.neverUsed') : t('admin.tokens.used', { day: day(lastUsedAt) }),
  ];
  return (
    <Row
      title={
        <bdi dir="auto" translate="no">
          {name}
        </bdi>
      }
      detail={said.join(' · ')}
      action={
        <Button
          size="small"
          busy={isBusy}
          aria-label={t('admin.tokens.revokeOne', { name })}
          onClick={() => setAsked(true)}
        >
          {t('admin.tokens.revoke')}
        </Button>
      }
    >
      <FailureAlert failure={failure} />
      {isAsked && (
        <Confirm
          title={t('admin.tokens.askTitle')}
          text={t('admin.tokens.askText')}
          confirm={t('admin.tokens.revoke')}
          onConfirm={() => {
            setAsked(false);
            void run(() => tokensApi(server).revoke(id), onRevoked);
          }}
          onCancel={() => setAsked(false)}
        />
      )}
    </Row>
  );
}
