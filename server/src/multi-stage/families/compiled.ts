import type { Work } from '../../base/work.ts';
import { absolutePath, baseName, isWithin, parentOf } from '../../base/paths.ts';
import { isApplicationFolder } from '../core/image-folders.ts';
import type { CommandWords } from '../../facts/start/commands.ts';
import type { PackageManager } from '../../knowledge/build-packages.ts';
import type { NativeRequirements } from '../../knowledge/native-dependencies.ts';
import type { Ecosystem } from '../../knowledge/project-files.ts';
import { message } from '../../base/message.ts';
import type { Message } from '../../base/message.ts';
import { isRefusal, refuse } from '../core/conversion.ts';
import type { Refusal } from '../core/conversion.ts';
import { copiedFrom, fetchedArtifacts, includesPath, withoutRedundant } from '../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../core/copied-artifacts.ts';
import type { Build } from '../core/effects.ts';
import { authorsBuildStage } from '../core/plan.ts';
import type { ConversionPlan, NewLine } from '../core/plan.ts';
import { buildsIn, containerCommandsOf, containerFolder, filesByTarget, stepsOfBuild } from '../core/project.ts';
import type { Project, ProjectSources } from '../core/project.ts';
import { refuseSystemFolder } from '../core/refusals.ts';
import { compiledRuntimeBase } from '../core/runtime-base.ts';
import type { DistributionReleases, RuntimeBase } from '../core/runtime-base.ts';
import { allowsPartialCopy } from '../core/setups.ts';
import type { Stack } from '../core/stack.ts';
import type { Step } from '../core/step.ts';
import { copiedProject } from '../evidence/copied-manifests.ts';
import { runtimeFiles } from '../evidence/runtime-files.ts';

/** What differs between compiled languages: the rest of a conversion is the same for all of them. */
export interface CompiledLanguage extends Pick<Stack, 'id' | 'readCommand'> {
  /** Whose manifests show that `make` in their folder builds with this language; empty if the language has none. */
  readonly ecosystems: readonly Ecosystem[];
  /** The same by other files, for a language without an ecosystem. */
  readonly ownsFolder?: Stack['ownsFolder'];
  /** The base of the runtime stage: `toolchainFreeBase` for programs that only need the C library, another image for other programs. */
  readonly runtimeBase: (project: Project) => RuntimeBase | Refusal;
  /** Whether that base has a program in addition to those of the distribution, such as `java`. */
  readonly baseProvides?: (base: RuntimeBase, program: string) => boolean;
  /** Programs that compile what they start, so that the container needs the toolchain. */
  readonly compilingPrograms: ReadonlySet<string>;
  /** Variables that the toolchain's image sets to values that differ from tag to tag. */
  readonly imageVariables: ReadonlySet<string>;
  /** Files, relative to the working folder, that are compiled into the program or that it never reads. */
  readonly isCode: (path: string) => boolean;
  /** Tools that create nothing but code, or change a program in place. */
  readonly codeTools: ReadonlySet<string>;
  /** System packages that only the build needs. */
  readonly buildOnlyPackages: ReadonlySet<string>;
  /** Packages that programs of the language need when they run and that the toolchain's image has. */
  readonly runtimePackages: Readonly<Record<PackageManager, readonly string[]>>;
  /** Whether a program, by its name, runs what the builds make: `java`. */
  readonly starts?: (program: string) => boolean;
  /** What the container loads of what the builds make below these folders; without it, the programs that it starts by their path. */
  readonly startedFiles?: (project: Project, folders: readonly string[]) => readonly CopiedArtifact[] | Refusal;
  /** New lines at the start of the runtime stage, such as variables that its image sets to other values. */
  readonly firstLines?: (project: Project) => readonly string[];
  /** The libraries that the programs load besides those of the packages that the file installs. */
  readonly needs?: (project: Project) => readonly NativeRequirements[];
  /** Lines that download the dependencies before the sources are copied; undefined when the file does so or when it is not safe. */
  readonly earlyDownload: (project: Project) => EarlyDownload | undefined;
  readonly messages: {
    readonly otherTools: Message;
    readonly startsCompilingProgram: Message;
    readonly makesNoProgram: Message;
    readonly usesImageVariable: (keyword: string, variable: string) => Message;
  };
}

export interface EarlyDownload {
  /** The COPY of the sources, before which the lines go. */
  readonly before: Step;
  readonly lines: readonly NewLine[];
  readonly decision: Message;
}

/** The stack of a compiled language: its programs are copied onto the bare distribution, with the files that they may read. */
export function compiledStack(language: CompiledLanguage): Stack {
  const { id, ecosystems, readCommand } = language;
  return {
    id,
    readCommand,
    isOwnBuild: ({ stack, role }) => stack === id && role !== 'global-install',
    ownsFolder: (sources, folder) =>
      language.ownsFolder?.(sources, folder) || ecosystems.some((ecosystem) => copiedProject(sources, ecosystem, folder) !== undefined),
    runs: (words, project) => runsBuiltProgram(words, project, language),
    plan: (project) => planCompiled(project, language),
  };
}

