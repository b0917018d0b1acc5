import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  BROWSER_FAMILIES,
  type CheckedWay,
  type CheckReport,
  DEVICE_OUTCOMES,
  isPlenty,
  MAX_CHECKED_WAYS,
  MAX_KBPS,
  NETWORK_FINDINGS,
  SPEAKER_OUTCOMES,
  verdictOf,
  WAY_KINDS,
  WAY_OUTCOMES,
  type WayKind,
} from '../../../src/protocol/media/check-report.ts';
import { checkReportSchema } from '../../../src/protocol/media/checks.ts';

const PORTS: Readonly<Record<WayKind, number>> = {
  udp: 40_000,
  tcp: 40_000,
  'turn-udp': 3478,
  'turn-tcp': 3478,
  'turn-tls': 443,
};
const PLENTY = { up: 1_500, down: 4_500 };

/** Each way by a letter: works (+), fails (-), cannot be tried (?), is not there (a space). */
function reportOf(letters: string, changes: Partial<CheckReport> = {}): CheckReport {
  const ways = WAY_KINDS.flatMap((kind, index): CheckedWay[] => {
    const outcome = ({ '+': 'works', '-': 'fails', '?': 'untried' } as const)[letters[index] ?? ' '];
    return outcome === undefined ? [] : [{ kind, port: PORTS[kind], outcome }];
  });
  return {
    webSocket: 'works',
    ways,
    bandwidth: PLENTY,
    microphone: 'works',
    camera: 'works',
    speaker: 'heard',
    browser: { family: 'Firefox', major: 153 },
    ...changes,
  };
}

const kbps = fc.integer({ min: 0, max: MAX_KBPS });
const ANY_REPORT: fc.Arbitrary<CheckReport> = fc.record({
  webSocket: fc.constantFrom('works', 'fails'),
  ways: fc.array(
    fc.record({
      kind: fc.constantFrom(...WAY_KINDS),
      port: fc.integer({ min: 1, max: 65_535 }),
      outcome: fc.constantFrom(...WAY_OUTCOMES),
    }),
    { maxLength: MAX_CHECKED_WAYS },
  ),
  bandwidth: fc.option(fc.record({ up: kbps, down: kbps })),
  microphone: fc.constantFrom(...DEVICE_OUTCOMES),
  camera: fc.constantFrom(...DEVICE_OUTCOMES),
  speaker: fc.constantFrom(...SPEAKER_OUTCOMES),
  browser: fc.record({ family: fc.constantFrom(...BROWSER_FAMILIES), major: fc.integer({ min: 0, max: 999 }) }),
});

