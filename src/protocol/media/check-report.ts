// What a check of somebody's connection finds out, and what follows from it: for the page that checks and for the
// operator's command line, which say the same. No zod here: the browser imports it.

/** Best first. `udp` and `tcp`: straight to the media ports; the others by the TURN server. */
export const WAY_KINDS = ['udp', 'tcp', 'turn-udp', 'turn-tcp', 'turn-tls'] as const;
export type WayKind = (typeof WAY_KINDS)[number];

/** `untried`: this browser cannot try it. */
export const WAY_OUTCOMES = ['works', 'fails', 'untried'] as const;
export type WayOutcome = (typeof WAY_OUTCOMES)[number];

export interface CheckedWay {
  readonly kind: WayKind;
  readonly port: number;
  readonly outcome: WayOutcome;
}

/** `silent`: it gives nothing that could be heard or seen. The rest as browsers refuse a device. */
export const DEVICE_OUTCOMES = [
  'works',
  'silent',
  'insecure',
  'denied',
  'system',
  'missing',
  'busy',
  'failed',
  'untried',
] as const;
export type DeviceOutcome = (typeof DEVICE_OUTCOMES)[number];

export const SPEAKER_OUTCOMES = ['heard', 'unheard', 'unanswered'] as const;
export type SpeakerOutcome = (typeof SPEAKER_OUTCOMES)[number];

export const BROWSER_FAMILIES = ['Chrome', 'Edge', 'Firefox', 'Opera', 'Safari', 'Samsung Internet', 'other'] as const;
export type BrowserFamily = (typeof BROWSER_FAMILIES)[number];

/** Far more than a meeting takes; who has more has enough. */
export const MAX_KBPS = 100_000;
/** Two straight ways and more by TURN than any installation has. */
export const MAX_CHECKED_WAYS = 10;
/** Read out on the telephone. */
export const CHECK_CODE_DIGITS = 6;
export const CHECK_KEPT_DAYS = 7;

/** Nothing of it is about a person or an address. */
export interface CheckReport {
  readonly webSocket: 'works' | 'fails';
  /** Those that this server has. Each was tried with sound that came back. */
  readonly ways: readonly CheckedWay[];
  /** Of pictures that came back, in kbit/s; null: none did. */
  readonly bandwidth: { readonly up: number; readonly down: number } | null;
  readonly microphone: DeviceOutcome;
  readonly camera: DeviceOutcome;
  readonly speaker: SpeakerOutcome;
  readonly browser: { readonly family: BrowserFamily; readonly major: number };
}

/** In meetings: `well`; the picture suffers; sound alone; not at all. */
export type TakingPart = 'well' | 'weak' | 'sound' | 'no';

/**
 * What to know or to do about the network, the gravest first.
 * `nothing`: no way carries sound. `no-webrtc`: this browser could try none. `intercepted`: TLS to the TURN server does
 * not come about and nothing else does, or not even WebSocket: something between opens encrypted connections, or stops
 * those that it does not know. `no-tls`: it does not come about, and the TURN server answers otherwise: something between,
 * or its own certificate. `no-turn`: the server has no TURN server to get around that. `turn-silent`: it has one, and
 * none of its ways works where a straight one does. `web-socket`: signaling goes by a detour. `no-udp`: media goes by
 * TCP. `last-way`: TLS on 443 alone works.
 */
export const NETWORK_FINDINGS = [
  'no-webrtc',
  'nothing',
  'intercepted',
  'no-tls',
  'no-turn',
  'turn-silent',
  'web-socket',
  'no-udp',
  'last-way',
  'slow-up',
  'slow-down',
] as const;
export type NetworkFinding = (typeof NETWORK_FINDINGS)[number];

export interface CheckVerdict {
  readonly takingPart: TakingPart;
  /** By which one would come in. */
  readonly way: WayKind | null;
  readonly network: readonly NetworkFinding[];
  /** Of one's own things those that did not work; what was not tried or answered is none, nor a microphone nobody spoke into. */
  readonly devices: readonly ('microphone' | 'camera' | 'speaker')[];
}

