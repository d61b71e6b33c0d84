import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../../server/src/sizes/size.ts';
import { javaProjects, summaryOf } from '../../support/size-truths.ts';
import { finalSizes, lastLayer } from '../../support/sizes.ts';

const starter = (name: string): string =>
  `<dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-${name}</artifactId></dependency>`;

const pom = (...starters: readonly string[]): string => `
  pom.xml
      <project><artifactId>shop</artifactId><version>1</version><dependencies>${starters.map(starter).join('')}</dependencies></project>
  src/main/java/App.java
      class App {}
`;

const gradle = `
  build.gradle
      dependencies {
        implementation 'org.springframework.boot:spring-boot-starter-web'
        testImplementation 'org.springframework.boot:spring-boot-starter-test'
      }
  src/main/java/App.java
      class App {}
`;

it.each(['program', 'repository'] as const)('real projects: nearly all are inside the interval of the %s', (part) => {
  expect(summaryOf(javaProjects(part)).inside).toBeGreaterThanOrEqual(0.9);
});

/** What the final stage copies from the stage of the build. */
function program(run: string, path: string, context: string): Bytes {
  const text = `FROM maven:3-eclipse-temurin-21 AS build\nWORKDIR /app\nCOPY . .\nRUN ${run}\nFROM scratch\nCOPY --from=build ${path} /app.jar`;
  return finalSizes(text, context).layers[0]!.estimate.bytes!;
}

/** The libraries of spring-boot-starter-web 3.5.6 have about 21 MB in Maven Central. */
describe('a program with its libraries', () => {
  it.each([
    ['Maven', 'mvn -B package -DskipTests', '/app/target/*.jar', pom('web')],
    ['by its name', 'mvn package', '/app/target/shop-1.jar', pom('web')],
    ['with the wrapper', './mvnw clean install', '/app/target/*.jar', pom('web')],
    ['of another folder', 'mvn -f /app/pom.xml package', '/app/target/*.jar', pom('web')],
    ['Gradle', 'gradle bootJar --no-daemon', '/app/build/libs/*.jar', gradle],
    ["Gradle's wrapper", './gradlew build', '/app/build/libs/app.jar', gradle],
  ])('%s', (_, run, path, context) => {
    const { low, high } = program(run, path, context);
    expect(low).toBeLessThan(21_000_000);
    expect(high).toBeGreaterThan(21_000_000);
    expect(high).toBeLessThan(60_000_000);
  });

  it('is larger with more libraries', () => {
    const web = program('mvn package', '/app/target/*.jar', pom('web'));
    const jpa = program('mvn package', '/app/target/*.jar', pom('web', 'data-jpa', 'actuator'));
    expect(jpa.likely - web.likely).toBeGreaterThan(25_000_000);
  });

  it('is a wide estimate without a build file', () => {
    const { low, high } = program('mvn package', '/app/target/*.jar', '');
    expect(high / Math.max(1, low)).toBeGreaterThan(1000);
  });
});

describe('the local repository', () => {
  const layer = (run: string): Bytes => lastLayer(`FROM maven:3-eclipse-temurin-21\nWORKDIR /app\nCOPY . .\nRUN ${run}`, pom('web')).bytes!;

  it('has libraries and plugins', () => {
    expect(layer('mvn dependency:go-offline').likely).toBeGreaterThan(40_000_000);
  });

  it('is not in the layer if it is on a mount', () => {
    expect(layer('--mount=type=cache,target=/root/.m2 mvn dependency:go-offline').high).toBe(0);
  });

  it('is downloaded once', () => {
    expect(layer('mvn dependency:go-offline && mvn dependency:go-offline')).toEqual(layer('mvn dependency:go-offline'));
  });

  it("has the wrapper's distribution too", () => {
    expect(layer('./gradlew dependencies').likely).toBeGreaterThan(layer('gradle dependencies').likely + 200_000_000);
  });
});
