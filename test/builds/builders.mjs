// Builds and runs images with the builder scripts, in their own private storage.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/steps.mjs';

const folder = path.resolve(root, process.env.LAYERWISE_BUILDERS ?? '../shared/builders');
const programs = ['buildah', 'skopeo', 'debootstrap', 'jq', 'bc', 'python3'];

/** Prepares what is needed. Returns what is missing, in a few words; undefined if nothing is. */
export function setUp() {
  if (!existsSync(path.join(folder, 'make-base.sh'))) return `no builder scripts in ${folder} (LAYERWISE_BUILDERS)`;
  if (process.getuid?.() !== 0) return 'not root, as the builder has to be';
  if (programs.some((program) => !isThere(program))) {
    const packages = programs.filter((program) => !isThere(program));
    spawnSync('sh', ['-c', `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`], { stdio: 'inherit' });
  }
  const missing = programs.filter((program) => !isThere(program));
  if (missing.length > 0) return `these programs: ${missing.join(', ')}`;
  try {
    for (const { image, make } of bases) if (!hasImage(image)) make();
  } catch (error) {
    return `base images: ${error.message.split('\n')[0]}`;
  }
  return undefined;
}

/** Official images are not available here; the replacements have the same programs at the same paths. */
const bases = [
  { image: 'debian:bookworm-slim', make: () => script('make-base.sh', ['-v', 'slim']) },
  { image: 'debian:bookworm', make: () => script('make-base.sh', ['-v', 'full']) },
  { image: 'node:20-slim', make: () => script('make-standins.sh', []) },
];

/** The images that the applications start from, and those that their conversions run on: built when a Dockerfile first names them. */
const standIns = {
  'eclipse-temurin:17-jdk': 'java',
  'eclipse-temurin:17-jre': 'java-jre',
  'golang:1.19': 'golang',
};
const built = new Set();

function isThere(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function hasImage(name) {
  return inStorage('$BUILDAH images --quiet "$1" >/dev/null 2>&1', [`docker.io/library/${name}`]).status === 0;
}

function script(name, args) {
  execFileSync(path.join(folder, name), args, { stdio: 'inherit' });
}

/** Runs a shell text with the variables of the scripts ($BUILDAH and so on). */
function inStorage(text, args, cwd = root) {
  return spawnSync('bash', ['-c', `. "${folder}/env.sh" && ${text}`, 'bash', ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function buildah(args, cwd) {
  const { status, stdout, stderr } = inStorage('$BUILDAH "$@"', args, cwd);
  if (status !== 0) throw new Error(`buildah ${args[0]}:\n${stderr.split('\n').slice(-25).join('\n')}`);
  return stdout;
}

/** Builds the text of a Dockerfile with a folder as its context; `name` is the name of the image. */
export function build(name, dockerfile, context) {
  const text = readFileSync(path.resolve(context, dockerfile), 'utf8');
  for (const [, image] of text.matchAll(/^FROM (\S+)/gm)) {
    const standIn = standIns[image];
    if (standIn === undefined || built.has(image)) continue;
    built.add(image);
    build(`docker.io/library/${image}`, `${standIn}.Dockerfile`, path.join(root, 'test', 'builds', 'images'));
  }
  buildah(
    ['bud', '--isolation', 'chroot', '--pull-never', '--layers', '--force-rm', '--format', 'docker', '-t', name, '-f', dockerfile, '.'],
    context,
  );
}

/** The configuration of containers of the image. */
export function configOf(name) {
  return JSON.parse(buildah(['inspect', '--type', 'image', name])).Docker.config;
}

/** Bytes of all layers of the image, rounded as buildah prints them. */
export function sizeOf(name) {
  const [, number, unit] = /^([\d.]+) (KB|MB|GB)$/.exec(buildah(['images', '--format', '{{.Size}}', name]).trim()) ?? [];
  return Number(number) * { KB: 1e3, MB: 1e6, GB: 1e9 }[unit];
}

/**
 * Starts a container like `docker run`; returns its output and exit status. The output goes to a file, because buildah's own pipes lost
 * all of it in about one of forty runs on a busy machine.
 */
export function runImage(name) {
  const { Entrypoint, Cmd } = configOf(name);
  const container = buildah(['from', '--pull-never', name]).trim();
  const shared = mkdtempSync(path.join(os.tmpdir(), 'layerwise-run-'));
  const output = path.join(shared, 'output');
  writeFileSync(output, '');
  chmodSync(output, 0o666);
  chmodSync(shared, 0o755);
  try {
    const command = ['sh', '-c', 'exec "$@" >/layerwise/output 2>&1', 'sh', ...(Entrypoint ?? []), ...(Cmd ?? [])];
    const { status } = inStorage('$BUILDAH run --isolation chroot "$@"', ['--volume', `${shared}:/layerwise`, container, '--', ...command]);
    return `${readFileSync(output, 'utf8')}status ${status}\n`;
  } finally {
    buildah(['rm', container]);
    rmSync(shared, { recursive: true, force: true });
  }
}

/** npm writes the time into its cache, which differs between two builds of the same file. */
const npmIndex = ['/root/.npm/_cacache/*'];

/** The differences of two images in files and configuration; empty if they are equal. */
export function differences(a, b) {
  const ignored = npmIndex.flatMap((glob) => ['--ignore', glob]);
  const { status, stdout, stderr } = spawnSync(path.join(folder, 'fsdiff.sh'), [a, b, ...ignored], { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}
