import { message } from '../../../base/message.ts';
import { officialMirrors } from '../../../knowledge/image-languages.ts';
import { gemRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NativeRequirements } from '../../../knowledge/native-dependencies.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import type { Build } from '../../core/effects.ts';
import { buildsIn } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { interpreterRuntimeBase } from '../../core/runtime-base.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import type { InterpretedLanguage } from '../../families/interpreted.ts';
import { gemsOf } from './gems.ts';

/** What is special about Ruby: gems are outside of the project, and the program needs the Gemfile. */
export function rubyLanguage(project: Project): InterpretedLanguage {
  const base = interpreterRuntimeBase(project.stage, 'ruby');
  const builds = buildsIn(project);
  return {
    base,
    unsupported: unsupported(project, builds),
    needs: needsOf(project, builds),
    closure: () => gemsOf(project, builds),
    changedFolders: () => [],
    isManifest: () => false,
    isBuildOnlyPackage: (name) => buildOnly.has(name),
    providesProgram: (program) => packageOfProgram(program, base.manager) === undefined,
  };
}

/** Packages that only compile gems. */
const buildOnly: ReadonlySet<string> = new Set(['libclang-dev', 'ruby-dev', 'rubygems-dev']);

function unsupported(project: Project, builds: readonly Build[]): Refusal | undefined {
  const { stage } = project;
  const { registry, repository } = stage.image!;
  const isOfficial =
    registry === 'docker.io' ? repository === 'ruby' : officialMirrors.includes(`${registry}/${repository.replace(/ruby$/, '')}`);
  if (!isOfficial) {
    return refuse(
      message('Where {image} installs gems is unknown.', { image: stage.image!.raw }),
      [message('Use the official ruby image.')],
      stage.image,
    );
  }
  if (installs(project, builds, 'passenger')) {
    return refuse(message('{package} compiles its server when it starts: it needs the compilers.', { package: 'passenger' }));
  }
  if (builds.every(({ stack }) => stack === undefined || stack === 'ruby')) return undefined;
  return refuse(
    message('The build uses tools other than {tool}, and which of their output the container needs is unknown.', { tool: 'Bundler' }),
    [message('Use a separate stage for them.')],
  );
}

/** Whether one of the projects depends on a gem. */
function installs(project: Project, builds: readonly Build[], gem: string): boolean {
  return builds.some(({ stack, folder, packages }) => {
    if (stack !== 'ruby' || folder === undefined) return false;
    const dependencies = copiedProject(project, 'bundler', folder)?.dependencies ?? [];
    return (
      packages?.packages.some(({ name }) => name === gem) || dependencies.some(({ name, group }) => name === gem && group === 'default')
    );
  });
}

/** What the gems need of the system; undefined if the Gemfile is not known. */
function needsOf(project: Project, builds: readonly Build[]): readonly NativeRequirements[] | undefined {
  const needs: NativeRequirements[] = [];
  for (const { stack, packages, folder } of builds) {
    if (stack !== 'ruby' || !packages || folder === undefined) continue;
    const named = packages.packages.map(({ name }) => name);
    const gemfile = packages.tool === 'bundler' && packages.verb === 'install' ? copiedProject(project, 'bundler', folder) : undefined;
    if (packages.tool === 'bundler' && packages.verb === 'install' && !gemfile) return undefined;
    const locked = gemfile?.locked() ?? [];
    const gems = [...named, ...(locked.length > 0 ? locked : (gemfile?.dependencies ?? [])).map(({ name }) => name)];
    // The gemspec of the project, and of a gem from a repository, lists its files with git.
    if (gemfile?.usesGemspec || gemfile?.dependencies.some(({ version }) => version?.includes('git'))) needs.push({ programs: ['git'] });
    needs.push(...gems.flatMap((name) => gemRequirements(name) ?? []));
  }
  return needs;
}
