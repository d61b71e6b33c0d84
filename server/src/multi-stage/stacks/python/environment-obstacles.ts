import { hasRole } from '../../../knowledge/programs.ts';
import { baseName } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import { refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { containerCommandsOf } from '../../core/project.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';
import type { Project } from '../../core/project.ts';
import type { Step } from '../../core/step.ts';

/**
 * Why packages that pip installs next to the interpreter's own cannot move into a virtual environment: something would look for them, or for
 * their programs, at the old path. Undefined when nothing is known to.
 */
export function environmentObstacle(project: Project): Refusal | undefined {
  return replacesPath(project) ?? resetsPath(project) ?? namesPackages(project) ?? startsByPath(project) ?? runsByPath(project);
}

/** An ENV that sets PATH without the folders that it had. */
function replacesPath({ steps }: Project): Refusal | undefined {
  const replaces = steps.some(
    ({ instruction }) =>
      instruction.keyword === 'ENV' &&
      instruction.pairs.some(({ name, value }) => name === 'PATH' && !/\$(?:PATH\b|\{PATH[}:])/.test(value ?? '')),
  );
  return replaces
    ? refuse(message('ENV replaces PATH, so a virtual environment would not be found.'), [message('Extend $PATH instead.')])
    : undefined;
}

/** Login shells read /etc/profile, sudo has a secure_path. https://www.sudo.ws/docs/man/sudoers.man/#secure_path */
function resetsPath(project: Project): Refusal | undefined {
  const shell = project.steps.find(
    ({ instruction }) => instruction.keyword === 'SHELL' && /--login|-[a-z]*l[a-z]*\b/.test(instruction.bodyText),
  );
  const program = shell ? 'SHELL' : containerCommandsOf(project).find(isLogin)?.[0];
  if (program === undefined) return undefined;
  return refuse(
    message('{program} replaces PATH, so a virtual environment would not be found.', { program: baseName(program) }),
    [message('Install into a virtual environment in the Dockerfile, and start its programs by their paths.')],
    shell?.instruction,
  );
}

function isLogin([program = '', ...words]: CommandWords): boolean {
  const tool = baseName(program);
  if (tool === 'sudo') return true;
  if (!/^(?:su|runuser|(?:ba|da|a)?sh)$/.test(tool)) return false;
  return words.some((word) => word === '--login' || (tool === 'sh' || tool.length > 2 ? /^-[a-z]*l[a-z]*$/ : /^-l?$/).test(word));
}

/** A path of the interpreter's own folder of packages, or of its pip. */
function namesPackages({ steps }: Project): Refusal | undefined {
  const step = steps.find(
    ({ instruction }) =>
      packageFolder.test(instruction.bodyText) ||
      (instruction.keyword === 'RUN' && /\/usr\/local\/bin\/(?:python|pip)/.test(instruction.bodyText)),
  );
  return step && usesPackageFolder(step);
}

const packageFolder = /\b(?:site|dist)-packages\b|\/usr\/local\/lib\/python/;

function usesPackageFolder({ instruction }: Step): Refusal {
  const { keyword } = instruction;
  return refuse(
    message('This {keyword} uses the package folder of the interpreter, which a virtual environment would replace.', { keyword }),
    [message('Install into a virtual environment in the Dockerfile.')],
    instruction,
  );
}

/** A command of the file that changes installed packages, which the runtime stage would not repeat. */
export function changesPackages({ steps, lastBuild }: Project): Refusal | undefined {
  const step = steps.slice(lastBuild + 1).find(({ instruction, run }) => run && packageFolder.test(instruction.bodyText));
  return step && usesPackageFolder(step);
}

/** A command of the container, or of a script that it runs, that names the interpreter by its path. */
function runsByPath(project: Project): Refusal | undefined {
  const [fixed] = containerCommandsOf(project).find(([program = '']) => /^\/usr\/(?:local\/)?bin\//.test(program)) ?? [];
  if (!fixed || !hasRole(fixed, 'pythonProgram')) return undefined;
  return refuse(
    message('The container starts {program} by its path, which does not use the packages of a virtual environment.', { program: fixed }),
    [message('Start it by its name.')],
  );
}

/** A script whose first line names the interpreter would not see the packages of a virtual environment. */
function startsByPath({ files, context }: Project): Refusal | undefined {
  const script = files?.find(({ path }) => /^#!\s*\/usr\/local\/bin\/python/.test(context.text(path) ?? ''));
  return (
    script &&
    refuse(
      message('{file} starts the interpreter by its path, which does not use the packages of a virtual environment.', {
        file: script.path,
      }),
      [message('Start the file with #!/usr/bin/env python3.')],
    )
  );
}
