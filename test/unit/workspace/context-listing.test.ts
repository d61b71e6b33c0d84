import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ContextEntry } from '../../../server/src/context/context.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import type { FileHost } from '../../../server/src/host/host.ts';
import { ContextListing, listContext } from '../../../server/src/workspace/context-listing.ts';
import { gatherContext } from '../../../server/src/workspace/gather.ts';

const root = 'file:///p';

/** A host with these files. `listed`: the folders whose contents it was asked for. */
function hostOf(files: Readonly<Record<string, string>>): { host: FileHost; listed: Set<string> } {
  const listed = new Set<string>();
  const all = new Map<string, ContextEntry>();
  for (const [path, text] of Object.entries(files)) {
    all.set(path, { path, kind: 'file', size: text.length });
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      all.set(path.slice(0, at), { path: path.slice(0, at), kind: 'directory', size: 0 });
    }
  }
  const within = (uri: string): string => uri.slice(root.length + 1);
  const host: FileHost = {
    readText: async (uri) => files[within(uri)],
    readHead: async () => undefined,
    resolveLinks: async (uri) => uri,
    async list(uri, limit, skip = [], isSkipped = () => false) {
      const base = within(uri);
      const entries: ContextEntry[] = [];
      const open = [base];
      for (let folder = open.shift(); folder !== undefined; folder = open.shift()) {
        listed.add(folder);
        for (const entry of all.values()) {
          const slash = entry.path.lastIndexOf('/');
          if ((slash < 0 ? '' : entry.path.slice(0, slash)) !== folder) continue;
          const path = base === '' ? entry.path : entry.path.slice(base.length + 1);
          const isUnread = entry.kind === 'directory' && (skip.includes(path.slice(path.lastIndexOf('/') + 1)) || isSkipped(path));
          entries.push({ ...entry, path, ...(isUnread && { isUnread }) });
          if (entry.kind === 'directory' && !isUnread) open.push(entry.path);
        }
      }
      return { entries: entries.slice(0, limit), truncated: entries.length > limit };
    },
  };
  return { host, listed };
}

const requestOf = (copySources: readonly string[], more: { dockerfile?: string; otherSources?: readonly string[] } = {}) => ({
  root, dockerfile: `${root}/Dockerfile`, copySources, addSources: [], otherSources: [], lists: [], ...more,
}); // prettier-ignore

const project = {
  Dockerfile: '',
  'package.json': '{}',
  'src/index.js': '',
  'node_modules/a/index.js': '',
  'src/node_modules/b/c.js': '',
  '.git/HEAD': '',
  'data/big/1.bin': '',
};

async function listedBy(files: Readonly<Record<string, string>>, ...args: Parameters<typeof requestOf>): Promise<string> {
  const { host, listed } = hostOf(files);
  await gatherContext(host, requestOf(...args), await listContext(host, root));
  return ['node_modules/a', 'src/node_modules/b', '.git', 'data/big'].filter((folder) => listed.has(folder)).join(' ');
}

it.each([
  [['package.json'], '', 'data/big'],
  [['src'], '', 'src/node_modules/b data/big'],
  [['.'], '', 'node_modules/a src/node_modules/b .git data/big'],
  [['*'], '', 'node_modules/a src/node_modules/b .git data/big'],
  [['./s*'], '', 'src/node_modules/b data/big'],
  [['.'], '**/node_modules\n.git\ndata', ''],
  [['.'], '*\n!src', 'src/node_modules/b'],
  [['.'], 'data\n!data/big/1.bin', 'node_modules/a src/node_modules/b .git data/big'],
  [['.'], 'data\n!**/*.bin', 'node_modules/a src/node_modules/b .git data/big'],
  [['.'], 'data\nnode_modules\n!node_modules/a\n.git', 'node_modules/a src/node_modules/b'],
  [['node_modules/a'], 'node_modules', 'node_modules/a data/big'],
  [['node_modules'], 'node_modules', 'data/big'],
  [['*/a/index.js'], '', 'node_modules/a .git data/big'],
  [['.git/HEAD'], '', '.git data/big'],
  [['data/big/1.bin'], 'data', 'data/big'],
] as const)('COPY %j with .dockerignore %j lists %s', async (sources, ignore, expected) => {
  expect(await listedBy({ ...project, ...(ignore && { '.dockerignore': ignore }) }, sources)).toBe(expected);
});

