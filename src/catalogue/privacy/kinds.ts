import {
  CHECK_MS,
  DAY_MS,
  DELIVERY_MS,
  INVITE_USE_MS,
  KEPT_ANSWER_MS,
  PASSWORD_LINK_MS,
  REMEMBER_BROWSER_MS,
  REPLACED_DATABASE_MS,
  SESSION_IDLE_MS,
  SESSION_MS,
  SPENT_INVITE_MS,
  STANDING_MS,
} from '../../platform/periods.ts';
import type { TableName } from '../../storage/index.ts';

/** In each language that people read it in. */
interface Words {
  readonly de: string;
  readonly en: string;
}

/** Whatever is kept of people in one and the same way. */
export interface Kind {
  readonly id: string;
  readonly tables: readonly TableName[];
  /** As the head of a list. */
  readonly name: Words;
  readonly what: Words;
  readonly why: Words;
  readonly until: Words;
}

/** What of the periods is set for this server. */
export interface Periods {
  readonly openRoomDays: number;
  readonly reservationDays: number;
}

/** Everything that is kept, for what, and for how long: what pages, commands and the annex in docs/ say stands here. */
export function keptKinds({ openRoomDays, reservationDays }: Periods): readonly Kind[] {
  return [
    {
      id: 'rooms',
      name: { de: 'Räume', en: 'Rooms' },
      tables: ['rooms', 'seats', 'invites'],
      what: {
        de: 'Name, Einstellungen, Sitzplan mit den Namen der Erwarteten, Beschriftung der Einladungslinks; Passwörter und Links nur als Prüfsumme',
        en: 'Name, settings, seating plan with the names of those expected, labels of invitation links; passwords and links as hashes only',
      },
      why: { de: 'damit Besprechungen stattfinden können', en: 'so that meetings can take place' },
      until: { de: 'bis der Raum gelöscht wird', en: 'until the room is deleted' },
    },
    {
      id: 'open-rooms',
      name: { de: 'Räume von der Startseite', en: 'Rooms from the start page' },
      tables: ['open_rooms'],
      what: {
        de: 'Räume, die auf der Startseite gemacht wurden, mit allem, was zu ihnen gehört, und wann sie zuletzt benutzt wurden',
        en: 'Rooms that were made on the start page, with everything of them, and when they were last used',
      },
      why: { de: 'damit der Link weiter gilt', en: 'so that the link goes on working' },
      until: {
        de: `${days('de', openRoomDays)} nach der letzten Benutzung`,
        en: `${days('en', openRoomDays)} after they were last used`,
      },
    },
    {
      id: 'reservations',
      name: { de: 'Reservierungen', en: 'Reservations' },
      tables: ['reservations', 'reservation_changes', 'reservation_windows', 'organiser_reminders'],
      what: {
        de: 'Raum, Titel, Zeiten, Zahl der Plätze und an welchen kommenden Termin das Konto des Raums erinnert wurde; keine Namen von Teilnehmenden',
        en: 'Room, title, times, number of seats and of which coming date the room’s account was reminded; no names of participants',
      },
      why: { de: 'damit die Plätze frei gehalten werden', en: 'so that the seats are kept free' },
      until: {
        de: `${days('de', reservationDays)} nach dem letzten Termin, nach der Absage oder der letzten Änderung`,
        en: `${days('en', reservationDays)} after the last date, after they were called off or last changed`,
      },
    },
    {
      id: 'spent-invites',
      name: { de: 'Alte Einladungslinks', en: 'Old invitation links' },
      tables: ['invites'],
      what: {
        de: 'Einladungslinks, die verbraucht, abgelaufen oder widerrufen sind',
        en: 'Invitation links that are used up, expired or revoked',
      },
      why: {
        de: 'damit sich sagen lässt, warum ein Link nicht mehr geht',
        en: 'so that it can be said why a link no longer works',
      },
      until: period(SPENT_INVITE_MS),
    },
    {
      id: 'invite-uses',
      name: { de: 'Benutzte Einladungslinks', en: 'Invitation links that were used' },
      tables: ['invite_uses'],
      what: {
        de: 'Prüfsumme einer Zufallszahl des Browsers, der einen begrenzten Link benutzt hat',
        en: 'The hash of a random number of the browser that has used a limited link',
      },
      why: {
        de: 'damit man nach einer Störung mit demselben Link zurückkommt',
        en: 'so that one comes back by the same link after a fault',
      },
      until: period(INVITE_USE_MS),
    },
    {
      id: 'attendance',
      name: { de: 'Anwesenheit', en: 'Attendance' },
      tables: ['stays'],
      what: {
        de: 'Name, Rolle, Platz, von wann bis wann; nur in Räumen, in denen das eingeschaltet ist, was dort alle sehen',
        en: 'Name, role, seat, from when to when; only in rooms where it is switched on, which everyone there sees',
      },
      why: { de: 'für die Niederschrift der Sitzung', en: 'for the minutes of the meeting' },
      until: {
        de: 'so viele Tage, wie für den Raum eingestellt sind; ohne Einstellung wird nichts festgehalten',
        en: 'as many days as the room is set to; unless it is set, nothing is noted',
      },
    },
    {
      id: 'standings',
      name: { de: 'Warteraum', en: 'Lobby' },
      tables: ['standings'],
      what: {
        de: 'In Räumen mit Warteraum: Prüfsumme einer Zufallszahl des Browsers und ob er eingelassen oder entfernt war; keine Namen',
        en: 'In rooms with a lobby: the hash of a random number of the browser, and whether it was let in or removed; no names',
      },
      why: {
        de: 'damit nach einem Neustart niemand noch einmal warten muss',
        en: 'so that nobody waits once more after a restart',
      },
      until: period(STANDING_MS, {
        de: 'bis zum Ende der Besprechung, höchstens',
        en: 'until the meeting ends, at most',
      }),
    },
    {
      id: 'checks',
      name: { de: 'Verbindungsprüfungen', en: 'Connection checks' },
      tables: ['checks'],
      what: {
        de: 'Ergebnisse von „Verbindung prüfen“: welche Wege gingen, Bandbreite, Geräte, Name und Version des Browsers; keine Namen, keine Adressen',
        en: 'Results of ‘Check your connection’: which ways worked, bandwidth, devices, the browser’s name and version; no names, no addresses',
      },
      why: { de: 'damit jemand helfen kann', en: 'so that somebody can help' },
      until: period(CHECK_MS),
    },
    {
      id: 'accounts',
      name: { de: 'Organisationen und Konten', en: 'Organisations and accounts' },
      tables: ['organisations', 'logos', 'organisers', 'second_factors', 'recovery_codes', 'subjects', 'passkeys'],
      what: {
        de: 'Organisationen mit ihrem Logo, und Konten derer, die Räume einrichten: Name, E-Mail-Adresse, Einrichtung, Rolle, Passwort als Prüfsumme, gegebenenfalls Geheimnis der Authenticator-App, Kennung beim Anmeldedienst der Einrichtung, und von Passkeys der öffentliche Schlüssel, die Bezeichnung und die letzte Benutzung',
        en: 'Organisations with their logo, and accounts of those who set up rooms: name, e-mail address, organisation, role, the password’s hash, where used the authenticator app’s secret, the identifier at the organisation’s sign-in service, and of passkeys the public key, the name and the last use',
      },
      why: { de: 'zur Anmeldung', en: 'for signing in' },
      until: { de: 'bis das Konto gelöscht wird', en: 'until the account is deleted' },
    },
    {
      id: 'sessions',
      name: { de: 'Anmeldungen', en: 'Sign-ins' },
      tables: ['sessions'],
      what: { de: 'Wo diese Konten angemeldet sind', en: 'Where these accounts are signed in' },
      why: { de: 'um angemeldet zu bleiben', en: 'for staying signed in' },
      until: {
        de: `${days('de', SESSION_IDLE_MS / DAY_MS)} ohne Benutzung, höchstens ${days('de', SESSION_MS / DAY_MS)}`,
        en: `${days('en', SESSION_IDLE_MS / DAY_MS)} without use, ${days('en', SESSION_MS / DAY_MS)} at most`,
      },
    },
    {
      id: 'tokens',
      name: { de: 'Zugänge für Programme', en: 'Access for programs' },
      tables: ['api_tokens'],
      what: {
        de: 'Womit Programme dieser Konten hereinkommen: Bezeichnung, wofür sie gelten, wann zuletzt benutzt; der Schlüssel nur als Prüfsumme',
        en: 'By what programs of these accounts come in: name, how far it reaches, when last used; the token as a hash only',
      },
      why: {
        de: 'damit Programme des Hauses angebunden werden können',
        en: 'so that programs of the house can be connected',
      },
      until: { de: 'bis sie ablaufen oder gelöscht werden', en: 'until they are over or revoked' },
    },
    {
      id: 'answers',
      name: { de: 'Antworten', en: 'Answers' },
      tables: ['kept_answers'],
      what: {
        de: 'Antworten an Programme und Verwaltungsseiten, verschlüsselt mit etwas, das nur die anfragende Stelle hat',
        en: 'Answers to programs and organisers’ pages, encrypted by what only whoever asked has',
      },
      why: {
        de: 'damit nichts doppelt geschieht, wenn eine Antwort verloren geht',
        en: 'so that nothing is done twice when an answer is lost',
      },
      until: period(KEPT_ANSWER_MS),
    },
    {
      id: 'webhooks',
      name: { de: 'Adressen für Meldungen', en: 'Addresses for notices' },
      tables: ['webhooks'],
      what: {
        de: 'Adressen, an die eigene Programme eines Hauses melden lassen, dass eine Besprechung beginnt oder endet, mit dem Geheimnis zum Unterschreiben',
        en: 'Addresses to which a house has it told that a meeting begins or ends, with the secret for signing',
      },
      why: { de: 'damit Programme des Hauses davon erfahren', en: 'so that programs of the house hear of it' },
      until: { de: 'bis sie gelöscht werden', en: 'until they are deleted' },
    },
    {
      id: 'webhook-deliveries',
      name: { de: 'Meldungen an Programme', en: 'Notices to programs' },
      tables: ['webhook_deliveries'],
      what: {
        de: 'Was dorthin zu melden ist: Kennung des Raums und der Besprechung, Beginn und Ende, keine Namen von Teilnehmenden; danach nur, was daraus wurde',
        en: 'What is to be told there: the room’s and the meeting’s ids, beginning and end, no names of participants; after that only what became of it',
      },
      why: { de: 'damit Meldungen ankommen', en: 'so that it arrives' },
      until: period(DELIVERY_MS),
    },
    {
      id: 'open-meetings',
      name: { de: 'Laufende Besprechungen', en: 'Meetings that go on' },
      tables: ['open_meetings', 'running_dates'],
      what: {
        de: 'Besprechungen, die gerade stattfinden: Kennung des Raums, Beginn und zu welchem reservierten Termin sie gehören; niemand, der daran teilnimmt',
        en: 'Meetings that go on now: the room’s id, the beginning and to which reserved date they belong; nobody who is in them',
      },
      why: {
        de: 'damit das Ende auch nach einem Absturz gemeldet wird und eine Besprechung nach einem Neustart ihr Termin bleibt',
        en: 'so that the end is told also after a crash, and a meeting keeps its date over a restart',
      },
      until: {
        de: 'bis sie zu Ende sind; nach einem Absturz bis zum nächsten Start oder bis der reservierte Termin vorbei ist, höchstens 30 Tage',
        en: 'until they end; after a crash until the next start or until the reserved date is over, 30 days at most',
      },
    },
    {
      id: 'calendar-feeds',
      name: { de: 'Adressen für Kalenderprogramme', en: 'Addresses for calendar programs' },
      tables: ['calendar_feeds'],
      what: {
        de: 'Adressen, unter denen Kalenderprogramme dieser Konten die Reservierungen lesen: nur als Prüfsumme, und wann zuletzt gelesen',
        en: 'Addresses at which calendar programs of these accounts read the reservations: as hashes only, and when they were last read',
      },
      why: {
        de: 'damit Reservierungen im eigenen Kalender stehen',
        en: 'so that reservations are in one’s own calendar',
      },
      until: {
        de: 'bis sie abgeschaltet werden oder das Konto gelöscht wird',
        en: 'until they are switched off or the account is deleted',
      },
    },
    {
      id: 'browsers',
      name: { de: 'Bekannte Browser', en: 'Known browsers' },
      tables: ['organiser_browsers'],
      what: {
        de: 'Prüfsumme einer Zufallszahl des Browsers, in dem sich ein Konto angemeldet hat',
        en: 'The hash of a random number of the browser in which an account has signed in',
      },
      why: {
        de: 'damit fremde Fehlversuche die Anmeldung nicht sperren',
        en: 'so that strangers’ wrong passwords do not lock anybody out',
      },
      until: period(REMEMBER_BROWSER_MS),
    },
    {
      id: 'password-links',
      name: { de: 'Links für Passwörter', en: 'Password links' },
      tables: ['password_links'],
      what: { de: 'Links zum Setzen eines Passworts, als Prüfsumme', en: 'Links for setting a password, as hashes' },
      why: { de: 'für neue Konten und vergessene Passwörter', en: 'for new accounts and forgotten passwords' },
      until: period(PASSWORD_LINK_MS, { de: 'bis zur Benutzung, höchstens', en: 'until used, at most' }),
    },
    {
      id: 'seat-addresses',
      name: { de: 'Adressen der Erwarteten', en: 'Addresses of those expected' },
      tables: ['seat_addresses', 'seat_calls', 'reservation_mails', 'reservation_reminders'],
      what: {
        de: 'E-Mail-Adressen der Erwarteten eines Raums, ob der Link des letzten Rufs geöffnet wurde, und wann ihnen zuletzt zu einer Reservierung geschrieben wurde und bis zu welcher Änderung, und an welchen kommenden Termin sie erinnert wurden',
        en: 'E-mail addresses of those whom a room expects, whether the link of the last call was opened, and when they were last written to about a reservation, up to which of its changes, and of which coming date they were reminded',
      },
      why: { de: 'um sie einzuladen und zusammenzurufen', en: 'to invite them and call them together' },
      until: { de: 'bis ihr Platz oder der Raum gelöscht wird', en: 'until their seat or the room is deleted' },
    },
    {
      id: 'mails',
      name: { de: 'E-Mails', en: 'E-mails' },
      tables: ['mails'],
      what: {
        de: 'E-Mails, die unterwegs sind: Adresse und Text, bis sie übergeben sind oder feststeht, dass es nicht geht; danach nur, was aus ihnen wurde',
        en: 'E-mails on their way: address and text until they are handed over, or it is certain that they cannot be; after that only what became of them',
      },
      why: { de: 'damit Einladungen ankommen', en: 'so that invitations arrive' },
      until: period(DELIVERY_MS),
    },
    {
      id: 'backups',
      name: { de: 'Sicherungen', en: 'Backups' },
      tables: ['backups'],
      what: {
        de: 'Sicherungen all dessen und die Liste der Sicherungen',
        en: 'Backups of all this, and the list of the backups',
      },
      why: { de: 'für den Fall eines Schadens', en: 'in case of damage' },
      until: {
        de: `so lange, wie beim Sichern angegeben, weniger als 90 Tage; die vor einer Wiederherstellung benutzte Datenbank ${days('de', REPLACED_DATABASE_MS / DAY_MS)}`,
        en: `as long as said when they are made, less than 90 days; the database of before a restore ${days('en', REPLACED_DATABASE_MS / DAY_MS)}`,
      },
    },
  ];
}

function period(ms: number, { de, en }: Words = { de: '', en: '' }): Words {
  const count = ms / DAY_MS;
  return { de: `${de} ${days('de', count)}`.trim(), en: `${en} ${days('en', count)}`.trim() };
}

function days(language: keyof Words, count: number): string {
  if (language === 'de') return count === 1 ? '1 Tag' : `${count} Tage`;
  return count === 1 ? '1 day' : `${count} days`;
}
