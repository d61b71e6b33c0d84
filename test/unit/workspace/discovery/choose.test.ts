import { describe, expect, it } from 'vitest';
import { finish } from '../../../../server/src/base/work.ts';
import { chooseContext } from '../../../../server/src/workspace/discovery/choose.ts';
import { evidenceIn, isDockerfileName, isEvidence } from '../../../../server/src/workspace/discovery/sources.ts';
import { EntryTree } from '../../../../server/src/context/entry-tree.ts';

const buildRoot = 'services: { a: { build: { context: ., dockerfile: docker/Dockerfile } } }';

/** A workspace from its files, with their texts if they matter. */
function choice(dockerfile: string, files: Readonly<Record<string, string>>, sources = ''): string {
  const tree = new EntryTree(Object.keys(files).map((path) => ({ path, kind: 'file', size: 1 })));
  const exists = (path: string): boolean => tree.entry(path) !== undefined;
  const evidence = Object.entries(files).flatMap(([path, text]) => finish(evidenceIn(path, text, exists)));
  const chosen = chooseContext(dockerfile, sources.split(' ').filter(Boolean), { evidence, tree });
  return `${chosen.folder || '.'}${chosen.evidence ? ` by ${chosen.evidence.path}:${chosen.evidence.line + 1}` : ''}`;
}

describe('several files that name different build contexts', () => {
  const files = {
    'services/api/Dockerfile': '',
    'services/api/main.go': '',
    'services/api/go.mod': '',
    'services/common/go.mod': '',
    'docker-compose-complete.yml': 'services:\n  a:\n    build: { context: ./services/api }\n',
    'docker-compose.yml': 'services:\n  a:\n    build: { context: ./services, dockerfile: api/Dockerfile }\n',
  };
  const workflow = 'jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: ./services\n          file: services/api/Dockerfile\n'; // prettier-ignore

  it.each<[what: string, sources: string, more: Readonly<Record<string, string>>, expected: string]>([
    ['the context in which the sources exist', 'common api/go.mod', {}, 'services by docker-compose.yml:3'],
    ['the context in which more of them exist', 'common api/go.mod main.go', {}, 'services by docker-compose.yml:3'],
    ['the other one, for other sources', 'go.mod main.go', {}, 'services/api by docker-compose-complete.yml:3'],
    ['the first one without sources', '', {}, 'services/api by docker-compose-complete.yml:3'],
    ['the first one if no source exists', 'x y', {}, 'services/api by docker-compose-complete.yml:3'],
    [
      'a workflow, if nothing exists in the context of a compose file',
      'common',
      { 'docker-compose.yml': '', '.github/workflows/ci.yml': workflow },
      'services by .github/workflows/ci.yml:6',
    ],
  ])('%s', (_, sources, more, expected) => {
    expect(choice('services/api/Dockerfile', { ...files, ...more }, sources)).toBe(expected);
  });
});