it('what a mount reads is listed', async () => {
  expect(await listedBy(project, [], { otherSources: ['.git'] })).toBe('.git data/big');
  expect(await listedBy(project, [], { otherSources: [''] })).toBe('node_modules/a src/node_modules/b .git data/big');
});

it('the ignore file of the Dockerfile decides, not that of the root, even if it is in a folder that the root excludes', async () => {
  const files = { ...project, '.dockerignore': 'data\ndocker', 'docker/Dockerfile': '', 'docker/Dockerfile.dockerignore': '.git' };
  const own = { dockerfile: `${root}/docker/Dockerfile` };
  expect(await listedBy(files, ['.'], own)).toBe('node_modules/a src/node_modules/b data/big');
  const { host } = hostOf(files);
  const context = await gatherContext(host, requestOf(['.'], own), await listContext(host, root));
  expect(context).toMatchObject({ value: { ignore: { path: 'docker/Dockerfile.dockerignore', text: '.git' } } });
});

it('an extended listing is shared by Dockerfiles that need the same folders', async () => {
  const { host } = hostOf(project);
  const listing = await listContext(host, root);
  expect(await listing!.with(['.git'])).toBe(await listing!.with(['.git']));
  expect((await listing!.with(['.git'])).entries.map(({ path }) => path)).toContain('.git/HEAD');
});

it('an extended listing that is too long is cut', async () => {
  const { host } = hostOf({ 'node_modules/a': '', 'node_modules/b': '' });
  const many = Array.from({ length: 199_998 }, (_, i): ContextEntry => ({ path: `f${i}`, kind: 'file', size: 0 }));
  const base = { entries: [...many, { path: 'node_modules', kind: 'directory', size: 0, isUnread: true } as const], truncated: false };
  const { entries, truncated } = await new ContextListing(host, root, base).with(['node_modules']);
  expect([entries.length, truncated]).toEqual([200_000, true]);
});

const names = fc.constantFrom('a', 'b', 'node_modules', '.git', 'x.js');
const paths = fc.array(names, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const sources = fc.array(fc.constantFrom('a', 'b', 'node_modules', '.git', 'x.js', '*', '?', '**', '[ab]'), { maxLength: 4 }).map((parts) => parts.join('/')); // prettier-ignore
const ignoreLines = fc.array(fc.tuple(fc.constantFrom('', '!'), sources).map((pair) => pair.join('')).filter((line) => !/^!?$/.test(line)), { maxLength: 4 }); // prettier-ignore

it('a lazy listing gives the same answers as the whole one about what the Dockerfile uses, and no wrong ones about the rest', async () => {
  const property = fc.asyncProperty(
    fc.array(paths, { maxLength: 12 }),
    ignoreLines,
    fc.array(sources, { maxLength: 3 }),
    sources,
    async (all, lines, used, other) => {
      // A path is a file or a folder, not both.
      const files = all.filter((path) => !all.some((each) => each.startsWith(`${path}/`)));
      const { host } = hostOf({ ...Object.fromEntries(files.map((path) => [path, path])), '.dockerignore': lines.join('\n') });
      const [lazy, whole] = await Promise.all(
        [false, true].map(async (listsAll) =>
          createBuildContext(await gatherContext(host, { ...requestOf(used), listsAll }, await listContext(host, root))),
        ),
      );
      const takes = (source: string) => [lazy!.match(source), whole!.match(source)] as const;
      for (const source of used) {
        const [found, expected] = takes(source);
        expect(found?.files).toEqual(expected!.files);
        expect([found?.exists, found?.isDirectory, found?.hidden.map(({ path }) => path)]).toEqual([expected!.exists, expected!.isDirectory, expected!.hidden.map(({ path }) => path)]); // prettier-ignore
      }
      const [found, expected] = takes(other);
      if (found) expect(found.files).toEqual(expected!.files);
      for (const path of [...files, other]) expect([whole!.has(path), undefined]).toContain(lazy!.has(path));
    },
  );
  await fc.assert(property, { numRuns: 2000 });
});
