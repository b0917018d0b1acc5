import { lookup as lookupName } from 'node:dns/promises';
import { isIP } from 'node:net';
import { kindOf } from './platform/address-kinds.ts';
import { DeadlineError, withDeadline } from './platform/deadline.ts';
import { StartError } from './platform/errors.ts';

/** After a machine has started, its network may take a while until names are found. */
const LOOKUP_TRIES = 10;
const LOOKUP_EVERY_MS = 3_000;
const LOOKUP_WITHIN_MS = 10_000;

const HINT = 'Set ANNOUNCED_ADDRESS to the address under which people reach this server.';

/** A name without an address that could be announced, which is nothing to end for where another entry has one. */
class LeadsNowhereError extends StartError {}

type Lookup = (name: string) => Promise<readonly { readonly address: string }[]>;

interface AnnouncedOptions {
  /** Addresses or names, as the settings have them. */
  readonly given: readonly string[];
  readonly publicUrl: string | null;
  /** On which the media ports listen. */
  readonly listenAddress: string;
  /** Those of this machine to which media could be sent. */
  readonly own: readonly string[];
  /** What is set and leads nowhere, where something else does. */
  readonly warn: (sentence: string) => void;
  readonly lookup?: Lookup;
  /** How often a name is looked up that no name server knows just now. */
  readonly tries?: number;
}

/**
 * Where people are told to send their media: as the settings say, else where the public name leads to and this machine's
 * own addresses. A name that leads nowhere is warned of where a public address is known besides.
 * Errors: StartError when nobody from elsewhere could reach it.
 */
export async function findAnnounced({
  given,
  publicUrl,
  listenAddress,
  own,
  warn,
  lookup = (name) => lookupName(name, { all: true }),
  tries = LOOKUP_TRIES,
}: AnnouncedOptions): Promise<readonly string[]> {
  const name = publicUrl === null ? null : new URL(publicUrl).hostname.replace(/^\[|\]$/g, '');
  const isLocal = name === null || name === 'localhost' || kindOf(name) === 'loopback';
  // An IPv4 socket is not reached by IPv6.
  const isHeard = (address: string) => isIP(address) === 4 || isIP(listenAddress) === 6;

  const usableOf = async (entry: string) => {
    const addresses = isIP(entry)
      ? [entry]
      : (await addressesOf(entry, 'ANNOUNCED_ADDRESS', { lookup, tries })).filter(isHeard);
    for (const address of addresses) {
      if (kindOf(address) === 'nowhere')
        throw new StartError(`ANNOUNCED_ADDRESS: nobody can send media to ${address}.`);
      if (kindOf(address) === 'loopback' && !isLocal)
        throw new StartError(loopback('ANNOUNCED_ADDRESS', entry, address));
    }
    if (addresses.length > 0) return addresses;
    const says = `ANNOUNCED_ADDRESS: ${entry} has IPv6 addresses alone, and MEDIA_HOST is ${listenAddress}.`;
    throw new LeadsNowhereError(says);
  };

  if (given.length > 0) {
    const found: string[] = [];
    const lost: StartError[] = [];
    for (const entry of given) {
      try {
        found.push(...(await usableOf(entry)));
      } catch (error) {
        if (!(error instanceof LeadsNowhereError)) throw error;
        lost.push(error);
      }
    }
    // Private ones may be this container's alone, and reached by nobody.
    const isReached = found.some((address) => kindOf(address) === 'public');
    for (const error of lost) {
      if (!isReached) throw error;
      warn(error.message);
    }
    return [...new Set(found)];
  }

  const ownUsable = own.filter((address) => kindOf(address) !== 'loopback');
  if (isLocal) return own;
  if (kindOf(listenAddress) === 'loopback') {
    throw new StartError(
      `MEDIA_HOST: ${listenAddress} is reached from this machine alone, and PUBLIC_URL is for others.`,
    );
  }
  const isPublic = ownUsable.some((address) => kindOf(address) !== 'private');
  try {
    const addresses = isIP(name) ? [name] : (await addressesOf(name, 'PUBLIC_URL', { lookup, tries })).filter(isHeard);
    const usable = addresses.filter((address) => kindOf(address) !== 'loopback' && kindOf(address) !== 'nowhere');
    if (usable.length > 0) return [...new Set([...usable, ...ownUsable])];
    if (!isPublic) throw new StartError(loopback('PUBLIC_URL', name, addresses[0] ?? 'IPv6 addresses alone'));
  } catch (error) {
    // A machine whose own address everybody reaches needs no name for it.
    if (!isPublic) throw error;
  }
  return ownUsable;
}

function loopback(setting: string, name: string, address: string): string {
  const where = name === address ? `${name} is` : `${name} leads to ${address} (see /etc/hosts), which is`;
  return `${setting}: ${where} reached from this machine alone, and media could be sent by nobody else. ${HINT}`;
}

/** Errors: StartError. */
async function addressesOf(
  name: string,
  setting: string,
  { lookup, tries }: Required<Pick<AnnouncedOptions, 'lookup' | 'tries'>>,
): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await withDeadline(lookup(name), { withinMs: LOOKUP_WITHIN_MS });
      return found.map(({ address }) => address);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : String(error);
      const mayComeYet = code === 'EAI_AGAIN' || error instanceof DeadlineError;
      if (!mayComeYet || attempt >= tries) {
        const sentence = `${setting}: the name ${name} leads to no address (${code}), so nobody can be told to send media there.`;
        throw new LeadsNowhereError(`${sentence} Enter it in DNS, or set ANNOUNCED_ADDRESS to this server's address.`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOKUP_EVERY_MS));
    }
  }
}
