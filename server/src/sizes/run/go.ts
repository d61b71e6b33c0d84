import { message } from '../../base/message.ts';
import { isWithin } from '../../base/paths.ts';
import { packageFolder } from '../../facts/commands/package-folder.ts';
import { goFolders } from '../../facts/go/folders.ts';
import type { GoFolders } from '../../facts/go/folders.ts';
import { builtProgram, installedProgram } from '../../facts/go/output.ts';
import { goTable } from '../../facts/go/table.ts';
import { goSizes } from '../../knowledge/go-sizes.ts';
import type { GoProject } from '../../manifests/go.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import { hasOption, optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { multiplyBytes } from '../bytes.ts';
import { estimateGoBuild, estimateGoModules } from '../go/layer.ts';
import type { GoModulesSize } from '../go/layer.ts';
import { imageFiles } from '../image-files.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addWritten } from './written.ts';

/** What a go command works on: the modules of a project, if its go.mod is known. */
interface GoWork {
  readonly packages: PackageCommand;
  readonly context: CommandContext;
  readonly folders: GoFolders;
  /** Undefined if it is not known. */
  readonly folder: string | undefined;
  readonly project: GoProject | undefined;
  /** Undefined if go.mod is not known, or the command works on other modules. */
  readonly modules: GoModulesSize | undefined;
}

/** Whether a command compiles packages, and leaves them in the cache of builds. `go generate` runs any other program. */
const compiles = ({ verb, verbText }: PackageCommand): boolean => /^(?:build|run|install)$/.test(verb) && verbText !== 'generate';

/** `go mod download`, `go build`, `go install`, `go get`, `go test`, `go clean`: modules, programs, and the cache of builds. */
export const readGo: CommandReader = (context) => {
  const { command, draft, state, facts, instruction } = context;
  const { packages } = command;
  if (packages?.tool !== 'go' || command.output) return false;
  const { verbText } = packages;
  const folders = goFolders(command);
  if (verbText === 'clean') return clean(packages, folders, context);
  if (!compiles(packages) && !/^mod (?:download|tidy|vendor)$/.test(verbText)) return false;
  const table = goTable(state.assets);
  if (table.state !== 'known') {
    draft.addUnknown(table.state === 'pending' ? message('The table of packages is being loaded.') : table.reason);
    return true;
  }
  const folder = packageFolder(command, '-C');
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const own = folder === undefined || !packages.project ? undefined : manifestsOf(files).project('go', folder.slice(1));
  const project = own && own.manifests.length > 0 && own.unknown.length === 0 ? own : undefined;
  const modules = project && estimateGoModules(table.value, project.modules());
  const work: GoWork = { packages, context, folders, folder, project, modules };
  addModules(work);
  if (compiles(packages)) addBuild(work);
  return true;
};

/** Downloaded modules, once for each project and each named module. */
function addModules({ packages, context, folders, folder, project, modules }: GoWork): void {
  const { verbText } = packages;
  const isBuild = compiles(packages) && verbText !== 'get';
  if (isBuild && (project?.isVendored || optionOf(packages.args, '-mod', '--mod')?.value === 'vendor')) return;
  const { state, draft } = context;
  const of = packages.project ? (folder ?? '') : packages.packages.map(({ word }) => word.value).join(' ');
  const key = `${folders.modules} ${of}`;
  if (state.downloaded.has(key) || (modules && modules.parts.length === 0)) return;
  if (!draft.isOnMount(folders.modules)) state.downloaded.add(key);
  const all = modules?.cache ?? (packages.project ? goSizes.projectModules : goSizes.namedModules);
  // A build downloads the modules whose packages it needs.
  const bytes = isBuild ? multiplyBytes(all, goSizes.usedShare) : all;
  const source = modules && modules.guessed.length === 0 && !isBuild ? 'packages' : 'heuristic';
  const command = `go ${verbText}`;
  const detail = modules
    ? modules.guessed.length === 0
      ? message('Modules in go.mod that {command} downloads: {count}.', { command, count: modules.parts.length })
      : message('Modules in go.mod that {command} downloads: {count}, of which {guessed} are not in the table, so that their sizes are guessed: {names}.', { command, count: modules.parts.length, guessed: modules.guessed.length, names: modules.guessed.slice(0, 3).join(', ') }) // prettier-ignore
    : message('Modules that {command} downloads. Their number and sizes are an estimate from public programs.', { command });
  const path = `${folders.modules}/modules${of.replaceAll(/[^\w.@-]/g, '_')}`;
  addWritten(context, { path, bytes, source, detail, ...(modules && !isBuild ? { parts: modules.parts } : { name: message('modules') }) });
  if (verbText === 'mod vendor' && folder !== undefined) {
    const vendored = multiplyBytes(modules?.unpacked ?? goSizes.projectModules, goSizes.vendoredShare);
    addWritten(context, { path: `${folder}/vendor/modules`, bytes: vendored, source: 'heuristic', detail, name: 'vendor' });
  }
}

