import { describe, expect, it } from 'vitest';
import type { Ecosystem } from '../../../server/src/knowledge/project-files.ts';
import type { Project } from '../../../server/src/manifests/project.ts';
import { manifestsIn } from '../../support/project-files.ts';

function project(ecosystem: Ecosystem, files: Readonly<Record<string, string>>, folder = ''): Project & Readonly<Record<string, unknown>> {
  return manifestsIn(files).project(ecosystem, folder) as unknown as Project & Record<string, unknown>;
}

/** The facts that all readers have in common, as lines. */
function facts(found: Project): readonly string[] {
  return [
    ...found.dependencies.map(({ name, version, group, dev, optional }) => `needs ${[name, version, group, dev && 'dev', optional && 'optional'].filter(Boolean).join(' ')}`),
    ...found.localPackages.map(({ kind, path = '?' }) => `${kind} ${path}`),
    ...found.sourceNeeds.map(({ reason, file, what }) => `because ${reason}: ${file}: ${what}`),
    ...found.locked().map(({ name, version = '', local }) => `locked ${name} ${version}${local ? ' local' : ''}`),
    ...(found.runtime ? [`${found.runtime.name} ${found.runtime.version} by ${found.runtime.file}`] : []),
    ...found.unknown.map(({ path, reason }) => `unknown ${path}: ${reason}`),
  ];
} // prettier-ignore

const goMod = 'module "example.com/tool" // why\n\ngo 1.22.1\n\ntoolchain go1.23.0\n\nrequire example.com/a v1.0.0\n\nrequire (\n\texample.com/b v0.1.0 // indirect\n)\n\nreplace example.com/a => ../a\n\nreplace (\n\texample.com/b v0.1.0 => ./b\n\texample.com/c => example.com/d v1.0.0\n)\n'; // prettier-ignore

describe('Go', () => {
  it('go.mod, go.sum', () => {
    const found = project('go', { 'go.mod': goMod, 'go.sum': 'example.com/a v1.0.0 h1:x=\nexample.com/a v1.0.0/go.mod h1:y=\n' });
    expect(facts(found)).toEqual([
      'needs example.com/a v1.0.0 require',
      'needs example.com/b v0.1.0 indirect',
      'path ?',
      'path b',
      'because local-package: go.mod: example.com/a => ../a',
      'because local-package: go.mod: example.com/b v0.1.0 => ./b',
      'locked example.com/a v1.0.0',
      'go 1.22.1 by go.mod',
      'unknown ../a: outside',
    ]);
    expect(found).toMatchObject({
      module: 'example.com/tool',
      toolchain: 'go1.23.0',
      requires: true,
      usesWorkspace: false,
      isVendored: false,
    });
  });

  it('go.work', () => {
    const found = project('go', { 'go.work': 'go 1.22\nuse (\n\t./a\n\t./b\n)\nuse ./c\n', 'a/go.mod': 'module a\n' });
    expect(facts(found)).toEqual(['workspace a', 'workspace b', 'workspace c', 'because workspace: go.work: use', 'go 1.22 by go.mod']);
  });

  it.each(['', 'module', 'require (', 'require (\n\ta', 'replace =>', ')'])('%j does not throw', (text) => {
    expect(facts(project('go', { 'go.mod': text }))).toBeDefined();
  });
});

describe('Cargo', () => {
  it('a package', () => {
    const found = project('cargo', {
      'Cargo.toml': '[package]\nname = "app"\nrust-version = "1.70"\ndefault-run = "app"\n[dependencies]\nserde = { version = "1", features = ["derive"] }\nlib = { path = "lib" }\nlog = "0.4"\n[dev-dependencies]\ninsta = "1"\n[target.\'cfg(unix)\'.dependencies]\nnix = { version = "0.2", optional = true }\n[features]\nfull = []\n[[bin]]\nname = "tool"\n',
      'Cargo.lock': '[[package]]\nname = "app"\nversion = "0.1.0"\n[[package]]\nname = "log"\nversion = "0.4.1"\nsource = "registry"\n',
      'src/main.rs': '',
      'src/bin/extra.rs': '',
      'build.rs': '',
      'rust-toolchain.toml': '[toolchain]\nchannel = "1.75"\n',
    });
    expect(facts(found)).toEqual([
      'needs serde 1 dependencies', 'needs lib lib dependencies', 'needs log 0.4 dependencies', 'needs insta 1 dev-dependencies dev',
      'needs nix 0.2 dependencies optional', 'path lib', 'because target: Cargo.toml: default-run',
      'because local-package: Cargo.toml: lib = { path = "lib" }', 'locked app 0.1.0 local', 'locked log 0.4.1', 'rust 1.75 by rust-toolchain.toml',
    ]);
    expect(found).toMatchObject({ bins: ['tool', 'app', 'extra'], features: ['full'], buildScript: 'build.rs', isWorkspace: false });
  }); // prettier-ignore

  it('a workspace', () => {
    const found = project('cargo', { 'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n[workspace.dependencies]\nlog = "0.4"\n', 'crates/a/Cargo.toml': '', 'crates/old/Cargo.toml': '' }); // prettier-ignore
    expect(facts(found)).toEqual([
      'needs log 0.4 workspace.dependencies',
      'workspace crates/a',
      'because workspace: Cargo.toml: workspace',
    ]);
  });

  it('a manifest with an error', () => {
    expect(facts(project('cargo', { 'Cargo.toml': '[dependencies]\na = "1"\nb = \n' }))).toEqual(['needs a 1 dependencies', 'unknown Cargo.toml: broken']);
  }); // prettier-ignore
});

