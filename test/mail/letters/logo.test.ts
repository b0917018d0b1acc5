import { expect, it, onTestFinished } from 'vitest';
import { readLogo } from '../../../src/catalogue/organisations/logo.ts';
import { Dispatch } from '../../../src/mail/dispatch.ts';
import { meetingLetter } from '../../../src/mail/letters/meeting-letter.ts';
import { Outbox } from '../../../src/mail/outbox.ts';
import type { Letter } from '../../../src/mail/ports.ts';
import { SmtpTransport } from '../../../src/mail/transport.ts';
import { PICTURES, pngOf } from '../../helpers/pictures.ts';
import { startMailServer } from '../../helpers/servers/mail-server.ts';
import { tempDir } from '../../helpers/temp-dir.ts';
import { newOrganisation, openTestDatabase, rowCounts } from '../../storage/storage.ts';
import { readCalendar } from '../calendar/read-calendar.ts';
import { seriesOf } from '../calendar/series.ts';
import { mail } from '../letters.ts';

const HOUSE = 'Klinik „Süd“ <$& 🏥>';
const ROOM = 'Übergabe für Ärzte 🎉 und die ganze Pflege der Station Süd, mit Grüßen aus Köln';

function invitation(address: string): Letter {
  return meetingLetter({
    news: { is: 'invited' },
    to: { name: 'Jürgen Müller', address },
    language: 'de',
    room: ROOM,
    organiser: { name: 'Eva Muster', address: 'eva@klinik.example' },
    houseName: HOUSE,
    series: seriesOf({ start: '2027-03-22T10:00', rule: 'FREQ=WEEKLY;COUNT=3' }),
    link: 'https://meet.example/r/vorstand#invite=geheim',
    sentBy: 'konferenz@tafelrunde.example',
  });
}

async function setUp() {
  const dataDir = tempDir();
  const server = await startMailServer();
  const database = await openTestDatabase(dataDir);
  const { id: organisationId } = await database.organisations.create(newOrganisation({ name: HOUSE }));
  const transport = new SmtpTransport(server.settings);
  const log = { info: () => {}, warn: () => {} };
  const dispatch = new Dispatch({ store: database.mails, transport, log, report: (error) => expect.fail(`${error}`) });
  onTestFinished(() => dispatch.close());
  const outbox = new Outbox({ store: database.mails, isOn: true });
  const setLogo = async (picture: Buffer | null) => {
    const logo = picture && (await readLogo(organisationId, picture));
    await database.organisations.setLogo(organisationId, logo);
  };
  const post = (...addresses: string[]) =>
    outbox.post(addresses.map((address) => ({ ...mail({ organisationId }), letter: invitation(address) })));
  /** Of a letter that goes now: what its HTML shows, and the logo that came along. */
  const sentTo = async (address: string) => {
    dispatch.wake();
    const { raw, parsed } = await server.mailTo(address);
    const logos = parsed.attachments.filter(({ filename }) => filename?.startsWith('logo'));
    return { raw, parsed, logos };
  };
  return { dataDir, database, organisationId, setLogo, post, sentTo };
}

/** As it travels: mailparser would put pictures into the text. */
function htmlIn(raw: string): string {
  const part = raw.split(/\r\n--[^\r\n]+\r\n/).find((each) => /^Content-Type: text\/html/i.test(each)) ?? '';
  const [headers = '', ...body] = part.split('\r\n\r\n');
  const text = body.join('\r\n\r\n');
  if (/base64/i.test(headers)) return Buffer.from(text, 'base64').toString('utf8');
  return Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
}

