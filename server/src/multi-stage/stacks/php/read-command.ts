import { baseName } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { hasRole } from '../../../knowledge/programs.ts';
import { packageFolder } from '../../../facts/commands/package-folder.ts';
import { artifactAt, cacheBuild, otherBuild } from '../../core/effects.ts';
import type { Artifact, Build, Effect } from '../../core/effects.ts';
import type { ProjectSources } from '../../core/project.ts';

/** Verbs of Composer that only check, print or set up authentication. */
const composerCacheVerbs = /^(?:validate|diagnose|show|info|config|about|check-platform-reqs|audit|licenses|self-update|selfupdate)$/;

/** Reads a command of Composer, of the tools for extensions, and scripts of frameworks; undefined for other programs. */
export function readPhpCommand(command: CommandFact, sources: ProjectSources): Effect | undefined {
  const { packages, program = '', folder } = command;
  if (packages?.tool === 'composer') {
    const { verb, verbText } = packages;
    if (composerCacheVerbs.test(verbText)) return cacheBuild('composer');
    const into = packageFolder(command, '-d', '--working-dir');
    return into === undefined || verbText.startsWith('global') || verb === 'clean' ? undefined : composerBuild(into);
  }
  if (packages) return undefined;
  if (hasRole(program, 'phpExtensionTool')) return extensionBuild(program, sources);
  if (hasRole(program, 'phpSetting')) return { kind: 'setup', program, repeatable: true, paths: [] };
  if (folder !== undefined && hasRole(program, 'phpTask')) return otherBuild(program, folder);
  return /^php[\d.]*$/.test(program) ? readInterpreter(command) : undefined;
}

function readInterpreter({ args, folder }: CommandFact): Effect | undefined {
  const words = args.map(({ value }) => value);
  if (words.every((word) => /^(?:-[vimh]|--(?:version|info|ri|modules|rf)|\w+)$/.test(word)) && words[0]?.startsWith('-'))
    return { kind: 'none' };
  // The installer of Composer, read from standard input.
  if (words.some((word) => /^--(?:install-dir|filename)(?:=|$)/.test(word))) return cacheBuild('php');
  const script = baseName(words.find((word) => !word.startsWith('-')) ?? '');
  return folder !== undefined && hasRole(script, 'phpTask') ? otherBuild('php', folder) : undefined;
}

function composerBuild(folder: string): Build {
  return { kind: 'build', role: 'dependencies', stack: 'php', program: 'composer', folder, artifacts: undefined, packages: undefined };
}

/** Where extensions and their settings are: in the official images, and with the packages of Debian and Ubuntu. */
const officialFolders = ['/usr/local/lib/php/extensions', '/usr/local/etc/php/conf.d'];
const packagedFolders = ['/usr/lib/php'];

function extensionBuild(program: string, { stage }: ProjectSources): Build {
  const image = stage.image?.repository ?? '';
  const folders = /^(?:debian|ubuntu)$/.test(image) ? packagedFolders : officialFolders;
  const artifacts = folders.map((path): Artifact => artifactAt(path, true));
  return { kind: 'build', role: 'dependencies', stack: 'php', program, folder: undefined, artifacts, packages: undefined };
}
