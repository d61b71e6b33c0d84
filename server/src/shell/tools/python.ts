import { hasOption } from './options.ts';
import type { ParsedArguments } from './options.ts';
import type { PackageRequest, PackageTool, PackageVerb, VerbMeaning } from './package-tool.ts';

/** PEP 508: `name[extra]==1.2`, `name>=1,<2`, `name ~= 1.0`; the version is the text after the first operator. */
const requestPattern = /^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*(?:(?:===?|[~<>!]=|[<>@])\s*(.+))?$/;

/** pip install of pip 25, and the same options in `uv pip`. */
const pipValued = ['-r', '--requirement', '--requirements', '-c', '--constraint', '--constraints', '-e', '--editable', '-t', '--target', '--prefix', '--root', '-i', '--index-url', '--extra-index-url', '-f', '--find-links', '--trusted-host', '--proxy', '--retries', '--timeout', '--cache-dir', '--log', '--python-version', '--platform', '--implementation', '--abi', '--only-binary', '--no-binary', '--progress-bar', '--global-option', '--install-option', '--build-option', '-C', '--config-settings', '--config-setting', '--src', '-d', '--dest', '-w', '--wheel-dir', '--upgrade-strategy', '--cert', '--client-cert', '--exists-action', '--python', '--use-feature', '--use-deprecated', '--report', '--group', '--root-user-action']; // prettier-ignore
const uvValued = ['-p', '--extra', '--no-group', '--only-group', '--directory', '--project', '--package', '--rev', '--tag', '--branch', '--no-install-package', '--link-mode', '--index', '--default-index', '--index-strategy', '--keyring-provider', '--resolution', '--prerelease', '--exclude-newer', '--refresh-package', '--reinstall-package', '-P', '--upgrade-package', '--config-file', '--color', '-o', '--output-file', '--torch-backend', '--with', '--from']; // prettier-ignore

/** The verbs that poetry and pdm have in common. */
const projectVerbs: Readonly<Record<string, PackageVerb>> = {
  install: 'install',
  sync: 'install',
  add: 'install',
  update: 'upgrade',
  remove: 'remove',
  build: 'build',
  run: 'run',
  'cache clear': 'clean',
};

const requirements = ['-r', '--requirement', '--requirements'];

const hasPath = (packages: readonly PackageRequest[]): boolean => packages.some((request) => request.source === 'path');

/** pip builds projects in paths: `.`, `./lib`, `-e .[dev]`. Wheels and archives are packages, even though they are files of the context. */
function pipMeaning(verb: PackageVerb, _text: string, packages: readonly PackageRequest[], args: ParsedArguments): VerbMeaning {
  return { verb, project: hasPath(packages) || hasOption(args, ...requirements, '--group'), local: hasPath(packages) };
}

/** Installs from a lock file or pyproject.toml, and also installs the project itself unless one of these options is set. */
const installsProject =
  (...not: readonly string[]) =>
  (verb: PackageVerb, _text: string, packages: readonly PackageRequest[], args: ParsedArguments): VerbMeaning =>
    verb === 'install'
      ? { verb, project: packages.length === 0, local: !hasOption(args, ...not) || hasPath(packages) }
      : { verb, project: true };

const uvProject = installsProject('--no-install-project', '--no-install-workspace', '--no-install-local', '--only-group', '--only-dev');
/** `uv` verbs that ignore the current project. */
const uvAlone = /^(pip|tool|python|venv|cache|self|init)\b/;

