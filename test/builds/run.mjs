// npm run test:builds [-- NAME...]
// Builds images before and after our edits and compares them. Prints the totals as the last line: `N passed, N failed`.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/steps.mjs';
import { build, configOf, differences, runImage, setUp, sizeOf } from './builders.mjs';
import { runPairs } from './pairs/run.mjs';

const here = path.join(root, 'test', 'builds');
const cli = path.join(root, 'dist', 'cli.js');
const wanted = process.argv.slice(2);
const scratch = mkdtempSync(path.join(os.tmpdir(), 'layerwise-builds-'));

/** Cases that are only run by their names: installing a JDK for their base image takes minutes. */
const onRequest = new Set(['java']);

/** Files of a case that are generated instead of stored, because a review in git would not show them. */
const made = {
  python: (folder) => packSource(folder, 'yamlversion'),
  'add-to-copy': (folder) => execFileSync('tar', ['-czf', 'archive.tar.gz', 'data'], { cwd: folder }),
};

const totals = { passed: 0, failed: 0 };

try {
  const missing = setUp();
  if (missing) {
    console.log(`skipped: images cannot be built here: ${missing}\n0 passed, 0 failed`);
  } else {
    execFileSync('node', [path.join(root, 'scripts', 'build.mjs'), 'cli'], { cwd: root });
    for (const name of cases('apps')) conversion(name);
    for (const name of cases('fixes')) fix(name);
    if (wanted.length === 0 || wanted.includes('pairs')) {
      const pairs = await runPairs([]);
      totals.passed += pairs.passed;
      totals.failed += pairs.failed;
    }
    console.log(`\n${totals.passed} passed, ${totals.failed} failed`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
process.exitCode = totals.failed === 0 ? 0 : 1;

function cases(kind) {
  const all = readdirSync(path.join(here, kind));
  return all.filter((name) => (wanted.length === 0 ? !onRequest.has(name) : wanted.includes(name)));
}

/** The converted image prints the same as the author's, and is configured as the file says. */
function conversion(name) {
  const folder = prepare('apps', name);
  const converted = path.join(folder, 'converted.Dockerfile');
  const images = imagesOf(name);
  const built = check(`${name}: the converted file builds`, () => {
    const text = layerwise(['multistage', path.join(folder, 'Dockerfile')]);
    writeFileSync(path.join(scratch, `${name}.Dockerfile`), text);
    build(images[0], path.join(folder, 'Dockerfile'), folder);
    cpSync(path.join(scratch, `${name}.Dockerfile`), converted);
    build(images[1], converted, folder);
  });
  if (!built) return;
  check(`${name}: the container prints the same`, () => {
    const [before, after] = images.map(runImage);
    if (!before.endsWith('status 0\n')) throw new Error(`the author's image does not run:\n${before}`);
    same(after, before);
  });
  check(`${name}: the configuration is the same`, () => {
    const [before, after] = images.map((image) => comparable(configOf(image), folder));
    same(after, before);
  });
  check(`${name}: the image is smaller`, () => {
    const [before, after] = images.map(sizeOf);
    const megabytes = [before, after].map((bytes) => `${Math.round(bytes / 1e6)} MB`).join(' before, ');
    if (after >= before) throw new Error(`${megabytes} after`);
    console.log(`     ${megabytes} after`);
  });
}

/** The fixed file creates the same image and no longer has the findings that were fixed. */
function fix(name) {
  const folder = prepare('fixes', name);
  const fixed = path.join(folder, 'fixed.Dockerfile');
  const images = imagesOf(name);
  const built = check(`${name}: the fixed file builds`, () => {
    const before = readFileSync(path.join(folder, 'Dockerfile'), 'utf8');
    build(images[0], path.join(folder, 'Dockerfile'), folder);
    layerwise(['check', '--fix', '--fail-level', 'none', path.join(folder, 'Dockerfile')]);
    const after = readFileSync(path.join(folder, 'Dockerfile'), 'utf8');
    if (after === before) throw new Error('nothing was fixed');
    writeFileSync(path.join(folder, 'Dockerfile'), before);
    writeFileSync(fixed, after);
    build(images[1], fixed, folder);
  });
  if (built) check(`${name}: the image is the same`, () => same(differences(...images), ''));
}

/** The names of the two images of a case. Other clones of the repository may use the same storage at the same time. */
function imagesOf(name) {
  const clone = createHash('sha256').update(root).digest('hex').slice(0, 8);
  return ['before', 'after'].map((when) => `layerwise-${clone}-${name}-${when}`);
}

/** Packs the source of a package as an index would provide it to pip. */
function packSource(folder, name) {
  const sources = path.join(folder, 'sources');
  mkdirSync(sources);
  renameSync(path.join(folder, name), path.join(sources, `${name}-1.0`));
  execFileSync('tar', ['-czf', `${name}-1.0.tar.gz`, '--remove-files', `${name}-1.0`], { cwd: sources });
}

/** A copy of the folder of a case with its generated files. */
function prepare(kind, name) {
  const folder = path.join(scratch, name);
  cpSync(path.join(here, kind, name), folder, { recursive: true });
  // Files next to the Dockerfile in a test must not be in any of the images.
  const ignore = path.join(folder, '.dockerignore');
  writeFileSync(ignore, `${readOr(ignore, '')}*Dockerfile\n.dockerignore\n`);
  made[name]?.(folder);
  return folder;
}

function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}

function layerwise(args) {
  const { status, stdout, stderr } = spawnSync('node', [cli, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`layerwise ${args.join(' ')}: ${status}\n${stderr}`);
  return stdout;
}

/** The configuration that the file itself sets; of the variables, those of its ENV lines. */
function comparable(config, folder) {
  const text = readFileSync(path.join(folder, 'Dockerfile'), 'utf8');
  const names = new Set(text.match(/\b[A-Z_]+(?==)/g));
  const { Env, Cmd, Entrypoint, WorkingDir, User, ExposedPorts, Volumes, Labels, Healthcheck, StopSignal, Shell } = config;
  const labels = Object.entries(Labels ?? {}).filter(([name]) => !name.startsWith('io.buildah.'));
  const env = Env.filter((variable) => names.has(variable.split('=')[0])).sort();
  return JSON.stringify({ env, Cmd, Entrypoint, WorkingDir, User, ExposedPorts, Volumes, labels, Healthcheck, StopSignal, Shell }, null, 2);
}

function same(actual, expected) {
  if (actual !== expected) throw new Error(`expected\n${indent(expected)}\nbut got\n${indent(actual)}`);
}

function indent(text) {
  return text.replace(/^/gm, '    ');
}

/** Runs one check; returns whether it passed. */
function check(name, run) {
  const started = Date.now();
  try {
    run();
    totals.passed++;
    console.log(`ok   ${name} (${((Date.now() - started) / 1000).toFixed(0)} s)`);
    return true;
  } catch (error) {
    totals.failed++;
    console.log(`FAIL ${name}\n${indent(error.message)}`);
    return false;
  }
}
