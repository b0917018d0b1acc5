import fs from 'node:fs';
import { run } from '../base/run.mjs';
import { ensureDebianPackages } from './apt.mjs';
import { onPath } from './programs.mjs';

/**
 * Where Debian's packages can be had, the other SFU that ours is measured beside. The benchmark goes on without it, so
 * nobody is kept from measuring.
 */
export async function ensureJanus() {
  if (onPath('janus') || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return;
  await ensureDebianPackages(['janus'], 'measure beside Janus').catch(() => {});
  // Debian starts what it installs, here a server with a page for everyone; the benchmark starts one of its own.
  if (fs.existsSync('/run/systemd/system')) await run('systemctl', ['disable', '--now', 'janus.service']);
}
