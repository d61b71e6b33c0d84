import { message } from '../../base/message.ts';
import { joinPath, shellPath } from '../../base/paths.ts';
import { packageFolder } from '../../facts/commands/package-folder.ts';
import { cacheFoldersOf } from '../../facts/tool-caches.ts';
import { javaSizes, librarySize } from '../../knowledge/java-sizes.ts';
import { programName } from '../../knowledge/programs.ts';
import { manifestsOf } from '../../manifests/manifests.ts';
import type { GradleProject } from '../../manifests/gradle.ts';
import type { MavenProject } from '../../manifests/maven.ts';
import { optionOf } from '../../shell/tools/options.ts';
import type { PackageCommand } from '../../shell/tools/packages.ts';
import { addBytes, exactBytes } from '../bytes.ts';
import { imageFiles } from '../image-files.ts';
import type { Bytes } from '../size.ts';
import { contentsPath } from '../stage-state.ts';
import type { CommandContext, CommandReader } from './context.ts';
import { addWritten } from './written.ts';

/** Maven and Gradle: the libraries and plugins in the local repository, the wrapper's distribution, and the program with its libraries. */
export const readJava: CommandReader = (context) => {
  const { command, state, facts, instruction } = context;
  const { packages } = command;
  if (!packages || !/^(?:maven|gradle)$/.test(packages.tool) || command.output) return false;
  if (packages.verb !== 'download' && packages.verb !== 'build') return false;
  const tool = packages.tool === 'maven' ? 'maven' : 'gradle';
  const folder = tool === 'maven' ? pomFolder(packages, context) : packageFolder(command, '-p', '--project-dir');
  const files = imageFiles(state, facts.build, facts.mountsOf(instruction));
  const project = folder === undefined ? undefined : manifestsOf(files).project(tool, folder.slice(1));
  const libraries = project && librariesOf(project);
  addRepository(packages, libraries ?? javaSizes.libraries, context);
  if (packages.verb === 'build' && folder !== undefined) addProgram(packages, folder, libraries, context);
  return true;
};

/** The folder of -f, which names a pom.xml or its folder. */
function pomFolder({ args }: PackageCommand, { command }: CommandContext): string | undefined {
  const file = optionOf(args, '-f', '--file')?.value;
  return file === undefined ? command.folder : shellPath(command.folder, file.replace(/\/?[^/]*\.xml$/, '') || '.');
}

/** The libraries of a program; undefined if its modules or a computed build file list them. */
function librariesOf({ dependencies, modules, unknown }: MavenProject | GradleProject): Bytes | undefined {
  if (modules.length > 0 || unknown.length > 0 || dependencies.length === 0) return undefined;
  const own = dependencies.filter(({ dev, group }) => !dev && !/^test|annotationProcessor|compileOnly|provided|kapt|ksp/.test(group));
  const isBoot = own.some(({ name }) => /spring-boot/.test(name));
  return own.map(({ name }) => librarySize(name)).reduce(addBytes, isBoot ? javaSizes.springBoot : exactBytes(0));
}

/** What is downloaded, once for each tool: libraries and plugins, and the wrapper's distribution. */
function addRepository({ tool, verbText }: PackageCommand, libraries: Bytes, context: CommandContext): void {
  const { command, model, instruction, state, draft } = context;
  const stage = model.stageOf(instruction);
  const folder = (stage && cacheFoldersOf(command, stage)?.[0]) ?? (tool === 'maven' ? '/root/.m2' : '/root/.gradle');
  const add = (path: string, bytes: Bytes): void => {
    const key = `${folder}/${path}`;
    if (state.downloaded.has(key)) return;
    if (!draft.isOnMount(key)) state.downloaded.add(key);
    const detail = message('{command} downloads libraries and plugins. Their number and sizes are an estimate.', { command: `${tool} ${verbText}`.trim() }); // prettier-ignore
    addWritten(context, { path: `${key}/files`, bytes, source: 'heuristic', detail, name: message('downloaded libraries') });
  };
  const isMaven = tool === 'maven';
  if (programName(command.program ?? '').endsWith('w')) add('wrapper', isMaven ? javaSizes.mavenWrapper : javaSizes.gradleWrapper);
  add(isMaven ? 'repository' : 'caches', addBytes(libraries, isMaven ? javaSizes.mavenPlugins : javaSizes.gradleCaches));
}

/** The built program: in `target` of Maven, in `build/libs` of Gradle. */
function addProgram({ tool, verbText }: PackageCommand, folder: string, libraries: Bytes | undefined, context: CommandContext): void {
  const output = joinPath(folder, tool === 'maven' ? 'target' : 'build/libs');
  // A program may be built without its libraries.
  const bytes = libraries ? { ...addBytes(libraries, javaSizes.classes), low: javaSizes.classes.low } : javaSizes.program;
  const detail = message('The program that {command} builds: an estimate from other programs.', { command: `${tool} ${verbText}`.trim() });
  addWritten(context, { path: contentsPath(output, 'program.jar'), bytes, source: 'heuristic', detail, name: 'jar' });
}