describe('the file that names the build context of a Dockerfile', () => {
  it.each<[what: string, dockerfile: string, files: Readonly<Record<string, string>>, expected: string]>([
    ['a compose file', 'docker/Dockerfile', { 'docker/Dockerfile': '', 'compose.yaml': buildRoot }, '. by compose.yaml:1'],
    [
      'a compose file in a folder of its own',
      'api/Dockerfile',
      { 'api/Dockerfile': '', 'deploy/docker-compose.prod.yml': 'services:\n  a:\n    build: ../api\n' },
      'api by deploy/docker-compose.prod.yml:3',
    ],
    [
      'a compose file that is used with --project-directory',
      'api/Dockerfile',
      { 'api/Dockerfile': '', 'deploy/compose.yml': 'services:\n  a:\n    build: api\n' },
      'api by deploy/compose.yml:3',
    ],
    ['nothing, where it is about another one', 'Dockerfile', { Dockerfile: '', 'docker/Dockerfile': '', 'compose.yaml': buildRoot }, '.'],
    [
      'nothing, where it leads out of the workspace',
      'Dockerfile',
      { Dockerfile: '', 'compose.yaml': 'services: { a: { build: { context: .., dockerfile: x/Dockerfile } } }' },
      '.',
    ],
    [
      'a script, seen from its own folder first',
      'app/Dockerfile',
      { 'app/Dockerfile': '', Dockerfile: '', 'app/build.sh': 'docker build .' },
      'app by app/build.sh:1',
    ],
    [
      'a script that is called from the root',
      'docker/Dockerfile',
      { 'docker/Dockerfile': '', 'scripts/build.sh': '#!/bin/sh\ndocker build -f docker/Dockerfile .' },
      '. by scripts/build.sh:2',
    ],
    [
      'a workflow, seen from the root',
      'api/Dockerfile',
      {
        'api/Dockerfile': '',
        '.github/workflows/ci.yml':
          'jobs:\n  a:\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          file: api/Dockerfile\n',
      },
      '. by .github/workflows/ci.yml:6',
    ],
    [
      'podman, which looks for a Containerfile first',
      'Containerfile',
      { Containerfile: '', Dockerfile: '', 'build.sh': 'podman build .' },
      '. by build.sh:1',
    ],
    [
      'devcontainer.json',
      '.devcontainer/Dockerfile',
      { '.devcontainer/Dockerfile': '', '.devcontainer/devcontainer.json': '{"build": {"dockerfile": "Dockerfile", "context": ".."}}' },
      '. by .devcontainer/devcontainer.json:1',
    ],
  ])('%s', (_, dockerfile, files, expected) => {
    expect(choice(dockerfile, files)).toBe(expected);
  });

  it('takes precedence in this order', () => {
    const all: readonly (readonly [path: string, text: string])[] = [
      ['compose.yaml', buildRoot],
      ['docker-bake.hcl', 'target "a" { dockerfile = "docker/Dockerfile" }'],
      ['docker/.devcontainer.json', '{ "build": { "dockerfile": "Dockerfile", "context": ".." } }'],
      ['.github/workflows/a.yml', 'jobs: { a: { steps: [{ run: docker build -f docker/Dockerfile . }] } }'],
      ['build.sh', 'docker build -f docker/Dockerfile .'],
      ['Makefile', 'a:\n\tdocker build -f docker/Dockerfile .'],
      ['package.json', '{ "scripts": { "a": "docker build -f docker/Dockerfile ." } }'],
    ];
    for (const [i, [path]] of all.entries()) {
      const files = Object.fromEntries([['docker/Dockerfile', ''], ...all.slice(i).toReversed()]);
      expect(choice('docker/Dockerfile', files)).toMatch(new RegExp(`^\\. by ${path.replaceAll('.', '\\.')}:`));
    }
  });

  it('is the nearest one, then the first one', () => {
    const files = {
      'a/b/Dockerfile': '',
      'compose.yaml': 'services: { a: { build: { context: ., dockerfile: a/b/Dockerfile } } }',
      'a/compose.yaml': 'services:\n  x: { build: b }\n  y: { build: { context: ., dockerfile: b/Dockerfile } }\n',
    };
    expect(choice('a/b/Dockerfile', files)).toBe('a/b by a/compose.yaml:2');
  });
});

describe('without such a file', () => {
  const files = { 'package.json': '', 'app/src/a.ts': '', 'app/docker/Dockerfile': '', 'app/docker/entry.sh': '', 'app/go.mod': '' };
  it.each([
    ['', 'app/docker'],
    ['. entry.sh', 'app/docker'],
    ['go.mod ./src', 'app'],
    ['go.mod entry.sh', 'app/docker'],
    ['/package.json', '.'],
    ['missing *.toml', 'app/docker'],
    ['* ../ .', 'app/docker'],
  ])('a Dockerfile that copies "%s" is built from %s', (sources, expected) => {
    expect(choice('app/docker/Dockerfile', files, sources)).toBe(expected);
  });
});

