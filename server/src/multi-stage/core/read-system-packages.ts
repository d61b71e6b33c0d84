import type { CommandFact } from '../../facts/commands/command.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Effect } from './effects.ts';

/** What a command of apt or apk does; undefined for other package managers and for what is not known here. */
export function readSystemPackages(command: CommandFact, system: PackageCommand): Effect | undefined {
  const { tool, verb, packages, args, verbText } = system;
  if (verb === 'clean') return { kind: 'cache-removal', of: 'system' };
  const manager = tool === 'apk' ? 'apk' : hasRole(tool, 'apt') ? 'apt' : undefined;
  if (!manager) return undefined;
  if (verb === 'update') return { kind: 'package-lists' };
  if (verb === 'remove' || /^auto-?remove$/.test(verbText))
    return { kind: 'system-removal', names: packages.map(({ word }) => command.valueOfWord(word) ?? word.raw) };
  if (verb === 'upgrade' && packages.length === 0) return { kind: 'setup', program: tool, repeatable: true, paths: [] };
  if (verb !== 'install' && verb !== 'upgrade') return undefined;
  // No table knows a package that is a file, an address or a variable.
  if (packages.some(({ source, word }) => source !== 'repository' || !word.literal)) return undefined;
  const virtual = manager === 'apk' ? optionOf(args, '-t', '--virtual')?.value : undefined;
  return { kind: 'system-install', manager, packages, virtual };
}
