import type { BuildContext } from '../../context/build-context.ts';
import { targetOf } from '../../facts/copy.ts';
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
  return steps.flatMap((step) => filesOf(step));
}

function filesOf(step: Step): readonly CopiedFile[] {
  if (!step.copy?.fromContext) return [];
  const { sources, destination } = step.copy.fact;
  return sources.flatMap(({ files = [] }) =>
    files.flatMap((file) => {
      // A glob that takes several files needs a folder.
      const target = targetOf(destination, files.length > 1 ? { ...file, named: false } : file);
      return target === undefined ? [] : [{ path: file.entry.path, target, step }];
    }),
  );
}

/** The text of the file that lies at a path of the image, as far as it was read. */
export function textAt(files: readonly CopiedFile[] | undefined, build: BuildContext, target: string): string | undefined {
  const file = files?.findLast((one) => one.target === target);
  return file && build.text(file.path);
}
