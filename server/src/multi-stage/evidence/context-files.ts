import { baseName, contextPath, joinPath, pathBelow } from '../../base/paths.ts';
import type { BuildContext } from '../../context/build-context.ts';
import type { Step } from '../core/steps.ts';

/** A file of the build context and where in the image a COPY puts it. */
export interface CopiedFile {
  /** In the context. */
  readonly path: string;
  /** In the image, absolute. */
  readonly target: string;
  readonly step: Step;
}

/** The files that the steps copy from the context, the later ones last; undefined when the context is not known. */
export function copiedFiles(steps: readonly Step[], build: BuildContext): readonly CopiedFile[] | undefined {
  const { snapshot } = build;
  if (snapshot.state !== 'known' || snapshot.value.truncated) return undefined;
  return steps.flatMap((step) => filesOf(step, build));
}

function filesOf(step: Step, build: BuildContext): readonly CopiedFile[] {
  const { copy, instruction } = step;
  if (!copy?.fromContext) return [];
  const exclude = instruction.flags.filter(({ name }) => name === 'exclude').flatMap(({ value }) => value ?? []);
  const parents = instruction.flags.some(({ name }) => name === 'parents');
  return copy.sources.flatMap((source) => {
    const match = build.match(source, { exclude, parents });
    if (!match) return [];
    const folder = match.isDirectory ? contextPath(source) : undefined;
    return match.files.map(({ path }) => ({
      path,
      step,
      target: targetOf(path, folder, copy.destination, copy.intoFolder || match.files.length > 1, parents),
    }));
  });
}

/** The contents of a folder go into the destination; a file becomes it, or goes into it. */
function targetOf(path: string, folder: string | undefined, destination: string, into: boolean, parents: boolean): string {
  if (parents) return joinPath(destination, path);
  if (folder !== undefined) return joinPath(destination, pathBelow(folder, path) ?? path);
  return into ? joinPath(destination, baseName(path)) : destination;
}

/** The text of the file that lies at a path of the image, as far as it was read. */
export function textAt(files: readonly CopiedFile[] | undefined, build: BuildContext, target: string): string | undefined {
  const file = files?.findLast((one) => one.target === target);
  return file && build.text(file.path);
}
