import { describe, expect, it } from 'vitest';
import { readNodeLock } from '../../../server/src/manifests/node/lock-files.ts';
import type { NodeProject } from '../../../server/src/manifests/node/project.ts';
import { manifestsIn } from '../../support/project-files.ts';

function project(manifest: object | string, files: Readonly<Record<string, string>> = {}): NodeProject {
  const text = typeof manifest === 'string' ? manifest : JSON.stringify(manifest);
  return manifestsIn({ 'package.json': text, ...files }).project('node', '')!;
}

it('reads package.json', () => {
  const { name, manifest, dependencies, runtime, localPackages, usesGit } = project({
    name: '@acme/shop',
    main: 'dist/index.js',
    type: 'module',
    bin: 'cli.js',
    engines: { node: '>=20' },
    packageManager: 'pnpm@9.1.0+sha512.abc',
    scripts: { start: 'node .', postinstall: 'x' },
    dependencies: { express: '^4.0.0', lib: 'file:../lib', tool: 'github:acme/tool' },
    devDependencies: { vite: '^5.0.0' },
    optionalDependencies: { fsevents: '*' },
    peerDependencies: { react: '18' },
    bundleDependencies: ['express'],
    overrides: { a: { b: '1.0.0' }, c: 'npm:d@2' },
    pnpm: { patchedDependencies: { 'express@4': 'patches/express.patch' }, onlyBuiltDependencies: ['esbuild'] },
  });
  expect(name).toBe('@acme/shop');
  expect(manifest).toMatchObject({
    main: 'dist/index.js',
    type: 'module',
    bin: { shop: 'cli.js' },
    packageManager: { name: 'pnpm', version: '9.1.0' },
    bundled: ['express'],
    patches: ['patches/express.patch'],
    trusted: ['esbuild'],
    overrides: [
      { key: 'overrides', name: 'b', version: '1.0.0' },
      { key: 'overrides', name: 'c', version: 'npm:d@2' },
    ],
  });
  expect(dependencies.map((one) => [one.name, one.group, one.dev, one.optional])).toEqual([
    ['express', 'dependencies', false, false],
    ['lib', 'dependencies', false, false],
    ['tool', 'dependencies', false, false],
    ['fsevents', 'optionalDependencies', false, true],
    ['react', 'peerDependencies', false, false],
    ['vite', 'devDependencies', true, false],
  ]);
  expect(runtime).toEqual({ name: 'node', version: '>=20', file: 'package.json' });
  expect(localPackages.map(({ kind, path }) => [kind, path])).toEqual([
    ['path', undefined],
    ['patch', 'patches/express.patch'],
  ]);
  expect(usesGit).toBe(true);
});

