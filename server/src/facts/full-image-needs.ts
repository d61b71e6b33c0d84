import { ecosystemOfTool } from '../knowledge/install-files.ts';
import { npmRequirements, pypiRequirements } from '../knowledge/native-dependencies.ts';
import { packageOfProgram } from '../knowledge/program-packages.ts';
import { hasRole, programName } from '../knowledge/programs.ts';
import type { CommandFact } from './commands/command.ts';
import type { BuildContext } from '../context/build-context.ts';
import type { Facts } from './facts.ts';
import { manifestsOf } from '../manifests/manifests.ts';
import type { Project } from '../manifests/project.ts';
import type { BaseImage } from '../model/base-image-catalogue.ts';
import type { Stage } from '../model/model.ts';
import type { Instruction } from '../syntax/tree.ts';

interface Context {
  readonly facts: Facts;
  readonly build: BuildContext;
}

/** `program`: it uses a program that only the full image contains. `install`: it installs packages that may be compiled. `unread`: what it runs is not known. */
export type FullImageNeed = 'program' | 'install' | 'unread';

/** The most certain first. */
const needs = ['program', 'unread', 'install'] as const satisfies readonly FullImageNeed[];

/**
 * What a stage uses that only the full image contains, for certain or possibly: a compiler, a program such as curl or git, or an install of
 * packages that may be compiled. If the project files are not known, an install that reads them may. Undefined if it uses nothing of it.
 */
export function needOfFullImage(stage: Stage, full: BaseImage, slim: BaseImage, context: Context): FullImageNeed | undefined {
  const missing = new Set(full.packages.filter((name) => !slim.packages.includes(name)));
  const found = new Set(stage.instructions.flatMap((instruction) => needsOf(instruction, stage, missing, context)));
  return needs.find((need) => found.has(need));
}

function needsOf(instruction: Instruction, stage: Stage, missing: ReadonlySet<string>, context: Context): readonly FullImageNeed[] {
  const { keyword, json, trigger, source } = instruction;
  if (keyword === 'ONBUILD') return ['unread'];
  if (/git\+|\bgit@/.test(source)) return ['program'];
  // Only the last of several counts.
  if ((keyword === 'CMD' || keyword === 'ENTRYPOINT') && stage.instructions.findLast((other) => other.keyword === keyword) !== instruction)
    return [];
  const start = json?.items[0]?.value ?? trigger?.json?.items[0]?.value;
  if (start !== undefined && isOnlyInFull(start, missing)) return ['program'];
  // A command line in a string is not read.
  if (start !== undefined && hasRole(start, 'posixShell')) return ['unread'];
  const commands = context.facts.commandsOf(instruction);
  if (keyword === 'RUN') return commands.flatMap((command) => needOfCommand(command, missing, context) ?? []);
  // A package manager that only starts the program compiles nothing.
  return commands.some(({ program }) => program !== undefined && isOnlyInFull(program, missing)) ? ['program'] : [];
}

function needOfCommand(command: CommandFact, missing: ReadonlySet<string>, context: Context): FullImageNeed | undefined {
  const { program, packages } = command;
  if (program === undefined) return command.inner.nameWord === undefined ? undefined : 'unread';
  if (packages?.kind === 'language') return mayCompile(packages, context) ? (packages.verb === 'run' ? 'unread' : 'install') : undefined;
  return isOnlyInFull(program, missing) ? 'program' : undefined;
}

function isOnlyInFull(program: string, missing: ReadonlySet<string>): boolean {
  const name = programName(program);
  if (hasRole(name, 'compiler', 'buildTool', 'taskRunner')) return true;
  const provider = packageOfProgram(name, 'apt');
  return missing.has(name) || (provider !== undefined && provider !== 'base' && missing.has(provider));
}

/** Whether an install of packages of a language may compile one of them. */
function mayCompile({ tool, verb, packages, project }: NonNullable<CommandFact['packages']>, { build }: Context): boolean {
  if (verb === 'clean' || verb === 'run' || verb === 'other' || verb === 'remove') return verb === 'run';
  const ecosystem = ecosystemOfTool(tool);
  if (ecosystem !== 'python' && ecosystem !== 'node') return true;
  const requirements = ecosystem === 'python' ? pypiRequirements : npmRequirements;
  if (packages.some(({ name, source }) => source !== 'repository' || requirements(name))) return true;
  return project && (build.snapshot.state !== 'known' || manifestsOf(build).projects.some(mayCompileProject));
}

function mayCompileProject({ ecosystem, dependencies, locked, unknown, localPackages }: Project): boolean {
  if (ecosystem !== 'node' && ecosystem !== 'python') return false;
  if (unknown.length > 0 || localPackages.length > 0) return true;
  if (locked().some(({ hasInstallScript, dev }) => hasInstallScript === true && !dev)) return true;
  return dependencies.some(
    ({ name, dev }) => !dev && (ecosystem === 'node' ? npmRequirements(name) : pypiRequirements(name)) !== undefined,
  );
}
