import { baseName } from '../../base/paths.ts';
import { nodeBuildTools } from '../../knowledge/node-builds.ts';
import type { NodeBuildTool } from '../../knowledge/node-builds.ts';
import { checkingTools } from '../../knowledge/node-tools.ts';
import { hasRole } from '../../knowledge/programs.ts';
import { commandsInText } from '../start/commands.ts';
import type { CommandWords } from '../start/commands.ts';

/** A command of a build. */
export interface BuildCommand {
  readonly program: string;
  /** Undefined if it is not known what the program writes. */
  readonly tool: NodeBuildTool | undefined;
  /** The folder that an option names instead of the tool's own. */
  readonly folder: string | undefined;
}

/** How deep scripts may call scripts. */
const maximumDepth = 5;

/**
 * The commands that a command line runs and that write files, with the scripts of package.json in their place. Undefined if a script is
 * missing, or unknown.
 */
export function buildCommandsOf(
  words: CommandWords,
  scripts: Readonly<Record<string, string>> | undefined,
  depth = 0,
): readonly BuildCommand[] | undefined {
  const [first = '', ...rest] = words;
  const program = baseName(first);
  if (depth > maximumDepth) return undefined;
  const names = scriptsIn(program, rest, scripts);
  if (names) {
    const found = names.map((name) => {
      const text = scripts?.[name];
      const all = [scripts?.[`pre${name}`], text, scripts?.[`post${name}`]].flatMap((one) => one ?? []);
      return text === undefined ? undefined : allOf(all.flatMap((one) => commandsInText(one)).map((inner) => buildCommandsOf(inner, scripts, depth + 1))); // prettier-ignore
    });
    return allOf(found);
  }
  if (hasRole(program, 'packageRunner', 'nodeEnvironment')) {
    const at = rest.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word));
    return at < 0 ? [] : buildCommandsOf(rest.slice(at), scripts, depth + 1);
  }
  if (hasRole(program, 'nodeScriptHelper', 'reader', 'shellState', 'printer') || checkingTools.has(program) || rest.includes('--noEmit')) return []; // prettier-ignore
  const tool = Object.hasOwn(nodeBuildTools, program) ? nodeBuildTools[program] : undefined;
  if (tool?.verbs && !rest.some((word) => tool.verbs!.includes(word)) && !(program === 'vite' && rest.length === 0)) return [];
  return [{ program, tool, folder: tool && optionIn(rest, tool.options) }];
}

function allOf<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  return lists.every((list) => list !== undefined) ? lists.flat() : undefined;
}

/** The names of the scripts that a package manager, `run-s` or `run-p` runs. Undefined for any other command. */
function scriptsIn(
  program: string,
  words: readonly string[],
  scripts: Readonly<Record<string, string>> = {},
): readonly string[] | undefined {
  const names = words.filter((word) => !word.startsWith('-'));
  if (/^(?:run-s|run-p|npm-run-all)$/.test(program)) return names;
  if (!hasRole(program, 'nodeManager')) return undefined;
  const [verb = '', name = ''] = names;
  if (/^(?:run|run-script|rum|urn)$/.test(verb)) return [name];
  return verb !== '' && (program !== 'npm' || verb === 'start' || verb === 'test') && Object.hasOwn(scripts, verb) ? [verb] : undefined;
}

function optionIn(words: readonly string[], options: readonly string[]): string | undefined {
  for (const [i, word] of words.entries()) {
    const option = options.find((name) => word === name || word.startsWith(`${name}=`));
    if (option !== undefined) return word === option ? words[i + 1] : word.slice(option.length + 1);
  }
  return undefined;
}