it('a house’s logo stands within its letters, and the calendar part beside it is whole', async () => {
  const { setLogo, post, sentTo } = await setUp();
  const picture = pngOf({ width: 960, height: 240 });
  await setLogo(picture);
  await post('juergen@klinik.example');
  const { raw, parsed, logos } = await sentTo('juergen@klinik.example');
  const html = htmlIn(raw);
  expect(logos.map(({ contentType, related, content }) => ({ contentType, related, content }))).toEqual([
    { contentType: 'image/png', related: true, content: picture },
  ]);
  const [image = ''] = /<img class="logo"[^>]*>/.exec(html) ?? [];
  expect(image).toBe(
    '<img class="logo" src="cid:logo@tafelrunde" alt="Klinik „Süd“ &#60;$&#38; 🏥&#62;" width="240" height="60">',
  );
  expect(logos[0]?.cid).toBe('logo@tafelrunde');
  expect(
    [...html.matchAll(/(?:src|srcset|background|url)\s*[=(]\s*["']?([^"')\s>]+)/g)].map(([, what]) => what),
  ).toEqual(['cid:logo@tafelrunde', 'cid:qr-code@tafelrunde']);
  const headers = raw.replaceAll('\r\n ', ' ').replaceAll('\r\n\t', ' ');
  expect(headers).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=REQUEST/);
  const parts = parsed.attachments.filter(({ contentType }) => /calendar|ics/.test(contentType));
  expect(parts.map(({ contentType }) => contentType).sort()).toEqual(['application/ics', 'text/calendar']);
  for (const { content } of parts) {
    const lines = content.toString('utf8').split('\r\n');
    expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
    const read = readCalendar(content.toString('utf8'));
    expect(read).toMatchObject({ method: 'REQUEST', events: [{ summary: ROOM }] });
    expect(read.begins).toHaveLength(3);
  }
});

it('a letter that waits holds no logo: it goes with the one that its house has by then, or with none', async () => {
  const { dataDir, database, organisationId, setLogo, post, sentTo } = await setUp();
  await setLogo(pngOf({ width: 96, height: 96, rows: Buffer.alloc(96 * 97, 7) }));
  await post('alt@klinik.example');
  const former = await database.mails.claim(1);
  expect(former[0]?.logo).toMatchObject({ type: 'image/png', width: 96, height: 96 });
  await database.mails.release();
  await setLogo(PICTURES['image/jpeg']);
  const changed = await sentTo('alt@klinik.example');
  expect(changed.logos).toMatchObject([{ contentType: 'image/jpeg', content: PICTURES['image/jpeg'] }]);
  expect(htmlIn(changed.raw)).toContain('width="24" height="16"');
  // Outlook on Windows would show an empty frame.
  for (const [address, picture] of [
    ['webp@klinik.example', PICTURES['image/webp']],
    ['ohne@klinik.example', null],
  ] as const) {
    await post(address);
    await setLogo(picture);
    const { raw, logos } = await sentTo(address);
    expect(logos).toEqual([]);
    expect(htmlIn(raw)).not.toMatch(/logo@tafelrunde|<!-- logo|<img class="logo"/);
    expect(htmlIn(raw)).toContain('cid:qr-code@tafelrunde');
  }
  await setLogo(pngOf({ width: 96, height: 96 }));
  const letter = invitation('alle@klinik.example');
  await database.mails.post(
    Array.from({ length: 200 }, (_, at) => ({ ...mail({ organisationId }), id: `mail-${at}`, letter })),
    500,
  );
  const { default: Sqlite } = await import('better-sqlite3');
  const sqlite = new Sqlite(`${dataDir}/tafelrunde.db`, { readonly: true });
  const letters = sqlite.prepare<[], { letter: string }>('SELECT letter FROM mails WHERE letter IS NOT NULL').all();
  sqlite.close();
  expect(letters).toHaveLength(200);
  expect(letters.some(({ letter }) => letter.includes('logo@tafelrunde'))).toBe(false);
  // With the house nothing of it is left, nor of what was to go in its name.
  await database.organisations.delete(organisationId);
  expect(await database.mails.claim(500)).toEqual([]);
  expect(rowCounts(dataDir)).toMatchObject({ mails: 0, logos: 0 });
});
