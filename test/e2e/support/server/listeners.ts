import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { descendantsOf } from './processes.ts';

const TCP_LISTEN = '0A';

/** The sockets on which a process and its children can be reached, such as 'tcp 127.0.0.1:3000', from /proc. */
export function listenersOf(pid: number): readonly string[] {
  const inodes = new Set([pid, ...descendantsOf(pid)].flatMap(socketInodesOf));
  return ['tcp', 'tcp6', 'udp', 'udp6'].flatMap((table) => openSockets(table, inodes)).sort();
}

/** proc(5): after a header, one socket a line with local address, state and inode in fields 1, 3 and 9. */
function openSockets(table: string, inodes: ReadonlySet<string>): string[] {
  const [, ...lines] = readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [local = '', state, inode = ''] = [fields[1], fields[3], fields[9]];
    // UDP has no listening state: whoever has a socket can be reached.
    const open = table.startsWith('udp') || state === TCP_LISTEN;
    return open && inodes.has(inode) ? [`${table} ${readable(local)}`] : [];
  });
}

/** '0100007F:0BB8' (bytes of the address in the machine's order) -> '127.0.0.1:3000'; IPv6 stays as it is. */
function readable(local: string): string {
  const [address = '', port = ''] = local.split(':');
  const bytes = address.length === 8 ? Buffer.from(address, 'hex').reverse().join('.') : address;
  return `${bytes}:${Number.parseInt(port, 16)}`;
}

function socketInodesOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? [];
    } catch {
      // Closed while it was read.
      return [];
    }
  });
}
