import { describe, expect, it } from 'vitest';
import type { ContextSnapshot } from '../../../../server/src/context/context.ts';
import { createModel } from '../../../../server/src/model/index.ts';
import { proposeIgnoreFile } from '../../../../server/src/languages/dockerignore/create.ts';
import type { IgnoreProposal } from '../../../../server/src/languages/results.ts';
import { parse } from '../../../../server/src/syntax/parse.ts';
import { english } from '../../../../server/src/base/message.ts';
import { readContextBlock } from '../../../support/context-block.ts';

function propose(files: string, ...dockerfiles: readonly string[]): IgnoreProposal {
  const context = readContextBlock(files) as { readonly state: 'known'; readonly value: ContextSnapshot };
  const users = dockerfiles.map((text, i) => ({ path: `Dockerfile.${i}`, model: createModel(parse(text)) }));
  return proposeIgnoreFile(context.value, users, english);
}

function lines(files: string, ...dockerfiles: readonly string[]): readonly string[] {
  return propose(files, ...dockerfiles).text.split('\n');
}

const copyAll = 'FROM alpine:3.22\nCOPY . .\n';

describe('patterns for the project', () => {
  it.each([
    ['package.json', '**/node_modules'],
    ['requirements.txt', '**/__pycache__'],
    ['api/pyproject.toml', '**/*.py[cod]'],
    ['go.mod', '**/*.test'],
    ['Cargo.toml', '**/target'],
    ['pom.xml', '**/target'],
    ['build.gradle.kts', '**/.gradle'],
    ['Gemfile', '.bundle'],
    ['composer.json', '.phpunit.cache'],
    ['Api.csproj', '**/obj'],
    ['notes.txt', '.git'],
    ['notes.txt', '**/.env'],
    ['notes.txt', '.idea'],
  ])('with %s: %s', (file, line) => {
    expect(lines(file, copyAll)).toContain(line);
  });

  it.each([
    ['package.json', '**/__pycache__'],
    ['node_modules/x/Cargo.toml', '**/target'],
    ['a/b/c/go.mod', '**/*.test'],
  ])('with %s not: %s', (file, line) => {
    expect(lines(file, copyAll)).not.toContain(line);
  });

  it('excludes build output only if the image builds it', () => {
    expect(lines('package.json', `${copyAll}RUN npm run build\n`)).toContain('dist');
    expect(lines('package.json', copyAll)).not.toContain('dist');
  });

  it('calculates the sizes', () => {
    const files = 'package.json (5 bytes)\nnode_modules/a.js (1000 bytes)\n.git/HEAD (200 bytes)\na.js (10 bytes)\n';
    expect(propose(files, copyAll)).toMatchObject({ before: 1215, after: 15, effective: ['.git', '**/node_modules'] });
  });
});

describe('files that a Dockerfile names are not excluded', () => {
  it.each([
    ['COPY target/app.jar /app.jar', 'pom.xml', '**/target'],
    ['COPY target/*.jar /app.jar', 'pom.xml', '**/target'],
    ['ADD ["node_modules", "/app"]', 'package.json', '**/node_modules'],
    ['COPY .env /app/', 'a.txt', '**/.env'],
    ['COPY Dockerfile* /', 'Dockerfile', 'Dockerfile*'],
    ['RUN --mount=type=bind,source=.git,target=/x ls', 'a.txt', '.git'],
    ['RUN git describe', 'a.txt', '.git'],
  ])('%s', (instruction, files, line) => {
    expect(lines(files, `FROM alpine:3.22\n${instruction}\n`)).not.toContain(line);
    expect(lines(files, copyAll)).toContain(line);
    // also for another Dockerfile of the same context
    expect(lines(files, copyAll, `FROM alpine:3.22\n${instruction}\n`)).not.toContain(line);
  });

  it('files from a stage are excluded', () => {
    expect(lines('pom.xml', 'FROM alpine:3.22\nCOPY --from=build target/app.jar /\n')).toContain('**/target');
  });

  it('a committed .env is not excluded', () => {
    expect(lines('.env (3 bytes)\n.gitignore\n    dist\n', copyAll)).not.toContain('**/.env');
    expect(lines('.env (3 bytes)\n.gitignore\n    .env\n', copyAll)).toContain('**/.env');
  });
});
