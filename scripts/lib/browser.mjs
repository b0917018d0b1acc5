import { ensurePrograms, onPath } from './programs.mjs';

/**
 * What the browser tests need beyond the packages: ffmpeg for the pictures and sounds that a browser is fed, and what
 * stands beside the server in an installation, with networks to put it into. By program, Debian's package.
 */
const PROGRAMS = {
  ffmpeg: 'ffmpeg',
  turnserver: 'coturn',
  haproxy: 'haproxy',
  lego: 'lego',
  pebble: 'pebble',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  dnsmasq: 'dnsmasq-base',
  'docker-compose': 'docker-compose',
  nft: 'nftables',
  ip: 'iproute2',
};

/** @returns {Promise<string>} Chromium's path */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_BIN;
  await ensurePrograms(given ? PROGRAMS : { chromium: 'chromium', ...PROGRAMS }, 'test in a real browser');
  return given || onPath('chromium') || '/usr/bin/chromium';
}
