import { baseName, parentOf, shellPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { hasOption, optionOf } from '../../../shell/tools/options.ts';
import type { PackageCommand } from '../../../shell/tools/packages.ts';
import { cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Build, Effect } from '../../core/effects.ts';

/** Verbs of Bundler that only check, print or download. */
const bundlerCacheVerbs = /^(?:check|show|list|info|outdated|lock|package|cache|version|env|platform|audit)$/;

/** Reads a command of Bundler, RubyGems and Rake; undefined for other programs. */
export function readRubyCommand(command: CommandFact): Effect | undefined {
  const { packages, program = '', folder } = command;
  if (packages?.tool === 'bundler') return readBundler(command, packages);
  if (packages?.tool === 'gem') return readGem(command, packages);
  if (packages || folder === undefined || !hasRole(program, 'rubyTask')) return undefined;
  return otherBuild(program, folder);
}

function readBundler(command: CommandFact, packages: PackageCommand): Effect | undefined {
  const folder = gemfileFolder(command, packages);
  if (folder === undefined) return undefined;
  const { verb, verbText, args } = packages;
  if (verb === 'install' || verb === 'upgrade') return rubyBuild(packages, folder);
  // Its settings say which gems the program loads.
  if (verbText.startsWith('config')) return rubyBuild(packages, folder);
  if (verb === 'run') return hasRole(baseName(args.operands[0]?.value ?? ''), 'rubyTask') ? otherBuild('bundle', folder) : undefined;
  return bundlerCacheVerbs.test(verbText) ? cacheBuild('bundle') : undefined;
}

/** The folder of the Gemfile that an option or a variable names, or the working directory. */
function gemfileFolder(command: CommandFact, { args }: PackageCommand): string | undefined {
  const gemfile = optionOf(args, '--gemfile')?.value ?? command.environment('BUNDLE_GEMFILE');
  const path = gemfile === undefined ? undefined : shellPath(command.folder, gemfile);
  return gemfile === undefined ? command.folder : path && parentOf(path);
}

/** `gem update --system` replaces the RubyGems of the interpreter, outside of the folder of gems. */
function readGem(command: CommandFact, packages: PackageCommand): Effect | undefined {
  const { verb, verbText, args } = packages;
  if (command.folder === undefined || hasOption(args, '--system', '-i', '--install-dir', '-n', '--bindir', '--user-install'))
    return undefined;
  if (verb === 'install' || verb === 'upgrade') return rubyBuild(packages, command.folder);
  return verb === 'build'
    ? otherBuild('gem', command.folder)
    : verbText === 'sources' || verb === 'download'
      ? cacheBuild('gem')
      : undefined;
}

function rubyBuild(packages: PackageCommand, folder: string): Build {
  return { kind: 'build', role: 'dependencies', stack: 'ruby', program: packages.tool, folder, artifacts: undefined, packages };
}
