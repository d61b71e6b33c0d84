import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { packageFolder } from '../../facts/commands/package-folder.ts';
import { pythonClosure } from '../../facts/python/closure.ts';
import type { PythonClosure } from '../../facts/python/closure.ts';
import { isInPythonImage, pythonVersion } from '../../facts/python/environment.ts';
import { projectPlace } from '../../facts/python/project-place.ts';
import { isProjectInstall, projectParts, projectRequirements } from '../../facts/python/project-install.ts';
import type { ProjectRequirements } from '../../facts/python/project-install.ts';
import { pythonTable } from '../../facts/python/table.ts';
import { fillsCache } from '../../facts/tool-caches.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import { isSimulated } from '../../shell/tools/packages.ts';
import { exactBytes } from '../bytes.ts';
import { imageFiles } from '../image-files.ts';
import { estimatePythonLayer } from '../python/layer.ts';
import type { SizeSource } from '../size.ts';
import type { CommandReader } from './context.ts';
import { addPythonCache, addPythonPackages, compilesPython, usualPythonLayer } from './python-layer.ts';

/** `poetry install`, `pipenv install`, `pdm install`, `uv sync`: what the lock file of the project lists, or what its manifest requires. */
export const readPythonProjectInstall: CommandReader = (context) => {
  const { command, draft, state, model, instruction, facts } = context;
  const { packages } = command;
  const stage = model.stageOf(instruction);
  if (!packages || !stage || !isProjectInstall(packages)) return false;
  if (isSimulated(packages)) return true;
  const table = pythonTable(state.assets);
  if (table.state !== 'known') {
    draft.addUnknown(table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason);
    return true;
  }
  const folder = packageFolder(command, '-C', '--directory', '-p', '--project');
  const place = projectPlace(packages, folder, context, stage);
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const project = folder === undefined ? undefined : manifestsOf(files).project('python', folder.slice(1));
  const isKnown = project !== undefined && (project.locks.length > 0 || project.pyproject !== undefined || project.pipfile !== undefined);
  const wanted = isKnown ? projectRequirements(project, projectParts(packages), pythonVersion(stage)) : undefined;
  const key = (name: string): string => `${place.folder} ${name}`;
  const isThere = (name: string): boolean => state.pythonPackages.has(key(name)) || (!place.isOwn && isInPythonImage(name, stage));
  const closure = wanted && pythonClosure(table.value, wanted.requirements, { python: pythonVersion(stage), dependencies: wanted.evidence === 'manifest', without: isThere }); // prettier-ignore
  for (const name of closure ? [...closure.packages.map((one) => one.package.name), ...closure.guessed] : []) state.pythonPackages.add(key(name)); // prettier-ignore
  const layer = closure ? estimatePythonLayer(table.value, closure) : usualPythonLayer;
  const source: SizeSource = closure && closure.guessed.length + closure.unknownExtras.length === 0 ? 'packages' : 'heuristic';
  const detail = detailOf(packages.tool, wanted, closure);
  if (closure && closure.packages.length + closure.guessed.length === 0) draft.add({ parts: [], bytes: exactBytes(0), source, detail });
  const spread = stage.distro === 'alpine' ? { low: 0.8, likely: 1, high: 1.2 } : exactBytes(1);
  addPythonPackages({ layer, place, spread, source, detail, isCompiled: compilesPython(packages, context) }, context);
  if (fillsCache(command)) addPythonCache(layer.downloads, packages, source, stage, context);
  return true;
};

function detailOf(tool: string, wanted: ProjectRequirements | undefined, closure: PythonClosure | undefined): Message {
  if (!wanted || !closure) return message('The manifests of the project are not known: this is what {tool} usually installs.', { tool });
  const count = closure.packages.length + closure.guessed.length;
  if (count === 0) return message('{tool} has nothing to install: the packages are already installed.', { tool });
  const guessed = closure.guessed.length;
  const names = closure.guessed.slice(0, 3).join(', ');
  if (wanted.evidence === 'lock') {
    return guessed === 0
      ? message('Packages of the lock file that {tool} installs: {count}.', { tool, count })
      : message('Packages of the lock file that {tool} installs: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.', { tool, count, guessed, names }); // prettier-ignore
  }
  return guessed === 0
    ? message('Packages that {tool} installs: {count}, of which requested: {asked}.', { tool, count, asked: wanted.requirements.length })
    : message('Packages that {tool} installs: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.', { tool, count, guessed, names }); // prettier-ignore
}
