import { absolutePath, baseName, isWithin, joinPath, parentOf, shellPath } from '../../../base/paths.ts';
import { message } from '../../../base/message.ts';
import type { Message } from '../../../base/message.ts';
import type { Build, BuildOf } from '../../core/actions.ts';
import { textAt } from '../../evidence/context-files.ts';
import { isRefusal, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { dataCopies, onlyPlainCopies } from '../../evidence/data-files.ts';
import { delivers, fetchedCopies, inPlace, withoutCovered } from '../../core/delivery.ts';
import type { StageCopy } from '../../core/delivery.ts';
import { isApplicationFolder } from '../../core/system-folders.ts';
import { moduleDownload } from './modules.ts';
import type { ModuleDownload } from './modules.ts';
import { authorsBuild } from '../../core/recipe.ts';
import type { NewLine, Project, Recipe } from '../../core/recipe.ts';
import { goRuntimeBase } from '../../core/runtime-base.ts';
import { isRuntimeOnly } from '../../core/runtime-stage.ts';
import { setupsAllow } from '../../core/setups.ts';
import type { CommandWords } from '../../evidence/start-command.ts';
import { buildsOf } from '../../core/steps.ts';
import type { Step } from '../../core/steps.ts';

/** What the Go toolchain turns into the program, or never looks at. */
const code =
  /(?:\.(?:go|s|c|h|cc|cpp|hpp|proto|tmpl\.go)$|(?:^|\/)(?:go\.(?:mod|sum|work|work\.sum)|\.golangci\.ya?ml|\.air\.toml|\.goreleaser\.ya?ml|buf(?:\.gen|\.work)?\.yaml|sqlc\.ya?ml)$|(?:^|\/)vendor\/)/;

/** Go: what `go build` and `go install` make is copied, with the files that the program may read beside it. */
export function goRecipe(project: Project): Recipe | Refusal {
  const base = goRuntimeBase(project.stage);
  if (isRefusal(base)) return base;
  const builds = project.steps.flatMap(buildsOf);
  const refusal = startsToolchain(project) ?? leavesOtherThings(builds) ?? readsImageVariables(project);
  if (refusal) return refusal;
  const programs = [...programsOf(project, builds), ...fetchedCopies(project.steps)];
  const folders = foldersOf(builds);
  const bad = folders.find((folder) => !isApplicationFolder(folder) && makesUnknown(project, builds, folder));
  if (bad !== undefined) return needsFolder(bad);
  const data = folders.map((folder) => (isApplicationFolder(folder) ? dataOf(project, builds, folder, programs) : []));
  const copies = withoutCovered([...programs, ...data.flat()]);
  const download = moduleDownload(project, builds);
  if (copies.length === 0)
    return refuse(message('No build command makes a program that could be copied.'), [
      message('Build with go build -o, and start what it makes.'),
    ]);
  return {
    base,
    stages: [{ name: 'build', from: undefined, lines: withDownload(authorsBuild(project, isRuntimeOnly), download) }],
    copies,
    folders,
    head: workdirOf(project),
    preparations: [],
    repeatsCopy: ({ copy }) => !folders.some((folder) => isWithin(folder, copy!.destination)),
    repeatsGlobal: () => false,
    buildTools: ['git', 'mercurial', 'subversion', 'bzr', 'breezy', 'upx', 'upx-ucl', 'protobuf-compiler', 'protoc', 'protobuf-dev'],
    needs: [{ packages: base.manager === 'apk' ? ['tzdata'] : ['ca-certificates'] }],
    provides: (program) =>
      copies.some(({ destination, folder }) => baseName(destination) === program || (folder && destination === '/usr/local/bin')),
    costs: false,
    gains: true,
    decisions: [base.decision, ...(download ? [download.decision] : []), ...copyDecisions(project, copies, programs, folders)],
  };
}

function withDownload(lines: readonly Step[], download: ModuleDownload | undefined): readonly (Step | NewLine)[] {
  return lines.flatMap((line) => (line === download?.before ? [...download.lines, line] : [line]));
}

/** A tool, or a `go build` whose output has no known name, has worked in the folder. */
function makesUnknown(project: Project, builds: readonly Build[], folder: string): boolean {
  return builds.some((build) => {
    if (build.what === 'tool') return build.folder === folder && !isQuiet(build.program);
    return build.what === 'go' && build.folder === folder && outputOf(project, build) === undefined;
  });
}

/** Where Go works: the folders of its builds. */
function foldersOf(builds: readonly Build[]): readonly string[] {
  return [...new Set(builds.flatMap((build) => (build.what === 'go' || build.what === 'tool' ? [build.folder] : [])))].filter(
    (folder) => folder !== '/',
  );
}

function startsToolchain({ commands }: Project): Refusal | undefined {
  const tool = commands.start
    .map(([program = '']) => baseName(program))
    .find((program) => /^(?:go|air|gin|reflex|CompileDaemon|realize|fresh|dlv|modd)$/.test(program));
  if (tool === undefined) return undefined;
  return refuse(message('The container starts {program}, which compiles: it needs the toolchain and the sources.', { program: tool }), [
    message('Build the program with go build, and start what it makes.'),
  ]);
}

/** Variables that the golang image sets, and no other, to values that differ from tag to tag. https://github.com/docker-library/golang */
const imageVariables: ReadonlySet<string> = new Set(['GOLANG_VERSION', 'GOTOOLCHAIN']);

function readsImageVariables({ model, steps }: Project): Refusal | undefined {
  for (const { instruction, run, copy } of steps) {
    if (run || copy) continue;
    const name = model.usesIn(instruction).find((use) => imageVariables.has(use.name) && !model.resolve(instruction, use)?.pair)?.name;
    if (name === undefined) continue;
    const reason = message('{keyword} uses {variable}, which the golang image sets and the run-time image does not.', {
      keyword: instruction.keyword,
      variable: name,
    });
    return refuse(reason, [message('Write the value itself.')], instruction);
  }
  return undefined;
}

function leavesOtherThings(builds: readonly Build[]): Refusal | undefined {
  const other = builds.find(({ what }) => what !== 'go' && what !== 'cache' && what !== 'tool' && what !== 'fetch');
  return (
    other &&
    refuse(message('The build uses other tools than Go, and what of theirs the container needs is not known.'), [
      message('Give them a stage of their own.'),
    ])
  );
}

/** The programs that the builds make. A program that the container finds by its name gets into a folder where it is found. */
function programsOf(project: Project, builds: readonly Build[]): readonly StageCopy[] {
  return builds.flatMap((build): readonly StageCopy[] => {
    if (build.what !== 'go') return [];
    const output = outputOf(project, build);
    if (output === undefined) return [];
    const isFolder = output === build.bin;
    const byName = isWithin(build.bin, output) && !commandsOf(project).some(([program = '']) => isWithin(output, program));
    if (!byName) return [inPlace(output, isFolder)];
    const destination = isFolder ? '/usr/local/bin' : `/usr/local/bin/${baseName(output)}`;
    return [{ stage: 'build', source: output, destination, folder: isFolder }];
  });
}

function outputOf(project: Project, build: BuildOf<'go'>): string | undefined {
  return build.command.verbText === 'install' ? installed(project, build) : built(project, build);
}

function commandsOf({ commands }: Project): readonly CommandWords[] {
  return [...commands.start, ...commands.health];
}

/** What `go build` writes; undefined when that is nothing, or not known. https://pkg.go.dev/cmd/go#hdr-Compile_packages_and_dependencies */
function built(project: Project, build: BuildOf<'go'>): string | undefined {
  const { folder, command, output } = build;
  if (output === 'unknown') return undefined;
  const packages = command.args.operands.map(({ value }) => value);
  if (output) {
    const path = shellPath(folder, output.path);
    const intoFolder = /(?:\/|^\.{1,2})$/.test(output.path) || isWithin(path ?? '', folder);
    const name = intoFolder ? nameOf(project, folder, packages) : '';
    return path === undefined || name === undefined ? undefined : joinPath(path, name);
  }
  const name = nameOf(project, folder, packages);
  return name === undefined ? startedFrom(project, folder) : joinPath(folder, name);
}

function installed(project: Project, build: BuildOf<'go'>): string | undefined {
  const packages = build.command.packages.map(({ name }) => name);
  const name = packages.length > 1 ? undefined : nameOf(project, build.folder, packages);
  return name === undefined ? build.bin : joinPath(build.bin, name);
}

/** The name that Go gives to the program of one package. */
function nameOf({ files, build }: Project, folder: string, packages: readonly string[]): string | undefined {
  const [first = '.'] = packages;
  if (first.endsWith('.go')) return baseName(first).slice(0, -'.go'.length);
  if (packages.length > 1 || first.includes('...') || /[$`*]/.test(first)) return undefined;
  const path = shellPath(folder, first);
  if (path !== undefined && path !== folder && isWithin(folder, path)) return lastOfModule(path);
  if (path !== folder) return lastOfModule(first);
  const module = /^module\s+"?([^\s"]+)/m.exec(textAt(files, build, joinPath(folder, 'go.mod')) ?? '')?.[1];
  return module && lastOfModule(module);
}

/** `example.com/tool/v2` is `tool`. */
function lastOfModule(path: string): string {
  return baseName(path.replace(/@.*$/, '').replace(/\/v\d+$/, ''));
}

/** A program that the container starts right out of the folder that is built in can only have come from there. */
function startedFrom({ commands, model, stage }: Project, folder: string): string | undefined {
  const workdir = model.configOf(stage).workdir?.value;
  const paths = commands.start.flatMap(([program = '']) => (program.includes('/') ? (absolutePath(workdir, program) ?? []) : []));
  return paths.find((path) => parentOf(path) === folder);
}

/** The files of the folder that the program may read: all of it where that cannot be told. */
function dataOf(project: Project, builds: readonly Build[], folder: string, programs: readonly StageCopy[]): readonly StageCopy[] {
  const whole = [inPlace(folder, true)];
  const known =
    project.files &&
    onlyPlainCopies(project, folder) &&
    !builds.some((build) => build.what === 'tool' && build.folder === folder && !isQuiet(build.program));
  const copies = known
    ? dataCopies(
        project.files!.filter(({ step }) => isBuilt(project, step)),
        folder,
        (path) => code.test(path),
      )
    : undefined;
  const started = startedFrom(project, folder);
  if (!copies || !setupsAllow(project, folder, [...copies, ...programs])) return whole;
  return started !== undefined && !delivers([...copies, ...programs], started) ? whole : copies;
}

/** Tools that make Go code and nothing else, or change a program in its place. `go generate` and `go run` may make anything. */
function isQuiet(program: string): boolean {
  return /^(?:strip|upx|swag|templ|sqlc|wire|mockgen|protoc|buf|statik|packr2?)$/.test(program);
}

function isBuilt({ steps, boundary }: Project, step: Step): boolean {
  return steps.indexOf(step) <= boundary;
}

/** The golang image works in /go unless the file says otherwise: that is written out, as the run-time base does not. */
function workdirOf({ model, stage }: Project): readonly string[] {
  const { workdir } = model.configOf(stage);
  return workdir?.from === 'base-image' && workdir.value !== '/' ? [`WORKDIR ${workdir.value}`] : [];
}

function needsFolder(folder: string): Refusal {
  return refuse(message('The build works in {folder}, a folder of the system: what of it the container needs is not known.', { folder }), [
    message('Set a WORKDIR for the application, and build there.'),
  ]);
}

function copyDecisions(
  project: Project,
  copies: readonly StageCopy[],
  programs: readonly StageCopy[],
  folders: readonly string[],
): readonly Message[] {
  const names = (list: readonly StageCopy[]): string => list.map(({ source }) => source).join(', ');
  const whole = copies.filter(({ source }) => folders.includes(source));
  const data = copies.filter((copy) => !programs.includes(copy) && !whole.includes(copy));
  const made = copies.filter((copy) => programs.includes(copy));
  return [
    ...(made.length ? [message('From the build: {paths}.', { paths: names(made) })] : []),
    ...(data.length ? [message('Copied too, as the program may read it when it runs: {paths}.', { paths: names(data) })] : []),
    ...(whole.length ? [wholeDecision(project, names(whole))] : []),
  ];
}

function wholeDecision({ files }: Project, paths: string): Message {
  return files
    ? message('{paths} is copied whole: which of its files the program reads cannot be told.', { paths })
    : message('{paths} is copied whole, sources included, because the build context is not known.', { paths });
}
