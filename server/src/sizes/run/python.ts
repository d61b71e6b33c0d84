import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { isWithin, shellPath } from '../../base/paths.ts';
import { expandWords } from '../../facts/commands/words.ts';
import { installPlace, isInPythonImage, pythonVersion } from '../../facts/python/environment.ts';
import type { InstallPlace } from '../../facts/python/environment.ts';
import { pythonClosure } from '../../facts/python/closure.ts';
import type { PythonClosure } from '../../facts/python/closure.ts';
import { isPipCommand, readPipInstall } from '../../facts/python/install.ts';
import type { PythonInstall } from '../../facts/python/install.ts';
import { pythonTable } from '../../facts/python/table.ts';
import type { PythonTable } from '../../facts/python/table.ts';
import { cacheFoldersOf, fillsCache } from '../../facts/tool-caches.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Stage } from '../../model/model.ts';
import { pathPattern } from '../../facts/path-pattern.ts';
import { exactBytes } from '../bytes.ts';
import { imageFiles } from '../image-files.ts';
import { estimatePythonLayer } from '../python/layer.ts';
import type { Bytes } from '../size.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addPythonCache, addPythonPackages, compilesPython, usualPythonLayer } from './python-layer.ts';

/** `pip install`, `pip download`, `pip wheel`, `uv pip install`. */
export const readPip: CommandReader = (context) => {
  const { command, draft, state, model, instruction, facts } = context;
  const { packages } = command;
  const stage = model.stageOf(instruction);
  if (!packages || !stage) return false;
  if (packages.verb === 'clean' && packages.kind === 'language') {
    const folders = cacheFoldersOf(command, stage) ?? [];
    draft.remove((path) => folders.some((folder) => isWithin(folder, path)), false);
    return true;
  }
  if (!isPipCommand(packages)) return false;
  if (isSimulated(packages)) return true;
  const table = pythonTable(state.assets);
  if (table.state !== 'known') {
    draft.addUnknown(table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason);
    return true;
  }
  const install = readPipInstall(packages, context, imageFiles(state, facts.build, facts.mountsOf(instruction)));
  if (install.unknown) recordUnknown(install.unknown, packages, stage, context);
  if (packages.verb === 'download') recordDownloads(install, packages, table.value, stage, context);
  else recordInstall(install, packages, table.value, stage, context);
  return true;
};

/** Packages whose names are not known: what projects usually install. */
function recordUnknown(detail: Message, packages: PackageCommand, stage: Stage, context: CommandContext): void {
  const place = installPlace(packages, context, context.state.pythonEnvironments, stage);
  const isCompiled = packages.verb === 'install' && compilesPython(packages, context);
  addPythonPackages({ layer: usualPythonLayer, place, spread: exactBytes(1), source: 'heuristic', detail, isCompiled }, context);
  if (fillsCache(context.command)) addPythonCache(usualPythonLayer.downloads, packages, 'heuristic', stage, context);
}

function recordInstall(install: PythonInstall, packages: PackageCommand, table: PythonTable, stage: Stage, context: CommandContext): void {
  const { command, draft, state } = context;
  const place = installPlace(packages, context, state.pythonEnvironments, stage);
  const key = (name: string): string => `${place.folder} ${name}`;
  const isUpgrade = hasOption(packages.args, '-U', '--upgrade', '--force-reinstall', '-I', '--ignore-installed');
  const asked = new Set(install.requirements.filter(({ specifier }) => isUpgrade || specifier).map(({ name }) => name));
  const isThere = (name: string): boolean =>
    !asked.has(name) && (state.pythonPackages.has(key(name)) || (!place.isOwn && isInPythonImage(name, stage)));
  const closure = closureOf(install, packages, table, stage, isThere);
  for (const name of [...closure.packages.map((one) => one.package.name), ...closure.guessed]) state.pythonPackages.add(key(name));
  const layer = estimatePythonLayer(table, closure);
  const spread = spreadOf(closure, packages, stage);
  const source = closure.guessed.length + closure.unknownExtras.length > 0 || spread.low < 1 ? 'heuristic' : 'packages';
  const detail = detailOf(closure, install, packages);
  if (closure.packages.length + closure.guessed.length === 0) draft.add({ parts: [], bytes: exactBytes(0), source: 'packages', detail });
  const isCompiled = compilesPython(packages, context);
  addPythonPackages({ layer, place, spread, source, detail, isCompiled }, context);
  addProjects(install, place, context);
  if (fillsCache(command)) addPythonCache(layer.downloads, packages, source, stage, context);
}

function recordDownloads(
  install: PythonInstall,
  packages: PackageCommand,
  table: PythonTable,
  stage: Stage,
  context: CommandContext,
): void {
  const { command, draft, state } = context;
  const closure = closureOf(install, packages, table, stage, () => false);
  const { downloads } = estimatePythonLayer(table, closure);
  const folder = shellPath(command.folder, optionOf(packages.args, '-d', '--dest', '-w', '--wheel-dir')?.value ?? '.');
  const source = closure.guessed.length > 0 ? 'heuristic' : 'packages';
  const parts = closure.packages.map((one) => ({ name: one.package.name, bytes: one.package.wheel }));
  const path = folder === undefined ? undefined : `${folder}/packages.whl`;
  draft.add({ parts, bytes: downloads, source, ...(path !== undefined && { path }), detail: detailOf(closure, install, packages) });
  if (path !== undefined) state.put(path, downloads.likely, draft, { interval: downloads });
  if (fillsCache(command)) addPythonCache(downloads, packages, source, stage, context);
}

