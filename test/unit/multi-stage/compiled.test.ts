import { describe, expect, test } from 'vitest';
import { baseName, joinPath } from '../../../server/src/base/paths.ts';
import { english, message } from '../../../server/src/base/message.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { convertToMultiStage } from '../../../server/src/multi-stage/convert.ts';
import { artifactAt, cacheBuild } from '../../../server/src/multi-stage/core/effects.ts';
import { textAt } from '../../../server/src/multi-stage/core/project.ts';
import { compiledStack, toolchainFreeBase } from '../../../server/src/multi-stage/families/compiled.ts';
import { publishedStack } from '../../../server/src/multi-stage/families/published.ts';
import { allStacks } from '../../../server/src/multi-stage/stacks/index.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { modelOf } from '../../support/model.ts';

/** A stack only needs this table and a reader of its build command. */
const rustStack = compiledStack({
  id: 'rust',
  ecosystems: ['cargo'],
  readCommand: ({ packages, folder }, sources) => {
    if (packages?.tool !== 'cargo' || folder === undefined) return undefined;
    if (packages.verbText === 'fetch') return cacheBuild('cargo');
    if (packages.verb !== 'build') return undefined;
    const name = /^name = "(.+)"/m.exec(textAt(sources, joinPath(folder, 'Cargo.toml')) ?? '')?.[1];
    const artifacts = name === undefined ? undefined : [artifactAt(joinPath(folder, `target/release/${name}`), false)];
    return { kind: 'build', role: 'compile', stack: 'rust', program: 'cargo', folder, artifacts, packages };
  },
  runtimeBase: toolchainFreeBase('rust', ([major]) => (major === 1 ? { debian: 'bookworm', alpine: undefined } : undefined)),
  compilingPrograms: new Set(['cargo']),
  imageVariables: new Set(['RUST_VERSION']),
  isCode: (path) => path.endsWith('.rs') || /^Cargo\.(?:toml|lock)$/.test(baseName(path)),
  codeTools: new Set(['strip']),
  buildOnlyPackages: new Set(['protobuf-compiler']),
  runtimePackages: { apt: ['ca-certificates'], apk: [] },
  earlyDownload: () => undefined,
  messages: {
    otherTools: message('The build uses other tools than Rust.'),
    startsCompilingProgram: message('Start what cargo build makes.'),
    makesNoProgram: message('Build with cargo build --release.'),
    usesImageVariable: (keyword, variable) => message('{keyword} uses {variable} of the rust image.', { keyword, variable }),
  },
});

const context = createBuildContext(
  readContextBlock('Cargo.toml\n    [package]\n    name = "shop"\nCargo.lock\nsrc/main.rs\ntemplates/index.html\n'),
);

function convert(text: string): string {
  const conversion = convertToMultiStage(factsOf(modelOf(text), context), [
    ...allStacks.filter(({ id }) => id !== rustStack.id),
    rustStack,
  ]);
  return conversion.kind === 'converted' ? conversion.text : english(conversion.reason);
}

describe('a compiled stack is a table', () => {
  test('its program and the files next to it are copied onto the bare distribution', () => {
    const text = 'FROM rust:1.82\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nCMD ["./target/release/shop"]\n';
    expect(convert(text)).toBe(`FROM rust:1.82 AS build
WORKDIR /app
COPY . .
RUN cargo build --release

FROM debian:bookworm-slim
RUN apt-get update \\
 && apt-get install -y --no-install-recommends ca-certificates \\
 && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /app/target/release/shop /app/target/release/shop
COPY --from=build /app/templates /app/templates
CMD ["./target/release/shop"]
`);
  });

  test('its build tools and development packages stay in the build stage', () => {
    const text = `FROM rust:1.82-bookworm
RUN apt-get update && apt-get install -y protobuf-compiler libpq-dev
WORKDIR /app
COPY . .
RUN cargo build --release && strip target/release/shop
CMD ["/app/target/release/shop"]
`;
    const converted = convert(text);
    expect(converted).toContain('RUN apt-get update && apt-get install -y libpq5 ca-certificates\n');
    expect(converted.split('FROM debian')[1]).not.toContain('protobuf-compiler');
  });

  test.each([
    ['it starts the compiler', 'RUN cargo build --release\nCMD ["cargo", "run"]', 'The container runs cargo, which compiles'],
    [
      'other tools build too',
      'RUN cargo build --release && pip install -r requirements.txt\nCMD ["./target/release/shop"]',
      'The file builds with several languages (python, rust)',
    ],
    ['nothing of it is built', 'RUN cargo fetch\nCMD ["./shop"]', 'No build command creates a program that can be copied.'],
    ['a command is not known', 'RUN cargo publish\nCMD ["./shop"]', 'What cargo publish creates'],
    [
      'it reads a variable of the image',
      'ENV V=$RUST_VERSION\nRUN cargo build --release\nCMD ["./target/release/shop"]',
      'ENV uses RUST_VERSION of the rust image.',
    ],
    [
      'an image of another registry',
      'RUN cargo build --release\nCMD ["./target/release/shop"]',
      'comes from a private registry',
      'ghcr.io/team/rust:1',
    ],
  ])('refused: %s', (_, lines, reason, image = 'rust:1.82') => {
    expect(convert(`FROM ${image}\nWORKDIR /app\nCOPY . .\n${lines}\n`)).toContain(reason);
  });
});

