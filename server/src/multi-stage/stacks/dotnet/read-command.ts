import { parentOf, shellPath } from '../../../base/paths.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import { optionOf } from '../../../shell/tools/options.ts';
import { artifactAt, cacheBuild } from '../../core/effects.ts';
import type { Effect } from '../../core/effects.ts';

/** Reads a command of the dotnet tool; undefined for other programs, and for tools that it runs. */
export function readDotnetCommand(command: CommandFact): Effect | undefined {
  const { packages, folder } = command;
  if (packages?.tool !== 'dotnet' || folder === undefined) return undefined;
  const { verb, verbText, args } = packages;
  if (verb === 'download' || /^(?:test|tool restore|format|--info|nuget|workload (?:install|restore|update))\b/.test(verbText))
    return cacheBuild('dotnet');
  if (verb !== 'build') return undefined;
  const option = optionOf(args, '-o', '--output');
  const output = option && (option.valueWord ? command.valueOfWord(option.valueWord) : option.value);
  const path = output === undefined ? undefined : shellPath(folder, output);
  if (option && path === undefined) return undefined;
  const project = args.operands[0] && command.valueOfWord(args.operands[0]);
  const at = project === undefined ? folder : shellPath(folder, project);
  const projectFolder = at !== undefined && /\.\w+(?:proj|slnx?)$|\.slnx?$/.test(at) ? parentOf(at) : (at ?? folder);
  return {
    kind: 'build',
    role: 'compile',
    stack: 'dotnet',
    program: 'dotnet',
    folder: projectFolder,
    artifacts: path === undefined ? undefined : [artifactAt(path, true)],
    packages,
  };
}