function closureOf(
  { requirements, nameless }: PythonInstall,
  { args }: PackageCommand,
  table: PythonTable,
  stage: Stage,
  without: (name: string) => boolean,
): PythonClosure {
  const isForProcessor = usesProcessorIndex(args);
  const closure = pythonClosure(table, requirements, {
    python: pythonVersion(stage),
    dependencies: !hasOption(args, '--no-deps'),
    without: (name) => without(name) || (isForProcessor && /^(?:nvidia-|cuda-|triton$)/.test(name)),
  });
  return { ...closure, guessed: [...closure.guessed, ...nameless] };
}

/** PyTorch's index for the processor has builds without the packages for graphics cards, and without their code. */
function usesProcessorIndex({ options }: PackageCommand['args']): boolean {
  return options.some(({ name, value }) => /index|find-links|^-[if]$/.test(name) && /\/whl\/cpu\b/.test(value ?? ''));
}

/** Factors for what is not in the table: builds of PyTorch for the processor are smaller, and those for Alpine differ in either direction. */
function spreadOf({ packages }: PythonClosure, { args }: PackageCommand, stage: Stage): Bytes {
  const isTorch = usesProcessorIndex(args) && packages.some((one) => one.package.name === 'torch');
  if (isTorch) return { low: 0.4, likely: 0.65, high: 1 };
  return stage.distro === 'alpine' ? { low: 0.8, likely: 1, high: 1.2 } : exactBytes(1);
}

/** The own files of projects: at most the files of their folders, and what is compiled of them. */
function addProjects({ projects }: PythonInstall, { folder: into }: InstallPlace, { draft, state }: CommandContext): void {
  for (const { folder, editable } of projects) {
    if (editable) {
      draft.addSmallFiles();
      continue;
    }
    const pattern = pathPattern(folder, '/');
    const { files } = pattern ? state.filesAt(pattern) : { files: [] };
    const sum = (list: readonly { readonly bytes: number }[]): number => list.reduce((total, { bytes }) => total + bytes, 0);
    const code = sum(files.filter(({ path }) => path.endsWith('.py')));
    const bytes = { low: 0, likely: 2 * code, high: 2 * code + sum(files) };
    const detail = message('The files of the project in {folder}.', { folder });
    draft.add({ parts: [{ name: folder, bytes: bytes.likely }], bytes, source: 'heuristic', path: `${into}/project`, detail });
  }
}

function detailOf({ packages, guessed }: PythonClosure, { requirements, projects }: PythonInstall, { tool }: PackageCommand): Message {
  const count = packages.length + guessed.length;
  const asked = requirements.length + projects.length;
  if (count === 0) return message('{tool} has nothing to install: the packages are already installed.', { tool });
  return guessed.length === 0
    ? message('Packages that {tool} installs: {count}, of which requested: {asked}.', { tool, count, asked })
    : message(
        'Packages that {tool} installs: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.',
        {
          tool,
          count,
          guessed: guessed.length,
          names: guessed.slice(0, 3).join(', '),
        },
      );
}

/** Bytes of pip in a virtual environment, with its compiled files: pip 21 to 26. */
const pipBytes: Bytes = { low: 9_000_000, likely: 12_500_000, high: 15_500_000 };

/** `python -m venv /opt/venv`, `virtualenv /opt/venv`, `uv venv /opt/venv`. */
export const readVirtualEnvironment: CommandReader = (context) => {
  const { command, draft, state } = context;
  const { program = '', args } = command;
  const words = command.args.map(({ value }) => value);
  const isModule = /^python(?:3(?:\.\d+)?)?$/.test(program) && words[0] === '-m' && (words[1] === 'venv' || words[1] === 'virtualenv');
  const isUv = program === 'uv' && words[0] === 'venv';
  if (!isModule && !isUv && program !== 'virtualenv') return false;
  const operands = args.slice(isModule ? 2 : isUv ? 1 : 0).filter(({ value }) => !value.startsWith('-'));
  const word = operands.at(-1);
  const [name] = word ? (expandWords(word, context) ?? []) : isUv ? ['.venv'] : [];
  const folder = name === undefined ? undefined : shellPath(command.folder, name);
  if (folder === undefined) return false;
  state.pythonEnvironments.push(folder);
  const hasPip = isUv ? words.includes('--seed') : !words.includes('--without-pip') && !words.includes('--no-pip');
  if (!hasPip) {
    draft.addSmallFiles();
    return true;
  }
  const path = `${folder}/lib/pip`;
  draft.add({ parts: [{ name: 'pip', bytes: pipBytes.likely }], bytes: pipBytes, source: 'packages', path, detail: message('pip in a new virtual environment.') }); // prettier-ignore
  state.put(path, pipBytes.likely, draft, { interval: pipBytes });
  return true;
};
