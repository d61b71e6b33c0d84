import { expect, it } from 'vitest';
import type { FileHost } from '../../../server/src/host/host.ts';
import { gatherContext } from '../../../server/src/workspace/gather.ts';

/** The files that a host reads for a context with these files. `unreadable`: a file that it cannot read. */
async function readOf(
  files: Readonly<Record<string, string>>,
  lists: readonly string[] = [],
  unreadable?: string,
): Promise<readonly string[]> {
  const path = (uri: string): string => uri.slice('file:///project/'.length);
  const host: Pick<FileHost, 'readText' | 'readHead'> = {
    readText: async (uri) => (path(uri) === unreadable ? undefined : files[path(uri)]),
    readHead: async () => undefined,
  };
  const entries = Object.entries(files).map(([name, text]) => ({ path: name, kind: 'file' as const, size: text.length }));
  const request = { root: 'file:///project', dockerfile: 'file:///project/Dockerfile', copySources: [], addSources: [], lists };
  const context = await gatherContext(host as FileHost, request, { entries, truncated: false });
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
