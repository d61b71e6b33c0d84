import { megabytes, sizeRange as range } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

/*
 * What Maven and Gradle write. Libraries of Spring Boot: the files of version 3.5.6 with all that they require, from Maven Central, December 2026
 * (hibernate-core 12.1 MB, byte-buddy 9.0, tomcat-embed-core 3.6, spring-web 2.1, ...), in megabytes; a library counts what earlier rows lack.
 * All other numbers are estimates.
 */
const libraries: readonly (readonly [name: RegExp, megabytes: number])[] = [
  [/spring-boot-starter-(?:web|websocket|hateoas)$/, 12],
  [/spring-boot-starter-webflux$/, 15],
  [/spring-boot-starter-data-jpa$/, 29],
  [/spring-boot-starter-(?:jdbc|data-jdbc|data-rest)$/, 3],
  [/spring-boot-starter-actuator$/, 2.6],
  [/spring-boot-starter-thymeleaf$/, 1.4],
  [/spring-boot-starter-validation$/, 1.7],
  [/spring-boot-starter-security$/, 4],
  [/spring-boot-starter-(?:test|parent)$|:spring-boot-devtools$|:lombok$|:spring-boot-configuration-processor$/, 0],
  [/:h2$/, 2.7],
  [/:mysql-connector-(?:j|java)$/, 2.6],
  [/:postgresql$/, 1.1],
  [/:caffeine$/, 0.9],
  [/:jackson-databind$/, 2.4],
  [/:commons-lang3$|:commons-io$/, 0.6],
];

/** Any other library, with what it requires. */
const otherLibrary = megabytes(0.02, 1.5, 15);
/** How much versions differ from the measured one. */
const versions = range(0.75, 1, 1.3);

/** What a dependency of a build file adds to the program, by `group:artifact`. */
export function librarySize(name: string): SizeRange {
  const known = libraries.find(([pattern]) => pattern.test(name))?.[1];
  return known === undefined ? otherLibrary : megabytes(known * versions.low, known, known * versions.high);
}

export const javaSizes = {
  /** Spring Boot itself: spring-core, -context, -boot, -boot-autoconfigure, logback, snakeyaml. */
  springBoot: megabytes(7, 9.5, 13),
  /** A program with its libraries, of a project of which nothing is known: from a few classes to a server. */
  program: megabytes(0.01, 30, 150),
  /** The classes of the project. */
  classes: megabytes(0.005, 0.15, 8),
  /** All libraries of such a project. */
  libraries: megabytes(1, 40, 250),
  /** Plugins of Maven and what they require, with the descriptions of all artifacts; more if all plugins are downloaded for offline use. */
  mavenPlugins: megabytes(8, 40, 160),
  /** Plugins of Gradle, and its caches of what it has read. */
  gradleCaches: megabytes(10, 70, 400),
  /** Gradle itself, which the wrapper downloads and unpacks; the archive stays. */
  gradleWrapper: megabytes(90, 280, 420),
  /** Maven itself, which the wrapper downloads and unpacks. */
  mavenWrapper: megabytes(9, 20, 25),
};