/**
 * The base for programs that need the C library and nothing of the toolchain's image: the same distribution. `releasesOf`: the releases that
 * a version of that image is based on when its tag names none; undefined when that is not known.
 */
export function toolchainFreeBase(
  language: string,
  releasesOf: (version: readonly number[]) => DistributionReleases | undefined,
): CompiledLanguage['runtimeBase'] {
  return ({ stage }) => compiledRuntimeBase(stage, language, releasesOf);
}

/** Whether a command starts a program that the language's builds make, or a program that none of them is known to make. */
function runsBuiltProgram([program = '']: CommandWords, project: Project, language: CompiledLanguage): boolean {
  if (language.starts?.(baseName(program))) return true;
  const made = programsOf(buildsIn(project), language);
  const path = program.includes('/') ? absolutePath(containerFolder(project), program) : undefined;
  return path === undefined
    ? made.some(({ destination, isFolder }) => !isFolder && baseName(destination) === program)
    : includesPath(made, path);
}

function* planCompiled(project: Project, language: CompiledLanguage): Work<ConversionPlan | Refusal> {
  const base = language.runtimeBase(project);
  if (isRefusal(base)) return base;
  const builds = buildsIn(project);
  const refusal = startsCompilingProgram(project, language) ?? usesOtherTools(builds, language) ?? usesImageVariable(project, language);
  if (refusal) return refusal;
  const folders = workingFolders(project, builds, language);
  const started = (language.startedFiles ?? startedWithin)(project, folders);
  if (isRefusal(started)) return started;
  const programs = [...programsOf(builds, language), ...started, ...fetchedArtifacts(project)];
  const systemFolder = refuseSystemFolder(folders.filter((folder) => makesUnknown(builds, folder, language)));
  if (systemFolder) return systemFolder;
  const files: CopiedArtifact[] = [];
  for (const folder of folders.filter(isApplicationFolder)) files.push(...(yield* filesFrom(project, folder, programs, language)));
  const artifacts = withoutRedundant([...programs, ...files]);
  if (artifacts.length === 0)
    return refuse(message('No build command creates a program that can be copied.'), [language.messages.makesNoProgram]);
  const download = language.earlyDownload(project);
  const buildStage = authorsBuildStage(project);
  return {
    base,
    buildStages: [
      { ...buildStage, lines: buildStage.lines.flatMap((line) => (line === download?.before ? [...download.lines, line] : [line])) },
    ],
    artifacts,
    foldersFromBuild: folders,
    firstLines: [...workdirOfBaseImage(project), ...(language.firstLines?.(project) ?? [])],
    environmentSetup: [],
    repeatsCopy: ({ copy }) => !folders.some((folder) => isWithin(folder, copy!.destination)),
    repeatsBuild: () => false,
    isBuildOnlyPackage: (name) => language.buildOnlyPackages.has(name),
    systemNeeds: [
      { packages: language.runtimePackages[base.manager] },
      ...(base.manager === 'apt' ? (language.needs?.(project) ?? []) : []),
    ],
    providesProgram: (program) =>
      language.baseProvides?.(base, program) ||
      artifacts.some(({ destination, isFolder }) => baseName(destination) === program || (isFolder && destination === '/usr/local/bin')),
    addsSize: false,
    savesSize: true,
    decisions: [base.decision, ...(download ? [download.decision] : []), ...artifactDecisions(project, artifacts, programs, folders)],
  };
}

function startsCompilingProgram({ container }: Project, { compilingPrograms, messages }: CompiledLanguage): Refusal | undefined {
  const program = container.start.map(([name = '']) => baseName(name)).find((name) => compilingPrograms.has(name));
  if (program === undefined) return undefined;
  return refuse(message('The container runs {program}, which compiles: it needs the toolchain and the sources.', { program }), [
    messages.startsCompilingProgram,
  ]);
}

function usesOtherTools(builds: readonly Build[], { id, messages }: CompiledLanguage): Refusal | undefined {
  const other = builds.find(({ stack }) => stack !== undefined && stack !== id);
  return other && refuse(messages.otherTools, [message('Use a separate stage for them.')]);
}

function usesImageVariable({ model, steps }: Project, { imageVariables, messages }: CompiledLanguage): Refusal | undefined {
  for (const { instruction, run, copy } of steps) {
    if (run || copy) continue;
    const use = model.usesIn(instruction).find((one) => imageVariables.has(one.name) && !model.resolve(instruction, one)?.pair);
    if (use) return refuse(messages.usesImageVariable(instruction.keyword, use.name), [message('Write the value itself.')], instruction);
  }
  return undefined;
}

