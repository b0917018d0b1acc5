import { isIP } from 'node:net';
import { findAnnounced } from '../../announced.ts';
import type { Config } from '../../config.ts';
import { kindOf } from '../../platform/address-kinds.ts';
import { StartError } from '../../platform/errors.ts';
import { announcedAddresses as ownAddressesOf } from '../../sfu/index.ts';
import { about, type Finding } from './finding.ts';
import { hostOf } from './names.ts';
import type { World } from './world.ts';

const { ok, wrong, unseen } = about('addresses');

const TODO = 'Set ANNOUNCED_ADDRESS to the address at which others reach this server.';
const NAME_TODO = 'The other addresses are announced; enter the name in DNS, or take it out of ANNOUNCED_ADDRESS.';

/** The addresses that browsers are told to send media to. Errors: StartError, as the server's own. */
export function mediaAddresses(
  { media, publicUrl }: Config,
  world: World,
  warn: (sentence: string) => void = () => {},
): Promise<readonly string[]> {
  return findAnnounced({
    given: media.announced,
    publicUrl,
    listenAddress: media.host,
    own: ownAddressesOf(media.host, []),
    warn,
    lookup: async (name) => (await world.resolve(name)).map((address) => ({ address })),
    tries: 1,
  });
}

/** Whether those to whom PUBLIC_URL is given can reach them. */
export async function examineAddresses(config: Config, world: World): Promise<Finding[]> {
  const warned: Finding[] = [];
  return [await examineThem(config, world, (sentence) => warned.push(unseen(sentence, NAME_TODO))), ...warned];
}

async function examineThem(config: Config, world: World, warn: (sentence: string) => void): Promise<Finding> {
  try {
    const addresses = await mediaAddresses(config, world, warn);
    const all = addresses.join(', ');
    const isReachedByAll = addresses.some((address) => kindOf(address) === 'public');
    if (isReachedByAll || !(await isKnownPublicly(config, world))) return ok(`Media is announced at ${all}.`);
    return wrong(
      `Media is announced at ${all}, which is reached inside your own network alone, and PUBLIC_URL leads to a public address.`,
      `${TODO} Behind NAT that is the public one; the media ports must be handed on.`,
    );
  } catch (error) {
    if (error instanceof StartError) return wrong(error.message, TODO);
    throw error;
  }
}

async function isKnownPublicly({ publicUrl }: Config, world: World): Promise<boolean> {
  if (publicUrl === null) return false;
  const host = hostOf(publicUrl);
  const addresses = isIP(host) === 0 ? await world.resolve(host).catch(() => []) : [host];
  return addresses.some((address) => kindOf(address) === 'public');
}
