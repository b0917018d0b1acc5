import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParts } from '../../../ui/parts.tsx';
import { nameText } from '../../../ui/text/name-text.ts';

/** `unsupported`: this browser has none, or not on this page. */
type Permission = NotificationPermission | 'unsupported';

const current = (): Permission => ('Notification' in window ? Notification.permission : 'unsupported');

/** Whether the browser may tell of knocks, and the question for it, which is asked on a press alone. */
export function useKnockNotifications(): { readonly permission: Permission; readonly ask: () => void } {
  const [permission, setPermission] = useState(current);
  return {
    permission,
    ask: () => void Notification.requestPermission().then(() => setPermission(current())),
  };
}

/** Tells of those who knock while the page is hidden. */
export function useKnockNotifier(roomName: string): void {
  const { t } = useTranslation();
  const { call } = useParts();
  useEffect(
    () =>
      call.onNotice((notice) => {
        if (!document.hidden || current() !== 'granted') return;
        if (notice.kind === 'knocked') show(t('notice.knocked', { name: nameText(t, notice) }), roomName);
        if (notice.kind === 'waiting') show(t('notice.waiting', { count: notice.count }), roomName);
      }),
    [call, t, roomName],
  );
}

function show(title: string, body: string): void {
  try {
    const notification = new Notification(title, { body });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Chromium on phones has the permission, and shows none from a page.
  }
}
