import { expect, it } from 'vitest';
import { contactedBy } from '../../../../web/src/features/servers/contacted.ts';
import { waysOf } from '../../../../web/src/media/link/media-ways.ts';

const own = 'meet.example.org';

it('whoever was asked for something is listed once, and who is not this server is said to be foreign', () => {
  const loaded = [
    'https://meet.example.org/assets/a.js',
    'https://meet.example.org/api/rooms/x/door',
    'blob:https://meet.example.org/1',
    'data:image/png;base64,AA',
    'https://cdn.example.com/x.js',
    'https://cdn.example.com/y.js',
    'https://meet.example.org.evil.example/z',
    'https://meet.example.org:8443/other-port',
  ];
  const way = { host: '192.0.2.1', by: 'udp' } as const;
  expect(contactedBy({ own, loaded, ways: [way, way] })).toEqual([
    { host: own, purpose: 'pages' },
    { host: 'cdn.example.com', purpose: 'foreign' },
    { host: 'meet.example.org.evil.example', purpose: 'foreign' },
    { host: 'meet.example.org:8443', purpose: 'foreign' },
    { host: '192.0.2.1', purpose: 'udp' },
  ]);
});

it.each([
  ['straight', { candidateType: 'host' }, { host: '192.0.2.1', by: 'udp' }],
  [
    'by TURN',
    { candidateType: 'relay', url: 'turns:turn.example.org:443?transport=tcp' },
    { host: 'turn.example.org', by: 'relay' },
  ],
])('where media goes is read from the pair of addresses that is in use: %s', async (_name, local, way) => {
  const figures = [
    { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' },
    { id: 'unused', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'X' },
    { id: 'L', type: 'local-candidate', ...local },
    { id: 'R', type: 'remote-candidate', address: '192.0.2.1', protocol: 'udp' },
    { id: 'X', type: 'remote-candidate', address: '198.51.100.1', protocol: 'udp' },
  ];
  const report = new Map(figures.map((stats) => [stats.id, stats]));
  expect(await waysOf({ getStats: async () => report as unknown as RTCStatsReport })).toEqual([way]);
});
