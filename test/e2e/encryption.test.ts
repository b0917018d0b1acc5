import type { Page } from '@playwright/test';
import { it } from 'vitest';
import { expect } from './support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from './support/pattern.ts';
import { Person } from './support/person.ts';
import { startTestServer } from './support/server.ts';

declare global {
  var connections: RTCPeerConnection[];
}

/** What each of a page's connections has agreed on with the server. */
function agreements(page: Page) {
  return page.evaluate(async () => {
    const reports = await Promise.all(globalThis.connections.map((connection) => connection.getStats()));
    return reports
      .flatMap((report) => [...report.values()])
      .filter(({ type }) => type === 'transport')
      .map(({ dtlsState, srtpCipher, tlsVersion }) => ({ dtlsState, srtpCipher, tlsVersion }));
  });
}

async function enterWatched(link: string, name: string, options: Parameters<typeof Person.open>[2]): Promise<Person> {
  const person = await Person.open(link, name, options);
  await person.page.addInitScript(() => {
    globalThis.connections = [];
    globalThis.RTCPeerConnection = class extends RTCPeerConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        globalThis.connections.push(this);
      }
    };
  });
  await person.page.reload();
  await person.enter(options ?? {});
  await person.expectAtTable();
  return person;
}

it('a browser sends and receives with AES-256-GCM and DTLS 1.2 or later', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await enterWatched(link, 'Anna', { pattern: RED_GREEN });
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);
  await bernd.expectToSee(anna);
  const agreed = await agreements(anna.page);
  expect(agreed).toHaveLength(2);
  for (const { dtlsState, srtpCipher, tlsVersion } of agreed) {
    expect(dtlsState).toBe('connected');
    expect(srtpCipher).toBe('SRTP_AEAD_AES_256_GCM');
    // FEFD is DTLS 1.2, FEFC 1.3.
    expect(['FEFD', 'FEFC']).toContain(tlsVersion);
  }
});
