import type { Logger } from 'pino';
import { findAnnounced } from './announced.ts';
import type { Config } from './config.ts';
import { StartError } from './platform/errors.ts';
import { createMediaPlane, announcedAddresses as ownAddressesOf, type Sfu } from './sfu/index.ts';

/** The media workers, on the ports and addresses that were set or found. Errors: StartError, in words for the operator. */
export async function startMedia({ media, publicUrl }: Config, log: Logger): Promise<Sfu> {
  const { workers, host, port, announced, relays, workerBin } = media;
  const announcedAddresses = await findAnnounced({
    given: announced,
    publicUrl,
    listenAddress: host,
    own: ownAddressesOf(host, []),
    warn: (sentence) => log.warn(sentence),
  });
  try {
    return await createMediaPlane({
      workers,
      listenAddress: host,
      announcedAddresses,
      relays,
      port,
      workerBin: workerBin ?? undefined,
      log,
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const what = /address already in use/.test(why)
      ? `The media ports from ${port} on are in use: stop what runs there, or set MEDIA_PORT to another one.`
      : `The media worker does not start (${why}): see MEDIA_HOST and MEDIA_PORT, or run "npm run setup".`;
    throw new StartError(what, { cause: error });
  }
}
