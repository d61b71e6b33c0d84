import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { packageOfNodeTool } from '../../../knowledge/node-tools.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';
import { commandsInText } from '../../../facts/start/commands.ts';
import type { PackageJson } from './package-json.ts';

/** One command, and the package that brings its program; `node` for what Node itself runs. */
export interface NodeCommand {
  readonly words: CommandWords;
  /** Undefined for builtins of the shell and other programs. */
  readonly package: string | undefined;
}

/** How deep scripts may call scripts. */
const maximumDepth = 6;

/** The commands that a list of commands runs, scripts of package.json resolved; undefined when a script is missing. */
export function resolveAll(packageJson: PackageJson, list: readonly CommandWords[]): readonly NodeCommand[] | undefined {
  const found = list.map((words) => resolveScripts(packageJson, words, 0));
  return found.every((commands) => commands !== undefined) ? found.flat() : undefined;
}

/** The commands that a command runs: for `npm start`, those of the script. Undefined when a script is missing. */
function resolveScripts(packageJson: PackageJson, words: CommandWords, depth: number): readonly NodeCommand[] | undefined {
  if (depth > maximumDepth) return undefined;
  const [program = '', ...rest] = words;
  const script = scriptNamed(packageJson, program, rest);
  if (script !== undefined) return withMore(scriptCommands(packageJson, script, depth), passedOn(rest));
  const name = baseName(program);
  if (hasRole(name, 'packageRunner', 'nodeEnvironment')) {
    const inner = rest.findIndex((word) => !word.startsWith('-') && !/^\w+=/.test(word));
    const wrapped = inner < 0 ? [] : resolveScripts(packageJson, rest.slice(inner), depth + 1);
    const self = hasRole(name, 'packageRunner') ? [] : [{ words, package: packageOfNodeTool(name) }];
    return wrapped && [...self, ...wrapped];
  }
  if (name === 'node' || name === 'nodejs')
    return [{ words, package: 'node' }, ...preloaded(rest).map((module) => ({ words, package: module }))];
  return [{ words, package: packageOfNodeTool(name) }];
}

/** The script that a package manager is asked to run; undefined for any other command. */
function scriptNamed({ scripts }: PackageJson, program: string, words: readonly string[]): string | undefined {
  const manager = baseName(program);
  if (!hasRole(manager, 'nodeManager')) return undefined;
  const [verb = '', name = ''] = words.filter((word) => !word.startsWith('-'));
  if (verb === 'start' || verb === 'test') return verb;
  if (/^(?:run|run-script)$/.test(verb)) return name;
  return manager !== 'npm' && verb !== '' && verb !== 'exec' && verb !== 'dlx' && Object.hasOwn(scripts, verb) ? verb : undefined;
}

/** The words after `--` go to the last command of the script. https://docs.npmjs.com/cli/v11/commands/npm-run */
function passedOn(words: readonly string[]): readonly string[] {
  const at = words.indexOf('--');
  return at < 0 ? [] : words.slice(at + 1);
}

function withMore(commands: readonly NodeCommand[] | undefined, more: readonly string[]): readonly NodeCommand[] | undefined {
  return more.length === 0 ? commands : commands?.map((command, i) => (i < commands.length - 1 ? command : { ...command, words: [...command.words, ...more] })); // prettier-ignore
}

function scriptCommands(packageJson: PackageJson, name: string, depth: number): readonly NodeCommand[] | undefined {
  // https://docs.npmjs.com/cli/v11/using-npm/scripts#npm-start
  const script = packageJson.scripts[name] ?? (name === 'start' ? 'node server.js' : undefined);
  if (script === undefined) return undefined;
  const texts = [packageJson.scripts[`pre${name}`], script, packageJson.scripts[`post${name}`]].flatMap((text) => text ?? []);
  const found = texts.flatMap((text) => commandsInText(text)).map((words) => resolveScripts(packageJson, words, depth + 1));
  return found.every((commands) => commands !== undefined) ? found.flat() : undefined;
}

/** Modules that Node loads first: `-r dotenv/config`, `--import tsx`. */
function preloaded(words: readonly string[]): readonly string[] {
  return words.flatMap((word, i) => {
    const [, attached] = /^--(?:require|import|loader|experimental-loader)=(.+)$/.exec(word) ?? [];
    const module = attached ?? (/^(?:-r|--require|--import|--loader|--experimental-loader)$/.test(word) ? words[i + 1] : undefined);
    return module === undefined || /^[./]/.test(module) ? [] : (/^(@[^/]+\/[^/]+|[^/]+)/.exec(module)?.[1] ?? []);
  });
}
