import { Eye, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isVisible } from '../../../../../src/protocol/base/text.ts';
import { MAX_CHAT_TEXT_LENGTH } from '../../../../../src/protocol/limits.ts';
import type { LiveLine } from '../../../call/line/live-line.ts';
import { type Failure, failureOf } from '../../../session/signaling.ts';
import { Button } from '../../../ui/controls/button.tsx';
import { isComposing } from '../../../ui/fields/composing.ts';
import { RadioChoice } from '../../../ui/fields/radio-choice.tsx';
import { useFailureText } from '../../../ui/hooks/use-failure-text.ts';
import { useKeyboard } from '../../../ui/hooks/use-keyboard.ts';
import { VisuallyHidden } from '../../../ui/layout/visually-hidden.tsx';
import { useParts, useSettings } from '../../../ui/parts.tsx';
import { Alert } from '../../../ui/standing/alert.tsx';
import styles from './composer.module.css';
import { afterSending, type Draft } from './draft.ts';

/** From here on one is told how many are left. */
const FEW_CHARACTERS = 200;

interface ComposerProps {
  readonly draft: Draft;
  readonly onDraft: (change: (draft: Draft) => Draft) => void;
}

/** Where one writes. Enter sends; what could not be sent stays, with the reason. */
export function Composer({ draft, onDraft }: ComposerProps) {
  const { t } = useTranslation();
  const { call } = useParts();
  const failureText = useFailureText();
  const { liveText } = useSettings();
  const hasKeyboard = useKeyboard();
  const id = useId();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const live = useLiveLine();
  // What is for the chair alone must not appear before everyone while it is typed.
  const isLive = liveText && draft.to === 'all';
  const left = MAX_CHAT_TEXT_LENGTH - draft.text.length;

  useEffect(() => {
    if (!isLive) live.giveUp();
  }, [isLive, live]);

  const change = (text: string) => {
    onDraft((now) => ({ ...now, text }));
    if (isLive) live.type(text);
  };
  const send = async () => {
    if (busy || !isVisible(draft.text)) return;
    setBusy(true);
    const { text, to } = draft;
    // Not said again from here on: it would stand behind the message that it has become.
    live.sent();
    try {
      await call.request('chat:send', { text, to });
      // Whom the next one is for may have been changed while this one was under way, and the next one begun.
      onDraft((now) => afterSending(now, text));
      setFailure(null);
    } catch (error) {
      setFailure(failureOf(error));
      if (isLive) live.type(text);
    }
    setBusy(false);
  };
  const pressed = (event: KeyboardEvent) => {
    // While a word is being composed (Japanese, dictation), Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || isComposing(event.nativeEvent)) return;
    event.preventDefault();
    void send();
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {failure && (
        <Alert look="danger" role="alert">
          {t('chat.notSent')} {failureText(failure)}
        </Alert>
      )}
      <RadioChoice
        legend={t('chat.to')}
        hideLegend
        look="row"
        options={[
          { value: 'all', label: t('chat.toAll') },
          { value: 'chair', label: t('chat.toChair') },
        ]}
        value={draft.to}
        onChange={(to) => onDraft((now) => ({ ...now, to }))}
      />
      <label htmlFor={id}>
        <VisuallyHidden>{t('chat.message')}</VisuallyHidden>
      </label>
      <textarea
        id={id}
        className={styles.text}
        dir="auto"
        rows={2}
        maxLength={MAX_CHAT_TEXT_LENGTH}
        placeholder={t('chat.placeholder')}
        readOnly={busy}
        value={draft.text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={pressed}
        aria-describedby={`${id}-help`}
        enterKeyHint="send"
      />
      <div className={styles.end}>
        <p id={`${id}-help`} className={styles.help}>
          {isLive && (
            <span className={styles.live}>
              <Eye size={16} aria-hidden />
              {t('chat.liveOn')}
            </span>
          )}
          {left <= FEW_CHARACTERS ? t('chat.left', { count: left }) : !isLive && hasKeyboard && t('chat.keys')}
        </p>
        <Button
          type="submit"
          look="primary"
          size="small"
          busy={busy}
          icon={<SendHorizontal size={18} aria-hidden />}
          className={styles.send}
        >
          {t('chat.send')}
        </Button>
      </div>
    </form>
  );
}

/** Ends with the composer: a line that nobody goes on with must not stand before the others. */
function useLiveLine(): LiveLine {
  const { line } = useParts().call.seat;
  useEffect(() => () => line.giveUp(), [line]);
  return line;
}
