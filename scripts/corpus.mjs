// npm run corpus [-- --from FOLDER]
// Downloads the Dockerfiles of three public repositories, each at a pinned commit, into corpus/, which Git ignores, for the corpus and
// property tests. These files are not part of the project. Needs git and network; exits with 1 if they are missing.
// --from: a folder with clones named <owner>+<name>, to use instead of GitHub.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from './steps.mjs';

/** The repositories, and the commits whose Dockerfiles the tests were reviewed against. */
const repositories = [
  { name: 'jessfraz/dockerfiles', commit: '8ff991327fd1c68369c2fb576215d0eabffca0e1' },
  { name: 'vimagick/dockerfiles', commit: 'b8ad7d70a258b95e1c133499eb3c8c69f3114eb9' },
  { name: 'docker/awesome-compose', commit: '18f59bdb09ecf520dd5758fbf90dec314baec545' },
];

const dockerfileName = /^(?:Dockerfile(?:\..*)?|.*\.Dockerfile|Containerfile.*)$/;
const target = path.join(root, 'corpus');
const [flag, from] = process.argv.slice(2);
if (flag !== undefined && (flag !== '--from' || from === undefined)) {
  console.error('usage: npm run corpus [-- --from FOLDER]');
  process.exit(2);
}

try {
  for (const { name, commit } of repositories) {
    const folder = name.replace('/', '+');
    const source = from === undefined ? `https://github.com/${name}.git` : path.resolve(from, folder);
    console.log(`${name}: ${copyDockerfiles(source, commit, path.join(target, folder))} Dockerfiles`);
  }
} catch (error) {
  console.error(`Cannot download the corpus: ${String(error.stderr ?? '').trim() || error.message}`);
  process.exit(1);
}

/** Copies the Dockerfiles of one commit into a folder and returns how many there are. Links are left out. */
function copyDockerfiles(source, commit, folder) {
  const clone = fs.mkdtempSync(path.join(os.tmpdir(), 'layerwise-corpus-'));
  try {
    const git = (...args) => execFileSync('git', args, { cwd: clone, stdio: ['ignore', 'pipe', 'pipe'] });
    git('init', '--quiet');
    git('remote', 'add', 'origin', source);
    // Only the contents of the Dockerfiles are downloaded, in one request.
    git('fetch', '--quiet', '--depth', '1', '--no-tags', '--filter=blob:none', 'origin', commit);
    git('sparse-checkout', 'set', '--no-cone', 'Dockerfile', 'Dockerfile.*', '*.Dockerfile', 'Containerfile*');
    git('checkout', '--quiet', commit);
    const files = fs
      .readdirSync(clone, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && dockerfileName.test(entry.name))
      .map((entry) => path.relative(clone, path.join(entry.parentPath, entry.name)));
    for (const file of files) {
      fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      fs.copyFileSync(path.join(clone, file), path.join(folder, file));
    }
    return files.length;
  } finally {
    fs.rmSync(clone, { recursive: true, force: true });
  }
}
