import { ArrowDown, PencilLine, ShieldCheck } from 'lucide-react';
import { memo, type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParticipantView } from '../../../../src/protocol/index.ts';
import type { ReceivedMessage } from '../../call/meeting/received.ts';
import { Button } from '../../ui/controls/button.tsx';
import { cx } from '../../ui/layout/cx.ts';
import { SignBoundary } from '../../ui/standing/broken.tsx';
import { Claim, Name } from '../../ui/text/name.tsx';
import { Time } from '../../ui/text/time.tsx';
import { piecesOf } from './links.ts';
import styles from './message-list.module.css';

/** CSS pixels from the end that still count as being there. */
const AT_END = 40;

interface MessageListProps {
  readonly chat: readonly ReceivedMessage[];
  readonly typing: ReadonlyMap<string, string>;
  readonly participants: readonly ParticipantView[];
  readonly selfId: string;
}

/** All that was said, the newest at the end. Whoever reads further up is left there. */
export function MessageList({ chat, typing, participants, selfId }: MessageListProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const [more, setMore] = useState(false);
  const last = chat.at(-1);
  const shown = useRef(last);
  const toEnd = useCallback(() => {
    const box = scroller.current;
    if (box) box.scrollTop = box.scrollHeight;
    atEnd.current = true;
    setMore(false);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: lines that grow while they are typed move the end too
  useLayoutEffect(() => {
    const isNew = last !== shown.current;
    shown.current = last;
    // One's own message is what one wants to see.
    if (atEnd.current || (isNew && last?.participantId === selfId)) toEnd();
    else if (isNew) setMore(true);
  }, [last, typing, selfId, toEnd]);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    // A keyboard that comes up, settings that unfold: the end stays the end.
    const observer = new ResizeObserver(() => {
      if (atEnd.current) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const scrolled = ({ scrollTop, scrollHeight, clientHeight }: HTMLElement) => {
    atEnd.current = scrollHeight - scrollTop - clientHeight < AT_END;
    if (atEnd.current) setMore(false);
  };
  const lines = participants.flatMap((who) => {
    const text = typing.get(who.id);
    return text === undefined ? [] : [{ who, text }];
  });
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroll}
        role="log"
        aria-live="off"
        aria-label={t('chat.messages')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
        tabIndex={0}
        onScroll={(event) => scrolled(event.currentTarget)}
      >
        {chat.length === 0 && lines.length === 0 && <p className={styles.empty}>{t('chat.empty')}</p>}
        <ol className={styles.messages}>
          {chat.map((message) => (
            <SignBoundary key={message.id} next={message} wrap={inItem}>
              <Message message={message} isSelf={message.participantId === selfId} />
            </SignBoundary>
          ))}
          {lines.map(({ who, text }) => (
            <SignBoundary key={who.id} next={text} wrap={inItem}>
              <li className={cx(styles.message, styles.typing)} data-typing={who.id}>
                <p className={styles.meta}>
                  <b>
                    <Name of={who} />
                  </b>
                  <Claim of={who} />
                  <span className={styles.mark}>
                    <PencilLine size={14} aria-hidden />
                    {t('chat.typing')}
                  </span>
                </p>
                <p className={styles.text} dir="auto">
                  {text}
                </p>
              </li>
            </SignBoundary>
          ))}
        </ol>
      </div>
      {more && (
        <Button
          look="primary"
          size="small"
          className={styles.more}
          icon={<ArrowDown size={18} aria-hidden />}
          onClick={toEnd}
        >
          {t('chat.more')}
        </Button>
      )}
    </div>
  );
}

const inItem = (sign: ReactNode) => <li className={styles.message}>{sign}</li>;

const Message = memo(function Message({
  message,
  isSelf,
}: {
  readonly message: ReceivedMessage;
  readonly isSelf: boolean;
}) {
  const { t } = useTranslation();
  const { text, to, at } = message;
  return (
    <li className={cx(styles.message, isSelf && styles.own)} data-message>
      <p className={styles.meta}>
        <b>{isSelf ? t('common.you') : <Name of={message} />}</b>
        {!isSelf && <Claim of={message} />}
        <Time at={at} />
        {to === 'chair' && (
          <span className={styles.mark}>
            <ShieldCheck size={14} aria-hidden />
            {t('chat.toChairMark')}
          </span>
        )}
      </p>
      <p className={styles.text} dir="auto">
        {piecesOf(text).map(({ start, text: words, href }) =>
          href === null ? (
            words
          ) : (
            <a key={start} href={href} target="_blank" rel="noopener noreferrer nofollow" translate="no">
              {words}
            </a>
          ),
        )}
      </p>
    </li>
  );
});