it.each([
  ['compose.yaml', true],
  ['deploy/docker-compose.override.yml', true],
  ['podman-compose.yml', true],
  ['composer.yaml', false],
  ['docker-bake.override.json', true],
  ['.devcontainer/node/devcontainer.json', true],
  ['.devcontainer.json', true],
  ['devcontainer.json', false],
  ['.github/workflows/ci.yaml', true],
  ['.github/actions/image/action.yml', true],
  ['x/.github/workflows/ci.yaml', false],
  ['a/build.sh', true],
  ['GNUmakefile', true],
  ['rules.mk', true],
  ['a/package.json', true],
  ['package-lock.json', false],
])('%s may name the build context: %s', (path, expected) => {
  expect(isEvidence(path)).toBe(expected);
});

it.each([
  ['Dockerfile', true],
  ['a/Dockerfile.dev', true],
  ['api.Dockerfile', true],
  ['Containerfile', true],
  ['Dockerfile.dockerignore', false],
  ['Dockerfiles', false],
])('%s has the name of a Dockerfile: %s', (path, expected) => {
  expect(isDockerfileName(path)).toBe(expected);
});

describe('a workspace with a command line and a Dockerfile further below', () => {
  const makefile = { Makefile: 'image:\n\tdocker build -f svc/api/Dockerfile .\n', 'svc/api/Dockerfile': '' };

  it.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['the sources exist in the folder of the command', { 'a.conf': '', 'svc/api/a.conf': '' }, 'a.conf', '. by Makefile:2'],
    ['they exist next to the Dockerfile only', { 'svc/api/a.conf': '' }, 'a.conf', 'svc/api'],
    ['they exist nowhere', {}, 'a.conf', '. by Makefile:2'],
    ['some exist in the folder of the command', { 'b.conf': '', 'svc/api/a.conf': '' }, 'a.conf b.conf', '. by Makefile:2'],
    ['every folder has them', { 'svc/api/a.conf': '' }, '. *', '. by Makefile:2'],
  ])('%s', (_, files, sources, expected) => {
    expect(choice('svc/api/Dockerfile', { ...makefile, ...files }, sources)).toBe(expected);
  });

  it('compose files count in any case', () => {
    const compose = 'services: { a: { build: { context: ., dockerfile: svc/api/Dockerfile } } }';
    expect(choice('svc/api/Dockerfile', { 'compose.yaml': compose, 'svc/api/Dockerfile': '', 'svc/api/a.conf': '' }, 'a.conf')).toBe(
      '. by compose.yaml:1',
    );
  });
});

describe('a listing that was cut', () => {
  const cut = (paths: readonly string[], evidence: Parameters<typeof chooseContext>[2]['evidence'] = []): string => {
    const tree = new EntryTree(paths.map((path) => ({ path, kind: 'file', size: 1 })));
    return chooseContext('svc/deep/api/Dockerfile', ['conf/a.conf'], { evidence, tree, truncated: true }).folder;
  };

  it('does not contain the folder of the Dockerfile: that folder is the guess', () => {
    expect(cut(['conf/a.conf', 'svc/x'])).toBe('svc/deep/api');
  });

  it('contains it: the folder that fits', () => {
    expect(cut(['conf/a.conf', 'svc/deep/api/Dockerfile'])).toBe('');
  });

  it('does not contain it: a command line counts only if the sources are where it says', () => {
    const line = { kind: 'makefile', path: 'Makefile', line: 0, dockerfile: 'svc/deep/api/Dockerfile', context: '' } as const;
    expect(cut(['x'], [line])).toBe('svc/deep/api');
    expect(cut(['conf/a.conf'], [line])).toBe('');
    expect(cut(['x'], [{ ...line, kind: 'compose' }])).toBe('');
  });
});
