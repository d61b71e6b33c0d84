import { memoizeWeak } from '../base/memoize.ts';
import type { Work } from '../base/work.ts';
import { baseName } from '../base/paths.ts';
import { hasRole, programName, programRoles } from '../knowledge/programs.ts';
import type { ProgramRole } from '../knowledge/programs.ts';
import type { Stage } from '../model/model.ts';
import { PerStage } from '../model/per-stage.ts';
import type { ShellScript } from '../shell/script.ts';
import type { CommandFact } from './commands/command.ts';
import type { Facts } from './facts.ts';

/**
 * A command whose effects are unknown, because files that are not read define them:
 * - `script`: it runs a script, or a program of the user's own, which may do anything;
 * - `program`: it runs what a build file or a package defines (`make deps`, `npm run setup`), or a program that is not in the vocabulary.
 */
export type UnreadCommand = 'script' | 'program';

/** Programs that do what a file or another program says, so that their name does not tell what they do. */
const fileDriven: readonly ProgramRole[] = ['buildTool', 'taskRunner', 'generator', 'packageRunner', 'supervisor', 'languageRuntime', 'shellRunner', 'machineConfigurer']; // prettier-ignore

/** Roles that are about the arguments of a program, or where it comes from: they do not tell what it does. */
const incidental: ReadonlySet<ProgramRole> = new Set([
  'languagePackage',
  'dollarLanguage',
  'dollarCode',
  'operatorArgument',
  'expandsBraces',
]);

const telling: readonly ProgramRole[] = programRoles.filter((role) => !fileDriven.includes(role) && !incidental.has(role));

const otherScript = /\.(?:py|pl|rb|js|mjs|cjs|ts|php|lua|R|tcl|exp)$/;

/**
 * What a command does that cannot be read; undefined if its program and arguments tell. `words`: the program as written and its arguments.
 * `own`: the result of `ownPrograms`.
 */
export function unreadInWords(words: readonly string[], own: ReadonlySet<string>): UnreadCommand | undefined {
  const [program = '', ...args] = words;
  const name = programName(program);
  // A shell with a single plain command never gets here: what is left runs a file, a longer text or its standard input.
  if (hasRole(program, 'shell')) return asksForHelp(args) ? undefined : 'script';
  if (
    hasRole(program, 'evaluatingBuiltin', 'entrypointScript') ||
    hasRole(/\.(\w+)$/.exec(name)?.[1] ?? '', 'posixShell') ||
    program.includes('$')
  )
    return 'script';
  if (hasRole(program, ...fileDriven)) return asksForHelp(args) ? undefined : 'program';
  if (hasRole(program, ...telling))
    return hasRole(program, 'interpreter') && args.some((arg) => otherScript.test(arg)) ? 'program' : undefined;
  return program.includes('/') || own.has(name) ? 'script' : 'program';
}

/** `java -version`: it only prints. */
function asksForHelp(args: readonly string[]): boolean {
  return args.some((arg) => /^--(?:version|help)$/.test(arg)) || (args.length === 1 && args[0] === '-version');
}

/** What a command of a RUN does that cannot be read; undefined if that is known. `own`: the result of `ownPrograms`. */
export function unreadInCommand({ inner, packages, script }: CommandFact, own: ReadonlySet<string>): UnreadCommand | undefined {
  const { nameWord, args } = inner;
  if (!nameWord) return undefined;
  if (packages) return packages.kind === 'language' && packages.verb === 'run' ? 'program' : undefined;
  const unread = unreadInWords([nameWord.value, ...args.map(({ value }) => value)], own);
  // The commands of a function are read like all others.
  return unread === 'program' && hasFunctions(script) && !hasRole(nameWord.value, ...fileDriven) ? undefined : unread;
}

/** Whether a script defines functions: a name that is not known may be one of them. */
export const hasFunctions = memoizeWeak(({ commands }: ShellScript): boolean =>
  commands.some(({ containers }) => containers.includes('function')),
);

/** The names of the files that a stage and its parents copy into the image, any of which may be a script. */
export function ownPrograms(stage: Stage, facts: Facts): ReadonlySet<string> {
  return ownProgramsOf(facts).now(stage);
}

/** As `ownPrograms`, in steps: it reads all commands of the stage. */
export function ownProgramsInSteps(stage: Stage, facts: Facts): Work<ReadonlySet<string>> {
  return ownProgramsOf(facts).inSteps(stage);
}

const ownProgramsOf = memoizeWeak(
  (facts: Facts) => new PerStage<ReadonlySet<string>>((stage, inherited) => copiedNames(stage, inherited, facts)),
);

function* copiedNames({ instructions }: Stage, inherited: ReadonlySet<string> = new Set(), { filesOf }: Facts): Work<ReadonlySet<string>> {
  const names = new Set<string>();
  for (const instruction of instructions) {
    for (const { path, by } of filesOf(instruction).added) if (by === 'copy') names.add(baseName(path));
    yield;
  }
  return names.size === 0 ? inherited : inherited.size === 0 ? names : new Set([...inherited, ...names]);
}