describe('the verdict of a check', () => {
  it.each([
    ['an open network', '+++++', {}, 'well', 'udp', []],
    ['an open network and a server without TURN', '++   ', {}, 'well', 'udp', []],
    ['a network without UDP', '-+-++', {}, 'well', 'tcp', ['no-udp']],
    ['a network that lets out nothing but TLS', '----+', {}, 'well', 'turn-tls', ['no-udp', 'last-way']],
    ['UDP to the TURN server alone', '--+--', {}, 'well', 'turn-udp', ['no-tls']],
    ['nothing but web pages, and a server without TURN', '--   ', {}, 'no', null, ['nothing', 'no-turn']],
    ['something that opens TLS', '-----', {}, 'no', null, ['nothing', 'intercepted']],
    [
      'something that opens TLS and knows no WebSocket',
      '-----',
      { webSocket: 'fails' },
      'no',
      null,
      ['nothing', 'intercepted', 'web-socket'],
    ],
    ['TLS to the TURN server that fails where other ways are free', '++++-', {}, 'well', 'udp', ['no-tls']],
    ['that and WebSocket', '++++-', { webSocket: 'fails' }, 'well', 'udp', ['intercepted', 'web-socket']],
    ['a TURN server that is down', '++---', {}, 'well', 'udp', ['turn-silent']],
    [
      'a TURN server that is not reached where WebSocket is stopped',
      '++-- ',
      { webSocket: 'fails' },
      'well',
      'udp',
      ['web-socket'],
    ],
    ['WebSocket that is stopped', '++   ', { webSocket: 'fails' }, 'well', 'udp', ['web-socket']],
    ['a browser without ICE over TCP', '+?+++', {}, 'well', 'udp', []],
    ['a browser that can try nothing', '?????', { bandwidth: null }, 'no', null, ['no-webrtc']],
    ['little that goes up', '+++++', { bandwidth: { up: 400, down: 4_500 } }, 'weak', 'udp', ['slow-up']],
    ['little that comes down', '+++++', { bandwidth: { up: 1_500, down: 800 } }, 'weak', 'udp', ['slow-down']],
    ['hardly anything', '+++++', { bandwidth: { up: 60, down: 60 } }, 'sound', 'udp', ['slow-up', 'slow-down']],
    [
      'little that goes up and comes down whole',
      '+++++',
      { bandwidth: { up: 200, down: 580 } },
      'weak',
      'udp',
      ['slow-up'],
    ],
    ['pictures that do not come back', '+++++', { bandwidth: null }, 'sound', 'udp', []],
  ] as const)('%s', (_, letters, changes, takingPart, way, network) => {
    expect(verdictOf(reportOf(letters, changes))).toEqual({ takingPart, way, network, devices: [] });
  });

  it('names the devices that did not work, and none that was not tried or asked for', () => {
    const devices = { microphone: 'denied', camera: 'silent', speaker: 'unheard' } as const;
    expect(verdictOf(reportOf('+', devices)).devices).toEqual(['microphone', 'camera', 'speaker']);
    // Who says nothing has no broken microphone.
    expect(verdictOf(reportOf('+', { microphone: 'silent' })).devices).toEqual([]);
    const untried = { microphone: 'untried', camera: 'untried', speaker: 'unanswered' } as const;
    expect(verdictOf(reportOf('+', untried)).devices).toEqual([]);
  });

  it('of several ports of one kind counts the best', () => {
    const ways = [
      { kind: 'turn-udp', port: 3478, outcome: 'fails' },
      { kind: 'turn-udp', port: 443, outcome: 'works' },
    ] as const;
    expect(verdictOf(reportOf('', { ways })).way).toBe('turn-udp');
  });

  it('finds nothing weak where there was plenty, which is more than sound and less than the best', () => {
    fc.assert(
      fc.property(kbps, kbps, (up, down) => {
        if (!isPlenty({ up, down })) return;
        const { takingPart, network } = verdictOf(reportOf('+++++', { bandwidth: { up, down } }));
        expect({ takingPart, network }).toEqual({ takingPart: 'well', network: [] });
      }),
    );
    expect([PLENTY, { up: 600, down: 1_800 }].map(isPlenty)).toEqual([true, true]);
    // What went up has not come back three times: a line held it back, or lost it.
    expect(
      [
        { up: 600, down: 1_200 },
        { up: 500, down: 4_500 },
        { up: 800, down: 900 },
      ].some(isPlenty),
    ).toBe(false);
  });

  it('says of every report whether one can take part, and never without a reason that one cannot', () => {
    fc.assert(
      fc.property(ANY_REPORT, (report) => {
        expect(checkReportSchema.parse(report)).toEqual(report);
        const { takingPart, way, network } = verdictOf(report);
        const works = report.ways.some(({ outcome }) => outcome === 'works');
        expect(way !== null).toBe(works);
        expect(takingPart !== 'no').toBe(works);
        if (!works) expect(network.includes('nothing') !== network.includes('no-webrtc')).toBe(true);
        // What does not work has no part in what one comes in by.
        if (way !== null) expect(report.ways).toContainEqual(expect.objectContaining({ kind: way, outcome: 'works' }));
        expect(network).toEqual(NETWORK_FINDINGS.filter((finding) => network.includes(finding)));
        // The server's TURN is not blamed for what stands between, nor the other way round.
        expect(network.includes('intercepted') && network.includes('turn-silent')).toBe(false);
      }),
    );
  });

  it('the report holds nothing by which somebody could be found', () => {
    const report = reportOf('+++++');
    for (const more of [{ address: '192.0.2.1' }, { userAgent: 'Mozilla/5.0' }, { name: 'Anna' }]) {
      expect(checkReportSchema.safeParse({ ...report, ...more }).success).toBe(false);
      expect(checkReportSchema.safeParse({ ...report, browser: { ...report.browser, ...more } }).success).toBe(false);
    }
    expect(checkReportSchema.safeParse({ ...report, browser: { family: 'Mozilla/5.0', major: 5 } }).success).toBe(
      false,
    );
  });
});