/** Below these pictures suffer: one's own middle layer, and those of a few others. */
const WELL_KBPS = { up: 500, down: 1_000 } as const;
/** Below these there is room for sound alone: of oneself, and of a few others. */
const SOUND_KBPS = { up: 150, down: 200 } as const;

/** What is measured comes back so many times: pictures of several people. */
export const MEASURED_ECHOES = 3;
/** Nothing is measured to the last bit. */
const CLEARLY = 0.8;
const PLENTY = 1.1;

/**
 * More need not be known, and may well be there. What comes back proves what went up: a narrow line holds back what was
 * sent for a while.
 */
export function isPlenty({ up, down }: { readonly up: number; readonly down: number }): boolean {
  return up >= PLENTY * WELL_KBPS.up && down >= PLENTY * Math.max(WELL_KBPS.down, MEASURED_ECHOES * WELL_KBPS.up);
}

/** The same for the same report, wherever it is asked. */
export function verdictOf(report: CheckReport): CheckVerdict {
  const { ways, microphone, camera, speaker } = report;
  const way = WAY_KINDS.find((kind) => outcomeOf(ways, kind) === 'works') ?? null;
  const isBroken = (device: DeviceOutcome) => device !== 'works' && device !== 'untried';
  return {
    takingPart: takingPartOf(report, way),
    way,
    network: NETWORK_FINDINGS.filter((finding) => holds(finding, report, way)),
    devices: [
      ...(isBroken(microphone) && microphone !== 'silent' ? (['microphone'] as const) : []),
      ...(isBroken(camera) ? (['camera'] as const) : []),
      ...(speaker === 'unheard' ? (['speaker'] as const) : []),
    ],
  };
}

/** Of several ports the best; null: the server has no such way. */
export function outcomeOf(ways: readonly CheckedWay[], kind: WayKind): WayOutcome | null {
  const outcomes = ways.filter((way) => way.kind === kind).map(({ outcome }) => outcome);
  return WAY_OUTCOMES.find((outcome) => outcomes.includes(outcome)) ?? null;
}

/** What was sent did not all come back: the way down is weaker than the way up, which it is measured by. */
function isLost({ up, down }: { readonly up: number; readonly down: number }): boolean {
  return down < CLEARLY * MEASURED_ECHOES * up;
}

function takingPartOf({ bandwidth }: CheckReport, way: WayKind | null): TakingPart {
  if (way === null) return 'no';
  if (bandwidth === null || bandwidth.up < SOUND_KBPS.up || bandwidth.down < SOUND_KBPS.down) return 'sound';
  return bandwidth.up < WELL_KBPS.up || bandwidth.down < WELL_KBPS.down ? 'weak' : 'well';
}

function holds(finding: NetworkFinding, report: CheckReport, way: WayKind | null): boolean {
  const { ways, webSocket, bandwidth } = report;
  const wasTried = ways.some(({ outcome }) => outcome !== 'untried');
  const byTurn = ways.filter(({ kind }) => kind.startsWith('turn-'));
  const tls = outcomeOf(ways, 'turn-tls');
  const otherTurnWorks = byTurn.some(({ kind, outcome }) => kind !== 'turn-tls' && outcome === 'works');
  switch (finding) {
    case 'no-webrtc':
      return !wasTried;
    case 'nothing':
      return wasTried && way === null;
    case 'intercepted':
      return tls === 'fails' && (webSocket === 'fails' || way === null);
    case 'no-tls':
      return tls === 'fails' && webSocket === 'works' && otherTurnWorks;
    case 'no-turn':
      return wasTried && way === null && byTurn.length === 0;
    case 'turn-silent': {
      const isSilent = byTurn.length > 0 && byTurn.every(({ outcome }) => outcome === 'fails');
      return isSilent && way !== null && webSocket === 'works';
    }
    case 'web-socket':
      return webSocket === 'fails';
    case 'no-udp':
      return way !== null && way !== 'udp' && way !== 'turn-udp' && outcomeOf(ways, 'udp') === 'fails';
    case 'last-way':
      return way === 'turn-tls';
    case 'slow-up':
      return bandwidth !== null && bandwidth.up < WELL_KBPS.up;
    case 'slow-down':
      return bandwidth !== null && bandwidth.down < WELL_KBPS.down && isLost(bandwidth);
  }
}
