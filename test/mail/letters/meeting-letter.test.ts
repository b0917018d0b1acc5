import { expect, it } from 'vitest';
import { callLetter } from '../../../src/mail/letters/call-letter.ts';
import { type MeetingLetter, type MeetingNews, meetingLetter } from '../../../src/mail/letters/meeting-letter.ts';
import { passwordLetter } from '../../../src/mail/letters/password-link.ts';
import { reminderLetter } from '../../../src/mail/letters/reminder-letter.ts';
import type { Letter } from '../../../src/mail/ports.ts';
import { SmtpTransport } from '../../../src/mail/transport.ts';
import type { Series } from '../../../src/protocol/reservations/series.ts';
import { addressesOf, startMailServer } from '../../helpers/servers/mail-server.ts';
import { readCalendar } from '../calendar/read-calendar.ts';
import { seriesOf } from '../calendar/series.ts';

const LINK = 'https://meet.example/r/vorstand#invite=geheim&x=1';
const WEEKLY = { start: '2027-03-22T10:00', rule: 'FREQ=WEEKLY;COUNT=14' };

function letterOf(news: MeetingNews, series: Series = seriesOf(), changes: Partial<MeetingLetter> = {}): Letter {
  return meetingLetter({
    news,
    to: { name: 'Jürgen Müller', address: 'juergen@klinik.example' },
    language: 'de',
    room: 'Vorstand',
    organiser: { name: 'Eva Muster', address: 'eva@klinik.example' },
    houseName: 'Klinik Aach',
    series,
    link: LINK,
    sentBy: 'konferenz@tafelrunde.example',
    ...changes,
  });
}

/** As somebody's mail program gets it. */
async function sent(letter: Letter) {
  const server = await startMailServer();
  const attempt = await new SmtpTransport(server.settings).send('eins', letter, AbortSignal.timeout(20_000));
  expect(attempt).toEqual({ is: 'sent' });
  return server.mailTo(letter.to.address);
}

/** The contents of the parts of a kind, from its headers on. */
const partsOf = (raw: string, type: string) => raw.split(/\r\n--[^\r\n]+\r\n/).filter((part) => part.includes(type));

it('an invitation is text, HTML and calendar part, with a picture that leaves the calendar part whole', async () => {
  const letter = letterOf({ is: 'invited' }, seriesOf(WEEKLY));
  const { raw, parsed } = await sent(letter);
  expect(parsed.subject).toBe('Einladung: Vorstand, Mo., 22. März 2027');
  expect(addressesOf(parsed.from)).toEqual([{ name: 'Klinik Aach', address: 'konferenz@tafelrunde.example' }]);
  expect(addressesOf(parsed.replyTo)).toEqual([{ name: 'Eva Muster', address: 'eva@klinik.example' }]);
  const [part = '', ...others] = partsOf(raw, 'text/calendar');
  expect(others).toEqual([]);
  const [headers = ''] = part.split('\r\n\r\n');
  expect(headers.replaceAll('\r\n ', ' ')).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
  expect(headers).not.toMatch(/Content-Disposition: attachment/i);
  const parts = parsed.attachments.filter(({ contentType }) => /calendar|ics/.test(contentType));
  const [inside = '', asFile] = parts.map(({ content }) => content.toString('utf8'));
  expect([inside, asFile]).toEqual([letter.calendar?.content, letter.calendar?.content]);
  expect(readCalendar(inside)).toMatchObject({ method: 'REQUEST' });
  expect(readCalendar(inside).begins).toHaveLength(14);
  const types = parsed.attachments.map(({ contentType, filename }) => `${contentType} ${filename}`).sort();
  expect(types).toEqual(['application/ics termin.ics', 'image/png qr-code.png', 'text/calendar undefined']);
  const picture = parsed.attachments.find(({ contentType }) => contentType === 'image/png');
  expect(picture?.content.subarray(1, 4).toString()).toBe('PNG');
});

it('a cancellation says so in its subject, its text and both METHODs', async () => {
  const { raw, parsed } = await sent(letterOf({ is: 'cancelled' }));
  expect(parsed.subject).toContain('Abgesagt: Vorstand');
  expect(parsed.text).toContain('findet nicht statt');
  expect(parsed.text).not.toContain(LINK);
  expect(raw.replaceAll('\r\n ', ' ')).toContain('method=CANCEL');
  const ics = parsed.attachments.find(({ filename }) => filename === 'termin.ics')?.content.toString('utf8') ?? '';
  expect(readCalendar(ics)).toMatchObject({ method: 'CANCEL', events: [{ status: 'CANCELLED' }] });
});

it.each([
  ['de', 'Montag, 22. März 2027, 10:00–11:30 Uhr', 'Mitteleuropäische Zeit (Europe/Berlin)'],
  ['en', 'Monday, 22 March 2027, 10:00–11:30', 'Central European Time (Europe/Berlin)'],
] as const)('%s: text and HTML name the local time, the zone and the link', (language, when, zone) => {
  const { text, html } = letterOf({ is: 'invited' }, seriesOf(), { language });
  for (const words of [when, zone]) {
    expect(text).toContain(words);
    expect(html).toContain(words);
  }
  expect(text).toContain(`\n${LINK}\n`);
  expect(html).toContain('href="https://meet.example/r/vorstand#invite=geheim&#38;x=1"');
});

