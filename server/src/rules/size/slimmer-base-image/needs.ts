import { ecosystemOfTool } from '../../../knowledge/install-files.ts';
import { npmRequirements, pypiRequirements } from '../../../knowledge/native-dependencies.ts';
import { packageOfProgram } from '../../../knowledge/program-packages.ts';
import { hasRole, programName } from '../../../knowledge/programs.ts';
import type { CommandFact } from '../../../facts/commands/command.ts';
import type { RuleContext } from '../../../linter/rule.ts';
import { manifestsOf } from '../../../manifests/manifests.ts';
import type { Project } from '../../../manifests/project.ts';
import type { BaseImage } from '../../../model/base-image-catalogue.ts';
import type { Stage } from '../../../model/model.ts';

type Context = Pick<RuleContext, 'facts' | 'build'>;

/**
 * Whether a stage may use something that only the full image contains: a compiler, a program such as curl or git, or an install of packages
 * that may be compiled. If the project files are not known, an install that reads them may.
 */
export function needsFullImage(stage: Stage, full: BaseImage, slim: BaseImage, context: Context): boolean {
  const missing = new Set(full.packages.filter((name) => !slim.packages.includes(name)));
  return stage.instructions.some((instruction) => {
    const { keyword, json, trigger, source } = instruction;
    if (keyword === 'ONBUILD' || /git\+|\bgit@/.test(source)) return true;
    // Only the last of several counts.
    if (
      (keyword === 'CMD' || keyword === 'ENTRYPOINT') &&
      stage.instructions.findLast((other) => other.keyword === keyword) !== instruction
    )
      return false;
    const start = json?.items[0]?.value ?? trigger?.json?.items[0]?.value;
    // A command line in a string is not read.
    if (start !== undefined && (isOnlyInFull(start, missing) || hasRole(start, 'posixShell'))) return true;
    const commands = context.facts.commandsOf(instruction);
    if (keyword === 'RUN') return commands.some((command) => usesFull(command, missing, context));
    // A package manager that only starts the program compiles nothing.
    return commands.some(({ program }) => program !== undefined && isOnlyInFull(program, missing));
  });
}

function usesFull(command: CommandFact, missing: ReadonlySet<string>, context: Context): boolean {
  const { program, packages } = command;
  if (program === undefined) return command.inner.nameWord !== undefined;
  if (packages?.kind === 'language') return mayCompile(packages, context);
  return isOnlyInFull(program, missing);
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
