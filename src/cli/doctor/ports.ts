import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, isIPv6 } from 'node:net';
import type { Config } from '../../config.ts';
import { about, codeOf, type Finding } from './finding.ts';

const { ok, wrong, unseen } = about('ports');

type Kind = 'TCP' | 'UDP';

/** A silent one hangs, or is another user's; it may have its ports all the same. */
export type ServerState = 'answers' | 'silent' | 'none';

/** Whether the server can have its ports, or has them. What a firewall on the way lets in cannot be seen from here. */
export async function examinePorts({ http, media }: Config, { server }: { server: ServerState }): Promise<Finding[]> {
  const last = media.port + media.workers - 1;
  const beyond = unseen(
    `Whether a firewall lets others in cannot be seen from here${media.port === 0 ? '' : `: they need ports ${media.port} to ${last}, UDP and TCP`}.`,
    'Try a call from another network, by a telephone say.',
  );
  if (server === 'answers') return [ok('The server runs and has its ports.'), beyond];
  if (server === 'silent') {
    const says = 'A server that does not answer may have the ports.';
    return [unseen(says, 'See what is said of the server, and ask again.'), beyond];
  }
  const findings = [await examine('PORT', 'TCP', http.host, http.port)];
  for (let port = media.port; media.port !== 0 && port <= last; port += 1) {
    findings.push(
      await examine('MEDIA_PORT', 'UDP', media.host, port),
      await examine('MEDIA_PORT', 'TCP', media.host, port),
    );
  }
  const problems = findings.filter((finding) => finding !== null);
  return [...(problems.length > 0 ? problems : [ok('The ports are free for the server.')]), beyond];
}

async function examine(setting: string, kind: Kind, host: string, port: number): Promise<Finding | null> {
  const where = `${kind} port ${port} on ${host}`;
  const code = await bindingFails(kind, host, port);
  switch (code) {
    case null:
      return null;
    case 'EADDRINUSE':
      return wrong(
        `${where} is taken by another program.`,
        `'ss -lntup | grep :${port}' shows which; stop it, or set ${setting} to another one.`,
      );
    case 'EACCES':
      return wrong(`${where} may not be used by this user.`, `Set ${setting} to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return wrong(
        `This machine has no address ${host}.`,
        `Set ${setting === 'PORT' ? 'HOST' : 'MEDIA_HOST'} to one that 'ip address' shows, or 0.0.0.0 for all.`,
      );
    default:
      return wrong(`${where} cannot be used (${code}).`, `See HOST, MEDIA_HOST and ${setting}.`);
  }
}

/** The error's code; null when it is free now. */
async function bindingFails(kind: Kind, host: string, port: number): Promise<string | null> {
  const server = createServer();
  const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
  try {
    if (kind === 'TCP') {
      server.listen(port, host);
      await once(server, 'listening');
    } else {
      socket.bind(port, host);
      await once(socket, 'listening');
    }
    return null;
  } catch (error) {
    return codeOf(error);
  } finally {
    server.close();
    socket.close();
  }
}
