import fs from 'node:fs';
import path from 'node:path';
import { ensureDebianPackages } from './apt.mjs';

/**
 * What the browser tests need beyond the packages: a Chromium, ffmpeg for the pictures and sounds it is fed, and what
 * stands beside the server in an installation, with networks to put it into. By program, Debian's package.
 */
const PROGRAMS = {
  chromium: 'chromium',
  ffmpeg: 'ffmpeg',
  turnserver: 'coturn',
  haproxy: 'haproxy',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  dnsmasq: 'dnsmasq-base',
  nft: 'nftables',
  ip: 'iproute2',
};

/** @returns {Promise<string>} Chromium's path */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_BIN;
  const missing = Object.entries(PROGRAMS).flatMap(([program, debianPackage]) =>
    (program === 'chromium' && given) || onPath(program) ? [] : [debianPackage],
  );
  if (missing.length > 0) await ensureDebianPackages(missing, 'test in a real browser');
  return given || onPath('chromium') || '/usr/bin/chromium';
}

/**
 * @param {string} program
 * @returns {string} its path, or nothing
 */
function onPath(program) {
  // Where programs for root are found, which are not on everybody's path.
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file)) ?? '';
}
