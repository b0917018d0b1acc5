import type { AccountChange, MailLanguage } from '../../../protocol/mail.ts';

interface NoticeWords {
  readonly changeOf: Readonly<Record<AccountChange, { subject: string; said: (house: string) => string }>>;
  readonly wasIt: string;
  readonly toAccount: string;
  readonly webhookOff: { readonly subject: string; readonly said: (host: string, house: string) => string };
  readonly toHouse: string;
}

/** Of what somebody is told who has not asked for it. */
export const NOTICE_WORDS: Readonly<Record<MailLanguage, NoticeWords>> = {
  de: {
    changeOf: {
      'passkey-added': {
        subject: 'Neuer Passkey für Ihr Konto',
        said: (house) => `Zu Ihrem Konto bei ${house} kam ein Passkey hinzu, mit dem man sich anmelden kann.`,
      },
      'passkey-removed': {
        subject: 'Passkey Ihres Kontos entfernt',
        said: (house) =>
          `Von Ihrem Konto bei ${house} wurde ein Passkey entfernt. Mit ihm kann sich niemand mehr anmelden.`,
      },
      'second-factor-removed': {
        subject: 'Zweiter Faktor Ihres Kontos abgeschaltet',
        said: (house) =>
          `Ihr Konto bei ${house} verlangt beim Anmelden keinen Code einer App mehr, nur noch das Passwort.`,
      },
      'password-changed': {
        subject: 'Passwort Ihres Kontos geändert',
        said: (house) =>
          `Ihr Konto bei ${house} hat ein neues Passwort. Mit dem alten kann sich niemand mehr anmelden.`,
      },
    },
    wasIt:
      'Wenn Sie das waren oder davon wissen, brauchen Sie nichts zu tun. Wenn nicht: Legen Sie gleich ein neues Passwort fest, entfernen Sie in Ihrem Konto, was Sie nicht kennen, und sagen Sie denen Bescheid, die Ihre Konten verwalten.',
    toAccount: 'Zu Ihrem Konto',
    webhookOff: {
      subject: 'Webhook abgeschaltet',
      said: (host, house) =>
        `Der Webhook von ${house} zu ${host} wurde abgeschaltet, weil dort nichts mehr ankommt. Das Programm dort erfährt von keiner Besprechung mehr, bis ihn jemand wieder einschaltet.`,
    },
    toHouse: 'Zur Organisation',
  },
  en: {
    changeOf: {
      'passkey-added': {
        subject: 'New passkey for your account',
        said: (house) => `A passkey was added to your account at ${house}, by which one can sign in.`,
      },
      'passkey-removed': {
        subject: 'Passkey of your account removed',
        said: (house) => `A passkey was removed from your account at ${house}. Nobody can sign in by it any more.`,
      },
      'second-factor-removed': {
        subject: 'Second factor of your account switched off',
        said: (house) => `Your account at ${house} no longer asks for an app’s code at sign-in, only for the password.`,
      },
      'password-changed': {
        subject: 'Password of your account changed',
        said: (house) => `Your account at ${house} has a new password. Nobody can sign in by the old one any more.`,
      },
    },
    wasIt:
      'If it was you, or you know of it, there is nothing to do. If not: choose a new password at once, remove from your account what you do not know, and tell those who look after your accounts.',
    toAccount: 'To your account',
    webhookOff: {
      subject: 'Webhook switched off',
      said: (host, house) =>
        `The webhook of ${house} to ${host} was switched off, because nothing arrives there any more. The program there hears of no meeting until somebody switches it on again.`,
    },
    toHouse: 'To the organisation',
  },
};
