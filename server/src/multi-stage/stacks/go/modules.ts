import { cleanPath, joinPath } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { Build } from '../../core/actions.ts';
import { textAt } from '../../evidence/context-files.ts';
import type { NewLine, Project } from '../../core/recipe.ts';
import { buildsOf } from '../../core/steps.ts';
import type { Step } from '../../core/steps.ts';

/** Lines that fetch the modules before the sources are copied. */
export interface ModuleDownload {
  /** The COPY of the sources, in front of which the lines go. */
  readonly before: Step;
  readonly lines: readonly NewLine[];
  readonly decision: Message;
}

/**
 * Where sources and manifests are copied together and `go build` fetches the modules: the same in two steps, so that an edit of the
 * sources fetches nothing again. Undefined where the file does so already, or where go.mod names folders of the project.
 */
export function moduleDownload(project: Project, builds: readonly Build[]): ModuleDownload | undefined {
  const { steps, boundary, files, build } = project;
  const goBuild = steps.slice(0, boundary + 1).find((step) => buildsOf(step).some(({ what }) => what === 'go'));
  const folder = builds.find(({ what }) => what === 'go');
  if (!goBuild || folder?.what !== 'go' || builds.some(({ what }) => what === 'cache') || goBuild.instruction.flags.length > 0)
    return undefined;
  const copy = steps.find(
    (step) =>
      step.copy?.fromContext && step.copy.destination === folder.folder && step.copy.sources.every((source) => cleanPath(source) === '.'),
  );
  const manifest = textAt(files, build, joinPath(folder.folder, 'go.mod'));
  if (!copy || manifest === undefined || !/^\s*require\b/m.test(manifest) || /=>\s*\.{0,2}\//.test(manifest)) return undefined;
  const targets = new Set(files!.filter(({ step }) => step === copy).map(({ target }) => target));
  const inside = (name: string): boolean => targets.has(joinPath(folder.folder, name));
  if (!inside('go.mod') || !inside('go.sum') || inside('go.work') || inside('vendor/modules.txt')) return undefined;
  const destination = copy.workdir === folder.folder ? './' : `${folder.folder}/`;
  return {
    before: copy,
    lines: [{ text: `COPY go.mod go.sum ${destination}` }, { text: 'RUN go mod download' }],
    decision: message('go.mod and go.sum are copied first, and their modules fetched: an edit of the sources fetches nothing again.'),
  };
}
