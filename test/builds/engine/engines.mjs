// Real container engines with a storage of their own, for the time of a test: no network, no registry, nothing of the machine's own engine.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';

const patienceMs = 30_000;

/**
 * @typedef {{ name: string, socket: string, build: (tag: string, folder: string) => void, load: (tar: string, tag: string) => void, stop: () => Promise<void> }} Engine
 */

/** Docker and Podman. `start`: the engine, or why it cannot be started here, in a few words. */
export const engines = [
  { name: 'Docker with BuildKit', start: (folder) => startDocker(folder, 'Docker with BuildKit', '1') },
  { name: 'Docker without BuildKit', start: (folder) => startDocker(folder, 'Docker without BuildKit', '0') },
  { name: 'Podman', start: startPodman },
];

/** @returns {Promise<Engine | string>} */
async function startDocker(folder, name, buildkit) {
  const missing = missingProgram(['dockerd', 'docker', 'runc']);
  if (missing) return missing;
  const socket = path.join(folder, 'docker.sock');
  const file = path.join(folder, 'daemon.json');
  const settings = {
    'data-root': path.join(folder, 'data'),
    'exec-root': path.join(folder, 'run'),
    pidfile: path.join(folder, 'pid'),
    hosts: [`unix://${socket}`],
    bridge: 'none',
    iptables: false,
    ip6tables: false,
    'exec-opts': ['native.cgroupdriver=cgroupfs'],
  };
  writeFileSync(file, JSON.stringify(settings));
  const daemon = spawn('dockerd', ['--config-file', file], { stdio: 'ignore' });
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_BUILDKIT: buildkit };
  const stop = () => stopped(daemon);
  if (!(await answers(socket, daemon))) return stop().then(() => 'dockerd does not start');
  const client = clients.find((program) => canBuild(program, folder, env));
  if (!client) return stop().then(() => 'the docker client cannot build (docker-buildx may be missing)');
  const docker = (args) => execFileSync(client, args, { env, stdio: 'pipe' });
  return {
    name,
    socket,
    build: (tag, context) => docker(['build', '-q', '--network', 'host', '-t', tag, context]),
    load: (tar, tag) => docker(['import', tar, tag]),
    stop,
  };
}

/** A machine may have a newer client in front of the one of its package, which has BuildKit built in. */
const clients = ['docker', '/usr/bin/docker'];

/** Whether a client builds an image that needs nothing. */
function canBuild(program, folder, env) {
  const context = path.join(folder, 'probe');
  mkdirSync(context, { recursive: true });
  writeFileSync(path.join(context, 'Dockerfile'), 'FROM scratch\nLABEL a=b\n');
  return spawnSync(program, ['build', '-q', context], { env }).status === 0;
}

/** @returns {Promise<Engine | string>} */
async function startPodman(folder) {
  const missing = missingProgram(['podman']);
  if (missing) return missing;
  const socket = path.join(folder, 'podman.sock');
  const storage = path.join(folder, 'storage.conf');
  writeFileSync(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${folder}/root"\nrunroot = "${folder}/run"\n`);
  const env = { ...process.env, CONTAINERS_STORAGE_CONF: storage };
  const service = spawn('podman', ['system', 'service', '--time=0', `unix://${socket}`], { env, stdio: 'ignore' });
  const podman = (args) => execFileSync('podman', args, { env, stdio: 'pipe' });
  const stop = () => stopped(service);
  if (!(await answers(socket, service))) return stop().then(() => 'podman system service does not start');
  return {
    name: 'Podman',
    socket,
    build: (tag, context) => podman(['build', '-q', '--isolation', 'chroot', '--network', 'host', '--pull=never', '-t', tag, context]),
    load: (tar, tag) => podman(['import', tar, tag]),
    stop,
  };
}

/** A root file system with a shell and the programs that the test files run, from this machine: with the libraries that they need. */
export function makeBase(folder) {
  const root = path.join(folder, 'rootfs');
  const programs = ['sh', 'head', 'mkdir', 'touch'].map((name) => ({ name, file: which(name) }));
  for (const { name, file } of programs) copyTo(root, realpathSync(file), `/bin/${name}`);
  for (const { file } of programs) for (const library of librariesOf(file)) copyTo(root, realpathSync(library), library);
  for (const empty of ['dev', 'etc', 'proc', 'sys', 'tmp']) mkdirSync(path.join(root, empty), { recursive: true });
  writeFileSync(path.join(root, 'etc/passwd'), 'root:x:0:0:root:/root:/bin/sh\n');
  writeFileSync(path.join(root, 'etc/group'), 'root:x:0:\n');
  const tar = path.join(folder, 'base.tar');
  execFileSync('tar', ['-C', root, '-cf', tar, '.']);
  rmSync(root, { recursive: true });
  return tar;
}

function copyTo(root, from, to) {
  mkdirSync(path.join(root, path.dirname(to)), { recursive: true });
  cpSync(from, path.join(root, to));
}

function which(name) {
  return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
}

function librariesOf(file) {
  const output = execFileSync('ldd', [file], { encoding: 'utf8' });
  return output.split('\n').flatMap((line) => /(?:=> |^\s+)(\/\S+)/.exec(line)?.[1] ?? []);
}

function missingProgram(programs) {
  const missing = programs.filter((program) => spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0);
  return missing.length > 0 ? `these programs are missing: ${missing.join(', ')}` : undefined;
}

/** Whether the engine answers soon. */
async function answers(socket, child) {
  for (const end = Date.now() + patienceMs; Date.now() < end && child.exitCode === null;) {
    const isUp = await new Promise((resolve) => {
      const sent = request({ socketPath: socket, path: '/_ping' }, (response) => resolve(response.statusCode === 200));
      sent.on('error', () => resolve(false));
      sent.end();
    });
    if (isUp) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}

async function stopped(child) {
  if (child.exitCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  await exit;
}
