import { randomInt } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { SessionOptions } from '../../../src/protocol/index.ts';
import { TestClient } from '../../helpers/clients/test-client.ts';
import type { RoomAccess } from '../processes/tafelrunde-server.ts';

export interface RushOptions {
  readonly room: RoomAccess;
  readonly people: number;
  /** The last one sets out this long after the first. */
  readonly withinMs: number;
}

export interface RushResult {
  /** From sending `room:join` to its answer, of those who came in. */
  readonly ackMs: readonly number[];
  /** Why the others did not. */
  readonly refusals: readonly string[];
  /** From the first who set out to the last answer. */
  readonly tookMs: number;
}

/**
 * Everyone on a connection of their own, each opened when that person sets out; those inside publish a microphone.
 * They stay until this process ends.
 */
export async function rush({ room, people, withinMs }: RushOptions): Promise<RushResult> {
  const ackMs: number[] = [];
  const refusals: string[] = [];
  const begunMs = performance.now();
  const arrive = async (startMs: number, name: string) => {
    await delay(startMs);
    try {
      const client = await TestClient.connect(room.url);
      const askedMs = performance.now();
      const { session } = await client.join(room.roomId, name, { password: room.password });
      ackMs.push(performance.now() - askedMs);
      await publishMicrophone(client, session);
    } catch (error) {
      refusals.push(error instanceof Error ? error.message : String(error));
    }
  };
  const arrivals = arrivalTimes(people, withinMs);
  await Promise.all(arrivals.map((startMs, index) => arrive(startMs, `Person ${index + 1}`)));
  const tookMs = performance.now() - begunMs;
  return { ackMs, refusals, tookMs };
}

/** What a browser does next, without packets: each time everyone in the room is told. */
async function publishMicrophone(client: TestClient, { routerRtpCapabilities }: SessionOptions): Promise<void> {
  await client.send('session:start', { rtpCapabilities: routerRtpCapabilities });
  const codec = routerRtpCapabilities.codecs?.find(({ mimeType }) => mimeType === 'audio/opus');
  if (codec?.preferredPayloadType === undefined) throw new Error('the router does not take Opus');
  const { kind: _, preferredPayloadType: payloadType, ...rest } = codec;
  const rtpParameters = { codecs: [{ ...rest, payloadType }], encodings: [{ ssrc: randomInt(1, 2 ** 31) }] };
  await client.send('producer:create', { source: 'microphone', rtpParameters });
}

/** Numerical Recipes' linear congruential generator: the same crowd in every run. */
const LCG = { multiplier: 1_664_525, increment: 1_013_904_223, modulus: 2 ** 32 } as const;

/** People do not come in step: at random over the whole time, so that some come together. */
function arrivalTimes(people: number, withinMs: number): readonly number[] {
  let state = people;
  return Array.from({ length: people }, () => {
    state = (state * LCG.multiplier + LCG.increment) % LCG.modulus;
    return (state / LCG.modulus) * withinMs;
  });
}
