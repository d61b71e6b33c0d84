import { joinPath } from '../../base/paths.ts';
import type { Stage } from '../../model/model.ts';
import { hasOption } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { commandsOf } from '../commands/command.ts';
import { homeOf } from '../commands/home.ts';
import type { InstructionCommand } from '../commands/words.ts';
import { pythonVersion } from './environment.ts';
import type { InstallPlace } from './environment.ts';

const isFalse = /^(?:0|false|no|off)$/i;
const isTrue = /^(?:1|true|yes|on)$/i;

/**
 * Where poetry, pipenv, pdm and uv install the packages of a project: in `.venv` of the project, in a virtual environment below the home
 * folder, or in the system's Python. https://python-poetry.org/docs/configuration/, https://pipenv.pypa.io/en/latest/configuration.html,
 * https://pdm-project.org/latest/usage/venv/, https://docs.astral.sh/uv/concepts/projects/config/#project-environment-path
 */
export function projectPlace(
  packages: PackageCommand,
  folder: string | undefined,
  context: InstructionCommand,
  stage: Stage,
): InstallPlace {
  const { command } = context;
  const environment = (name: string): string => command.environment(name) ?? '';
  const own = folder === undefined ? undefined : joinPath(folder, '.venv');
  const active = environment('VIRTUAL_ENV').startsWith('/') ? environment('VIRTUAL_ENV') : undefined;
  const home = homeOf(command.user);
  const prefixes: Readonly<Record<string, () => string | undefined>> = {
    uv: () => (environment('UV_PROJECT_ENVIRONMENT').startsWith('/') ? environment('UV_PROJECT_ENVIRONMENT') : own),
    pdm: () => own,
    pipenv: () => {
      if (hasOption(packages.args, '--system')) return '/usr/local';
      return isTrue.test(environment('PIPENV_VENV_IN_PROJECT')) ? own : (active ?? `${home}/.local/share/virtualenvs/project`);
    },
    poetry: () => {
      if (isFalse.test(environment('POETRY_VIRTUALENVS_CREATE')) || isConfigured('virtualenvs.create', isFalse, context))
        return active ?? '/usr/local';
      const isInProject =
        isTrue.test(environment('POETRY_VIRTUALENVS_IN_PROJECT')) || isConfigured('virtualenvs.in-project', isTrue, context);
      return active ?? (isInProject ? own : `${home}/.cache/pypoetry/virtualenvs/project`);
    },
  };
  const prefix = prefixes[packages.tool]?.() ?? '/usr/local';
  const version = pythonVersion(stage).slice(0, 2).join('.');
  return { prefix, folder: `${prefix}/lib/python${version}/site-packages`, isOwn: !prefix.startsWith('/usr') };
}

/** `poetry config virtualenvs.create false`, in this script or an earlier instruction of the stage. */
function isConfigured(name: string, value: RegExp, { model, instruction }: InstructionCommand): boolean {
  const instructions = model.stageOf(instruction)?.instructions ?? [];
  return instructions
    .filter((one) => one.keyword === 'RUN')
    .flatMap((one) => commandsOf(model, one))
    .some(({ packages }) => {
      if (packages?.tool !== 'poetry' || !/^config\b/.test(packages.verbText)) return false;
      const words = packages.args.operands.map((word) => word.value);
      const at = words.indexOf(name);
      return at >= 0 && value.test(words[at + 1] ?? '');
    });
}
