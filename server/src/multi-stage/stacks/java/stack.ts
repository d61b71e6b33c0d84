import { inFolderWith } from '../../../knowledge/folders.ts';
import { programsWith } from '../../../knowledge/programs.ts';
import { javaBuildPackages } from '../../../knowledge/build-packages.ts';
import { mavenRequirements } from '../../../knowledge/native-dependencies.ts';
import type { NativeRequirements } from '../../../knowledge/native-dependencies.ts';
import { buildsIn } from '../../core/project.ts';
import type { Project } from '../../core/project.ts';
import { copiedProject } from '../../evidence/copied-manifests.ts';
import { messagesFor } from '../../families/messages.ts';
import { publishedStack } from '../../families/published.ts';
import { readJavaCommand } from './read-command.ts';
import { startedFiles } from './started.ts';

/**
 * Sources, build files and what the build tools write. Resources of `src/main` are in the jar; a server that is part of the program may read
 * its pages in `src/main/webapp`.
 */
const code =
  /(?:\.(?:java|kt|kts|scala|sbt|sc|mill|clj|cljc|groovy|gradle)$|(?:^|\/)(?:pom\.xml|gradlew(?:\.bat)?|mvnw(?:\.cmd)?|mill|\.mill-version|\.sdkmanrc|(?:gradle|build)\.properties|gradle-wrapper\.\w+|lombok\.config|project\.clj|profiles\.clj|deps\.edn|Procfile|system\.properties|HELP\.md)$|(?:^|\/)(?:gradle|buildSrc|\.mvn)\/|(?:^|\/)build\/|(?:^|\/)src\/(?:assembly|(?:main|test|integrationTest|native|dev)\/(?:java|kotlin|scala|groovy|clojure|resources|docker|antlr|protobuf|proto)|test|it)\/|^project\/)/;

const isOutput = inFolderWith('generated', 'cache');

/** Java, Kotlin, Scala and Clojure: the jars and class folders that the container loads, on the runtime image of the same vendor and version. */
export const javaStack = publishedStack({
  id: 'java',
  ecosystems: ['maven', 'gradle'],
  readCommand: (command) => readJavaCommand(command),
  starts: (program) => program === 'java',
  startedFiles,
  needs: javaNeeds,
  compilingPrograms: programsWith('javaRunner'),
  // https://github.com/carlossg/docker-maven, https://github.com/keeganwitt/docker-gradle
  imageVariables: new Set(['MAVEN_HOME', 'MAVEN_CONFIG', 'GRADLE_HOME', 'JAVA_VERSION', 'SBT_VERSION', 'LEIN_INSTALL']),
  isCode: (path) => code.test(path) || isOutput(path),
  codeTools: programsWith('codeGenerator'),
  buildOnlyPackages: javaBuildPackages,
  runtimePackages: { apk: [], apt: [] },
  earlyDownload: () => undefined,
  messages: messagesFor('the Java virtual machine', 'mvn package', 'Java'),
});

/** Libraries that the packages of the project load, of those that the full images of Java have. */
function javaNeeds(project: Project): readonly NativeRequirements[] {
  const { repository = '', tag = '' } = project.stage.image ?? {};
  if (!repository.startsWith('openjdk') && !/jdk-(?:8|11)\b/.test(tag)) return [];
  const folders = buildsIn(project).flatMap(({ stack, folder }) => (stack === 'java' && folder !== undefined ? [folder] : []));
  return folders.flatMap((folder) =>
    (['maven', 'gradle'] as const).flatMap((ecosystem) =>
      (copiedProject(project, ecosystem, folder)?.dependencies ?? []).flatMap(({ name }) => mavenRequirements(name) ?? []),
    ),
  );
}
