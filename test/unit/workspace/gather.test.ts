import { expect, it } from 'vitest';
import type { FileHost } from '../../../server/src/host/host.ts';
import { ContextListing } from '../../../server/src/workspace/context-listing.ts';
import { gatherContext } from '../../../server/src/workspace/gather.ts';

/** The files that a host reads for a context with these files. `unreadable`: a file that it cannot read. */
async function readOf(
  files: Readonly<Record<string, string>>,
  lists: readonly string[] = [],
  unreadable?: string,
): Promise<readonly string[]> {
  const path = (uri: string): string => uri.slice('file:///project/'.length);
  const host: Pick<FileHost, 'readText' | 'readHead' | 'resolveLinks'> = {
    readText: async (uri) => (path(uri) === unreadable ? undefined : files[path(uri)]),
    readHead: async () => undefined,
    resolveLinks: async (uri) => uri,
  };
  const entries = Object.entries(files).map(([name, text]) => ({ path: name, kind: 'file' as const, size: text.length }));
  const request = {
    root: 'file:///project',
    dockerfile: 'file:///project/Dockerfile',
    copySources: [],
    addSources: [],
    otherSources: [],
    lists,
  };
  const context = await gatherContext(
    host as FileHost,
    request,
    new ContextListing(host as FileHost, request.root, { entries, truncated: false }),
  );
  return context.state === 'known' ? [...context.value.texts.keys()].sort() : [];
}

it.each([
  ['lists of requirements, three deep, of any name', { 'requirements.txt': '-rdeps/a.list', 'deps/a.list': '-c ../b.pins', 'b.pins': '--requirement=c', c: 'x', 'other.list': '' }, ['b.pins', 'c', 'deps/a.list', 'requirements.txt']],
  ['lists whose name has a variable', { 'requirements.txt': '-r deps/${ENV}.list', 'deps/dev.list': '', 'deps/prod.list': '', 'x.list': '' }, ['deps/dev.list', 'deps/prod.list', 'requirements.txt']],
  ['lists that include each other', { 'requirements.txt': '-r b.list', 'b.list': '-r requirements.txt' }, ['b.list', 'requirements.txt']],
  ['workspaces of npm, in folders that are else taken for built ones', { 'package.json': '{"workspaces": ["build/*"]}', 'build/a/package.json': '{}', 'build/a/node_modules/x/package.json': '{}' }, ['build/a/package.json', 'package.json']],
  ['workspaces of pnpm at any depth', { 'pnpm-workspace.yaml': 'packages:\n  - "apps/**"\n', 'apps/a/b/c/d/package.json': '{}', 'lib/a/b/c/d/package.json': '{}' }, ['apps/a/b/c/d/package.json', 'pnpm-workspace.yaml']],
  ['modules and parents of Maven', { 'pom.xml': '<project><modules><module>a/b/c/d</module></modules></project>', 'a/b/c/d/pom.xml': '<project><parent><relativePath>../parent.xml</relativePath></parent></project>', 'a/b/c/parent.xml': '<project/>' }, ['a/b/c/d/pom.xml', 'a/b/c/parent.xml', 'pom.xml']],
  ['members of Cargo', { 'Cargo.toml': '[workspace]\nmembers = ["crates/*/x/y/z"]', 'crates/a/x/y/z/Cargo.toml': '' }, ['Cargo.toml', 'crates/a/x/y/z/Cargo.toml']],
  ['modules of Go', { 'go.work': 'use (\n\t./a/b/c/d\n)\n', 'a/b/c/d/go.mod': 'module x\nreplace y => ../../../../vendor/y\n', 'vendor/y/go.mod': 'module y\n' }, ['a/b/c/d/go.mod', 'go.work', 'vendor/y/go.mod']],
  ['projects of .NET', { 'App.sln': 'Project("{F}") = "A", "src\\a\\b\\c\\A.csproj", "{G}"\n', 'src/a/b/c/A.csproj': '<Project><ProjectReference Include="..\\..\\bin\\B.csproj" /></Project>', 'src/a/bin/B.csproj': '<Project/>' }, ['App.sln', 'src/a/b/c/A.csproj', 'src/a/bin/B.csproj']],
] as const)('%s', async (_, files, expected) => {
  expect(await readOf(files)).toEqual(expected);
}); // prettier-ignore

