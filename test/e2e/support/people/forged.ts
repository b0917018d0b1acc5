import type { CommandName, ErrorCode } from '../../../../src/protocol/index.ts';
import type { TestClient } from '../../../helpers/clients/test-client.ts';
import { SAMPLES } from '../../../helpers/protocol-samples.ts';

/** What each command was answered with that a client made by hand sends, aimed at these people. */
export async function refusalsOf(
  client: TestClient,
  names: readonly CommandName[],
  participantId: string,
): Promise<readonly ErrorCode[]> {
  const codes: ErrorCode[] = [];
  for (const name of names) {
    const sample: object = SAMPLES[name];
    const aimed = {
      ...sample,
      ...('participantId' in sample && { participantId }),
      ...('participantIds' in sample && { participantIds: [participantId] }),
    };
    codes.push(await client.refused(name, aimed));
  }
  return [...new Set(codes)];
}
