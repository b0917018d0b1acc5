import {
  type CheckedWay,
  type CheckReport,
  type CheckVerdict,
  isPlenty,
  type NetworkFinding,
  type TakingPart,
  type WayKind,
} from '../../protocol/media/check-report.ts';

// What the page has told somebody about their connection, in the operator's words.

const WAY_WORDS: Readonly<Record<WayKind, string>> = {
  udp: 'straight, UDP',
  tcp: 'straight, TCP',
  'turn-udp': 'TURN server, UDP',
  'turn-tcp': 'TURN server, TCP',
  'turn-tls': 'TURN server, TLS',
};

const TAKING_PART_WORDS: Readonly<Record<TakingPart, string>> = {
  well: 'Can take part: sound and picture come back',
  weak: 'Can take part; the picture suffers',
  sound: 'Can take part with sound; pictures do not get through',
  no: 'Cannot take part from there: neither sound nor picture gets through',
};

const FINDING_WORDS: Readonly<Record<NetworkFinding, string>> = {
  'no-webrtc': 'The browser could try no way: it is too old, or its administration forbids WebRTC.',
  nothing: 'Every way was tried and failed: their network must let something out; the letter says what.',
  intercepted:
    'TLS to the TURN server fails: something between opens encrypted connections or stops those that it does not know. Their IT must leave the TURN name out of TLS inspection. If it fails for everybody, look at the certificate: tafelrunde doctor.',
  'no-tls':
    'TLS to the TURN server fails, other ways to it work: look at its certificate and at haproxy (tafelrunde doctor); else something between stops it.',
  'no-turn': 'This server has no TURN server (TURN_URLS), the way through networks that let nothing else out.',
  'turn-silent': 'No way by the TURN server works, a straight one does: see tafelrunde doctor.',
  'web-socket': 'WebSocket does not get through; signaling goes by polling.',
  'no-udp': 'UDP does not get through: sound and picture are steadier where it does.',
  'last-way': 'TLS on 443 is the only way that works for them.',
  'slow-up': 'Little goes up from them: their picture suffers.',
  'slow-down': 'Little comes down to them: the pictures of others suffer.',
};

export function wayWords({ kind, port }: Pick<CheckedWay, 'kind' | 'port'>): string {
  return `${WAY_WORDS[kind]}, port ${port}`;
}

export function takingPartWords({ takingPart, way }: CheckVerdict): string {
  return `${TAKING_PART_WORDS[takingPart]}${way === null ? '' : ` (${WAY_WORDS[way]})`}.`;
}

export function findingWords(finding: NetworkFinding): string {
  return FINDING_WORDS[finding];
}

export function browserWords({ browser: { family, major } }: CheckReport): string {
  if (family === 'other') return 'another';
  return major === 0 ? family : `${family} ${major}`;
}

export function bandwidthWords({ bandwidth }: CheckReport): string {
  if (bandwidth === null) return 'not measured';
  return `${isPlenty(bandwidth) ? 'at least ' : ''}${bandwidth.up} kbit/s up, ${bandwidth.down} kbit/s down`;
}
