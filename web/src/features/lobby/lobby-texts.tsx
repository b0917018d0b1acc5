import { MessageSquareText, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../src/protocol/base/text.ts';
import { MAX_LOBBY_TEXT_LENGTH } from '../../../../src/protocol/limits.ts';
import type { ReceivedText } from '../../call/meeting/received.ts';
import { thisMoment } from '../../call/moments.ts';
import { failureOf } from '../../session/signaling.ts';
import { Button } from '../../ui/controls/button.tsx';
import { TextArea } from '../../ui/fields/field.tsx';
import { failureText } from '../../ui/hooks/use-failure-text.ts';
import { useParts } from '../../ui/parts.tsx';
import { Alert } from '../../ui/standing/alert.tsx';
import { Time } from '../../ui/text/time.tsx';
import styles from './lobby.module.css';

type Text = Pick<ReceivedText, 'id' | 'text' | 'at'>;

interface LobbyTextsProps {
  readonly texts: readonly ReceivedText[];
  readonly mayReply: boolean;
}

/** What the chair says to those who wait, as it comes, and the way to answer. */
export function LobbyTexts({ texts, mayReply }: LobbyTextsProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const [sent, setSent] = useState<readonly Text[]>([]);
  const [value, setValue] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async () => {
    const text = value.trim();
    if (!isVisible(text) || busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await call.request('lobby:reply', { text });
      setSent((before) => [...before, { id: `${before.length}`, text, at: thisMoment() }]);
      setValue((now) => (now.trim() === text ? '' : now));
    } catch (error) {
      setProblem(failureText(t, failureOf(error)));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {/* Always there: what appears in a new region is not read. */}
      <section className={styles.texts} role="log" aria-live="polite" aria-label={t('lobby.texts')}>
        {texts.length > 0 && (
          <div className={styles.message}>
            <h2>
              <MessageSquareText size={20} aria-hidden />
              {t('lobby.message')}
            </h2>
            {texts.map((one) => (
              <Line key={one.id} text={one} />
            ))}
          </div>
        )}
      </section>
      {sent.length > 0 && (
        <section className={styles.message} aria-label={t('lobby.sent')}>
          <h2>{t('lobby.sent')}</h2>
          {sent.map((one) => (
            <Line key={one.id} text={one} />
          ))}
        </section>
      )}
      {problem !== null && (
        <Alert look="warn" role="alert">
          {problem}
        </Alert>
      )}
      {mayReply && (
        <form
          className={styles.reply}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
        >
          <TextArea
            label={t('lobby.reply')}
            rows={2}
            maxLength={MAX_LOBBY_TEXT_LENGTH}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <Button type="submit" busy={busy} icon={<Send size={18} aria-hidden />}>
            {t('lobby.send')}
          </Button>
        </form>
      )}
    </>
  );
}

function Line({ text: { text, at } }: { readonly text: Text }) {
  return (
    <p>
      <Time at={at} className={styles.time} /> <bdi>{text}</bdi>
    </p>
  );
}