describe('Maven', () => {
  const parent = '<project><groupId>com.acme</groupId><artifactId>parent</artifactId><version>1.0</version><packaging>pom</packaging><properties><java.version>21</java.version><lib.version>2.5</lib.version></properties><modules><module>app</module></modules></project>'; // prettier-ignore
  const app =
    '<project><parent><groupId>com.acme</groupId><artifactId>parent</artifactId><version>1.0</version></parent><artifactId>app</artifactId><dependencies><dependency><groupId>com.acme</groupId><artifactId>lib</artifactId><version>${lib.version}</version></dependency><dependency><groupId>junit</groupId><artifactId>junit</artifactId><scope>test</scope></dependency></dependencies><build><plugins><plugin><artifactId>spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>';

  it('a module, with its parent', () => {
    const found = project('maven', { 'pom.xml': parent, 'app/pom.xml': app }, 'app');
    expect(facts(found)).toEqual(['needs com.acme:lib 2.5 compile', 'needs junit:junit test dev', 'java 21 by pom.xml']);
    expect(found).toMatchObject({ manifests: ['app/pom.xml', 'pom.xml'], packaging: 'jar', plugins: ['spring-boot-maven-plugin'], finalName: 'app-1.0', groupId: 'com.acme' }); // prettier-ignore
  });

  it.each([
    ['<project><modules><module>a</module><module>b</module></modules></project>', {}, ['module a', 'module b', 'because module: pom.xml: a']],
    ['<project><parent><relativePath>../parent/pom.xml</relativePath></parent></project>', {}, ['because local-package: pom.xml: <relativePath>../parent/pom.xml']],
    ['<project><parent><relativePath/></parent></project>', {}, []],
    ['<project><dependencies><dependency><systemPath>${basedir}/lib/a.jar</systemPath></dependency></dependencies></project>', {}, ['needs : compile', 'because local-package: pom.xml: <systemPath>${basedir}/lib/a.jar']],
    ['<project/>', { '.mvn/extensions.xml': '' }, ['because local-package: .mvn: maven.config, extensions.xml']],
    ['<project><!-- <modules><module>a</module></modules> --></project>', {}, []],
    ['<project><modules><module>a</module>', {}, ['module a', 'because module: pom.xml: a', 'unknown pom.xml: broken']],
  ])('%s', (pom, files, expected) => {
    expect(facts(project('maven', { 'pom.xml': pom, ...(files as Record<string, string>) }))).toEqual(expected);
  }); // prettier-ignore

  it('parents that refer to each other', () => {
    const pom = (name: string, of: string, path: string): string =>
      `<project><parent><artifactId>${of}</artifactId><relativePath>${path}</relativePath></parent><artifactId>${name}</artifactId></project>`;
    expect(project('maven', { 'pom.xml': pom('a', 'b', 'b/pom.xml'), 'b/pom.xml': pom('b', 'a', '../pom.xml') }).manifests).toContain('b/pom.xml');
  }); // prettier-ignore
});

