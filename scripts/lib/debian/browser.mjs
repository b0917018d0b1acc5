import { ensurePrograms, onPath } from './programs.mjs';

/**
 * What the browser tests need beyond the packages: ffmpeg, sox and espeak-ng for the pictures, sounds and voices that a
 * browser is fed, what
 * stands beside the server in an installation, with networks to put it into, and the other browser with a loudspeaker
 * and a screen.
 * By program, Debian's package.
 */
const PROGRAMS = {
  ffmpeg: 'ffmpeg',
  'espeak-ng': 'espeak-ng',
  sox: 'sox',
  turnserver: 'coturn',
  haproxy: 'haproxy',
  lego: 'lego',
  pebble: 'pebble',
  openssl: 'openssl',
  certutil: 'libnss3-tools',
  dnsmasq: 'dnsmasq-base',
  nginx: 'nginx',
  '/usr/lib/nginx/modules/ngx_stream_module.so': 'libnginx-mod-stream',
  apache2: 'apache2-bin',
  squid: 'squid',
  mitmdump: 'mitmproxy',
  'docker-compose': 'docker-compose',
  nft: 'nftables',
  ip: 'iproute2',
  'firefox-esr': 'firefox-esr',
  pulseaudio: 'pulseaudio',
  Xvfb: 'xvfb',
};

/** Chromium as people have it, and the same without its own windows, which most tests run in. */
const BROWSERS = { chromium: 'chromium', 'chromium-headless-shell': 'chromium-headless-shell' };

/**
 * @returns {Promise<{CHROMIUM_BIN: string, CHROMIUM_SHELL_BIN: string}>} where the browsers are; who names a Chromium of
 * their own has it for everything
 */
export async function ensureBrowser() {
  const given = process.env.CHROMIUM_BIN;
  await ensurePrograms(given ? PROGRAMS : { ...BROWSERS, ...PROGRAMS }, 'test in a real browser');
  return {
    CHROMIUM_BIN: given || onPath('chromium') || '/usr/bin/chromium',
    CHROMIUM_SHELL_BIN: process.env.CHROMIUM_SHELL_BIN || given || onPath('chromium-headless-shell'),
  };
}
