import { createHash } from 'node:crypto';
import { COMMAND_NAMES } from '../../../src/protocol/index.ts';
import { frame } from '../../helpers/clients/raw-client.ts';

const TYPES = ['', '0', '1', '2', '3', '4', '5', '6', '7', '40', '41', '42', '43', '44', '45', '46', 'b', 'x'];
const NAMES: readonly unknown[] = [...COMMAND_NAMES, 'error', 'disconnect', 'connect', 'newListener', '', null, 7, {}];
const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  'x'.repeat(300),
  '\u0000\uffff',
  [],
  {},
  [[[[]]]],
  { a: 1 },
];

/** The same for the same number, so that what was found once is found again. */
export function randomPacket(number: number): Buffer {
  const bytes = createHash('sha256').update(`${number}`).digest();
  const pick = <T>(from: readonly T[], at: number): T => from[(bytes[at] ?? 0) % from.length] as T;
  const kind = (bytes[0] ?? 0) % 8;
  if (kind === 0) return frame(bytes, { opcode: 'binary' });
  if (kind === 1) return frame(bytes.toString('latin1'));
  if (kind === 2)
    return frame(bytes, {
      opcode: pick(['continuation', 'ping', 'pong', 'text'] as const, 1),
      final: kind === (bytes[2] ?? 0) % 8,
    });
  const args = JSON.stringify([pick(NAMES, 3), pick(VALUES, 4), pick(VALUES, 5)]);
  const body = kind === 3 ? args.slice(0, (bytes[6] ?? 0) % args.length) : args;
  const id = kind === 4 ? '' : `${bytes[7]}`;
  return frame(
    `${pick(TYPES, 8)}${id}${kind === 5 ? body : `["${pick(COMMAND_NAMES, 9)}",${JSON.stringify(pick(VALUES, 10))}]`}`,
  );
}
