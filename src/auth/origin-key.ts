import { createHmac, generateKeySync } from 'node:crypto';
import type { OriginOf } from '../rooms/ports/auth.ts';
import { originOf } from './address.ts';

/** Under a key that nobody knows and that ends with the process: what is kept of it leads back to no address. */
export function createOriginKey(): OriginOf {
  const key = generateKeySync('hmac', { length: 256 });
  return (address) => createHmac('sha256', key).update(originOf(address).address).digest('base64url');
}
