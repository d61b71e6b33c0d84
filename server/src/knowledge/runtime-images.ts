import { baseName } from '../base/paths.ts';

/** The image of the same vendor that runs what an image with the build tools makes. */
interface RuntimeImage {
  /** The repository, with the registry if it is not Docker Hub. */
  readonly build: string;
  /** Matches the tags that the rule is for. */
  readonly tag: RegExp;
  /** The runtime image; `$1` is the first group of `tag`, empty if it does not match. */
  readonly runtime: string;
}

const javaRelease = '(-alpine|-focal|-jammy|-noble)?';

/**
 * Images with the same major version on the same release of the distribution. An image that is not listed has no known counterpart.
 * On Alpine, the SDK of .NET has the data of cultures and sbt's image has bash, which the runtime images lack: these have no counterpart.
 * Java 12 and newer of openjdk have no image without the compiler: their slim image lacks the build tool and its downloads.
 * https://hub.docker.com/_/maven, https://hub.docker.com/_/gradle, https://hub.docker.com/_/eclipse-temurin, https://hub.docker.com/_/openjdk,
 * https://github.com/dotnet/dotnet-docker (2026-11)
 */
const runtimeImages: readonly RuntimeImage[] = [
  { build: 'eclipse-temurin', tag: new RegExp(`^(\\d[\\d._]*)(?:-jdk)?${javaRelease}$`), runtime: 'eclipse-temurin:$1-jre$2' },
  { build: 'gradle', tag: new RegExp(`^(?:\\d[\\d.]*-)?jdk-?(\\d+)${javaRelease}$`), runtime: 'eclipse-temurin:$1-jre$2' },
  { build: 'maven', tag: new RegExp(`^(?:\\d[\\d.]*-)?eclipse-temurin-(\\d+)${javaRelease}$`), runtime: 'eclipse-temurin:$1-jre$2' },
  { build: 'maven', tag: /^(?:\d[\d.]*-)?(?:jdk|openjdk)-(8|11)(?:-slim)?$/, runtime: 'openjdk:$1-jre-slim' },
  { build: 'openjdk', tag: /^(8|11)(?:-jdk)?(?:-slim|-bullseye|-buster)?$/, runtime: 'openjdk:$1-jre-slim' },
  { build: 'maven', tag: /^(?:\d[\d.]*-)?openjdk-(\d+)(?:-slim)?$/, runtime: 'openjdk:$1-slim' },
  { build: 'openjdk', tag: /^(1[2-9]|2\d)(?:-jdk)?(?:-slim|-bullseye|-buster|-slim-bullseye|-slim-buster)?$/, runtime: 'openjdk:$1-slim' },
  { build: 'openjdk', tag: /^8(?:-jdk)?-alpine$/, runtime: 'openjdk:8-jre-alpine' },
  {
    build: 'sbtscala/scala-sbt',
    tag: /^eclipse-temurin(-focal|-jammy|-noble)?-(\d[\d.]*(?:_\d+)?)_\d[\w.]*_\d[\w.]*$/,
    runtime: 'eclipse-temurin:$2-jre$1',
  },
  { build: 'hseeberger/scala-sbt', tag: /^(8|11)[u.]\w[\w.]*$/, runtime: 'openjdk:$1-jre-slim' },
  { build: 'clojure', tag: /^lein-2\.[5-8][\d.]*$/, runtime: 'openjdk:8-jre-slim' },
  { build: 'clojure', tag: /^openjdk-(8|11)(?:-(?:lein|tools-deps|boot)[\w.-]*)?$/, runtime: 'openjdk:$1-jre-slim' },
  {
    build: 'clojure',
    tag: /^temurin-(\d+)-(?:lein|tools-deps|boot)[\d.]*(-alpine|-focal|-jammy|-noble)?$/,
    runtime: 'eclipse-temurin:$1-jre$2',
  },
  { build: 'mcr.microsoft.com/dotnet/sdk', tag: /^(\d+\.\d+(?:-(?!.*alpine)[\w.-]+)?)$/, runtime: 'mcr.microsoft.com/dotnet/aspnet:$1' },
  {
    build: 'mcr.microsoft.com/dotnet/core/sdk',
    tag: /^(\d+\.\d+(?:-(?!.*alpine)[\w.-]+)?)$/,
    runtime: 'mcr.microsoft.com/dotnet/core/aspnet:$1',
  },
];

/** The image that runs what an image builds; undefined when none is known. `repository`: with the registry if it is not Docker Hub. */
export function runtimeImageOf(repository: string, tag: string): string | undefined {
  const found = runtimeImages.find((one) => one.build === repository && one.tag.test(tag));
  return found && tag.replace(found.tag, found.runtime);
}

/** Programs of the images that run what others build, by the last part of their repository. */
const programs: Readonly<Record<string, readonly string[]>> = {
  aspnet: ['dotnet'],
  'eclipse-temurin': ['java', 'keytool'],
  openjdk: ['java', 'keytool'],
};

/** The programs that a runtime image has for what it runs; `image`: a reference. */
export function programsOfRuntimeImage(image: string): readonly string[] {
  return programs[baseName(image.replace(/:[^/]*$/, ''))] ?? [];
}

/** The variable with which the ASP.NET image of a major version sets the port of servers. https://github.com/dotnet/dotnet-docker (2026-11) */
export function listeningVariable(major: number): string {
  return major >= 8 ? 'ASPNETCORE_HTTP_PORTS' : 'ASPNETCORE_URLS';
}