describe('the source files that an install needs', () => {
  it.each([
    [{ scripts: { prepublish: 'x' } }, {}, ['script package.json prepublish']],
    [{ workspaces: ['packages/*'] }, { 'packages/a/package.json': '{}' }, ['workspace package.json workspaces']],
    [{ dependencies: { a: 'file:./a' } }, {}, ['local-package package.json a: file:./a']],
    [{ dependencies: { a: 'link:../a' } }, {}, ['local-package package.json a: link:../a']],
    [{ dependencies: { a: './a.tgz' } }, {}, ['local-package package.json a: ./a.tgz']],
    [{ devDependencies: { a: 'workspace:^' } }, {}, ['local-package package.json a: workspace:^']],
    [{ dependencies: { a: 'portal:../a' } }, {}, ['local-package package.json a: portal:../a']],
    [{ overrides: { a: 'file:a' } }, {}, ['local-package package.json overrides']],
    [{ resolutions: { a: 'patch:a@1#./a.patch' } }, {}, ['local-package package.json resolutions']],
    [{}, { 'pnpm-workspace.yaml': 'packages:\n  - apps/*\n' }, ['workspace package.json workspaces']],
    [{}, { 'pnpm-workspace.yaml': 'onlyBuiltDependencies:\n  - esbuild\n' }, []],
    [{}, { '.yarnrc.yml': 'yarnPath: .yarn/releases/yarn-4.cjs\n' }, ['local-package .yarnrc.yml yarnPath: .yarn/releases/yarn-4.cjs']],
    [{}, { '.yarnrc.yml': 'plugins:\n  - path: .yarn/plugins/a.cjs\n' }, ['local-package .yarnrc.yml path: .yarn/plugins/a.cjs']],
    [{}, { '.yarnrc': 'yarn-path ".yarn/yarn.js"\n' }, ['local-package .yarnrc yarn-path ".yarn/yarn.js"']],
    [{}, { 'binding.gyp': '{}' }, ['local-package binding.gyp node-gyp rebuild']],
    [{}, { 'package-lock.json': '{"packages": {"node_modules/a": {"resolved": "a", "link": true}}}' }, ['local-package package-lock.json a']],
    [{ dependencies: { a: '^1', b: 'npm:c@1', d: 'https://example.com/d.tgz', e: 'git+ssh://git@x/e.git' }, peerDependencies: { f: 'file:f' } }, {}, []],
    [{ scripts: { build: 'x', prepack: 'x' } }, {}, []],
  ] as const)('%j, %j: %j', (manifest, files, expected) => {
    const needs = project(manifest, files).sourceNeedsOf('npm');
    expect(needs.map(({ reason, file, what }) => `${reason} ${file} ${what}`)).toEqual(expected);
  }); // prettier-ignore
});

it.each([
  [['packages/*'], ['packages/a', 'packages/b']],
  [{ packages: ['packages/*', '!packages/b'] }, ['packages/a']],
  [['apps/**'], ['apps/x', 'apps/x/deep']],
  [['./packages/{a,b}/'], ['packages/a', 'packages/b']],
  [['none/*'], []],
])('workspaces %j are the folders %j', (workspaces, expected) => {
  const files = { 'packages/a/package.json': '{"name": "a"}', 'packages/b/package.json': '{}', 'packages/c/readme': '', 'apps/x/package.json': '{}', 'apps/x/deep/package.json': '{}', 'apps/x/node_modules/y/package.json': '{}' }; // prettier-ignore
  expect(project({ workspaces }, files).localPackages.map(({ path }) => path).sort()).toEqual(expected); // prettier-ignore
});

describe('the version of Yarn', () => {
  it.each([
    [{ '.yarnrc.yml': '' }, {}, true, true],
    [{ '.yarnrc.yml': 'nodeLinker: "node-modules"\n' }, {}, true, false],
    [{ 'yarn.lock': '__metadata:\n  version: 8\n' }, {}, true, true],
    [{ 'yarn.lock': '# yarn lockfile v1\n' }, {}, false, false],
    [{}, { packageManager: 'yarn@4.1.0' }, true, true],
    [{}, { packageManager: 'yarn@1.22.0' }, false, false],
    [{}, {}, undefined, false],
  ])('%j, %j: Yarn 2 or later %s, Plug and Play %s', (files, manifest, berry, plugAndPlay) => {
    const found = project(manifest, files as Record<string, string>);
    expect([found.usesYarnBerry, found.plugAndPlay]).toEqual([berry, plugAndPlay]);
  });
});

