import { ensurePrograms } from './programs.mjs';

/** What builds the image and starts it without a Docker engine. By program, Debian's package. */
const PROGRAMS = {
  buildah: 'buildah',
  debootstrap: 'debootstrap',
  ip: 'iproute2',
};

export function ensureImageTools() {
  return ensurePrograms(PROGRAMS, "build the server's image");
}
