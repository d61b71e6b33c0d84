// node scripts/java/measure-projects.mjs REPOSITORY [NAME...]
// Builds the projects of sets.txt with Maven, one after the other, each with one class, and writes test/unit/sizes/java-projects.tsv: the bytes of
// the program (`target/*.jar`, of Quarkus `target/quarkus-app`), and all bytes of a local repository that was empty before the build. REPOSITORY is
// a folder that keeps what was downloaded. Needs Maven and network access. Rows of other projects are kept. They set no constant.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bytesBelow } from '../node/trees.mjs';

const head = 'project\tparent\tdependencies\tprogram\trepository';
const target = new URL('../../test/unit/sizes/java-projects.tsv', import.meta.url);
const [folder, ...names] = process.argv.slice(2);
const shared = path.resolve(folder);

for (const line of readFileSync(new URL('sets.txt', import.meta.url), 'utf8').split('\n')) {
  const [name, parent, ...dependencies] = line.split(' ');
  if (line === '' || name === '#' || (names.length > 0 && !names.includes(name))) continue;
  const project = mkdtempSync(path.join(tmpdir(), 'layerwise-java-'));
  try {
    const { program, repository } = measure(project, parent, dependencies);
    const lines = existsSync(target) ? readFileSync(target, 'utf8').split('\n').slice(1).filter(Boolean) : [];
    const rows = new Map(lines.map((one) => [one.split('\t', 1)[0], one]));
    rows.set(name, [name, parent, dependencies.join(' '), program, repository].join('\t'));
    writeFileSync(target, `${[head, ...[...rows.values()].sort()].join('\n')}\n`);
    console.log(rows.get(name));
  } catch (error) {
    console.error(`${name}: ${String(error.stdout ?? error).slice(-500)}`);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function measure(project, parent, dependencies) {
  writeFileSync(path.join(project, 'pom.xml'), pomOf(parent, dependencies));
  mkdirSync(path.join(project, 'src/main/java/app'), { recursive: true });
  const main = 'package app;\npublic class Main {\n  public static void main(String[] words) {}\n}\n';
  writeFileSync(path.join(project, 'src/main/java/app/Main.java'), main);
  // The first build fills the shared repository from the network, the second one an empty repository from the shared one.
  maven(project, shared, 'package', '-DskipTests');
  const fresh = path.join(project, 'fresh');
  const settings = path.join(project, 'settings.xml');
  writeFileSync(settings, `<settings><mirrors><mirror><id>shared</id><mirrorOf>*</mirrorOf><url>file://${shared}</url></mirror></mirrors></settings>`); // prettier-ignore
  maven(project, fresh, '-s', settings, 'package', '-DskipTests');
  const repository = bytesBelow(fresh);
  return { program: programBytes(path.join(project, 'target'), parent), repository };
}

/** Bytes of the program with everything that it needs; of a plain project, only its own classes. */
function programBytes(target, parent) {
  if (parent.startsWith('quarkus')) return bytesBelow(path.join(target, 'quarkus-app'));
  return Math.max(...readdirSync(target).filter((name) => name.endsWith('.jar')).map((name) => statSync(path.join(target, name)).size)); // prettier-ignore
}

function pomOf(parent, dependencies) {
  const [, kind = 'plain', version] = /^([a-z]+)(.*)$/.exec(parent) ?? [];
  const starter = kind === 'boot' ? `<parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>${version}</version><relativePath/></parent>` : ''; // prettier-ignore
  const platform = kind === 'quarkus' ? `<dependencyManagement><dependencies><dependency><groupId>io.quarkus.platform</groupId><artifactId>quarkus-bom</artifactId><version>${version}</version><type>pom</type><scope>import</scope></dependency></dependencies></dependencyManagement>` : ''; // prettier-ignore
  const plugin = {
    boot: '<plugin><groupId>org.springframework.boot</groupId><artifactId>spring-boot-maven-plugin</artifactId></plugin>',
    quarkus: `<plugin><groupId>io.quarkus.platform</groupId><artifactId>quarkus-maven-plugin</artifactId><version>${version}</version><extensions>true</extensions><executions><execution><goals><goal>build</goal></goals></execution></executions></plugin>`,
    plain: '',
  }[kind];
  const list = dependencies.map((text) => {
    const [group, artifact = '', ...rest] = text.includes(':') ? text.split(':') : ['org.springframework.boot', `spring-boot-starter-${text}`];
    const scope = rest.find((word) => /^(?:test|runtime|provided)$/.test(word));
    const own = rest.find((word) => word !== scope);
    return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${own ? `<version>${own}</version>` : ''}${scope ? `<scope>${scope}</scope>` : ''}</dependency>`; // prettier-ignore
  }); // prettier-ignore
  return `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>${starter}<groupId>app</groupId><artifactId>app</artifactId><version>1</version><properties><maven.compiler.source>17</maven.compiler.source><maven.compiler.target>17</maven.compiler.target><java.version>17</java.version><start-class>app.Main</start-class></properties>${platform}<dependencies>${list.join('')}</dependencies><build><plugins>${plugin}</plugins></build></project>`; // prettier-ignore
}

function maven(project, repository, ...words) {
  execFileSync('nice', ['-n', '10', 'mvn', '-B', '-q', '-ntp', `-Dmaven.repo.local=${repository}`, ...words], { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8, timeout: 580_000 }); // prettier-ignore
}