it('a series is said by its dates, over the change of the clock and without what does not take place', () => {
  const changes = [{ date: '2027-04-05T10:00', moved: null, sequence: 1 }];
  const { text } = letterOf({ is: 'invited' }, seriesOf(WEEKLY, { changes }));
  expect(text).toContain('- Montag, 29. März 2027, 10:00–11:30 Uhr');
  expect(text).not.toContain('5. April');
  expect(text).toContain('- und 3 weitere, die in Ihrem Kalender stehen');
});

it('a moved date says when it was to be and when it is, and leaves the others alone', () => {
  const changes = [{ date: '2027-03-29T10:00', moved: { start: '2027-03-30T15:30', minutes: 60 }, sequence: 1 }];
  const letter = letterOf({ is: 'date-moved', date: '2027-03-29T10:00' }, seriesOf(WEEKLY, { changes }));
  expect(letter.subject).toBe('Geändert: Vorstand, Di., 30. März 2027');
  expect(letter.text).toContain('Bisher: Montag, 29. März 2027, 10:00–11:30 Uhr');
  expect(letter.text).toContain('Wann: Dienstag, 30. März 2027, 15:30–16:30 Uhr');
  expect(letter.text).not.toContain('5. April');
  expect(letter.calendar?.content).toContain('RECURRENCE-ID;TZID=Europe/Berlin:20270329T100000');
});

const WINDOW = { beginsAt: Date.UTC(2027, 2, 22, 9), endsAt: Date.UTC(2027, 2, 22, 10, 30) };

it.each([
  ['de', 'Asia/Tokyo', 'Montag, 22. März 2027, 18:00–19:30 Uhr', 'Japanische Normalzeit (Asia/Tokyo)'],
  ['en', 'Europe/Berlin', 'Monday, 22 March 2027, 10:00–11:30', 'Central European Time (Europe/Berlin)'],
] as const)(
  '%s: a reminder says the local time of its date, the zone and the link, as text and HTML',
  async (language, zone, when, said) => {
    const to = { name: 'Jürgen Müller', address: 'juergen@klinik.example' };
    const letter = { to, language, room: 'Vorstand', organiser: null, houseName: 'Klinik Aach', link: LINK };
    const { parsed } = await sent(reminderLetter({ ...letter, window: WINDOW, zone }));
    for (const words of [when, said]) {
      expect(parsed.text).toContain(words);
      expect(parsed.html).toContain(words);
    }
    expect(parsed.text).toContain(`\n${LINK}\n`);
    expect(parsed.html).toContain('href="https://meet.example/r/vorstand#invite=geheim&#38;x=1"');
    // The entry of the invitation stays as it is.
    expect(parsed.attachments.map(({ contentType }) => contentType)).toEqual(['image/png']);
  },
);

const WICKED = '<img src=x onerror=alert(1)>"\'&';

it('names are shown as they are written, and nothing is fetched from anywhere', () => {
  const wicked = { to: { name: WICKED, address: 'juergen@klinik.example' }, houseName: WICKED, room: WICKED };
  const organiser = { name: WICKED, address: 'eva@klinik.example' };
  const letters = [
    ...(['invited', 'changed', 'cancelled'] as const).map((is) =>
      letterOf({ is }, seriesOf(), { ...wicked, organiser }),
    ),
    callLetter({ ...wicked, organiser, language: 'de', link: LINK }),
    reminderLetter({ ...wicked, organiser, language: 'de', link: LINK, window: WINDOW, zone: 'Europe/Berlin' }),
    ...(['account', 'forgotten'] as const).map((why) =>
      passwordLetter({
        to: wicked.to,
        why,
        language: 'en',
        house: { name: WICKED, senderName: WICKED },
        link: LINK,
        expiresAt: 0,
      }),
    ),
  ];
  for (const { html, text } of letters) {
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;&#34;&#39;&#38;');
    expect(text).toContain(WICKED);
    expect(html).toContain('prefers-color-scheme: dark');
    const fetched = [...html.matchAll(/(?:src|background|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(([, what]) => what);
    expect(fetched.filter((what) => what !== 'cid:qr-code@tafelrunde' && what !== 'x')).toEqual([]);
    expect(html).not.toMatch(/<(script|link|iframe)|@import/);
  }
});

it('a password letter says for which house it is and until when, with the zone', async () => {
  const { parsed } = await sent(
    passwordLetter({
      to: { name: 'Eva', address: 'eva@klinik.example' },
      why: 'account',
      language: 'de',
      house: { name: 'Klinik Aach', senderName: 'Klinik Aach, Sekretariat' },
      link: 'https://meet.example/password#secret',
      expiresAt: Date.UTC(2027, 2, 1, 13),
    }),
  );
  expect(parsed.subject).toBe('Ihr Konto bei Klinik Aach');
  expect(addressesOf(parsed.from)[0]?.name).toBe('Klinik Aach, Sekretariat');
  expect(parsed.text).toContain('bis Montag, 1. März 2027 um 14:00 MEZ');
  expect(parsed.text).toContain('https://meet.example/password#secret');
});
