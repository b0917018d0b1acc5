import fc from 'fast-check';
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import {
  type CheckedWay,
  type CheckReport,
  verdictOf,
  WAY_KINDS,
  WAY_OUTCOMES,
} from '../../../../src/protocol/media/check-report.ts';
import { letterOf, letterText, ranges, readableCode } from '../../../../web/src/features/check/letter.ts';
import { plannedWays, turnHosts } from '../../../../web/src/features/check/planned-ways.ts';
import de from '../../../../web/src/i18n/de.json' with { type: 'json' };
import en from '../../../../web/src/i18n/en.json' with { type: 'json' };

const TURN_URLS = [
  'turn:turn.example.org:3478?transport=udp',
  'turn:turn.example.org:443?transport=udp',
  'turn:turn.example.org:3478?transport=tcp',
  'turns:turn.example.org:443?transport=tcp',
];
const PLACES = { addresses: ['203.0.113.8', '2001:db8::8'], mediaPorts: [40_000, 40_001, 40_002], turnUrls: TURN_URLS };
const WITHOUT_TURN = { ...PLACES, turnUrls: [] };

const texts = createInstance();
await texts.init({
  lng: 'de',
  fallbackLng: false,
  resources: { de: { translation: de }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

type Language = 'de' | 'en';

function letter({
  language = 'de' as Language,
  report = {} as Partial<CheckReport>,
  places = PLACES as typeof PLACES | null,
  code = '417203' as string | null,
  host = 'konferenz.example.org',
} = {}) {
  const whole: CheckReport = {
    webSocket: 'works',
    ways: plannedWays(places ?? PLACES).map(({ kind, port }): CheckedWay => ({ kind, port, outcome: 'works' })),
    bandwidth: { up: 1_500, down: 4_500 },
    microphone: 'works',
    camera: 'works',
    speaker: 'heard',
    browser: { family: 'Firefox', major: 153 },
    ...report,
  };
  const date = new Date(2027, 0, 31, 18, 0);
  const verdict = verdictOf(whole);
  const ways = places ? plannedWays(places) : [];
  return letterText(
    letterOf(texts.getFixedT(language), { host, date, language, report: whole, verdict, ways, places, code }),
  );
}

describe('the letter to the IT', () => {
  it('says what was tried with which outcome, what to open, and what a device that opens TLS must leave alone', () => {
    const failed = plannedWays(PLACES).map(({ kind, port }): CheckedWay => ({ kind, port, outcome: 'fails' }));
    const text = letter({ report: { ways: failed } });
    for (const part of [
      'Freigaben für Besprechungen auf konferenz.example.org',
      '31. Januar 2027',
      'Ergebnis: Von hier aus kann man nicht teilnehmen.',
      '- Direkt, UDP, konferenz.example.org, 40000, geht nicht',
      '- Über den TURN-Server, TLS, turn.example.org, 443, geht nicht',
      '- konferenz.example.org, 443, TCP (HTTPS und WebSocket), nötig',
      '- turn.example.org, 443, TCP (TLS), nötig',
      '- konferenz.example.org, 40000–40002, UDP, empfohlen: bester Ton, bestes Bild',
      '- turn.example.org, 3478, 443, UDP, empfohlen, wo das darüber nicht in Frage kommt',
      '203.0.113.8, 2001:db8::8',
      'Die Prüfung deutet darauf hin',
      'dem Namen und der Adresse nach: konferenz.example.org, turn.example.org.',
      'WebSocket zu konferenz.example.org muss durchgelassen',
      'unter der Kennziffer 417 203.',
      'Geprüft mit: Firefox 153.',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('says of an open network that it is open, and suspects nobody', () => {
    const text = letter({ language: 'en' });
    expect(text).toContain('Result: it is possible to take part from here with sound and pictures.');
    expect(text).toContain('31 January 2027');
    expect(text).not.toContain('suggests');
  });

  it('accuses nobody where TLS to the TURN server fails and other ways to it work', () => {
    const ways = plannedWays(PLACES).map(
      ({ kind, port }): CheckedWay => ({ kind, port, outcome: kind === 'turn-tls' ? 'fails' : 'works' }),
    );
    expect(letter({ report: { ways } })).not.toContain('deutet darauf hin');
    expect(letter({ report: { ways }, language: 'en' })).not.toContain('suggests');
  });

  it('asks, where there is no TURN server, for the media ports, and names no other host', () => {
    const text = letter({ places: WITHOUT_TURN, host: 'besprechung.example.org:8443' });
    expect(text).toContain('- besprechung.example.org, 40000–40002, UDP, nötig');
    expect(text).toContain('- besprechung.example.org, 8443, TCP (HTTPS und WebSocket), nötig');
    expect(text).toContain('- Direkt, UDP, besprechung.example.org, 40000, geht');
    expect(text).not.toMatch(/turn\.example|SRTP/);
  });

  it('names the port that was tried, which may be another worker’s than the first', () => {
    const ways = plannedWays(WITHOUT_TURN).map(({ kind }): CheckedWay => ({ kind, port: 40_002, outcome: 'fails' }));
    const text = letter({ places: WITHOUT_TURN, report: { ways } });
    expect(text).toContain('- Direkt, UDP, konferenz.example.org, 40002, geht nicht');
    expect(text).toContain('- konferenz.example.org, 40000–40002, UDP, nötig');
  });

  it('names each of several TURN servers with what was tried there and what must be open', () => {
    const turnUrls = [...TURN_URLS, 'turns:zweiter.example.org:443?transport=tcp', 'turn:[2001:db8::7]'];
    const places = { ...PLACES, turnUrls };
    const ways = plannedWays(places).map(({ kind, port, host }): CheckedWay => {
      return { kind, port, outcome: host === 'zweiter.example.org' ? 'works' : 'fails' };
    });
    const text = letter({ places, report: { ways } });
    for (const line of [
      '- Über den TURN-Server, TLS, turn.example.org, 443, geht nicht',
      '- Über den TURN-Server, TLS, zweiter.example.org, 443, geht',
      '- Über den TURN-Server, UDP, [2001:db8::7], 3478, geht nicht',
      '- turn.example.org, 443, TCP (TLS), nötig',
      '- zweiter.example.org, 443, TCP (TLS), nötig',
      '- [2001:db8::7], 3478, UDP, empfohlen, wo das darüber nicht in Frage kommt',
    ]) {
      expect(`${text}\n`).toContain(`${line}\n`);
    }
  });

  it('asks for all that is needed, also of more TURN servers than are tried', () => {
    const turnUrls = Array.from({ length: 8 }, (_, index) => `turns:turn${index}.example.org:443`);
    const text = letter({ places: { ...PLACES, turnUrls } });
    for (let index = 0; index < 8; index += 1) {
      expect(text).toContain(`- turn${index}.example.org, 443, TCP (TLS), nötig`);
    }
  });

  it('is written also where the server was not heard, and where nothing could be kept', () => {
    const text = letter({ places: null, code: null, report: { ways: [], webSocket: 'fails', bandwidth: null } });
    expect(text).toContain('weder WebSocket noch die Anfragen unter /socket.io/');
    expect(text).toContain('- konferenz.example.org, 443, TCP (HTTPS und WebSocket), nötig');
    expect(text).not.toContain('Kennziffer');
  });

  it('is whole in both languages, whatever was found', () => {
    const outcomes = fc.array(fc.constantFrom(...WAY_OUTCOMES), { minLength: 6, maxLength: 6 });
    const bandwidth = fc.option(fc.record({ up: fc.integer({ min: 0, max: 2_000 }), down: fc.nat(5_000) }));
    fc.assert(
      fc.property(
        fc.constantFrom<Language>('de', 'en'),
        fc.constantFrom(PLACES, WITHOUT_TURN, null),
        outcomes,
        bandwidth,
        fc.constantFrom('works', 'fails'),
        (language, places, each, measured, webSocket) => {
          const ways = (places ? plannedWays(places) : []).map(
            ({ kind, port }, index): CheckedWay => ({ kind, port, outcome: each[index] ?? 'untried' }),
          );
          const text = letter({ language, places, report: { ways, bandwidth: measured, webSocket } });
          expect(text).not.toMatch(/\{\{|check\.|undefined|null|, ,/);
          for (const { port } of ways) expect(text).toContain(`${port}`);
          if (places) for (const name of turnHosts(places)) expect(text).toContain(name);
        },
      ),
    );
  });
});

describe('the ways that are tried', () => {
  it('are both straight ones and each by the TURN server, once', () => {
    expect(plannedWays({ ...PLACES, turnUrls: [...TURN_URLS, ...TURN_URLS] })).toEqual([
      { kind: 'udp', port: 40_000, host: null, url: null },
      { kind: 'tcp', port: 40_000, host: null, url: null },
      { kind: 'turn-udp', port: 3478, host: 'turn.example.org', url: TURN_URLS[0] },
      { kind: 'turn-udp', port: 443, host: 'turn.example.org', url: TURN_URLS[1] },
      { kind: 'turn-tcp', port: 3478, host: 'turn.example.org', url: TURN_URLS[2] },
      { kind: 'turn-tls', port: 443, host: 'turn.example.org', url: TURN_URLS[3] },
    ]);
  });

  it('have the ports that a URL without one has, and leave out what is no URL of a TURN server', () => {
    const turnUrls = ['turns:turn.example.org', 'turn:[2001:db8::7]?transport=tcp', 'stun:other.example.org'];
    expect(plannedWays({ ...PLACES, turnUrls }).slice(2)).toEqual([
      { kind: 'turn-tcp', port: 3478, host: '[2001:db8::7]', url: turnUrls[1] },
      { kind: 'turn-tls', port: 5349, host: 'turn.example.org', url: turnUrls[0] },
    ]);
    expect(turnHosts({ ...PLACES, turnUrls })).toEqual(['turn.example.org', '[2001:db8::7]']);
  });

  it('are as many as a report may have', () => {
    const turnUrls = Array.from({ length: 40 }, (_, index) => `turn:turn.example.org:${3_000 + index}`);
    expect(plannedWays({ ...PLACES, turnUrls })).toHaveLength(8);
    expect(WAY_KINDS).toContain('turn-udp');
  });
});

it('neighbouring ports are one range, and a code is read in two groups', () => {
  expect(ranges([40_003, 40_000, 40_001, 50_000])).toBe('40000–40001, 40003, 50000');
  expect(ranges([])).toBe('');
  expect(readableCode('417203')).toBe('417 203');
});