it('a list that a command names, with what it includes', async () => {
  const files = { 'deps/prod.list': '-r base.list', 'deps/base.list': 'flask', 'deps/other.list': '' };
  expect(await readOf(files, ['/app/deps/prod.list'])).toEqual(['deps/base.list', 'deps/prod.list']);
});

it('a file that cannot be read is left out, and the others are read', async () => {
  const files = { 'requirements.txt': '-r a.list\n-r b.list', 'a.list': '', 'b.list': '' };
  expect(await readOf(files, [], 'a.list')).toEqual(['b.list', 'requirements.txt']);
});

/** A context in which these paths are links to these URIs; every other file has its path as its text. */
async function gatherLinks(links: Readonly<Record<string, string>>, more: readonly string[] = [], unreadable?: string) {
  const real = (uri: string): string => links[uri.slice('file:///link/'.length)] ?? uri.replace('file:///link', 'file:///project');
  const host: Pick<FileHost, 'readText' | 'resolveLinks'> = {
    readText: async (uri) => (real(uri).endsWith('/nothing') || uri.endsWith(unreadable ?? '?') ? undefined : real(uri)),
    resolveLinks: async (uri) => real(uri),
  };
  const entries = [
    ...Object.keys(links).map((path) => ({ path, kind: 'symlink' as const, size: 9 })),
    ...more.map((path) => ({ path, kind: 'file' as const, size: 9 })),
  ];
  const request = {
    root: 'file:///link',
    dockerfile: 'file:///link/Dockerfile',
    copySources: [],
    addSources: [],
    otherSources: [],
    lists: [],
  };
  return gatherContext(host as FileHost, request, new ContextListing(host as FileHost, request.root, { entries, truncated: false }));
}

it.each([
  ['file:///project/real.json', true],
  ['file:///project/deep/er/package.json', true],
  ['file:///etc/passwd', false],
  ['file:///project-2/package.json', false],
  ['file:///package.json', false],
  ['file:///dev/zero', false],
])('a manifest that is a link to %s is read: %j', async (target, isRead) => {
  const context = await gatherLinks({ 'package.json': target, '.dockerignore': 'file:///project/nothing' });
  expect(context).toMatchObject({ state: 'known', value: { texts: new Map(isRead ? [['package.json', target]] : []) } });
});

it.each([
  ['.dockerignore', 'file:///project/x', { path: '.dockerignore', text: 'file:///project/x' }],
  ['.dockerignore', 'file:///home/x', undefined],
  ['Dockerfile.dockerignore', 'file:///project/x', { path: 'Dockerfile.dockerignore', text: 'file:///project/x' }],
  ['Dockerfile.dockerignore', 'file:///home/x', undefined],
])('the ignore file %s is a link to %s', async (name, target, ignore) => {
  const none = { '.dockerignore': 'file:///project/nothing', 'Dockerfile.dockerignore': 'file:///project/nothing' };
  expect(await gatherLinks({ ...none, [name]: target })).toMatchObject({ state: 'known', value: { ignore } });
});

it.each([['.dockerignore'], ['Dockerfile.dockerignore']])('the contents are unknown if %s cannot be read', async (name) => {
  const none = name === '.dockerignore' ? { 'Dockerfile.dockerignore': 'file:///project/nothing' } : {};
  const context = await gatherLinks(none, [name], name);
  expect(context).toMatchObject({ state: 'unavailable', reason: { args: { file: name, count: 1 } } });
});
