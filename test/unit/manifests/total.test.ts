import { describe, expect, it } from 'vitest';
import { ecosystemOf } from '../../../server/src/knowledge/project-files.ts';
import { referencesOf } from '../../../server/src/manifests/references.ts';
import { manifestsIn } from '../../support/project-files.ts';

/** One of each kind of file, with the constructs that its reader looks for. */
const samples: Readonly<Record<string, string>> = {
  'package.json': '{"name": "a", "scripts": {"postinstall": "x"}, "dependencies": {"b": "file:./b", "c": null}, "workspaces": ["p/*"], "overrides": {"d": {"e": "1"}}}',
  'package-lock.json': '{"packages": {"node_modules/a": {"version": "1", "link": true, "resolved": "a"}}}',
  'yarn.lock': '__metadata:\n  version: 8\n\n"a@npm:^1":\n  version: 1.0.0\n  resolution: "a@npm:1.0.0"\n',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'\n\npackages:\n\n  '@s/a@1.0.2':\n    resolution: {integrity: x}\n",
  'bun.lock': '{"packages": {"a": ["a@1", "", {}, "x"],},}',
  'pnpm-workspace.yaml': 'packages:\n  - "p/*"\n',
  '.yarnrc.yml': 'plugins:\n  - path: x\nyarnPath: y\n',
  'requirements.txt': '-r b.txt\na[x]>=1 ; python_version < "3" \\\n  --hash=sha256:x\n-e git+https://x/y.git#egg=z\nname @ file:///x\n',
  'pyproject.toml': '[project]\nname = "x"\ndependencies = ["a>=1"]\n[tool.poetry.dependencies]\nb = {path = "b"}\n[tool.uv.workspace]\nmembers = ["p/*"]\n',
  Pipfile: '[packages]\na = {path = "./a", editable = true}\n',
  'setup.py': 'setup(install_requires=["a", \'b\'], extras_require={"c": ["d"]})\n',
  'setup.cfg': '[options]\ninstall_requires =\n    a\n',
  'poetry.lock': '[[package]]\nname = "a"\nversion = "1"\n[package.source]\ntype = "directory"\n',
  'go.mod': 'module x\n\nrequire (\n\ta v1 // indirect\n)\nreplace a => ./a\n',
  'go.work': 'go 1.22\nuse (\n\t./a\n)\n',
  'Cargo.toml': '[package]\nname = "a"\n[dependencies]\nb = { path = "b" }\n[workspace]\nmembers = ["c/*"]\n',
  'pom.xml': '<?xml version="1.0"?><project><parent><artifactId>p</artifactId></parent><modules><module>a</module></modules><properties><v>1</v></properties><dependencies><dependency><version>${v}</version></dependency></dependencies></project>',
  'build.gradle': 'plugins { id "java" }\ndependencies { implementation "a:b:1" /* c */ }\n',
  'settings.gradle': "include 'a', ':b:c'\nproject(':a').projectDir = file('d')\n",
  'App.csproj': '<Project Sdk="x"><ItemGroup><PackageReference Include="A" Version="1" /><ProjectReference Include="..\\B\\B.csproj" /></ItemGroup></Project>',
  'App.sln': 'Project("{F}") = "A", "A\\A.csproj", "{G}"\r\nEndProject\r\n',
  'composer.json': '{"require": {"a/b": "1"}, "repositories": [{"type": "path", "url": "p/*"}], "autoload": {"files": ["x"]}}',
  Gemfile: 'gem "a", "~> 1", path: "a"\ngroup :test do\n  gem "b"\nend\neval_gemfile "c"\n',
  'Gemfile.lock': 'PATH\n  specs:\n    a (1)\n',
  'mix.exs': 'defp deps do\n  [{:a, "~> 1", only: :test}, {:b, path: "b"}]\nend\n',
  'mix.lock': '%{\n  "a": {:hex, :a, "1.0", "h"},\n}\n',
}; // prettier-ignore

/** What makes a folder a project, so that the files beside it are read. */
const manifests = { 'package.json': '{}', 'pyproject.toml': '', 'go.mod': '', 'Cargo.toml': '', Gemfile: '', 'mix.exs': '' };

/** The text broken off at each place, with one character left out, and with one in its place that opens or closes something. */
function damaged(text: string): readonly string[] {
  const places = Array.from({ length: text.length }, (_, i) => i).filter((i) => i % 8 === 0);
  const strange = ['"', '{', ']', '<', '\n', '\u2028', '\\', '*', '&'];
  return places.flatMap((i) => [text.slice(0, i), text.slice(0, i) + text.slice(i + 1), text.slice(0, i) + strange[i % strange.length]! + text.slice(i + 1)]);
} // prettier-ignore

/** Reads everything that there is to read. */
function readAll(files: Readonly<Record<string, string>>): number {
  const manifests = manifestsIn(files);
  const lists = Object.keys(files).flatMap((path) => manifests.requirements(path).requirements);
  return manifests.projects.reduce((sum, { dependencies, locked, sourceNeeds }) => sum + dependencies.length + locked().length + sourceNeeds.length, lists.length);
} // prettier-ignore

describe('a damaged file is parsed as far as possible', () => {
  it.each(Object.entries(samples))('%s', (name, text) => {
    for (const each of damaged(text)) {
      const beside = ecosystemOf(name) ? {} : manifests;
      expect(readAll({ ...beside, [name]: each })).toBeGreaterThanOrEqual(0);
      expect(Array.isArray(referencesOf(name, each))).toBe(true);
    }
  });
});

it.each([
  ['package.json', '{"overrides":'.repeat(5000)],
  ['package.json', '['.repeat(100_000)],
  ['pyproject.toml', 'a = '.concat('['.repeat(50_000))],
  ['pom.xml', '<a>'.repeat(5000)],
  ['pom.xml', '<'.repeat(50_000)],
  ['requirements.txt', '\\\n'.repeat(50_000)],
  ['requirements.txt', '"'.repeat(50_000)],
  ['go.mod', '"'.repeat(50_000)],
  ['Gemfile', '"'.repeat(50_000)],
  ['mix.exs', '{:a, '.repeat(20_000)],
  ['build.gradle', 'include "'.repeat(10_000)],
  ['settings.gradle', 'include "a", '.repeat(10_000)],
  ['App.sln', 'Project("'.repeat(10_000)],
  ['setup.py', 'install_requires=['.repeat(10_000)],
  ['pnpm-workspace.yaml', '- '.repeat(5000)],
])('%s of %# is read in no time', (name, text) => {
  const start = performance.now();
  readAll({ [name]: text });
  referencesOf(name, text);
  expect(performance.now() - start).toBeLessThan(2000);
});