/** pip 25, pipx 1, pipenv 2025, Poetry 2, PDM 2, uv 0.9, conda 25. Only conda prompts before it installs, and pip before it uninstalls. */
export const pythonTools: readonly PackageTool[] = [
  {
    tool: 'pip',
    kind: 'language',
    program: /^pip(\d+(\.\d+)*)?$/,
    syntax: { valued: pipValued, combined: true },
    verbs: {
      install: 'install',
      download: 'download',
      wheel: 'download',
      uninstall: 'remove',
      'cache purge': 'clean',
      'cache remove': 'clean',
    },
    yes: ['-y', '--yes'],
    assumesYes: (_args, verb) => verb !== 'uninstall',
    request: requestPattern,
    manifestOptions: requirements,
    packageOptions: ['-e', '--editable'],
    meaning: pipMeaning,
  },
  {
    tool: 'pipx',
    kind: 'language',
    program: /^pipx$/,
    syntax: { valued: ['--python', '--pip-args', '--suffix', '--index-url', '-i', '--preinstall', '--spec'], combined: true },
    verbs: { install: 'install', inject: 'install', upgrade: 'upgrade', uninstall: 'remove', run: 'run' },
    yes: 'always',
    request: requestPattern,
    meaning: pipMeaning,
  },
  {
    tool: 'pipenv',
    kind: 'language',
    program: /^pipenv$/,
    syntax: { valued: ['--python', '--categories', '-i', '--index', '--pypi-mirror', '--extra-pip-args', '-r', '--requirements', '-e', '--editable'], combined: true }, // prettier-ignore
    verbs: { install: 'install', sync: 'install', update: 'upgrade', upgrade: 'upgrade', uninstall: 'remove', clean: 'clean', run: 'run' },
    yes: 'always',
    request: requestPattern,
    manifestOptions: ['-r', '--requirements'],
    packageOptions: ['-e', '--editable'],
    meaning: (verb, _text, packages) => ({ verb, project: packages.length === 0, local: hasPath(packages) }),
  },
  {
    tool: 'poetry',
    kind: 'language',
    program: /^poetry$/,
    syntax: { valued: ['-C', '--directory', '-P', '--project', '--only', '--with', '--without', '-E', '--extras', '-G', '--group', '--source', '-o', '--output', '-f', '--format'], combined: true }, // prettier-ignore
    verbs: projectVerbs,
    yes: 'always',
    request: requestPattern,
    // https://python-poetry.org/docs/cli/#install: --only GROUP does not install the project either.
    meaning: installsProject('--no-root', '--only'),
  },
  {
    tool: 'pdm',
    kind: 'language',
    program: /^pdm$/,
    syntax: { valued: ['-p', '--project', '-G', '--group', '-L', '--lockfile'], combined: true },
    verbs: projectVerbs,
    yes: 'always',
    request: requestPattern,
    meaning: installsProject('--no-self'),
  },
  {
    tool: 'uv',
    kind: 'language',
    program: /^uv$/,
    syntax: { valued: [...pipValued, ...uvValued], combined: true },
    verbs: {
      sync: 'install', add: 'install', 'pip install': 'install', 'pip sync': 'install', 'tool install': 'install', 'python install': 'install',
      remove: 'remove', 'pip uninstall': 'remove', lock: 'other', export: 'other', build: 'build', run: 'run',
      'cache clean': 'clean', 'cache prune': 'clean',
    }, // prettier-ignore
    yes: 'always',
    request: requestPattern,
    manifestOptions: requirements,
    packageOptions: ['-e', '--editable'],
    meaning: (verb, text, packages, args) => {
      if (text === 'pip sync') return { verb, project: true };
      return uvAlone.test(text) ? pipMeaning(verb, text, packages, args) : uvProject(verb, text, packages, args);
    },
  },
  {
    tool: 'conda',
    kind: 'language',
    program: /^(conda|mamba|micromamba)$/,
    syntax: { valued: ['-n', '--name', '-p', '--prefix', '-c', '--channel', '-f', '--file', '--solver'], combined: true },
    verbs: {
      install: 'install', create: 'install', 'env create': 'install', 'env update': 'install',
      update: 'upgrade', upgrade: 'upgrade', remove: 'remove', uninstall: 'remove', clean: 'clean', run: 'run',
    }, // prettier-ignore
    yes: ['-y', '--yes'],
    // `conda env create` and `update` do not prompt in most versions.
    assumesYes: (_args, verb) => verb.startsWith('env '),
    request: /^(?:[\w-]+::)?([^=<>!~\s]+)\s*(?:[=<>!~]+\s*(.+))?$/,
    manifestOptions: ['-f', '--file'],
  },
];
