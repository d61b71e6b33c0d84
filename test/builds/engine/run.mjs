// npm run test:engine [-- WORD...]
// Builds images with real container engines, asks these with `layerwise sizes --measured`, and compares with what each layer contains. An
// engine that cannot be started here is skipped in one line. WORD: only engines whose name contains it. The last line: `N passed, N failed`.
import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../../scripts/steps.mjs';
import { engines, makeBase } from './engines.mjs';

const cli = path.join(root, 'dist', 'cli.js');
const base = 'layerwise.example/base:1';
const totals = { passed: 0, failed: 0 };

/** Dockerfiles without their FROM. `bytes`: what the layers of the final image contain, in order. */
const files = [
  { name: 'plain', text: 'RUN head -c 11000 /dev/urandom > /a\nCOPY data /data\nCMD ["sh"]\n', bytes: [11_000, 20_000] },
  {
    name: 'variables',
    text: 'ARG VERSION=1.2\nENV HOME_OF=/opt/x\nWORKDIR $HOME_OF\nCOPY data $HOME_OF/$VERSION/\nRUN touch $VERSION && \\\n    # a comment\n    head -c 12000 /dev/urandom > b\nEXPOSE 80 443\n',
    bytes: [20_000, 12_000],
  },
  {
    name: 'stages',
    text: `AS build\nRUN head -c 31000 /dev/urandom > /app\nFROM ${base}\nLABEL a="b c" d=e\nCOPY --from=build /app /usr/bin/app\nENTRYPOINT ["/usr/bin/app", "-v"]\nHEALTHCHECK --interval=5s CMD ["/usr/bin/app"]\n`,
    bytes: [31_000],
  },
  { name: 'exec', text: 'RUN ["/bin/sh", "-c", "head -c 14000 /dev/urandom > /x"]\nVOLUME ["/a", "/b"]\nCMD exec head\n', bytes: [14_000] },
];

execFileSync('node', [path.join(root, 'scripts', 'build.mjs'), 'cli'], { cwd: root });
const words = process.argv.slice(2);
for (const { name, start } of engines) {
  if (words.some((word) => !name.toLowerCase().includes(word.toLowerCase()))) continue;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'engine-'));
  const engine = process.getuid?.() === 0 ? await start(folder) : 'not root, as the engine has to be';
  if (typeof engine === 'string') console.log(`skipped: ${name}: ${engine}`);
  else {
    try {
      await test(engine, folder);
    } catch (error) {
      check(`${name}: ${error instanceof Error ? error.message : error}\n${error.stderr ?? ''}`, false);
    } finally {
      await engine.stop();
    }
  }
  // The engine may leave mounts.
  spawnSync('sh', ['-c', `grep -o '${folder}[^ ]*' /proc/mounts | sort -r | xargs -r -n1 umount`]);
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

async function test(engine, folder) {
  engine.load(makeBase(folder), base);
  for (const { name, text, bytes } of files) {
    const project = path.join(folder, 'projects', name);
    mkdirSync(project, { recursive: true });
    const separator = text.startsWith('AS ') ? ' ' : '\n';
    const dockerfile = `FROM ${base}${separator}${text}`;
    writeFileSync(path.join(project, 'Dockerfile'), dockerfile);
    writeFileSync(path.join(project, '.dockerignore'), 'Dockerfile\n');
    writeFileSync(path.join(project, 'data'), 'x'.repeat(20_000));
    engine.build(`layerwise.example/${name}:latest`, project);
    const measured = await finalLayers(engine, project);
    const isRight = measured.length === bytes.length && bytes.every((expected, i) => isNear(engine, measured[i], expected));
    check(`${engine.name}: ${name}: ${measured.join(', ')} bytes, built ${bytes.join(', ')}`, isRight);
    const edited = dockerfile.replace('head -c 1', 'head -c 9');
    if (edited === dockerfile || bytes.length < 2) continue;
    writeFileSync(path.join(project, 'Dockerfile'), edited);
    const kept = (await finalLayers(engine, project)).filter((layer) => layer !== undefined);
    check(`${engine.name}: ${name}: one line edited, ${kept.length} of ${bytes.length} layers measured`, kept.length === bytes.length - 1);
  }
}

/** Docker tells the bytes of files, Podman those of the archive: with headers, folders, and blocks of 512 bytes. */
function isNear(engine, measured, bytes) {
  return engine.name === 'Podman' ? measured >= bytes && measured <= bytes + 6200 : measured === bytes;
}

/** The measured bytes of the layers of the final stage; undefined for one that is estimated. */
async function finalLayers({ socket }, project) {
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}` };
  const { stdout } = await promisify(execFile)('node', [cli, 'sizes', 'Dockerfile', '--measured', '--format', 'json'], {
    cwd: project,
    env,
  });
  const { stages } = JSON.parse(stdout);
  return stages.at(-1).layers.map(({ source, bytes }) => (source === 'measured' ? bytes.likely : undefined));
}

function check(what, isRight) {
  console.log(`${isRight ? 'ok  ' : 'FAIL'} ${what}`);
  totals[isRight ? 'passed' : 'failed']++;
}
