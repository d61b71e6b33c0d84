import { message } from '../../../base/message.ts';
import { phpBuildPackages } from '../../../knowledge/build-packages.ts';
import { officialMirrors } from '../../../knowledge/image-languages.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { Build } from '../../core/effects.ts';
import { buildsIn, containerCommandsOf } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import type { Step } from '../../core/step.ts';
import type { Closure, InterpretedLanguage } from '../../families/interpreted.ts';

/** What is special about PHP: extensions are compiled into the interpreter's folders, and Composer works in the folder of the sources. */
export function phpLanguage(project: Project): InterpretedLanguage {
  const builds = buildsIn(project).filter(({ stack }) => stack === 'php');
  const startsComposer = containerCommandsOf(project).some((words) => words.some((word) => /(?:^|\/)composer(?:\.phar)?$/.test(word)));
  return {
    base: interpreterRuntimeBase(project.stage, 'php'),
    unsupported: unsupported(project),
    needs: [],
    closure: () => closureOf(builds),
    changedFolders: () => builds.flatMap(({ folder }) => folder ?? []),
    isManifest: () => false,
    isBuildOnlyCopy: (step) => !startsComposer && copiesComposer(step),
    isBuildOnlyPackage: (name) => phpBuildPackages.has(name) || /^php[\d.]*-(?:dev|pear)$/.test(name),
    // The base stays, with every program that it has.
    providesProgram: () => true,
  };
}

function closureOf(builds: readonly Build[]): Closure {
  const folders = [...new Set(builds.flatMap(({ artifacts }) => artifacts?.map(({ source }) => source) ?? []))];
  return {
    artifacts: folders.map((path) => copiedFrom(path, true)),
    decisions:
      folders.length === 0
        ? []
        : [message('The compiled extensions are copied from the build stage: {paths}.', { paths: folders.join(', ') })],
  };
}

/** Composer itself, from its image or from the context. */
function copiesComposer({ copy }: Step): boolean {
  return copy !== undefined && copy.sources.every((source) => /(?:^|\/)composer(?:\.phar)?$/.test(source));
}

function unsupported(project: Project): Refusal | undefined {
  const { registry, repository, raw } = project.stage.image!;
  const name = officialMirrors.reduce(
    (path, mirror) => path.replace(mirror, ''),
    registry === 'docker.io' ? repository : `${registry}/${repository}`,
  );
  const compiles = buildsIn(project).some(({ stack, artifacts }) => stack === 'php' && artifacts !== undefined);
  if (compiles && !/^(?:php|debian|ubuntu)$/.test(name)) {
    return refuse(
      message('Where {image} keeps the extensions of PHP is unknown.', { image: raw }),
      [message('Use the official php image.')],
      project.stage.image,
    );
  }
  const other = buildsIn(project).find(({ stack }) => stack !== undefined && stack !== 'php');
  return (
    other &&
    refuse(
      message('The build uses tools other than {tool}, and which of their output the container needs is unknown.', { tool: 'Composer' }),
      [message('Use a separate stage for them.')],
    )
  );
}
