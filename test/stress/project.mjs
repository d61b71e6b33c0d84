// A build context: the stress test also covers what depends on it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** As many files as in a project with a few packages. */
const packages = 30;
const filesOfPackage = 60;

/** Creates the folder; `remove` deletes it. */
export function makeProject() {
  const root = mkdtempSync(path.join(tmpdir(), 'layerwise-stress-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  write('Dockerfile', 'FROM node:22-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci\n');
  write('api/Dockerfile', 'FROM python:3.12\nCOPY src /src\n');
  write('compose.yaml', 'services: { api: { build: { context: ., dockerfile: api/Dockerfile } } }\n');
  write('package.json', '{ "name": "app", "scripts": { "build": "tsc" } }');
  write('.git/HEAD', 'ref: refs/heads/main\n');
  write('.env', 'TOKEN=1\n');
  for (let file = 0; file < filesOfPackage; file++) write(`src/f${file}.js`, '');
  for (let name = 0; name < packages; name++) {
    for (let file = 0; file < filesOfPackage; file++) write(`node_modules/p${name}/f${file}.js`, '');
  }
  return { uri: pathToFileURL(root).href, remove: () => rmSync(root, { recursive: true, force: true }) };
}
