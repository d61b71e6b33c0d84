import { absolutePath, baseName, isWithin, parentOf } from '../../../base/paths.ts';
import type { CommandWords } from '../../../facts/start/commands.ts';
import { message } from '../../../base/message.ts';
import { isRefusal, refuse } from '../../core/conversion.ts';
import type { Refusal } from '../../core/conversion.ts';
import { copiedFrom } from '../../core/copied-artifacts.ts';
import type { CopiedArtifact } from '../../core/copied-artifacts.ts';
import { isApplicationFolder } from '../../core/image-folders.ts';
import { containerCommandsOf, containerFolder, filesByTarget } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';

/**
 * What the commands of the container load: jars, class paths, module paths, agents, and the folders of start scripts. Refuses when one of
 * these paths is not known before the build.
 */
export function startedFiles(project: Project, folders: readonly string[]): readonly CopiedArtifact[] | Refusal {
  const found: CopiedArtifact[] = [];
  for (const words of containerCommandsOf(project)) {
    const artifacts = baseName(words[0] ?? '') === 'java' ? loadedBy(project, words) : scriptOf(project, words, folders);
    if (isRefusal(artifacts)) return artifacts;
    found.push(...artifacts);
  }
  return found;
}

/** The paths in the options of `java`, and what has to be copied for each. */
function loadedBy(project: Project, words: CommandWords): readonly CopiedArtifact[] | Refusal {
  const found: CopiedArtifact[] = [];
  for (const { path, isJar } of loadedPaths(words)) {
    if (/[$`]/.test(path)) {
      return refuse(message('The container loads {path}, a path that is only known when it starts.', { path }), [
        message('Write the path itself.'),
      ]);
    }
    const absolute = absolutePath(containerFolder(project), path);
    if (absolute !== undefined && !isCopied(project, absolute)) found.push(...neededFor(project, absolute, isJar));
  }
  return found;
}

interface LoadedPath {
  readonly path: string;
  /** A jar that may name other jars beside it. */
  readonly isJar: boolean;
}

const pathOptions = /^(?:-cp|-classpath|--class-path|-p|--module-path|--upgrade-module-path)$/;

/** https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html */
function loadedPaths(words: CommandWords): readonly LoadedPath[] {
  const found: LoadedPath[] = [];
  const add = (list: string): void => {
    for (const path of list.split(':').filter((one) => one !== '' && one !== '.')) found.push({ path, isJar: false });
  };
  let isJar = false;
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    const next = words[i + 1] ?? '';
    if (word === '-jar') isJar = true;
    if (word === '-m' || word === '--module') break;
    const [, inline] = /^(?:--(?:class|module)-path=|-javaagent:|-Dloader\.path=|@)([^=]*)/.exec(word) ?? [];
    if (inline !== undefined) add(inline.replaceAll(',', ':'));
    else if (pathOptions.test(word)) {
      add(next);
      i++;
    } else if (/^--(?:add-\w+|limit-modules)$/.test(word)) i++;
    else if (!word.startsWith('-')) return isJar ? [...found, { path: word, isJar }] : found;
  }
  return found;
}

/** Whether a COPY puts the file, or all files of the folder, to this path. */
function isCopied({ files }: Project, path: string): boolean {
  return files !== undefined && filesByTarget(files).now().has(path);
}

/** The folder that Maven, Gradle, sbt and Leiningen write to. */
const outputFolder = /^(.*?\/(?:target|build))\/.+$/;

function neededFor(project: Project, path: string, isJar: boolean): readonly CopiedArtifact[] {
  const fast = /^(.*\/quarkus-app)\//.exec(path)?.[1];
  if (fast !== undefined) return [copiedFrom(fast, true)];
  const folder = /^(.*?)\/[^/]*[*?]/.exec(path)?.[1];
  if (folder !== undefined) return folderOf(folder);
  if (!/\.(?:jar|war)$/.test(path)) return folderOf(path.replace(/(?<=.)\/$/, ''));
  const output = outputFolder.exec(path)?.[1];
  return isJar && output !== undefined && !containsItsLibraries(project, path, parentOf(output))
    ? [copiedFrom(output, true)]
    : [copiedFrom(path, false)];
}

function folderOf(path: string): readonly CopiedArtifact[] {
  return isApplicationFolder(path) ? [copiedFrom(path, true)] : [];
}

/** Plugins that put the libraries into the jar. */
const fatJarPlugin =
  /^(?:spring-boot-maven-plugin|maven-shade-plugin|maven-assembly-plugin|org\.springframework\.boot|com\.github\.johnrengelman\.shadow|com\.gradleup\.shadow|io\.ktor\.plugin)$/;

/** Names that the same plugins, sbt-assembly and Leiningen give to such a jar. */
const fatJarName = /(?:-(?:all|fat|uber|standalone|shaded|assembly|with-dependencies)(?:-[\d.]+)?|-assembly-.*)\.(?:jar|war)$|\.war$/;

function containsItsLibraries(project: Project, jar: string, module: string): boolean {
  const plugins = (['maven', 'gradle'] as const).flatMap((ecosystem) => copiedProject(project, ecosystem, module)?.plugins ?? []);
  return fatJarName.test(jar) || plugins.some((plugin) => fatJarPlugin.test(plugin));
}

/** A start script in `bin` loads what is beside that folder (`installDist`, `sbt stage`); another program that was built is copied alone. */
function scriptOf(project: Project, [program = '']: CommandWords, folders: readonly string[]): readonly CopiedArtifact[] {
  const path = program.includes('/') ? absolutePath(containerFolder(project), program) : undefined;
  if (path === undefined || /[$`*]/.test(path) || isCopied(project, path) || !folders.some((folder) => isWithin(folder, path))) return [];
  const home = /^(.+)\/bin\/[^/]+$/.exec(path)?.[1];
  return [home === undefined ? copiedFrom(path, false) : copiedFrom(home, true)];
}
