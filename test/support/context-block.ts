import type { External } from '../../server/src/base/external.ts';
import type { ContextEntry, ContextSnapshot } from '../../server/src/context/context.ts';

/**
 * Reads a build context from a text:
 *
 *     package.json
 *         { "scripts": {} }
 *     src/
 *     photo.jpg (120000 bytes)
 *     vendor.tgz (archive)
 *     current (link to releases/1)
 *     twin (7000 bytes, inode 5)
 *
 * A line that is not indented is a path (a folder if it ends with `/`; parent folders are added). The lines below it that are indented by
 * four spaces are the text of the file. The size is that of the text, unless it is given.
 */
export function readContextBlock(block: string): External<ContextSnapshot> {
  const files = new Map<string, FileDraft>();
  let current: FileDraft | undefined;
  for (const line of block.split('\n')) {
    if (line.startsWith('    ') && current) current.lines.push(line.slice(4));
    else if (line.trim() === '') current?.lines.push('');
    else {
      const [, path, note] = /^(\S.*?)(?:\s+\((.*)\))?$/.exec(line.trimEnd()) ?? fail(`not a path of a context block: ${line}`);
      current = { lines: [], note };
      files.set(path!, current);
    }
  }
  return { state: 'known', value: snapshotOf(files) };
}

interface FileDraft {
  readonly lines: string[];
  /** `archive`, `120000 bytes`, `7000 bytes, inode 5` or `link to a`. */
  readonly note: string | undefined;
}

function snapshotOf(files: ReadonlyMap<string, FileDraft>): ContextSnapshot {
  const entries = new Map<string, ContextEntry>();
  const texts = new Map<string, string>();
  for (const [path, draft] of files) {
    for (const folder of parentsOf(path)) entries.set(folder, { path: folder, kind: 'directory', size: 0 });
    if (path.endsWith('/')) continue;
    const text = draft.lines.length ? `${draft.lines.join('\n').trimEnd()}\n` : '';
    const linkTo = /^link to (.+)$/.exec(draft.note ?? '')?.[1];
    if (linkTo !== undefined) {
      entries.set(path, { path, kind: 'symlink', size: linkTo.length, linkTo });
      continue;
    }
    const [, size, inode] = /^(\d+) bytes(?:, inode (\d+))?$/.exec(draft.note ?? '') ?? [];
    entries.set(path, { path, kind: 'file', size: size ? Number(size) : text.length, ...(inode && { inode: Number(inode) }) });
    texts.set(path, text);
  }
  const ignore = texts.get('.dockerignore');
  return {
    root: 'fixture',
    dockerfile: 'Dockerfile',
    entries: [...entries.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    truncated: false,
    ignore: ignore === undefined ? undefined : { path: '.dockerignore', text: ignore },
    texts,
    archives: new Map(
      [...files].filter(([, draft]) => draft.note === 'archive').map(([path]) => [path, { unpacks: true, unpackedSize: undefined }]),
    ),
  };
}

function parentsOf(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}

function fail(reason: string): never {
  throw new Error(reason);
}
