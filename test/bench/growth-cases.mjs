// Inputs that grow: each case creates files for a size `n`, and the benchmark measures `n` and `4n`.
import { dockerfileOf } from './documents.mjs';

const lines = (n, line) => `${Array.from({ length: n }, (_, i) => line(i)).join('\n')}\n`;
const pairs = (n) => Array.from({ length: n }, (_, i) => `a${i}=1`).join(' ');
const nested = (n) => `${'${X:-'.repeat(n)}x${'}'.repeat(n)}`;
const debian = 'FROM debian:12-slim\n';
const copyAll = 'FROM node:22-slim\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\nCOPY . .\nCMD ["node", "src/index.js"]\n';
const buildAll =
  'FROM node:22-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\nCMD ["node", "dist/index.js"]\n';
const files = (n, each) => Object.fromEntries(Array.from({ length: n }, (_, i) => each(i)));

/**
 * `files(n)`: text by path, where '' or undefined is an empty file. `open`: the document that the editor opens. `n`: the larger size is
 * the one that the issue or a user named. `isLarge`: beyond the sizes for which blocks and memory are limited: over 100 kB.
 */
export const editorCases = [
  { name: 'RUN lines', n: 2250, files: (n) => dockerfile(debian + lines(n, (i) => `RUN c${i}`)) },
  {
    name: 'RUN lines with apt-get',
    n: 500,
    files: (n) => dockerfile(debian + lines(n, (i) => `RUN apt-get update && apt-get install -y p${i}`)),
  },
  { name: 'kilobytes of usual text', n: 24, files: (n) => dockerfile(dockerfileOf(n * 1024)) },
  { name: 'nested ${X:-...} in ENV', n: 1500, files: (n) => dockerfile(`${debian}ARG X\nENV A=${nested(n)}\nRUN echo $A\n`) },
  { name: 'nested ${X:-...} in RUN', n: 1500, files: (n) => dockerfile(`${debian}ARG X\nRUN echo ${nested(n)}\n`) },
  { name: 'nested ${X:-...} in FROM', n: 1500, files: (n) => dockerfile(`ARG X\nFROM ${nested(n)}\nRUN true\n`) },
  {
    name: 'ENV that refer to the one before',
    n: 1250,
    files: (n) => dockerfile(`${debian}ENV A0=a\n${lines(n, (i) => `ENV A${i + 1}=\${A${i}}b`)}`),
  },
  {
    name: 'ENV that double the one before',
    n: 1250,
    files: (n) => dockerfile(`${debian}ENV A0=a\n${lines(n, (i) => `ENV A${i + 1}=$A${i}$A${i}`)}`),
  },
  { name: 'variables in one ENV', n: 1250, files: (n) => dockerfile(`${debian}ENV ${lines(n, (i) => `A${i}=$A${i + 1} \\`)}  Z=1\n`) },
  { name: 'short pairs of one ENV', n: 2500, files: (n) => dockerfile(`${debian}ENV ${pairs(n)}\nRUN true\n`) },
  { name: 'equal pairs of one ENV', n: 6000, files: (n) => dockerfile(`${debian}ENV ${'A=1 '.repeat(n)}\nRUN true\n`) },
  { name: 'short pairs of one LABEL', n: 2500, files: (n) => dockerfile(`${debian}LABEL ${pairs(n)}\nRUN true\n`) },
  { name: 'stages', n: 2500, isLarge: true, files: (n) => dockerfile(lines(n, (i) => `FROM debian:12 AS s${i}`)) },
  {
    name: 'stages on the one before',
    n: 1000,
    files: (n) => dockerfile(`FROM debian:12 AS s0\n${lines(n, (i) => `FROM s${i} AS s${i + 1}`)}`),
  },
  {
    name: 'COPY --from stages',
    n: 500,
    files: (n) => dockerfile(lines(n, (i) => `FROM a AS s${i}\nCOPY --from=s${Math.max(0, i - 1)} /a /b`)),
  },
  {
    name: 'items of a CMD',
    n: 50_000,
    isLarge: true,
    files: (n) => dockerfile(`${debian}CMD [${Array.from({ length: n }, (_, i) => `"${i}"`).join(',')}]\n`),
  },
  { name: 'words of a RUN', n: 4000, files: (n) => dockerfile(`${debian}RUN echo ${lines(n, (i) => `w${i} \\`)} z\n`) },
  { name: 'commands of a RUN', n: 1500, files: (n) => dockerfile(`${debian}RUN ${lines(n, (i) => `c${i} a$b && \\`)} z\n`) },
  {
    name: 'commands of a RUN in an image whose programs are known',
    n: 1500,
    files: (n) => dockerfile(`FROM alpine:3.22\nRUN apk add git ${'&& a '.repeat(n)}\n`),
  },
  {
    name: 'COPY of files',
    n: 600,
    files: (n) => ({
      ...dockerfile(debian + lines(n, (i) => `COPY src/a${i}.js /app/a${i}.js`)),
      ...files(n, (i) => [`src/a${i}.js`, '']),
    }),
  },
  { name: 'kilobytes of comments', n: 24, files: (n) => dockerfile(`${debian}${lines(n * 16, () => `# ${'c'.repeat(61)}`)}RUN true\n`) },
  { name: 'unknown instructions', n: 2000, files: (n) => dockerfile(debian + lines(n, (i) => `RUM c${i}`)) },
  { name: 'here-documents', n: 600, files: (n) => dockerfile(debian + lines(n, (i) => `RUN <<E${i}\necho ${i}\nE${i}`)) },
  { name: 'open here-documents', n: 1200, files: (n) => dockerfile(debian + lines(n, (i) => `RUN cat <<E${i}`)) },
  { name: 'lines of a .dockerignore, 2,000 files', n: 25_000, isLarge: true, files: ignoreFile },
  { name: 'the same, opened', n: 25_000, isLarge: true, open: '.dockerignore', files: ignoreFile },
  { name: '.dockerignore of 100 kB, opened', n: 1200, open: '.dockerignore', files: ignoreFile },
  {
    name: '"${" in a bake file',
    n: 10_000,
    files: (n) => ({ ...dockerfile(copyAll), 'docker-bake.hcl': `target "a" {\n  context = "${'${'.repeat(n)}"\n}\n` }),
  },
  {
    name: '"docker build" lines in a script',
    n: 1500,
    files: (n) => ({
      ...dockerfile(copyAll),
      'build.sh': lines(n, (i) => `docker build d${i}`),
      Makefile: `all:\n${lines(n, (i) => `\tdocker build d${i}`)}`,
    }),
  },
  { name: 'merges in a compose file', n: 8, files: (n) => ({ ...dockerfile(copyAll), 'compose.yaml': mergeBomb(n) }) },
  {
    name: 'services of a compose file',
    n: 625,
    files: (n) => ({
      ...dockerfile(copyAll),
      'compose.yaml': `services:\n${lines(n, (i) => `  s${i}:\n    build:\n      context: ./d${i}`)}`,
    }),
  },
  { name: 'kilobytes of a Dockerfile of 5 MB', n: 1250, isLarge: true, files: (n) => dockerfile(dockerfileOf(n * 1024)) },
  {
    name: 'files of a context',
    n: 50_000,
    files: (n) => ({
      ...dockerfile(copyAll),
      'package.json': '{ "main": "src/index.js" }',
      ...files(n, (i) => [`src/d${i % 500}/f${i}.js`, '']),
    }),
  },
  {
    name: 'files of a context that is converted to multi-stage',
    n: 50_000,
    files: (n) => ({
      ...dockerfile(buildAll),
      'package.json': '{ "scripts": { "build": "tsc" }, "dependencies": { "a": "1" }, "devDependencies": { "typescript": "5" } }',
      'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
      ...files(n, (i) => [`src/d${i % 500}/f${i}.ts`, '']),
    }),
  },
  {
    name: 'files of a context, .dockerignore opened',
    n: 50_000,
    open: '.dockerignore',
    files: (n) => ({
      ...dockerfile(copyAll),
      '.dockerignore': '*.log\n\nsrc/d1\n',
      ...files(n, (i) => [`src/d${i % 500}/f${i}.js`, '']),
    }),
  },
  { name: 'files in an excluded node_modules', n: 25_000, files: (n) => ({ ...installed(n), '.dockerignore': 'node_modules\n' }) },
  { name: 'files in node_modules', n: 25_000, files: installed },
];

/** `args`: of the command line. `files`: as above. `isFlat`: memory may not grow from n to 4n by more than a quarter. */
export const commandLineCases = [
  {
    name: 'check a folder of Dockerfiles',
    n: 5000,
    args: ['check', '.'],
    isFlat: true,
    files: (n) => files(n, (i) => [`d${i}.Dockerfile`, copyAll]),
  },
  {
    name: 'check a folder of Dockerfiles that copy a missing file each',
    n: 2000,
    args: ['check', '.', '--fail-level', 'none'],
    files: (n) => files(n, (i) => [`d${i}.Dockerfile`, `${debian}COPY a${i}.txt /\n`]),
  },
  {
    name: 'check folders with a Dockerfile each',
    n: 5000,
    args: ['check', '.'],
    isFlat: true,
    files: (n) => files(n, (i) => [`d${i}/Dockerfile`, copyAll]),
  },
  {
    name: 'check a file without COPY',
    n: 50_000,
    args: ['check', 'Dockerfile'],
    isFlat: true,
    files: (n) => ({ ...dockerfile(`${debian}RUN true\n`), ...files(n, (i) => [`d${i % 500}/f${i}`, '']) }),
  },
  {
    name: 'check a file with COPY',
    n: 50_000,
    args: ['check', 'Dockerfile'],
    files: (n) => ({ ...dockerfile(copyAll), ...files(n, (i) => [`d${i % 500}/f${i}`, '']) }),
  },
  {
    name: 'sizes of a large context',
    n: 50_000,
    args: ['sizes', 'Dockerfile'],
    files: (n) => ({ ...dockerfile(copyAll), ...files(n, (i) => [`d${i % 500}/f${i}`, '']) }),
  },
  {
    name: 'check a file with COPY, excluded node_modules',
    n: 25_000,
    args: ['check', 'Dockerfile'],
    isFlat: true,
    files: (n) => ({ ...installed(n), '.dockerignore': 'node_modules\n' }),
  },
  {
    name: 'check --fix of RUN lines',
    n: 2250,
    args: ['check', '--fix', '--dry-run', 'Dockerfile'],
    files: (n) => dockerfile(debian + lines(n, (i) => `RUN c${i}`)),
  },
];

function dockerfile(text) {
  return { Dockerfile: text };
}

function installed(n) {
  return {
    ...dockerfile(copyAll),
    'package.json': '{ "main": "src/index.js" }',
    'src/index.js': '',
    ...files(n, (i) => [`node_modules/p${i % 500}/lib/f${i}.js`, '']),
  };
}

function ignoreFile(n) {
  return {
    ...dockerfile(copyAll),
    '.dockerignore': lines(n, (i) => (i % 10 === 9 ? `!d${i}/**/keep*` : i % 2 ? `**/t${i}*` : `d${i}/x`)),
    ...files(2000, (i) => [`d${i % 40}/e${i % 7}/f${i}`, '']),
  };
}

/** Every mapping merges the one before several times. */
function mergeBomb(n) {
  const merges = (i) =>
    `x-a${i + 1}: &a${i + 1}\n  <<: [${Array.from({ length: 9 }, () => `*a${i}`).join(', ')}]\n  k${i}: [${Array.from({ length: 9 }, () => `*a${i}`).join(', ')}]`;
  return `x-a0: &a0\n  k: v\n${lines(n, merges)}services:\n  s:\n    <<: *a${n}\n    build: .\n`;
}
