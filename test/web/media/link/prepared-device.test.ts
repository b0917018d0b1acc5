import type { types } from 'mediasoup-client';
import { afterEach, expect, it, vi } from 'vitest';
import { FACTORIES } from '../../../../web/src/media/link/prepared-device.ts';

afterEach(() => void vi.unstubAllGlobals());

const OPTIONS: types.HandlerOptions = {
  direction: 'receive' as types.HandlerOptions['direction'],
  iceParameters: { usernameFragment: 'server', password: 'of this attempt' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: '00' }] },
  iceServers: [],
  getSendExtendedRtpCapabilities: vi.fn(),
};

it.each(Object.entries(FACTORIES))('%s begins a new attempt with fresh TURN credentials', async (_name, factoryOf) => {
  const configurations: RTCConfiguration[] = [];
  vi.stubGlobal('MediaStream', class {});
  vi.stubGlobal(
    'RTCPeerConnection',
    class {
      connectionState = 'new';
      addEventListener = () => {};
      getConfiguration = () => ({ bundlePolicy: 'max-bundle' });
      setConfiguration = (configuration: RTCConfiguration) => void configurations.push(configuration);
    },
  );
  const iceServers = [{ urls: ['turns:turn.example.org'], username: 'anna', credential: 'fresh' }];
  await factoryOf({}).factory(OPTIONS).updateIceServers(iceServers);
  expect(configurations).toEqual([{ bundlePolicy: 'max-bundle', iceServers }]);
});
