// Asks Docker's own checks about Dockerfiles: `docker build --check` reads the whole file as a build does, but runs nothing.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/steps.mjs';

const folder = path.resolve(root, process.env.LAYERWISE_BUILDERS ?? '../shared/builders');
const work = process.env.BUILDERS_DIR ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'image-builders');
const suite = 'sid';
const standIn = 'layerwise-stand-in:1';
const run = promisify(execFile);

/** Starts Docker. Returns what is missing, in a few words; undefined if nothing is. */
export function startDocker() {
  if (!existsSync(path.join(folder, 'setup-tree.sh'))) return `no builder scripts in ${folder} (LAYERWISE_BUILDERS)`;
  if (process.getuid?.() !== 0) return 'not root, as Docker has to be';
  mkdirSync(work, { recursive: true });
  if (!existsSync(path.join(work, suite, 'usr/bin/docker'))) {
    const { status } = spawnSync(path.join(folder, 'setup-tree.sh'), [suite], { stdio: 'inherit' });
    if (status !== 0) return 'Docker cannot be installed';
  }
  const { status, stderr } = spawnSync(path.join(folder, 'dockerd.sh'), ['start', suite], { encoding: 'utf8' });
  if (status !== 0) return `Docker does not start: ${stderr.trim()}`;
  // Official images cannot be had here. An empty image with their name is enough, because the checks only read its configuration.
  execFileSync(path.join(folder, 'intree.sh'), [suite, 'sh', '-c', `tar cf - -T /dev/null | docker import - ${standIn}`], options());
  return undefined;
}

export function stopDocker() {
  spawnSync(path.join(folder, 'dockerd.sh'), ['stop', suite]);
}

/** @returns {string} */
export function dockerVersion() {
  return execFileSync(path.join(folder, 'intree.sh'), [suite, 'docker', 'version', '--format', '{{.Server.Version}}'], options()).trim();
}

/** @returns {{ env: NodeJS.ProcessEnv, encoding: 'utf8', maxBuffer: number, stdio: import('node:child_process').StdioOptions }} */
function options() {
  return {
    env: { ...process.env, DOCKER_HOST: `unix://${path.join(work, `dockerd-${suite}`, 'docker.sock')}` },
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    stdio: ['ignore', 'pipe', 'pipe'],
  };
}

/**
 * @typedef {{ first: number, last: number, message: string }} DockerError
 * @typedef {{ name: string, first: number, last: number }} DockerWarning
 */

/**
 * Docker's answer about each text, in order: the lines (from 1) and the message of what stops the build, or null, and the names and lines of the
 * checks that warn. `# syntax=` lines become another directive, because the frontend that they name cannot be downloaded.
 *
 * @param {readonly string[]} texts
 * @returns {Promise<{ error: DockerError | null, warnings: DockerWarning[] }[]>}
 */
export async function askDocker(texts) {
  const scratch = mkdtempSync(path.join(work, 'agreement-'));
  mkdirSync(path.join(scratch, 'context'));
  const answers = /** @type {{ error: DockerError | null, warnings: DockerWarning[] }[]} */ ([]);
  const rest = texts.keys();
  try {
    const worker = async () => {
      for (const i of rest) {
        const file = path.join(scratch, `${i}.Dockerfile`);
        writeFileSync(file, texts[i].replace(/^(\s*#\s*)syntax\s*=.*$/im, '$1check=error=false'));
        answers[i] = await ask(file, path.join(scratch, 'context'));
      }
    };
    await Promise.all([worker(), worker(), worker()]);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return answers;
}

/** Gives every missing base image a stand-in, until the answer is about the file itself. */
async function ask(file, context) {
  const nothing = { error: null, warnings: [] };
  for (let round = 0; round < 40; round++) {
    const answer = await check(file, context);
    const missing = /failed to resolve source metadata for ([^\s]+?): /.exec(answer.error?.message ?? '')?.[1];
    if (!missing) return answer;
    const name = missing.replace(/@sha256:.*$/, '');
    if (name !== missing) return nothing;
    await run(path.join(folder, 'intree.sh'), [suite, 'docker', 'tag', standIn, name], options());
  }
  return nothing;
}

async function check(file, context) {
  const args = [suite, 'docker', 'build', '--call=check,format=json', '-f', file, context];
  const { stdout, stderr } = await run(path.join(folder, 'intree.sh'), args, options()).catch((error) => error);
  const { buildError, warnings } = stdout.trim() === '' ? {} : JSON.parse(stdout);
  const failure = buildError ? undefined : /^ERROR: (?:failed to build: )?(?:failed to solve: )?(.*)$/m.exec(stderr)?.[1];
  return {
    error: buildError ? withLines(buildError) : failure === undefined ? null : { first: 0, last: 0, message: failure },
    warnings: (warnings ?? []).map(({ ruleName, location }) => ({ name: ruleName, ...linesOf(location) })),
  };
}

function withLines({ message, location }) {
  return { ...linesOf(location), message };
}

function linesOf(location) {
  const lines = (location?.ranges ?? []).flatMap(({ start, end }) => [start.line ?? 0, end.line ?? 0]);
  return { first: lines.length > 0 ? Math.min(...lines) : 0, last: Math.max(0, ...lines) };
}
