import { lineBreakOf, indentationAt } from '../../base/layout.ts';
import { message } from '../../base/message.ts';
import { slice } from '../../base/span.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { ContextEntry } from '../../context/context.ts';
import type { CopyFact } from '../../facts/copy.ts';
import { defineRefactoring } from '../refactoring.ts';

/** More entries than this would be a longer list than anybody wants to maintain. */
const mostEntries = 20;

/** `COPY . .` to one COPY for the files and one for each folder, so that a file which is added later does not get into the image. */
export const refactoring = defineRefactoring({
  id: 'copy-folders',
  kind: 'rewrite',
  offers({ instruction, text, facts, build }) {
    if (instruction.keyword !== 'COPY' || instruction.comments.length > 0 || instruction.json) return [];
    const copy = facts.copyOf(instruction);
    const entries = copy && topEntries(copy, build);
    const { snapshot } = build;
    if (!copy || !entries || snapshot.state !== 'known' || snapshot.value.isGuessed) return [];
    const folders = entries.filter(({ kind }) => kind === 'directory').map(({ path }) => path);
    const files = entries.filter(({ kind }) => kind === 'file').map(({ path }) => path);
    const destination = copy.destination!.text.replace(/\/?$/, '/');
    const start = [instruction.keywordSpan, ...instruction.flags].map((part) => `${slice(text, part)} `).join('');
    const lines = [
      ...(files.length > 0 ? [`${start}${files.join(' ')} ${destination}`] : []),
      ...folders.map((folder) => `${start}${folder} ${destination}${folder}/`),
    ];
    const separator = lineBreakOf(text) + indentationAt(text, instruction.start);
    const edits = [{ start: instruction.start, end: instruction.end, newText: lines.join(separator) }];
    return [{ title: message('Copy each file and folder by its name: the folders get the mode 755'), edits }];
  },
});

/** The files and folders at the top of the context that `COPY . x` copies; undefined if they are unknown, too many, or need quotes. */
function topEntries({ sources, destination, fromContext, flags }: CopyFact, build: BuildContext): readonly ContextEntry[] | undefined {
  const [source, ...others] = sources;
  if (!source?.match || others.length > 0 || !fromContext || source.value !== '.' || !destination || flags.exclude.length > 0)
    return undefined;
  if (/["'$\\]/.test(destination.text)) return undefined;
  const top = new Map<string, ContextEntry>();
  for (const { entry } of source.files ?? []) {
    const name = entry.path.split('/')[0]!;
    const isTop = name === entry.path;
    if (!top.has(name)) top.set(name, isTop ? entry : { ...entry, path: name, kind: 'directory' });
  }
  // Empty folders are copied too.
  const { snapshot } = build;
  for (const entry of snapshot.state === 'known' ? snapshot.value.entries : []) {
    const isFolder = entry.kind === 'directory' && !entry.path.includes('/') && !build.ignoredBy(entry.path);
    if (isFolder && !top.has(entry.path)) top.set(entry.path, entry);
  }
  const entries = [...top.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const isPlain = entries.every(
    ({ path, kind }) => /^[\w.@+-][\w.@+ -]*$/.test(path) && !path.includes(' ') && (kind === 'file' || kind === 'directory'),
  );
  return isPlain && entries.length > 0 && entries.length <= mostEntries ? entries : undefined;
}
