import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DOCKERFILE = join(ROOT, 'docker', 'Dockerfile');
const BASE_CACHE = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'tafelrunde', 'image-base');
const HOST_AUTHORITIES = '/etc/ssl/certs/host.crt';

export interface BuiltImage {
  /** Its root file system. */
  readonly folder: string;
  readonly config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Entrypoint: readonly string[];
    readonly Cmd: readonly string[];
    readonly WorkingDir: string;
    readonly Healthcheck: { readonly Test: readonly string[] };
  };
  remove(): void;
}

/** By buildah, which needs no engine, on a Debian with Node that is put in the place of the image of `FROM`. */
export function buildImage(): BuiltImage {
  const folder = mkdtempSync('/var/tmp/tafelrunde-image-');
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver', 'overlay'];
  const buildah = (...args: readonly string[]) =>
    execFileSync('buildah', [...storage, ...args], { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 ** 2 })
      .toString()
      .trim();
  const remove = () => {
    buildah('umount', '--all');
    buildah('rm', '--all');
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const from = /^FROM (node:\S+)/m.exec(readFileSync(DOCKERFILE, 'utf8'))?.[1] ?? '';
    const base = buildah('from', 'scratch');
    buildah('add', base, nodeOnDebian(), '/');
    // Where the network is looked into, npm must trust what this machine trusts.
    if (process.env.NODE_EXTRA_CA_CERTS) buildah('config', '--env', `NODE_EXTRA_CA_CERTS=${HOST_AUTHORITIES}`, base);
    buildah('commit', base, `docker.io/library/${from}`);
    buildah(
      ...['bud', '--isolation', 'chroot', '--pull-never', '--format', 'docker'],
      ...['--file', DOCKERFILE, '--tag', 'tafelrunde', ROOT],
    );
    const { config } = JSON.parse(buildah('inspect', '--type', 'image', 'tafelrunde')).Docker;
    return { folder: buildah('mount', buildah('from', '--pull-never', 'tafelrunde')), config, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** What `FROM` promises: Debian 12, Node, npm and the user node. Kept, since it changes with neither. */
function nodeOnDebian(): string {
  const folder = join(BASE_CACHE, 'bookworm');
  if (!existsSync(folder)) {
    const half = `${folder}.new`;
    rmSync(half, { recursive: true, force: true });
    mkdirSync(dirname(half), { recursive: true });
    run('debootstrap', '--variant=minbase', 'bookworm', half);
    run('chroot', half, 'useradd', '--create-home', '--uid', '1000', 'node');
    run('sh', '-c', `rm -rf ${half}/var/cache/apt/archives/*.deb ${half}/var/lib/apt/lists/*`);
    renameSync(half, folder);
  }
  const local = join(folder, 'usr', 'local');
  // The package that the program `npm` is a part of, two folders above it.
  const npmProgram = execFileSync('sh', ['-c', 'readlink -f "$(command -v npm)"']).toString().trim();
  const npm = join(npmProgram, '..', '..');
  copyFileSync(process.execPath, join(local, 'bin', 'node'));
  cpSync(npm, join(local, 'lib', 'node_modules', 'npm'), { recursive: true });
  run('ln', '-sf', '../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin', 'npm'));
  const authorities = process.env.NODE_EXTRA_CA_CERTS;
  if (authorities) {
    mkdirSync(dirname(join(folder, HOST_AUTHORITIES)), { recursive: true });
    copyFileSync(authorities, join(folder, HOST_AUTHORITIES));
  }
  return folder;
}

function run(command: string, ...args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
}