/** A language whose builds another image runs. */
const javaStack = publishedStack({
  id: 'java',
  ecosystems: ['maven'],
  readCommand: ({ program, folder }) => {
    if (program !== 'mvn' || folder === undefined) return undefined;
    const artifacts = [artifactAt(joinPath(folder, 'target/shop.jar'), false)];
    return { kind: 'build', role: 'compile', stack: 'java', program, folder, artifacts, packages: undefined };
  },
  compilingPrograms: new Set(['mvn']),
  imageVariables: new Set(['MAVEN_HOME']),
  isCode: (path) => /^src\/|^pom\.xml$/.test(path),
  codeTools: new Set(),
  buildOnlyPackages: new Set(),
  runtimePackages: { apt: [], apk: [] },
  earlyDownload: () => undefined,
  messages: {
    otherTools: message('The build uses other tools than Maven.'),
    startsCompilingProgram: message('Start the jar.'),
    makesNoProgram: message('Build with mvn package.'),
    usesImageVariable: (keyword, variable) => message('{keyword} uses {variable} of the maven image.', { keyword, variable }),
  },
});

describe('a published stack has the base that runs it', () => {
  const convertJava = (from: string): string => {
    const text = `FROM ${from}\nWORKDIR /app\nCOPY . .\nRUN mvn package\nCMD ["java", "-jar", "target/shop.jar"]\n`;
    const files = createBuildContext(readContextBlock('pom.xml\n    <project/>\nsrc/main/java/A.java\nconf/shop.yaml\n'));
    const conversion = convertToMultiStage(factsOf(modelOf(text), files), [javaStack]);
    return conversion.kind === 'converted' ? conversion.text.split('\n\n')[1]! : english(conversion.reason);
  };

  test.each([
    ['maven:3.9-eclipse-temurin-17', 'eclipse-temurin:17-jre'],
    ['maven:3.9.6-eclipse-temurin-21-alpine', 'eclipse-temurin:21-jre-alpine'],
    ['gradle:8-jdk17-jammy', 'eclipse-temurin:17-jre-jammy'],
    ['eclipse-temurin:21', 'eclipse-temurin:21-jre'],
    ['maven:3-jdk-8', 'openjdk:8-jre-slim'],
    ['maven:3.8-openjdk-17', 'openjdk:17-slim'],
    ['eclipse-temurin:17.0.9_9-jdk-jammy', 'eclipse-temurin:17.0.9_9-jre-jammy'],
    ['sbtscala/scala-sbt:eclipse-temurin-21.0.6_7_1.10.11_2.13.16', 'eclipse-temurin:21.0.6_7-jre'],
    ['clojure:temurin-17-lein', 'eclipse-temurin:17-jre'],
  ])('%s -> %s', (from, base) => {
    expect(convertJava(from)).toBe(`FROM ${base}
WORKDIR /app
COPY --from=build /app/target/shop.jar /app/target/shop.jar
COPY --from=build /app/conf /app/conf
CMD ["java", "-jar", "target/shop.jar"]
`);
  });

  test.each(['maven:latest', 'registry.example.com/maven:3.9-eclipse-temurin-17', 'tomcat:10'])('refused: %s', (from) => {
    expect(convertJava(from)).toContain(`Which image runs what ${from} builds is unknown.`);
  });
});

test('every stack has its own name', () => {
  const ids = allStacks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});