/** A program, if the command writes one, and the compiled packages that stay in the cache. */
function addBuild({ packages, context, folders, folder, project, modules }: GoWork): void {
  const { draft, state } = context;
  const { verbText } = packages;
  const { program, compiled } = estimateGoBuild(modules, isStripped(packages));
  const key = `${folders.builds} *`;
  const command = `go ${verbText}`;
  const isFirst = !state.downloaded.has(key);
  if (verbText !== 'get' || packages.packages.length > 0) {
    if (!draft.isOnMount(folders.builds)) state.downloaded.add(key);
    // A later command finds most of its packages in the cache.
    const bytes = isFirst ? compiled : { low: 0, likely: Math.round(compiled.likely / 10), high: compiled.high };
    const detail = message('Compiled packages that {command} leaves in its cache: an estimate from public programs.', { command });
    const path = `${folders.builds}/packages${isFirst ? '' : context.command.command.start}`;
    addWritten(context, { path, bytes, source: 'heuristic', detail, name: message('cache of builds'), isWaste: true });
  }
  const path = programOf({ packages, context, folders, folder, project });
  if (path === undefined) return;
  const detail = message('The program that {command} builds: an estimate from public programs.', { command });
  addWritten(context, { path, bytes: program, source: 'heuristic', detail });
}

/** The path of the program that a command writes; undefined if it writes none. */
function programOf({ packages, context, folders, folder, project }: Omit<GoWork, 'modules'>): string | undefined {
  const { verbText, args } = packages;
  if (verbText === 'build') {
    if (folder === undefined) return undefined;
    const built = builtProgram(context.command, packages, folder, project?.module);
    if (built !== undefined) return built;
    // Several packages without -o are only checked.
    const isSeveral = args.operands.length > 1 || args.operands.some(({ value }) => value.includes('...'));
    return isSeveral && !hasOption(args, '-o', '--o') ? undefined : `${folder}/program`;
  }
  if (verbText !== 'install' && (verbText !== 'get' || packages.packages.length === 0 || hasOption(args, '-d'))) return undefined;
  const path = installedProgram(packages, folder ?? '/', folders.programs, project?.module);
  return path === folders.programs ? `${path}/programs` : path;
}

/** `-ldflags "-s -w"`: without the tables of symbols and for debuggers. */
function isStripped({ args }: PackageCommand): boolean {
  return args.options.some(({ name, value }) => /^--?ldflags$/.test(name) && /(?:^|[\s"'=])-s\b/.test(value ?? ''));
}

/** `go clean -cache -modcache`: what this layer has downloaded or compiled. */
function clean({ args }: PackageCommand, folders: GoFolders, { draft, state }: CommandContext): boolean {
  const cleaned = [
    ...(hasOption(args, '-modcache', '--modcache') ? [folders.modules] : []),
    ...(hasOption(args, '-cache', '--cache') ? [folders.builds] : []),
  ];
  const pattern = (path: string): boolean => cleaned.some((folder) => isWithin(folder, path));
  draft.remove(pattern, false);
  state.remove(pattern, draft);
  return true;
}
