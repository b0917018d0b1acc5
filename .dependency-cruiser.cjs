// Imports run one way (see README, 'Layout'): main -> app -> http, signaling, auth -> rooms -> protocol, errors.
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-circular', {}, { circular: true }, 'A cycle has no reading order.'),
    rule(
      'rooms-know-no-transport',
      { path: '^src/rooms' },
      { path: '^src/(?!rooms/|platform/|protocol/)' },
      'The core imports only itself, the protocol and what is no feature.',
    ),
    rule(
      'the-meeting-knows-no-feature',
      { path: '^src/rooms/(meeting|pace)/' },
      { path: '^src/rooms/(?!meeting/|pace/|media/media-plane\\.ts|ports\\.ts)' },
      'Features join in through the meeting’s hooks.',
    ),
    rule(
      'entry-knows-no-feature',
      { path: '^src/rooms/entry/' },
      { path: '^src/rooms/(?!entry/|meeting/|pace/|media/media-plane\\.ts|ports\\.ts)' },
      'Whoever comes or goes is told to the meeting, and features hear of it by its hooks.',
    ),
    rule(
      'features-are-independent',
      { path: '^src/rooms/(?!meeting/|entry/|pace/)([a-z-]+)/' },
      { path: '^src/rooms/(?!$1/|meeting/|entry/|pace/|media/media-plane\\.ts|ports\\.ts)' },
      'A feature can be read and deleted as a whole: what two of them need is the meeting’s, or handed in where the parts are composed.',
    ),
    rule(
      'rooms-are-composed-in-one-place',
      { path: '^src/rooms/[a-z-]+/' },
      { path: '^src/rooms/room-service\\.ts' },
      'The composition imports the parts.',
    ),
    rule(
      'platform-is-a-leaf',
      { path: '^src/platform' },
      { path: '^src/(?!platform/|protocol/codes\\.ts)' },
      'What is no feature knows none.',
    ),
    rule(
      'rooms-know-no-library',
      { path: '^src/rooms' },
      { path: 'node_modules/(socket\\.io|fastify|mediasoup|kysely|better-sqlite3|pino)' },
      'The core knows no socket.io, Fastify, mediasoup or SQL.',
    ),
    rule(
      'mediasoup-only-in-sfu',
      { path: '^src/(?!sfu/)' },
      { path: 'node_modules/mediasoup/' },
      'The seam is rooms/media/media-plane.ts.',
    ),
    rule(
      'sfu-implements-the-seam',
      { path: '^src/sfu' },
      {
        path: '^src/(?!sfu/|rooms/media/media-plane\\.ts|checks/echo-plane\\.ts|platform/|protocol/)',
      },
      'sfu knows the seams alone.',
    ),
    rule(
      'checks-stand-beside-rooms',
      { path: '^src/checks' },
      {
        path: '^src/(?!checks/|rooms/(ports|pace/(pace-policy|paces))\\.ts|platform/|protocol/)',
      },
      'A check of a connection is in no room.',
    ),
    rule(
      'signaling-not-sfu',
      { path: '^src/signaling' },
      { path: '^src/(sfu|storage|http|cli)/' },
      'Signaling talks to rooms, checks and auth.',
    ),
    rule('protocol-stands-alone', { path: '^src/protocol' }, { path: '^src/(?!protocol/)' }, 'The browser imports it.'),
    rule('protocol-no-node', { path: '^src/protocol' }, { dependencyTypes: ['core'] }, 'The browser imports it.'),
    rule(
      'storage-is-a-leaf',
      { path: '^src/storage' },
      { path: '^src/(?!storage/|rooms/|checks/ports\\.ts|platform/)' },
      'Repositories implement what the core asks for.',
    ),
    rule(
      'certificates-is-a-program-of-its-own',
      { path: '^src/certificates' },
      { path: '^src/(?!certificates/|platform/)' },
      'The keeper of certificates runs beside the server, without any of it.',
    ),
    rule(
      'nobody-imports-certificates',
      { path: '^src/(?!certificates/)' },
      { path: '^src/certificates' },
      'It is started, not called.',
    ),
    rule(
      'web-imports-protocol-only',
      { path: '^web/src' },
      { path: '^src/(?!protocol/)' },
      'The browser shares the protocol and nothing else.',
    ),
    rule(
      'mediasoup-client-only-in-media',
      { path: '^web/src/(?!media/)' },
      { path: 'node_modules/mediasoup-client' },
      'Rendering and call logic know no WebRTC library.',
    ),
    rule(
      'call-knows-no-react',
      { path: '^web/src/(call|media|session)/' },
      { path: 'node_modules/react' },
      'The call runs without a framework.',
    ),
    rule(
      'no-test-code-in-product',
      { path: '^(src|web/src)' },
      { path: '^test/' },
      'Tests import the product, never the other way.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'] },
  },
};
