// Builds images with a Docker Engine of its own, and compares them by the layers that they do not share.
import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/steps.mjs';

const scripts = path.resolve(root, process.env.LAYERWISE_BUILDERS ?? '../shared/builders');
const work = process.env.BUILDERS_DIR ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'image-builders');
const images = path.join(root, 'test/builds/pairs/images');
const suite = 'sid';
const rootfs = path.join(work, 'base/bookworm-slim.tar');
const home = path.join(work, 'layerwise-pairs');
const socket = path.join(home, 'docker.sock');
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, DOCKER_HOST: `unix://${socket}` };

/** The names of the images, and the Dockerfile of each. The base has no Dockerfile. */
const standIns = [
  { file: 'local-apt.Dockerfile', names: ['debian:12-slim'] },
  { file: 'tools.Dockerfile', names: ['buildpack-deps:bookworm-curl', 'python:3.11-slim'] },
];

/** Files that differ between two builds of the same file, and what builders mount into containers. */
const ignored = `/dev/* /proc/* /sys/* /run/* /etc/hosts /etc/hostname /etc/resolv.conf /etc/mtab /.dockerenv /var/log/apt/* /var/log/*.log
  /var/cache/ldconfig/* /var/lib/dpkg/*-old /var/cache/debconf/*-old */__pycache__/*.pyc`.split(/\s+/);

/**
 * Starts Docker and makes the base images. Returns what is missing, in a few words; undefined if nothing is.
 * @returns {Promise<string | undefined>}
 */
export async function startBuilder() {
  if (!existsSync(path.join(scripts, 'setup-tree.sh'))) return `no builder scripts in ${scripts} (LAYERWISE_BUILDERS)`;
  if (process.getuid?.() !== 0) return 'not root, as Docker has to be';
  mkdirSync(home, { recursive: true });
  if (!existsSync(path.join(work, suite, 'usr/bin/docker')) && failed(path.join(scripts, 'setup-tree.sh'), [suite]))
    return 'Docker cannot be installed';
  if (!existsSync(rootfs) && failed(path.join(scripts, 'make-base.sh'), ['-v', 'slim'])) return 'the Debian base image cannot be made';
  const failure = await startDocker();
  if (failure !== undefined) return failure;
  try {
    if (!hasImage('debian:bookworm-slim')) {
      const changes = ['CMD ["bash"]', 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
      docker(['import', ...changes.flatMap((change) => ['--change', change]), rootfs, 'debian:bookworm-slim']);
    }
    for (const { file, names } of standIns) makeStandIn(file, names);
  } catch (error) {
    return `base images: ${/** @type {Error} */ (error).message.split('\n').slice(-12).join('\n')}`;
  }
  return undefined;
}

/** @type {(program: string, args: string[]) => boolean} */
const failed = (program, args) => spawnSync(program, args, { stdio: 'inherit' }).status !== 0;

/**
 * An engine whose images have no names of another test.
 * @returns {Promise<string | undefined>}
 */
async function startDocker() {
  const settings = {
    'data-root': path.join(home, 'data'),
    'exec-root': path.join(home, 'run'),
    pidfile: path.join(home, 'pid'),
    hosts: [`unix://${socket}`],
    bridge: 'none',
    iptables: false,
    ip6tables: false,
    'ip-forward': false,
    'ip-masq': false,
    'storage-driver': 'overlay2',
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
  };
  writeFileSync(path.join(home, 'daemon.json'), JSON.stringify(settings));
  if (answers()) return undefined;
  rmSync(path.join(home, 'pid'), { force: true });
  const log = openSync(path.join(home, 'log'), 'w');
  const daemon = spawn(path.join(scripts, 'intree.sh'), [suite, 'dockerd', '--config-file', path.join(home, 'daemon.json')], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  daemon.unref();
  for (let i = 0; i < 60; i++) {
    if (answers()) return undefined;
    if (daemon.exitCode !== null) break;
    await new Promise((resolve) => void setTimeout(resolve, 500));
  }
  return `Docker does not start: ${readFileSync(path.join(home, 'log'), 'utf8').trim().split('\n').at(-1)}`;
}

/** Stops the engine. Its images stay for the next run, except those of the pairs. */
export function stopBuilder() {
  if (!answers()) return;
  docker(['image', 'prune', '--force']);
  process.kill(Number(readFileSync(path.join(home, 'pid'), 'utf8')), 'SIGTERM');
}

function answers() {
  return existsSync(socket) && spawnSync('curl', ['-sf', '--unix-socket', socket, 'http://d/_ping']).status === 0;
}

/** @param {string} name */
function hasImage(name) {
  return spawnSync(...inTree(['image', 'inspect', name]), { env }).status === 0;
}

/**
 * @param {string} file
 * @param {readonly string[]} names
 */
function makeStandIn(file, names) {
  const scratch = newFolder();
  const copy = path.join(scratch, 'Dockerfile');
  writeFileSync(copy, readFileSync(path.join(images, file)));
  docker(['build', '--network', 'host', ...names.flatMap((name) => ['--tag', name]), '--file', copy, scratch]);
  rmSync(scratch, { recursive: true });
}

/** A folder that Docker, which has its own root folder, sees under the same path. */
export function newFolder() {
  return mkdtempSync(path.join(home, 'pair-'));
}

/** @type {(args: readonly string[]) => [string, string[]]} */
const inTree = (args) => [path.join(scripts, 'intree.sh'), [suite, 'docker', ...args]];

/** @param {readonly string[]} args */
function docker(args) {
  return execFileSync(...inTree(args), { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 26 });
}

/**
 * Builds a Dockerfile. Returns the id of the image, or the end of the log if the build fails.
 * @param {string} dockerfile
 * @param {string} context
 * @returns {Promise<{ id: string } | { log: string }>}
 */
export function build(dockerfile, context) {
  return new Promise((resolve) => {
    const args = ['build', '--quiet', '--network', 'host', '--file', dockerfile, context];
    execFile(...inTree(args), { env, encoding: 'utf8', maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      resolve(error ? { log: stderr.trim().split('\n').slice(-15).join('\n') } : { id: stdout.trim() });
    });
  });
}

const compared = 'Env Cmd Entrypoint User WorkingDir ExposedPorts Volumes Labels Healthcheck StopSignal Shell OnBuild'.split(' ');

/**
 * One line for each difference of two images, which begins with the path or the name of the configuration.
 * @param {string} before
 * @param {string} after
 * @returns {readonly string[]}
 */
export function differences(before, after) {
  if (before === after) return [];
  /** @type {{ Config: Record<string, unknown>, GraphDriver: { Data: { UpperDir?: string, LowerDir?: string } | null } }[]} */
  const [a, b] = [before, after].map((id) => JSON.parse(docker(['image', 'inspect', id]))[0]);
  /** @param {typeof a} image */
  const layersOf = ({ GraphDriver: { Data } }) => [Data?.UpperDir, ...(Data?.LowerDir?.split(':') ?? [])].filter((layer) => layer);
  const input = JSON.stringify({ before: layersOf(a), after: layersOf(b), ignored });
  const files = execFileSync('unshare', ['--mount', 'python3', path.join(root, 'test/builds/pairs/compare.py')], {
    input,
    encoding: 'utf8',
  });
  const configuration = compared.flatMap((name) => {
    const [x, y] = [a, b].map(({ Config }) => JSON.stringify(Config[name] ?? null));
    return x === y ? [] : [`${name}: ${x} -> ${y}`];
  });
  return [...files.split('\n').filter((line) => line !== ''), ...configuration];
}
