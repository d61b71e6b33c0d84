// node test/builds/engine/record.mjs NAME SOCKET docker|classic|podman
// Builds the Dockerfiles of test/unit/sizes/measured/files.txt with the engine at SOCKET and writes their histories, as the engine's API tells
// them, to test/unit/sizes/measured/histories/NAME.txt. The engine must have the base images that the files name: no image is pulled.
// `docker` is BuildKit, `classic` the builder before it. Run it again when an engine writes histories in another way.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [name = '', socket = '', tool = ''] = process.argv.slice(2);
if (!['docker', 'classic', 'podman'].includes(tool)) throw new Error('NAME SOCKET docker|classic|podman');
const folder = join(import.meta.dirname, '../../unit/sizes/measured');
const work = mkdtempSync(join(tmpdir(), 'histories-'));
const context = join(work, 'context');

/** The build context: the sizes are those that the `#=` lines of the Dockerfiles say. */
const files = {
  'package.json': 5100,
  'package-lock.json': 8200,
  'start.sh': 4200,
  'app/main.py': 10_100,
  'app/lib/util.py': 10_100,
  'app.conf': 8200,
  'with space.txt': 9300,
  'empty.txt': 0,
  'public/index.html': 6600,
};

function makeContext() {
  for (const [path, bytes] of Object.entries(files)) {
    mkdirSync(join(context, path, '..'), { recursive: true });
    writeFileSync(join(context, path), 'x'.repeat(bytes));
  }
  mkdirSync(join(work, 'site'));
  writeFileSync(join(work, 'site/index.html'), 'x'.repeat(7700));
  execFileSync('tar', ['-C', join(work, 'site'), '-cf', join(context, 'site.tar'), 'index.html']);
}

/** The answer of the engine's API. */
function ask(path) {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: socket, path }, (response) => {
      let text = '';
      response.on('data', (data) => (text += data));
      response.on('end', () => (response.statusCode === 200 ? resolve(JSON.parse(text)) : reject(new Error(`${path}: ${text}`))));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function build(tag, text, options) {
  const file = join(work, 'Dockerfile');
  writeFileSync(file, text);
  const common = ['build', '-q', '--network', 'host', '-t', tag, '-f', file, ...options, context];
  const env = { ...process.env, DOCKER_HOST: `unix://${socket}`, DOCKER_BUILDKIT: tool === 'classic' ? '0' : '1' };
  if (tool === 'podman') execFileSync('podman', common.toSpliced(1, 0, '--isolation', 'chroot', '--pull=never'), { stdio: 'pipe' });
  else execFileSync('docker', common, { env, stdio: 'pipe' });
}

async function historyOf(image) {
  const rows = await ask(`/images/${encodeURIComponent(image)}/history`);
  return rows.toReversed().map(({ Created, Size, Comment, CreatedBy }) => [Created, Size, JSON.stringify(Comment ?? ''), JSON.stringify(CreatedBy)].join('\t')); // prettier-ignore
}

const read = readFileSync(join(folder, 'files.txt'), 'utf8').split(/^=== /m).slice(1);
const lines = [];
makeContext();
build('local/tools', 'FROM busybox\nRUN mkdir /tools && head -c 8900 /dev/urandom > /tools/x\n', []);
for (const section of read) {
  const [title = '', text = ''] = [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n') + 1)];
  const only = /^#! only (.*)\n/m.exec(text)?.[1]?.split(' ');
  if (only && !only.includes(name)) continue;
  const options = (/^#! build (.*)\n/m.exec(text)?.[1]?.match(/(?:\\ |\S)+/g) ?? []).map((word) => word.replaceAll('\\ ', ' '));
  const tag = `localhost/histories/${title}:latest`;
  try {
    build(tag, text.replaceAll(/^#[!=].*\n/gm, ''), options);
    lines.push(`=== ${title}`, ...(await historyOf(tag)));
  } catch (error) {
    console.error(`${title}: ${error instanceof Error ? error.message : error}\n${error.stderr ?? ''}`);
  }
}
for (const image of new Set(read.join('\n').match(/(?<=^FROM (?:--\S+ )?)(?:debian|python|nginx|node|busybox)\S*/gm))) {
  lines.push(`=== base ${image}`, ...(await historyOf(image)));
}
mkdirSync(join(folder, 'histories'), { recursive: true });
writeFileSync(join(folder, `histories/${name}.txt`), `${lines.join('\n')}\n`);
rmSync(work, { recursive: true });
