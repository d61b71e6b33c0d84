import { absolutePath } from '../../base/paths.ts';
import type { DockerfileModel } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';

/** A COPY or ADD, its words resolved. */
export interface CopyStep {
  /** Takes from the build context; false for another image, an address, a heredoc. */
  readonly fromContext: boolean;
  /** Source words, variables replaced. */
  readonly sources: readonly string[];
  /** Absolute. */
  readonly destination: string;
  /** The destination is written from the root. */
  readonly absolute: boolean;
  /** Written with a slash at its end, or with several sources: what is copied goes into it. */
  readonly intoFolder: boolean;
  /** The value of --chown, variables replaced. */
  readonly chown: string | undefined;
}

/** Undefined when a word is not known before the build, or there is no destination. */
export function readCopy(model: DockerfileModel, instruction: Instruction, workdir: string | undefined): CopyStep | undefined {
  const scope = model.scopeAt(instruction);
  const raw = instruction.json?.items.map(({ value }) => value) ?? instruction.words.map(({ text }) => text);
  const words = raw.map((word) => (instruction.json ? word : scope.expand(word)));
  const [destination, ...sources] = words.toReversed();
  if (destination === undefined || sources.length === 0 || sources.some((word) => word === undefined)) return undefined;
  const path = absolutePath(workdir, destination);
  const flag = (name: string): string | undefined => instruction.flags.findLast((one) => one.name === name)?.value;
  const chown = flag('chown');
  if (path === undefined) return undefined;
  const names = (sources as string[]).toReversed();
  return {
    fromContext:
      flag('from') === undefined && instruction.heredocs.length === 0 && !names.some((name) => /^(?:[a-z+]+:\/\/|git@)/.test(name)),
    sources: names,
    destination: path,
    absolute: destination.startsWith('/'),
    intoFolder: names.length > 1 || /(?:\/|^\.{1,2}|\/\.{1,2})$/.test(destination),
    chown: chown === undefined ? undefined : scope.expand(chown),
  };
}
