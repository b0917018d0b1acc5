/**
 * `npm install` leaves a package of another platform out of the lock file when the registry in use does not have it, as
 * a mirror may not. `npm ci` then refuses the lock file, here and everywhere else.
 */

/** @typedef {{version?: string, optional?: boolean, dev?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string>}} Locked */

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * Optional dependencies that the lock file names and has no entry for, with the entry each should have.
 * @param {{packages: Record<string, Locked>}} lock
 * @returns {Record<string, Locked>} by path, such as `node_modules/<name>`
 */
export function missingPlatformPackages({ packages }) {
  /** @type {Record<string, Locked>} */
  const missing = {};
  for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const place = `node_modules/${name}`;
      if (packages[place] || packages[`${parent}/${place}`] || !/^\d/.test(version)) continue;
      const { os, cpu, libc } = platformOf(name);
      // In npm's own order, so that it changes nothing when it writes the file again.
      missing[place] = { version, ...cpu, ...(dev ? { dev } : {}), ...libc, optional: true, ...os };
    }
  }
  return missing;
}

/**
 * From a name such as `@biomejs/cli-linux-x64-musl`.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.slice(name.lastIndexOf('/') + 1).split('-');
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : [];
  return { os: unlessEmpty({ os }), cpu: unlessEmpty({ cpu }), libc: unlessEmpty({ libc }) };
}

/**
 * @template {Record<string, string[]>} T
 * @param {T} field
 * @returns {Partial<T>}
 */
function unlessEmpty(field) {
  return Object.values(field).flat().length > 0 ? field : {};
}
