import { message } from '../../base/message.ts';
import { baseName } from '../../base/paths.ts';
import type { CopyFact } from '../../facts/copy.ts';
import type { Instruction } from '../../syntax/tree.ts';
import { defineRefactoring } from '../refactoring.ts';
import type { RefactoringContext } from '../refactoring.ts';

/** `ADD url` with the checksum that a later RUN of the stage checks: BuildKit then checks it itself, and notices when the file changes. */
export const refactoring = defineRefactoring({
  id: 'add-checksum',
  kind: 'rewrite',
  offers(context) {
    const { instruction, facts, stage } = context;
    if (instruction.keyword !== 'ADD' || !stage) return [];
    const copy = facts.copyOf(instruction);
    const path = copy && downloadedFile(copy);
    if (path === undefined || copy?.flags.checksum !== undefined || instruction.flags.some(({ name }) => name === 'checksum')) return [];
    const later = stage.instructions.slice(stage.instructions.indexOf(instruction) + 1);
    const sums = new Set(later.flatMap((run) => checksums(run, path, context)));
    const [sum, ...others] = sums;
    if (sum === undefined || others.length > 0) return [];
    const { end } = instruction.flags.at(-1) ?? instruction.keywordSpan;
    return [{ title: message('Add the checksum that RUN checks'), edits: [{ start: end, end, newText: ` --checksum=sha256:${sum}` }] }];
  },
});

/** The path of the only downloaded file; undefined for several sources, for files of the context, and if it is not known. */
function downloadedFile({ sources, destination }: CopyFact): string | undefined {
  const [source, ...others] = sources;
  if (source?.kind !== 'http' || others.length > 0 || source.value === undefined || !destination?.path) return undefined;
  const name = baseName(source.value.replace(/[?#].*$/, ''));
  return destination.isFolder ? `${destination.path.replace(/\/$/, '')}/${name}` : destination.path;
}

/** `echo "<sum>  <file>" | sha256sum -c`: the sums for the file in such a pipeline. */
function checksums(run: Instruction, path: string, { facts }: RefactoringContext): readonly string[] {
  if (run.keyword !== 'RUN') return [];
  const commands = facts.commandsOf(run);
  const isChecked = commands.some(
    ({ command: { name, args } }) => name === 'sha256sum' && args.some(({ value }) => /^(?:-\w*c|--check)/.test(value)),
  );
  if (!isChecked) return [];
  return commands.flatMap(({ command: { name, args } }) => {
    if (name !== 'echo' && name !== 'printf') return [];
    const [, sum, file] =
      /^([0-9a-f]{64})\s+\*?(\S+?)(?:\\n)?$/.exec(
        args
          .map(({ value }) => value)
          .join(' ')
          .replace(/^%s(?:\\n)? /, ''),
      ) ?? [];
    return sum !== undefined && file !== undefined && (file === path || baseName(file) === baseName(path)) ? [sum] : [];
  });
}