describe('lock files', () => {
  it.each([
    ['package-lock.json', '{"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "dev": true, "dependencies": {"b": {"version": "file:b"}}}}}', ['a@1.0.0 dev', 'b@file:b local']],
    ['package-lock.json', '{"lockfileVersion": 3, "packages": {"": {}, "lib": {}, "node_modules/lib": {"resolved": "lib", "link": true}, "node_modules/@s/a": {"version": "1.0.0", "dev": true, "hasInstallScript": true}, "node_modules/x/node_modules/b": {"version": "2.0.0", "optional": true}}}', ['lib@ local', '@s/a@1.0.0 dev script', 'b@2.0.0 optional']],
    ['yarn.lock', '# yarn lockfile v1\n\n"@s/a@^1.0.0", "@s/a@~1.0":\n  version "1.0.2"\n  resolved "x"\n\nb@file:./b:\n  version "0.0.0"\n', ['@s/a@1.0.2', 'b@0.0.0 local']],
    ['yarn.lock', '__metadata:\n  version: 8\n\n"@s/a@npm:^1.0.0":\n  version: 1.0.2\n  resolution: "@s/a@npm:1.0.2"\n\n"b@workspace:packages/b":\n  version: 0.0.0-use.local\n  resolution: "b@workspace:packages/b"\n', ['@s/a@1.0.2', 'b@0.0.0-use.local local']],
    ['pnpm-lock.yaml', "lockfileVersion: '9.0'\n\nimporters:\n\n  .:\n    dependencies:\n      lib:\n        specifier: link:../lib\n        version: link:../lib\n\npackages:\n\n  '@s/a@1.0.2':\n    resolution: {integrity: x}\n\n  b@2.0.0(c@1.0.0):\n    resolution: {integrity: x}\n\nsnapshots:\n\n  d@1.0.0: {}\n", ['@s/a@1.0.2', 'b@2.0.0']],
    ['pnpm-lock.yaml', 'lockfileVersion: 5.4\n\npackages:\n\n  /@s/a/1.0.2:\n    resolution: {integrity: x}\n    dev: true\n    requiresBuild: true\n\n  /b/2.0.0:\n    resolution: {integrity: x}\n    optional: true\n', ['@s/a@1.0.2 dev script', 'b@2.0.0 optional']],
    ['bun.lock', '{\n  "lockfileVersion": 1,\n  "packages": {\n    "a": ["a@1.0.0", "", {}, "sha512"],\n    "b": ["b@workspace:packages/b"],\n  },\n}\n', ['a@1.0.0', 'b@workspace:packages/b local']],
    ['package-lock.json', '{"packages": {"node_modules/a": {"version": "1.0.0"', ['a@1.0.0']],
    ['pnpm-lock.yaml', '', []],
  ])('%s %#', (name, text, expected) => {
    const found = readNodeLock(name, text).packages.map(({ version, dev, optional, local, hasInstallScript, ...one }) => {
      const flags = [dev && 'dev', optional && 'optional', hasInstallScript && 'script', local && 'local'].filter(Boolean);
      return [`${one.name}@${version ?? ''}`, ...flags].join(' ');
    });
    expect(found).toEqual(expected);
  });

  it.each([
    ['package-lock.json', '{"packages": {"node_modules/a": {"resolved": "packages/a", "link": true}, "node_modules/b": {"resolved": "file:b.tgz"}}}', ['packages/a', 'b.tgz']],
    ['yarn.lock', 'b@file:./b:\n  version "0.0.0"\n', ['./b']],
    ['pnpm-lock.yaml', 'importers:\n  .:\n    dependencies:\n      lib:\n        version: link:../lib\n', ['../lib']],
  ])('%s links %#', (name, text, expected) => {
    expect(readNodeLock(name, text).links).toEqual(expected);
  });
}); // prettier-ignore

describe('unreadable files', () => {
  it('are recorded: a truncated manifest', () => {
    const found = project('{"scripts": {"postinstall": "x"}, "dependencies": {"a": "file:a"');
    expect(found.installScripts).toEqual(['postinstall']);
    expect(found.unknown).toEqual([{ path: 'package.json', reason: 'broken' }]);
  });

  it('are recorded: a file whose text is unknown', () => {
    const found = manifestsIn({ 'package.json': '{}' }, ['.npmrc']).project('node', '')!;
    expect(found.unknown).toEqual([{ path: '.npmrc', reason: 'unread' }]);
  });

  it('are recorded: a package outside the context', () => {
    expect(project({ dependencies: { a: 'file:../../a' } }).unknown).toEqual([{ path: '../../a', reason: 'outside' }]);
  });

  it.each(['', '[]', 'null', '"x"', '{', 'package.json'])('%j is not a manifest, or an empty one', (text) => {
    expect(project(text)?.dependencies ?? []).toEqual([]);
  });
});