describe('Gradle', () => {
  it('build file, settings, catalog, wrapper', () => {
    const found = project('gradle', {
      'build.gradle.kts': 'plugins {\n  java\n  id("org.springframework.boot") version "3.2"\n  kotlin("jvm")\n}\ndependencies {\n  implementation("com.acme:lib:1.0")\n  implementation(platform("com.acme:bom:2"))\n  testImplementation("junit:junit:4") // unit\n  // implementation("no:no:1")\n}\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n',
      'settings.gradle.kts': 'rootProject.name = "app"\n',
      'gradle/libs.versions.toml': '[versions]\nk = "1.9"\n[libraries]\nk = { module = "org.k:k", version.ref = "k" }\n',
      'gradle/wrapper/gradle-wrapper.properties': 'distributionUrl=https\\://services.example.com/gradle-8.7-bin.zip\n',
      'gradle.properties': 'org.gradle.caching=true\n# x=y\n',
      gradlew: '',
    });
    expect(facts(found)).toEqual(['needs com.acme:lib 1.0 implementation', 'needs com.acme:bom 2 implementation', 'needs junit:junit 4 testImplementation dev', 'needs org.k:k 1.9 catalog optional', 'java 21 by build.gradle.kts']);
    expect(found).toMatchObject({ name: 'app', plugins: ['org.springframework.boot', 'java', 'org.jetbrains.kotlin.jvm'], gradleVersion: '8.7', hasWrapper: true, properties: { 'org.gradle.caching': 'true' } });
  }); // prettier-ignore

  it.each([
    ["include 'app', ':lib:core'", ['module app', 'module lib/core']],
    ['include(":app")\nproject(":app").projectDir = file("apps/main")', ['module apps/main']],
    ["include(\n  'a',\n  'b'\n)", ['module a', 'module b']],
    ["// include 'app'", []],
    ["rootProject.name = 'include'", []],
  ])('%j', (settings, expected) => {
    const found = project('gradle', { 'settings.gradle': settings });
    expect(facts(found).filter((line) => line.startsWith('module'))).toEqual(expected);
  });

  it.each([
    ["apply from: 'other.gradle'", "apply from: 'other.gradle'"],
    ["dependencies { implementation fileTree(dir: 'libs') }", "fileTree(dir: 'libs') }"],
    ["dependencies { implementation files('a.jar') }", "files('a.jar') }"],
    ["repositories { flatDir { dirs 'libs' } }", "flatDir { dirs 'libs' } }"],
  ])('%s names files of the project', (build, what) => {
    expect(facts(project('gradle', { 'build.gradle': build }))).toContain(`because local-package: build.gradle: ${what}`);
  });
});

describe('.NET', () => {
  it('a project', () => {
    const found = project('dotnet', {
      'src/Api/Api.csproj': '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net8.0</TargetFramework><AssemblyName>api</AssemblyName></PropertyGroup><ItemGroup><PackageReference Include="Serilog" /><PackageReference Include="A"><Version>2</Version><PrivateAssets>all</PrivateAssets></PackageReference><ProjectReference Include="..\\Lib\\Lib.csproj" /></ItemGroup></Project>',
      'Directory.Packages.props': '<Project><ItemGroup><PackageVersion Include="Serilog" Version="3.1" /></ItemGroup></Project>',
      'global.json': '{ // pinned\n "sdk": { "version": "8.0.100" } }',
      'src/Api/packages.lock.json': '{"dependencies": {"net8.0": {"Serilog": {"type": "Direct", "resolved": "3.1.0"}, "lib": {"type": "Project"}}}}',
    }, 'src/Api');
    expect(facts(found)).toEqual(['needs Serilog 3.1 PackageReference', 'needs A 2 PackageReference dev', 'module src/Lib/Lib.csproj', 'because local-package: Api.csproj: ..\\Lib\\Lib.csproj', 'locked Serilog 3.1.0', 'locked lib  local', 'dotnet 8.0.100 by global.json']);
    expect(found).toMatchObject({ sdk: 'Microsoft.NET.Sdk.Web', frameworks: ['net8.0'], assemblyName: 'api', installFiles: ['Directory.Packages.props', 'global.json'] });
  }); // prettier-ignore

  it.each([
    ['App.sln', 'Project("{FAE0}") = "Api", "src\\Api\\Api.csproj", "{1}"\r\nEndProject\r\nProject("{FAE0}") = "Lib", "src\\Lib\\Lib.csproj", "{2}"\r\nProject("{2150}") = "docs", "docs", "{3}"\r\n'],
    ['App.slnx', '<Solution><Project Path="src/Api/Api.csproj" /><Folder Name="/x/"><Project Path="src/Lib/Lib.csproj" /></Folder></Solution>'],
  ])('%s', (name, text) => {
    expect(facts(project('dotnet', { [name]: text })).filter((line) => line.startsWith('module'))).toEqual(['module src/Api/Api.csproj', 'module src/Lib/Lib.csproj']);
  }); // prettier-ignore
});

it('Composer', () => {
  const found = project('composer', {
    'composer.json': '{"name": "acme/app", "require": {"php": "^8.2", "ext-gd": "*", "acme/lib": "@dev"}, "require-dev": {"phpunit/phpunit": "^11"}, "repositories": [{"type": "path", "url": "packages/lib"}, {"type": "vcs", "url": "https://example.com"}], "scripts": {"post-install-cmd": "x", "test": "y"}, "autoload": {"classmap": ["src"]}}',
    'composer.lock': '{"packages": [{"name": "acme/lib", "version": "dev-main", "dist": {"type": "path"}}], "packages-dev": [{"name": "phpunit/phpunit", "version": "11.0"}]}',
  });
  expect(facts(found)).toEqual(['needs acme/lib @dev require', 'needs phpunit/phpunit ^11 require-dev dev', 'path packages/lib', 'because script: composer.json: post-install-cmd', 'because local-package: composer.json: repositories: path', 'because autoload: composer.json: classmap', 'locked acme/lib dev-main local', 'locked phpunit/phpunit 11.0', 'php ^8.2 by composer.json']);
  expect(found).toMatchObject({ extensions: ['gd'], scansSources: true });
}); // prettier-ignore

