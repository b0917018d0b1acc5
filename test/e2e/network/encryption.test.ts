import { it } from 'vitest';
import { expect } from '../support/expect.ts';
import { BLUE_YELLOW, RED_GREEN } from '../support/media/pattern.ts';
import { addPageScript } from '../support/page/page-script.ts';
import { Person } from '../support/people/person.ts';
import { startTestServer } from '../support/server/server.ts';

interface Agreement {
  readonly dtlsState: string;
  readonly srtpCipher: string;
  readonly tlsVersion: string;
}

/** DTLS 1.2 and 1.3 on the wire. */
const SAFE_VERSIONS = ['FEFD', 'FEFC'];

it('a browser sends and receives with AES-256-GCM and DTLS 1.2 or later', async () => {
  const server = await startTestServer();
  const { link } = await server.createRoom();
  const anna = await Person.open(link, 'Anna', { pattern: RED_GREEN });
  await addPageScript(anna.page, 'connections.ts');
  await anna.page.reload();
  await anna.enter();
  const bernd = await Person.join(link, 'Bernd', { pattern: BLUE_YELLOW });
  await anna.expectToSee(bernd);
  await bernd.expectToSee(anna);

  const agreed = await anna.page.evaluate<Agreement[]>('agreements()');
  expect(agreed).toHaveLength(2);
  for (const { dtlsState, srtpCipher, tlsVersion } of agreed) {
    expect({ dtlsState, srtpCipher }).toEqual({ dtlsState: 'connected', srtpCipher: 'SRTP_AEAD_AES_256_GCM' });
    expect(SAFE_VERSIONS).toContain(tlsVersion);
  }
});
