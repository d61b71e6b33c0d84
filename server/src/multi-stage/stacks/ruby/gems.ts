import { shellPath } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { Build } from '../../core/effects.ts';
import { homeOf, stepOfBuild } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import type { Closure } from '../../families/interpreted.ts';

/** Where the official image installs gems and keeps Bundler's settings: GEM_HOME and BUNDLE_APP_CONFIG. https://github.com/docker-library/ruby */
const gemHome = '/usr/local/bundle';

/** Variables that name another place for gems or settings. https://bundler.io/man/bundle-config.1.html */
const placeVariables = ['GEM_HOME', 'BUNDLE_PATH', 'BUNDLE_APP_CONFIG'] as const;

/**
 * The folders with the installed gems and the settings of Bundler. Some of them only exist with some versions of Bundler: the build stage
 * creates these first, so that they can be copied in any case.
 */
export function gemsOf(project: Project, builds: readonly Build[]): Closure | Refusal {
  const installs = builds.filter(({ stack, role }) => stack === 'ruby' && role === 'dependencies');
  const certain = new Set([gemHome]);
  const possible = new Set<string>();
  for (const build of installs) {
    const places = placesOf(project, build);
    if (places.includes(undefined)) {
      return refuse(message('The folder that {tool} installs to is unknown.', { tool: build.program }), [
        message('Write it without variables.'),
      ]);
    }
    for (const path of places) possible.add(path!);
  }
  for (const path of certain) possible.delete(path);
  const first = installs[0];
  const folders = [...certain, ...possible];
  return {
    artifacts: folders.map((path) => copiedFrom(path, true)),
    prepare:
      first && possible.size > 0
        ? { before: stepOfBuild(project, first), lines: [{ text: `RUN mkdir -p ${[...possible].join(' ')}` }] }
        : undefined,
    decisions: [message('The gems and the settings of Bundler are copied from the build stage: {paths}.', { paths: folders.join(', ') })],
  };
}

/** Other folders than the default that a command of Bundler or RubyGems may write to; undefined in place of one that is not known. */
function placesOf(project: Project, build: Build): readonly (string | undefined)[] {
  const { packages, folder } = build;
  const { instruction } = stepOfBuild(project, build);
  const scope = project.model.scopeAt(instruction);
  const places: (string | undefined)[] = placeVariables.flatMap((name) => {
    const found = scope.lookup(name);
    if (!found || found.origin === 'base-image') return [];
    return [found.value === undefined ? undefined : shellPath(folder, found.value)];
  });
  if (!packages) return places;
  const { args, verbText } = packages;
  const words = args.operands.map(({ value }) => value);
  const setting = words.findIndex((word) => word === 'path' || word === 'deployment');
  const isConfig = verbText.startsWith('config');
  if (isConfig && !hasOption(args, '--local')) {
    const home = homeOf(project, project.model.configBefore(instruction).user?.value ?? 'root');
    places.push(home === undefined ? undefined : `${home}/.bundle`);
  }
  const path = isConfig && words[setting] === 'path' ? words[setting + 1] : optionOf(args, '--path')?.value;
  if (path !== undefined) places.push(shellPath(folder, path));
  const deploys = hasOption(args, '--deployment') || (isConfig && words[setting] === 'deployment') || scope.lookup('BUNDLE_DEPLOYMENT');
  if (deploys) places.push(shellPath(folder, 'vendor/bundle'));
  return places;
}