describe('Bundler', () => {
  it('a Gemfile', () => {
    const found = project('bundler', {
      Gemfile: 'source "https://example.com"\nruby "3.3.0"\ngem "rails", "~> 7.1" # web\ngem "lib", path: "lib"\ngroup :development, :test do\n  gem "rspec"\nend\ngem "puma", group: :production\n# gem "no"\ngemspec\n',
      'app.gemspec': 'Gem::Specification.new do |s|\n  s.add_dependency "json", "~> 2"\n  s.add_development_dependency "rake"\nend\n',
      'Gemfile.lock': 'PATH\n  remote: lib\n  specs:\n    lib (0.1)\n\nGEM\n  remote: https://example.com\n  specs:\n    rails (7.1.0)\n      rack (>= 2)\n',
    });
    expect(facts(found)).toEqual(['needs rails ~> 7.1 default', 'needs lib default', 'needs rspec development test dev', 'needs puma production', 'needs json ~> 2 gemspec', 'needs rake gemspec dev', 'path lib', 'path ', 'because local-package: Gemfile: path:', 'because local-package: Gemfile: gemspec', 'locked lib 0.1 local', 'locked rails 7.1.0', 'ruby 3.3.0 by Gemfile']);
  }); // prettier-ignore

  it.each([
    ['eval_gemfile "other.rb"', 'eval_gemfile "other.rb"'],
    ['gem "a", :path => "a"', ':path =>'],
    ['ruby file: ".tool-versions-x"', undefined],
    ['ruby file: "version.txt"', 'ruby file: "version.txt"'],
    ['gem "a", File.read("v")', 'File.read("v")'],
    ['gem "a#b"', undefined],
  ])('%s', (line, what) => {
    const needs = project('bundler', { Gemfile: `${line}\n` }).sourceNeeds;
    expect(needs.map((need) => need.what)).toEqual(what === undefined ? [] : [what]);
  });
});

describe('Mix', () => {
  it('a project', () => {
    const found = project('mix', {
      'mix.exs': 'defmodule App.MixProject do\n  def project do\n    [\n      app: :app,\n      elixir: "~> 1.16",\n      releases: [\n        app: [\n          steps: [:assemble]\n        ]\n      ],\n      deps: deps()\n    ]\n  end\n\n  defp deps do\n    [\n      {:phoenix, "~> 1.7"},\n      {:credo, "~> 1.7", only: [:dev, :test], runtime: false},\n      # {:no, "1"},\n      {:lib, path: "lib/lib"},\n      {:remote, git: "https://example.com/r.git"}\n    ]\n  end\nend\n',
      'mix.lock': '%{\n  "phoenix": {:hex, :phoenix, "1.7.1", "hash", [:mix], [], "hexpm", "x"},\n}\n',
    });
    expect(facts(found)).toEqual(['needs phoenix ~> 1.7 default', 'needs credo ~> 1.7 [:dev, :test] dev', 'needs lib default', 'needs remote default', 'path lib/lib', 'because local-package: mix.exs: {:lib, path: "lib/lib"}', 'locked phoenix 1.7.1', 'elixir ~> 1.16 by mix.exs']);
    expect(found).toMatchObject({ name: 'app', releases: ['app'] });
  }); // prettier-ignore

  it('an umbrella', () => {
    const found = project('mix', { 'mix.exs': 'def project do\n [apps_path: "apps"]\nend\n', 'apps/a/mix.exs': '', 'apps/b/mix.exs': '' });
    expect(facts(found)).toEqual(['workspace apps/a', 'workspace apps/b', 'because workspace: mix.exs: apps_path: "apps"']);
  });
});

it('all projects of a context, except those of installed packages', () => {
  const { projects } = manifestsIn({ 'package.json': '{}', 'node_modules/a/package.json': '{}', 'api/go.mod': 'module x', 'api/vendor/y/go.mod': '', 'web/package.json': '{}', 'requirements.txt': '' }); // prettier-ignore
  expect(projects.map(({ ecosystem, folder }) => `${ecosystem} ${folder}`)).toEqual(['node ', 'python ', 'go api', 'node web']);
});

it('the same files are read once', () => {
  const manifests = manifestsIn({ 'package.json': '{}' });
  expect(manifests.project('node', '')).toBe(manifests.project('node', ''));
  expect(manifests.requirements('a.txt')).toBe(manifests.requirements('a.txt'));
});
