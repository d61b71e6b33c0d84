import { cleanPath, joinPath } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import { buildsIn, stepsOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { buildsOf } from '../../core/step.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import type { EarlyDownload } from '../../families/compiled.ts';

/**
 * When sources and go.mod are copied together and `go build` downloads the modules: the same in two steps, so that an edit of the sources
 * downloads nothing again. Undefined when the file does so already, or when go.mod refers to folders of the project.
 */
export function moduleDownload(project: Project): EarlyDownload | undefined {
  const builds = buildsIn(project);
  const build = builds.find(({ stack }) => stack === 'go');
  const step = build && stepsOfBuild(project).find((one) => buildsOf(one).includes(build));
  const folder = build?.folder;
  if (!step || folder === undefined || builds.some(({ role }) => role === 'cache') || step.instruction.flags.length > 0) return undefined;
  const copy = project.steps.find(
    (one) => one.copy?.fromContext && one.copy.destination === folder && one.copy.sources.every((source) => cleanPath(source) === '.'),
  );
  const module = copiedProject(project, 'go', folder);
  if (!copy || !module?.requires || module.localPackages.some(({ kind }) => kind === 'path')) return undefined;
  const copies = (name: string): boolean => {
    const path = joinPath(folder, name);
    return project.files!.some(({ instruction, target }) => instruction === copy.instruction && target === path);
  };
  if (!copies('go.mod') || !copies('go.sum') || copies('go.work') || copies('vendor/modules.txt')) return undefined;
  const destination = copy.workdir === folder ? './' : `${folder}/`;
  return {
    before: copy,
    lines: [{ text: `COPY go.mod go.sum ${destination}` }, { text: 'RUN go mod download' }],
    decision: message('go.mod and go.sum are copied first and their modules downloaded: source changes do not download them again.'),
  };
}
