import fs from 'node:fs';
import path from 'node:path';
import { run } from '../base/run.mjs';

const APT = '/etc/apt';

/**
 * Fetches and unpacks a Debian source package, checked by apt's signatures, from the mirrors this machine is set to,
 * without touching the machine's own package lists. Works without root.
 * @param {string} name
 * @param {string} folder an empty folder for everything that comes
 * @returns {Promise<{source: string, version: string} | null>} null: it cannot be had
 */
export async function fetchDebianSource(name, folder) {
  const lists = path.join(folder, 'sources.list.d');
  fs.mkdirSync(lists, { recursive: true });
  fs.mkdirSync(path.join(folder, 'lists', 'partial'), { recursive: true });
  fs.mkdirSync(path.join(folder, 'cache'), { recursive: true });
  for (const [file, text] of configuredSources()) {
    const sources = file.endsWith('.sources') ? asSourceStanzas(text) : asSourceLines(text);
    if (sources) fs.writeFileSync(path.join(lists, file), sources);
  }
  const own = {
    'Dir::Etc::sourcelist': '/dev/null',
    'Dir::Etc::sourceparts': lists,
    'Dir::State::lists': path.join(folder, 'lists'),
    'Dir::Cache': path.join(folder, 'cache'),
    'APT::Sandbox::User': '',
    'Acquire::Retries': '2',
  };
  const options = Object.entries(own).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const env = { ...process.env, LC_ALL: 'C' };
  // Fails as a whole when any one configured mirror does; what counts is whether the package can be had.
  await run('apt-get', [...options, 'update'], { cwd: folder, env });
  const fetched = await run('apt-get', [...options, 'source', name], { cwd: folder, env });
  const description = fs.readdirSync(folder).find((file) => file.endsWith('.dsc'));
  const source = fs.readdirSync(folder).find((file) => fs.existsSync(path.join(folder, file, 'debian', 'changelog')));
  if (!fetched.ok || !description || !source) return null;
  return { source: path.join(folder, source), version: description.replace(/^[^_]*_|\.dsc$/g, '') };
}

/** @returns {[file: string, text: string][]} */
function configuredSources() {
  const parts = path.join(APT, 'sources.list.d');
  const files = [path.join(APT, 'sources.list')];
  if (fs.existsSync(parts)) files.push(...fs.readdirSync(parts).map((file) => path.join(parts, file)));
  return files
    .filter((file) => /\.(list|sources)$/.test(file) && fs.existsSync(file))
    .map((file) => [path.basename(file), fs.readFileSync(file, 'utf8')]);
}

/**
 * `deb ...` lines as `deb-src ...`.
 * @param {string} text
 */
export function asSourceLines(text) {
  return text
    .split('\n')
    .filter((line) => /^deb\s/.test(line) && !line.includes('cdrom:'))
    .map((line) => `${line.replace(/^deb\s/, 'deb-src ')}\n`)
    .join('');
}

/**
 * The enabled stanzas of a deb822 file with `Types: deb-src`.
 * @param {string} text
 */
export function asSourceStanzas(text) {
  return text
    .split(/\n\s*\n/)
    .filter((stanza) => /^Types:.*\bdeb(\s|$)/m.test(stanza) && !/^Enabled:\s*no\b/im.test(stanza))
    .map((stanza) => `${stanza.trim().replace(/^Types:.*$/m, 'Types: deb-src')}\n\n`)
    .join('');
}
