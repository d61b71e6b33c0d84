import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import type { InstallPlace } from '../../facts/python/environment.ts';
import { cacheFoldersOf } from '../../facts/tool-caches.ts';
import { toolCache } from '../../knowledge/tool-caches.ts';
import { hasOption } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import type { Stage } from '../../model/model.ts';
import { multiplyBytes, exactBytes } from '../bytes.ts';
import type { PythonLayer } from '../python/layer.ts';
import type { Bytes, SizeSource } from '../size.ts';
import type { CommandContext } from './context.ts';

/** Installed packages: where they are, and how certain their sizes are. */
export interface InstalledPython {
  readonly layer: PythonLayer;
  readonly place: InstallPlace;
  /** A factor for what the table does not know. */
  readonly spread: Bytes;
  readonly source: SizeSource;
  readonly detail: Message;
  readonly isCompiled: boolean;
}

/** Adds packages and what is compiled of them to a layer, and for later stages if they are in a folder of their own. */
export function addPythonPackages(
  { layer, place, spread, source, detail, isCompiled }: InstalledPython,
  { draft, state }: CommandContext,
): void {
  const add = (path: string, known: Bytes, parts: PythonLayer['parts'] | undefined): void => {
    if (known.high === 0) return;
    const bytes = multiplyBytes(known, spread);
    draft.add({ parts: parts ?? [{ name: message('compiled Python files'), bytes: bytes.likely }], bytes, source, path, detail });
    if (place.isOwn) state.put(path, bytes.likely, draft, { interval: bytes });
  };
  add(`${place.folder}/packages`, layer.files, layer.parts);
  if (isCompiled) add(`${place.folder}/__pycache__/packages.pyc`, layer.compiled, undefined);
}

/**
 * Whether a tool compiles what it installs: pip and pipenv do, whatever PYTHONDONTWRITEBYTECODE is; poetry, pdm and uv do if they are told to.
 * https://python-poetry.org/docs/cli/#install (--compile), https://docs.astral.sh/uv/reference/environment/#uv_compile_bytecode
 */
export function compilesPython({ tool, args }: PackageCommand, { command }: CommandContext): boolean {
  if (tool === 'pip' || tool === 'pipenv') return !hasOption(args, '--no-compile');
  if (hasOption(args, '--compile-bytecode', '--compile')) return true;
  return tool === 'uv' && /^(?:1|true|yes|on|y|t)$/i.test(command.environment('UV_COMPILE_BYTECODE') ?? '');
}

/** uv links installed files to its cache, so that a layer has them once. Of the cache, only its index is larger. */
const linkedCacheRatio = 0.05;

/** Adds the downloads that a tool leaves in its cache. */
export function addPythonCache(
  downloads: Bytes,
  { tool }: PackageCommand,
  source: SizeSource,
  stage: Stage,
  { command, draft }: CommandContext,
): void {
  const cache = toolCache(tool);
  const folder = cacheFoldersOf(command, stage)?.[0];
  if (!cache || folder === undefined || downloads.high === 0) return;
  const bytes = multiplyBytes(downloads, exactBytes(cache.content === 'linked' ? linkedCacheRatio : 1));
  const detail = message('Downloaded packages that {tool} leaves in {folder}.', { tool, folder });
  const parts = [{ name: message('downloaded packages'), bytes: bytes.likely }];
  draft.add({ parts, bytes, source, path: `${folder}/downloads`, isWaste: true, detail });
}

/**
 * The packages of a project of which nothing is known: 28 MB in the smallest, 74 MB at the median and 349 MB in the nineteenth of twenty of the
 * sets in test/unit/sizes/python-sets.tsv, widened because projects have less than one of them, or install PyTorch.
 */
const usualProject: Bytes = { low: 1_000_000, likely: 75_000_000, high: 900_000_000 };
/** Archives of wheels, and compiled files, for each byte of packages. */
const usualParts = { downloads: 0.3, compiled: 0.35 };

/** What an install of a project usually adds. */
export const usualPythonLayer: PythonLayer = {
  files: usualProject,
  parts: [{ name: message('packages'), bytes: usualProject.likely }],
  compiled: multiplyBytes(usualProject, exactBytes(usualParts.compiled)),
  downloads: multiplyBytes(usualProject, exactBytes(usualParts.downloads)),
};
