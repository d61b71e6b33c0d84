import { message } from '../../base/message.ts';
import { isWithin, joinPath } from '../../base/paths.ts';
import { cargoBuild, cargoPrograms } from '../../facts/cargo/build.ts';
import type { CargoBuild } from '../../facts/cargo/build.ts';
import { cacheFoldersOf } from '../../facts/tool-caches.ts';
import { cargoSizes } from '../../knowledge/cargo-sizes.ts';
import type { CargoProject } from '../../manifests/cargo.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import { hasOption } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { addBytes, exactBytes, multiplyBytes } from '../bytes.ts';
import { imageFiles } from '../image-files.ts';
import type { Bytes } from '../size.ts';
import { contentsPath } from '../stage-state.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addWritten } from './written.ts';

/** Verbs that compile packages of the project; all but `check` also link programs, which only some keep. */
const compiling = /^(?:build|b|rustc|check|c|clippy|test|t|bench|run|r|chef cook|install)$/;
const linking = /^(?:build|b|rustc|run|r)$/;

/** `cargo fetch`, `cargo build`, `cargo install`, `cargo chef cook`: the registry's folder, the target folder, and programs. */
export const readCargo: CommandReader = (context) => {
  const { command, state, facts, instruction } = context;
  const { packages } = command;
  if (packages?.tool !== 'cargo' || command.output) return false;
  const { verbText, packages: named } = packages;
  const build = cargoBuild(command, packages);
  if (verbText === 'clean') return clean(build, context);
  if (verbText !== 'fetch' && verbText !== 'vendor' && !compiling.test(verbText)) return false;
  const isNamed = verbText === 'install' && !packages.project;
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const project = isNamed || !build ? undefined : manifestsOf(files).project('cargo', build.folder.slice(1));
  const locked = project?.locked().filter(({ local }) => !local).length ?? 0;
  const count = locked > 0 ? exactBytes(locked) : isNamed ? multiplyBytes(cargoSizes.namedPackages, exactBytes(Math.max(1, named.length))) : cargoSizes.packages; // prettier-ignore
  addRegistry(packages, count, locked > 0, context);
  if (verbText === 'vendor' && build) {
    const detail = message('The sources of packages that {command} copies: an estimate by their number.', { command: 'cargo vendor' });
    addWritten(context, { path: joinPath(build.folder, 'vendor/packages'), bytes: multiplyBytes(cargoSizes.registry, count), source: 'heuristic', detail, name: 'vendor' }); // prettier-ignore
  }
  if (compiling.test(verbText) && build) addBuild(packages, build, count, project, context);
  return true;
};

/** Downloaded packages, once for each project. */
function addRegistry({ verbText, project, packages }: PackageCommand, count: Bytes, isLocked: boolean, context: CommandContext): void {
  const { command, model, instruction, state, draft } = context;
  const stage = model.stageOf(instruction);
  const folder = (stage && cacheFoldersOf(command, stage)?.[0]) ?? '/usr/local/cargo/registry';
  const key = `${folder} ${project ? command.folder : packages.map(({ name }) => name).join(' ')}`;
  if (state.downloaded.has(key)) return;
  if (!draft.isOnMount(folder)) state.downloaded.add(key);
  const all = multiplyBytes(cargoSizes.registry, count);
  const bytes = verbText === 'fetch' || verbText === 'vendor' ? all : multiplyBytes(all, cargoSizes.usedShare);
  const name = `cargo ${verbText}`;
  const detail = isLocked
    ? message('Packages of Cargo.lock that {command} downloads: {count}. Their sizes are an estimate.', {
        command: name,
        count: count.likely,
      })
    : message('{command} downloads packages. Their number and sizes are an estimate.', { command: name });
  addWritten(context, {
    path: `${folder}/packages${state.downloaded.size}`,
    bytes,
    source: 'heuristic',
    detail,
    name: message('packages'),
  });
}

/** Compiled packages in the target folder, and the programs. */
function addBuild(
  packages: PackageCommand,
  build: CargoBuild,
  count: Bytes,
  project: CargoProject | undefined,
  context: CommandContext,
): void {
  const { command, state, draft } = context;
  const { verbText } = packages;
  const { target, output, isRelease } = build;
  const isInstall = verbText === 'install';
  // `cargo install` of a program of the registry compiles in a temporary folder.
  if (!isInstall || packages.project) {
    const key = `${output} *`;
    const isFirst = !state.downloaded.has(key);
    if (!draft.isOnMount(target)) state.downloaded.add(key);
    const all = multiplyBytes(isRelease ? cargoSizes.releaseTarget : cargoSizes.debugTarget, count);
    const bytes = isFirst ? all : { low: 0, likely: Math.round(all.likely / 10), high: all.high };
    const detail = message('Compiled packages that cargo leaves in {folder}: an estimate.', { folder: target });
    addWritten(context, { path: `${output}/deps/packages${isFirst ? '' : command.command.start}`, bytes, source: 'heuristic', detail, name: message('compiled packages'), isWaste: true }); // prettier-ignore
  }
  if (!isInstall && !linking.test(verbText)) return;
  const optimized = addBytes(cargoSizes.leastProgram, multiplyBytes(cargoSizes.programOfPackage, count));
  const bytes = isRelease ? optimized : multiplyBytes(optimized, cargoSizes.debugProgram);
  const detail = message('The program that {command} builds: an estimate from other programs.', { command: `cargo ${verbText}` });
  const folder = isInstall ? cargoPrograms(command, packages) : output;
  if (folder === undefined) return;
  const names = isInstall && !packages.project ? packages.packages.map(({ name }) => name) : (project?.bins ?? []);
  // In a workspace, each member may have programs.
  if (names.length === 0 || (project?.isWorkspace && !isInstall)) {
    addWritten(context, { path: contentsPath(folder, 'programs'), bytes, source: 'heuristic', detail, name: message('programs') });
    return;
  }
  for (const name of names) addWritten(context, { path: joinPath(folder, name), bytes, source: 'heuristic', detail });
}

function clean(build: CargoBuild | undefined, { draft, state, command }: CommandContext): boolean {
  if (!build || (command.packages && hasOption(command.packages.args, '-p', '--package', '--doc'))) return true;
  const pattern = (path: string): boolean => isWithin(build.target, path);
  draft.remove(pattern, false);
  state.remove(pattern, draft);
  return true;
}
