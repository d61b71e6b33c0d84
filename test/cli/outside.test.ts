import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditTo } from '../support/audit.ts';
import { folderOf, layerwise } from '../support/command-line.ts';
import { hostileFolder } from '../support/hostile-folder.ts';

const copying = `FROM node:22-slim
WORKDIR /app
COPY ../outside/secret.txt ../../etc/passwd /app/
COPY .git /app/.git
COPY package.json linked/package.json secret.txt ./
RUN npm ci && git rev-parse HEAD
ADD ../outside /x
USER node
CMD ["node", "main.js"]
`;

describe.skipIf(process.platform === 'win32')('a folder that names what is outside of it', () => {
  it.each([
    [['check', '.']],
    [['check', 'Dockerfile', 'app/Dockerfile', '--fix']],
    [['check', '.dockerignore']],
    [['sizes', 'Dockerfile']],
    [['sizes', 'app/Dockerfile', '--context', '.']],
    [['multistage', 'Dockerfile', '--explain']],
  ])('%j reads only inside, and starts nothing', (args) => {
    const { inside, outside, log } = hostileFolder(copying);
    const audit = auditTo(log);
    // A link that the user names is read: that is the case for .dockerignore.
    if (args.includes('.dockerignore')) {
      fs.rmSync(path.join(inside, '.dockerignore'));
      fs.writeFileSync(path.join(inside, '.dockerignore'), '../outside\n!../outside/secret.txt\nlinked/*\n');
    }
    const { status } = layerwise(inside, args, '', 'C', audit.environment);
    expect(status).not.toBe(2);
    expect(audit.readsIn(inside)).not.toEqual([]);
    expect(audit.readsIn(outside)).toEqual([]);
    expect(audit.started()).toEqual([]);
    expect(fs.readdirSync(outside).sort()).toEqual(['Dockerfile', 'package.json', 'secret.txt']);
  });

  it('a source outside of the context does not exist for the build', () => {
    const { inside } = hostileFolder(copying);
    const { out } = layerwise(inside, ['check', 'Dockerfile', '--context', '.']);
    expect(out).toContain('"../outside/secret.txt" does not exist in the build context');
  });
});

it('installed packages are not listed for a Dockerfile that copies nothing', () => {
  const packages = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`node_modules/p${i}/index.js`, '']));
  const folder = fs.realpathSync(
    folderOf({ ...packages, Dockerfile: 'FROM alpine:3.22\nUSER nobody\n', 'compose.yaml': 'services: {}\n' }),
  );
  const audit = auditTo(path.join(folderOf({}), 'audit.log'));
  layerwise(folder, ['check', '.'], '', 'C', audit.environment);
  expect(audit.readsIn(folder)).toContain(path.join(folder, 'Dockerfile'));
  expect(audit.readsIn(path.join(folder, 'node_modules'))).toEqual([]);
});
