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
      { path: '^src/rooms/meeting/' },
      { path: '^src/rooms/(?!meeting/|ports/)' },
      'Features join in through the meeting’s hooks.',
    ),
    rule(
      'the-meeting-has-one-face',
      { path: '^src/(?!rooms/meeting/)' },
      { path: '^src/rooms/meeting/(?!index\\.ts)' },
      'What others see of a meeting is named in meeting/index.ts; the rest is its own.',
    ),
    rule(
      'the-meeting-does-not-see-itself-from-outside',
      { path: '^src/rooms/meeting/' },
      { path: '^src/rooms/meeting/index\\.ts' },
      'The face shows the parts, which know each other by name.',
    ),
    rule(
      'pace-knows-the-meeting-alone',
      { path: '^src/rooms/pace/' },
      { path: '^src/rooms/(?!pace/|meeting/)' },
      'How often something may be done is the same for every feature.',
    ),
    rule(
      'ports-stand-alone',
      { path: '^src/rooms/ports/' },
      { path: '^src/(?!rooms/ports/|protocol/)' },
      'What the core asks of others is said without the core.',
    ),
    rule(
      'entry-knows-no-feature',
      { path: '^src/rooms/entry/' },
      { path: '^src/rooms/(?!entry/|meeting/|pace/|ports/)' },
      'Whoever comes or goes is told to the meeting, and features hear of it by its hooks.',
    ),
    rule(
      'a-place-knows-no-way-in',
      { path: '^src/rooms/entry/place/' },
      { path: '^src/rooms/entry/(?!place/)' },
      'Who comes in takes a place; a place does not ask by which way.',
    ),
    rule(
      'features-are-independent',
      { path: '^src/rooms/(?!meeting/|entry/|pace/|ports/)([a-z-]+)/' },
      { path: '^src/rooms/(?!$1/|meeting/|entry/|pace/|ports/)' },
      'A feature can be read and deleted as a whole: what two of them need is the meeting’s, or handed in where the parts are composed.',
    ),
    rule(
      'rooms-are-composed-in-one-place',
      { path: '^src/rooms/[a-z-]+/' },
      { path: '^src/rooms/(rooms|perform)\\.ts' },
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
      'The seam is rooms/ports/media-plane.ts.',
    ),
    rule(
      'sfu-implements-the-seam',
      { path: '^src/sfu' },
      {
        path: '^src/(?!sfu/|rooms/ports/media-plane\\.ts|checks/echo-plane\\.ts|platform/|protocol/)',
      },
      'sfu knows the seams alone.',
    ),
    rule(
      'checks-stand-beside-rooms',
      { path: '^src/checks' },
      { path: '^src/(?!checks/|rooms/ports/|platform/|protocol/)' },
      'A check of a connection is in no room.',
    ),
    rule(
      'signaling-not-sfu',
      { path: '^src/signaling' },
      { path: '^src/(sfu|storage|http|cli)/' },
      'Signaling talks to rooms, checks and auth.',
    ),
    rule('protocol-stands-alone', { path: '^src/protocol' }, { path: '^src/(?!protocol/)' }, 'The browser imports it.'),
    rule(
      'protocol-base-knows-no-feature',
      { path: '^src/protocol/base/' },
      { path: '^src/protocol/(?!base/|limits\\.ts|codes\\.ts)' },
      'What several features’ commands share is said without any of them.',
    ),
    rule('protocol-no-node', { path: '^src/protocol' }, { dependencyTypes: ['core'] }, 'The browser imports it.'),
    rule(
      'storage-is-a-leaf',
      { path: '^src/storage' },
      {
        path: '^src/(?!storage/|rooms/ports/|checks/ports\\.ts|auth/(accounts|passkeys)/ports\\.ts|mail/ports\\.ts|webhooks/ports\\.ts|http/api/idempotency/ports\\.ts|catalogue/(ports|calls/ports|feeds/ports|privacy/ports|reservations/ports|organisations/room-defaults)\\.ts|platform/|protocol/)',
      },
      'Repositories implement what the core, the catalogue and the accounts ask for.',
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
      'web-features-are-independent',
      { path: '^web/src/features/([a-z-]+)/' },
      { path: '^web/src/features/(?!$1/)' },
      'What two of them need is the call’s or the screens’ parts’; they meet on the screens.',
    ),
    rule(
      'web-features-know-no-screen',
      { path: '^web/src/features/' },
      { path: '^web/src/ui/((app|frame|inside|late-inside|late-table)\\.|(bar|console|people|stage|start|table)/)' },
      'Screens are composed of features, never the other way.',
    ),
    rule(
      'organisers-pages-stand-apart',
      { path: '^web/src/(?!admin/|admin\\.tsx)' },
      { path: '^web/src/admin/' },
      'Nobody else loads them.',
    ),
    rule(
      'web-parts-know-no-feature',
      {
        path: '^web/src/ui/(controls|devices|dialogs|fields|hooks|layout|notices|page|shortcuts|standing|text|video)/',
      },
      { path: '^web/src/(features/|ui/(bar|console|people|stage|start|table)/)' },
      'Parts of screens are for every feature.',
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
      'features-meet-in-one-place',
      { path: '^web/src/call/(?!meeting/features\\.ts)' },
      { path: '^web/src/features/' },
      'A feature says what is its own in its folder; call/meeting/features.ts puts them together.',
    ),
    rule(
      'media-implements-what-is-asked',
      { path: '^web/src/media/' },
      { path: '^web/src/(ui|features/(?!check/(ports|planned-ways)\\.ts))' },
      'Media know no screen, and of a feature only what it asks of them.',
    ),
    rule(
      'session-stands-alone',
      { path: '^web/src/session/' },
      { path: '^web/src/(call|media|ui|features|admin)/' },
      'The connection and the way in know no table and no console.',
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