/** The programs that the language's own builds make. */
function programsOf(builds: readonly Build[], { id }: CompiledLanguage): readonly CopiedArtifact[] {
  const own = builds.filter(({ stack }) => stack === id);
  return own.flatMap(({ artifacts = [] }) => artifacts.map((artifact): CopiedArtifact => ({ ...artifact, stage: 'build' })));
}

/** The folders that the language's builds and other tools work in, with all sources that are copied around them. */
function workingFolders(project: Project, builds: readonly Build[], { id }: CompiledLanguage): readonly string[] {
  const folders = builds.flatMap(({ stack, role, folder }) => (folder !== undefined && (stack === id || role === 'other') ? [folder] : []));
  const copied = stepsOfBuild(project).flatMap(({ copy }) =>
    copy?.fromContext && isApplicationFolder(copy.destination) ? [copy.destination] : [],
  );
  const roots = folders.map((folder) => copied.find((destination) => isWithin(destination, folder)) ?? folder);
  return [...new Set(roots)].filter((folder) => folder !== '/');
}

/** Whether the folder may contain results of the build that are not known. */
function makesUnknown(builds: readonly Build[], folder: string, language: CompiledLanguage): boolean {
  return (
    runsUnknownTool(builds, folder, language) ||
    builds.some((build) => build.stack === language.id && build.folder === folder && build.artifacts === undefined)
  );
}

function runsUnknownTool(builds: readonly Build[], folder: string, { codeTools }: CompiledLanguage): boolean {
  return builds.some(
    (build) => build.role === 'other' && build.folder !== undefined && isWithin(folder, build.folder) && !codeTools.has(build.program),
  );
}

/** The files of a working folder that the program may read: the whole folder if they are not known. */
function* filesFrom(
  project: Project,
  folder: string,
  programs: readonly CopiedArtifact[],
  language: CompiledLanguage,
): Work<readonly CopiedArtifact[]> {
  const whole = [copiedFrom(folder, true)];
  if (runsUnknownTool(buildsIn(project), folder, language)) return whole;
  const files = yield* runtimeFiles(project, folder, language.isCode);
  if (!files || !allowsPartialCopy(project, folder, [...files, ...programs], language.isCode)) return whole;
  const started = startedFrom(project, folder);
  return started !== undefined && !includesPath([...files, ...programs], started) ? whole : files;
}

/** The program that the container starts from the top of a folder, by its path. When the folder is built in, it is made there. */
export function startedFrom(sources: ProjectSources, folder: string): string | undefined {
  const workdir = containerFolder(sources);
  const paths = sources.container.start.flatMap(([program = '']) => (program.includes('/') ? (absolutePath(workdir, program) ?? []) : []));
  return paths.find((path) => parentOf(path) === folder);
}

/**
 * The programs that the container starts by their path below a folder that is built in, and that no COPY puts there: the build makes them.
 * Those of an unknown name and scripts, which may start others, are left out.
 */
function startedWithin(project: Project, folders: readonly string[]): readonly CopiedArtifact[] {
  const { files } = project;
  if (!files) return [];
  const copied = filesByTarget(files).now();
  const workdir = containerFolder(project);
  const started = containerCommandsOf(project).flatMap(([program = '']) =>
    program.includes('/') ? (absolutePath(workdir, program) ?? []) : [],
  );
  return started
    .filter((path) => folders.some((folder) => isWithin(folder, path)) && !copied.has(path) && !/[$`*]|\.\w+$/.test(path))
    .map((path) => copiedFrom(path, false));
}

/** The working directory that the toolchain's image sets, which the runtime base does not. */
function workdirOfBaseImage({ model, stage }: Project): readonly string[] {
  const { workdir } = model.configOf(stage);
  return workdir?.from === 'base-image' && workdir.value !== '/' ? [`WORKDIR ${workdir.value}`] : [];
}

function artifactDecisions(
  project: Project,
  artifacts: readonly CopiedArtifact[],
  programs: readonly CopiedArtifact[],
  folders: readonly string[],
): readonly Message[] {
  const pathsOf = (list: readonly CopiedArtifact[]): string => list.map(({ source }) => source).join(', ');
  const whole = artifacts.filter(({ source }) => folders.includes(source));
  const files = artifacts.filter((artifact) => !programs.includes(artifact) && !whole.includes(artifact));
  const made = artifacts.filter((artifact) => programs.includes(artifact));
  return [
    ...(made.length ? [message('Copied from the build stage: {paths}.', { paths: pathsOf(made) })] : []),
    ...(files.length ? [message('Also copied, because the program may read it at run time: {paths}.', { paths: pathsOf(files) })] : []),
    ...(whole.length ? [wholeFolderDecision(project, pathsOf(whole))] : []),
  ];
}

function wholeFolderDecision({ files }: Project, paths: string): Message {
  return files
    ? message('{paths} is copied completely, because the files that the program reads are unknown.', { paths })
    : message('{paths} is copied completely, including sources, because the build context is unknown.', { paths });
}
