import { isIP } from 'node:net';
import type { Config } from '../../config.ts';
import { kindOf } from '../../platform/address-kinds.ts';
import { withDeadline } from '../../platform/deadline.ts';
import { about, codeOf, type Finding } from './finding.ts';
import { turnHosts } from './turn/turn-url.ts';
import type { World } from './world.ts';

const { ok, wrong } = about('names');
const WITHIN_MS = 10_000;

/** Whether the names that people's browsers are given lead somewhere. */
export async function examineNames({ publicUrl, turn }: Config, world: World): Promise<Finding[]> {
  const own = publicUrl === null ? [] : [hostOf(publicUrl)];
  const names = new Set([...own, ...turnHosts(turn?.urls ?? [])].filter((name) => isIP(name) === 0));
  return Promise.all([...names].map((name) => examineName(name, world)));
}

async function examineName(name: string, world: World): Promise<Finding> {
  const forThisMachineAlone = name === 'localhost' || name.endsWith('.localhost');
  try {
    const addresses = await withDeadline(world.resolve(name), { withinMs: WITHIN_MS });
    const usable = addresses.filter((address) => forThisMachineAlone || kindOf(address) !== 'loopback');
    if (usable.length > 0) return ok(`${name} leads to ${usable.join(', ')}.`);
    return wrong(
      `${name} leads to this machine itself (${addresses.join(', ') || 'no address'}), as seen from here.`,
      `Take ${name} out of /etc/hosts, or set it there and in DNS to the address at which others find this server.`,
    );
  } catch (error) {
    return wrong(
      `The name ${name} leads nowhere (${codeOf(error)}).`,
      `Set an A record for it (AAAA with IPv6) in DNS, or mend the name in PUBLIC_URL or TURN_URLS.`,
    );
  }
}

export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}
