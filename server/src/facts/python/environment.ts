import { isWithin, shellPath } from '../../base/paths.ts';
import { readTag } from '../../model/image-tag.ts';
import { rootStage } from '../../model/stages.ts';
import type { Stage } from '../../model/model.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { homeOf } from '../commands/home.ts';
import type { InstructionCommand } from '../commands/words.ts';

/** The version of python3 in a release of a distribution. */
const versionsOfReleases: Readonly<Record<string, readonly number[]>> = {
  buster: [3, 7], bullseye: [3, 9], bookworm: [3, 11], trixie: [3, 13], focal: [3, 8], jammy: [3, 10], noble: [3, 12],
}; // prettier-ignore

/** Assumed if the version is unknown. */
const usualVersion: readonly number[] = [3, 13];

/** The version of Python in a stage: of the official image, or of the distribution. */
export function pythonVersion(stage: Stage): readonly number[] {
  const { image } = rootStage(stage);
  if (image && isPythonImage(stage)) {
    const { version } = readTag('python', image.tag ?? 'latest');
    return version.length > 1 && version[0] === 3 ? version : usualVersion;
  }
  return versionsOfReleases[stage.release ?? ''] ?? usualVersion;
}

/** Whether the stage is based on the official image, which contains pip, and setuptools and wheel before Python 3.12. */
export function isPythonImage(stage: Stage): boolean {
  const { image } = rootStage(stage);
  return image?.registry === 'docker.io' && image.repository === 'python';
}

/** Whether the official image contains a package. https://github.com/docker-library/python */
export function isInPythonImage(name: string, stage: Stage): boolean {
  if (!isPythonImage(stage)) return false;
  const [, minor = 0] = pythonVersion(stage);
  return name === 'pip' || (minor < 12 && (name === 'setuptools' || name === 'wheel'));
}

/**
 * Where an install writes packages. `prefix`: the environment, or the folder of `--target`. `isOwn`: the image has nothing else there, so
 * that the folder contains what was installed, and no more.
 */
export interface InstallPlace {
  readonly prefix: string;
  readonly folder: string;
  readonly isOwn: boolean;
}

/** Reads where a command of pip or uv installs packages. `environments`: virtual environments that the stage has created. */
export function installPlace(
  packages: PackageCommand,
  context: InstructionCommand,
  environments: readonly string[],
  stage: Stage,
): InstallPlace {
  const { command } = context;
  const target = optionOf(packages.args, '-t', '--target')?.value;
  const path = (word: string | undefined): string | undefined => (word === undefined ? undefined : shellPath(command.folder, word));
  const targetFolder = path(target);
  if (targetFolder !== undefined) return { prefix: targetFolder, folder: targetFolder, isOwn: true };
  const chosen =
    path(optionOf(packages.args, '--prefix')?.value) ?? (optionOf(packages.args, '--user') ? `${homeOf(command.user)}/.local` : undefined);
  const prefix = chosen ?? environmentOf(packages, context, environments);
  const folder = `${prefix ?? '/usr/local'}/lib/python${pythonVersion(stage).slice(0, 2).join('.')}/site-packages`;
  return { prefix: prefix ?? '/usr/local', folder, isOwn: prefix !== undefined && !isWithin('/usr', prefix) };
}

/** The virtual environment of a command: by its path, `activate`, VIRTUAL_ENV or PATH. */
function environmentOf(
  { toolWord }: PackageCommand,
  { model, instruction, command }: InstructionCommand,
  environments: readonly string[],
): string | undefined {
  const program = /^(\/.*)\/bin\/[^/]+$/.exec(command.inner.nameWord?.value ?? toolWord.value)?.[1];
  if (program !== undefined && !isSystemPrefix(program)) return program;
  const activated = command.script.commands.find(({ name, args, end }) => /^(?:\.|source)$/.test(name ?? '') && end < command.command.start && (args[0]?.value ?? '').endsWith('/bin/activate')); // prettier-ignore
  if (activated) return shellPath(command.folder, activated.args[0]!.value.replace(/\/bin\/activate$/, ''));
  const own = command.environment('VIRTUAL_ENV') ?? command.environment('UV_PROJECT_ENVIRONMENT');
  if (own?.startsWith('/')) return own;
  const written = model.scopeAt(instruction).lookup('PATH')?.pair?.value ?? '';
  return environments.find((folder) => written.includes(`${folder}/bin`));
}

function isSystemPrefix(prefix: string): boolean {
  return /^(?:\/usr(?:\/local)?|\/opt\/conda|)$/.test(prefix);
}
