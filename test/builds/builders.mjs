// Builds and runs images with the builder scripts, in their own private storage.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/steps.mjs';

const folder = path.resolve(root, process.env.LAYERWISE_BUILDERS ?? '../shared/builders');
const programs = ['buildah', 'skopeo', 'debootstrap', 'jq', 'bc', 'python3'];

/** Makes ready what is needed and can be had. Gives what is missing, in a few words; undefined when nothing is. */
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
    build(golang, 'golang.Dockerfile', path.join(root, 'test', 'builds'));
  } catch (error) {
    return `base images: ${error.message.split('\n')[0]}`;
  }
  return undefined;
}

/** Official images cannot be had here; what stands in for them has the same programs in the same places. */
const bases = [
  { image: 'debian:bookworm-slim', make: () => script('make-base.sh', ['-v', 'slim,full']) },
  { image: 'node:20-slim', make: () => script('make-standins.sh', []) },
];
const golang = 'docker.io/library/golang:1.19';

function isThere(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

function hasImage(name) {
  return inStorage('$BUILDAH images --quiet "$1" >/dev/null 2>&1', [`docker.io/library/${name}`]).status === 0;
}

function script(name, args) {
  execFileSync(path.join(folder, name), args, { stdio: 'inherit' });
}

/** Runs a shell text that sees the scripts' variables ($BUILDAH and the like). */
function inStorage(text, args, cwd = root) {
  return spawnSync('bash', ['-c', `. "${folder}/env.sh" && ${text}`, 'bash', ...args], { cwd, encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function buildah(args, cwd) {
  const { status, stdout, stderr } = inStorage('$BUILDAH "$@"', args, cwd);
  if (status !== 0) throw new Error(`buildah ${args[0]}:\n${stderr.split('\n').slice(-25).join('\n')}`);
  return stdout;
}

/** Builds a Dockerfile's text with a folder as its context, under that name. */
export function build(name, dockerfile, context) {
  buildah(
    ['bud', '--isolation', 'chroot', '--pull-never', '--layers', '--force-rm', '--format', 'docker', '-t', name, '-f', dockerfile, '.'],
    context,
  );
}

/** The configuration that a container of the image gets. */
export function configOf(name) {
  return JSON.parse(buildah(['inspect', '--type', 'image', name])).Docker.config;
}

/** Bytes of all layers of the image, rounded as buildah prints them. */
export function sizeOf(name) {
  const [, number, unit] = /^([\d.]+) (KB|MB|GB)$/.exec(buildah(['images', '--format', '{{.Size}}', name]).trim()) ?? [];
  return Number(number) * { KB: 1e3, MB: 1e6, GB: 1e9 }[unit];
}

/**
 * Starts a container as `docker run` does; gives all that it prints, and its status. It prints into a file: buildah's own pipes lose all
 * of it once in some forty times on a busy machine.
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

/** npm writes the time into its cache: two builds of one file differ in it. */
const npmIndex = ['/root/.npm/_cacache/*'];

/** What differs between two images: files and configuration; empty when they are the same. */
export function differences(a, b) {
  const ignored = npmIndex.flatMap((glob) => ['--ignore', glob]);
  const { status, stdout, stderr } = spawnSync(path.join(folder, 'fsdiff.sh'), [a, b, ...ignored], { encoding: 'utf8' });
  return status === 0 ? '' : stdout + stderr;
}
