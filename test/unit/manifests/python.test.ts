import { describe, expect, it } from 'vitest';
import { readPythonLock } from '../../../server/src/manifests/python/lock-files.ts';
import { mayApplyOnLinux, readRequirement } from '../../../server/src/manifests/python/requirement.ts';
import { readRequirementsFile } from '../../../server/src/manifests/python/requirements-file.ts';
import { readSetupCfg, readSetupPy } from '../../../server/src/manifests/python/setup-files.ts';
import type { PythonProject } from '../../../server/src/manifests/python/project.ts';
import { manifestsIn } from '../../support/project-files.ts';

describe('a requirement', () => {
  it.each([
    ['flask', 'flask', [], undefined, undefined],
    ['Flask_SQLAlchemy==3.0', 'flask-sqlalchemy', [], '==3.0', undefined],
    ['requests [security, socks] >= 2.8.1, == 2.8.*', 'requests', ['security', 'socks'], '>=2.8.1,==2.8.*', undefined],
    ['a (>=1)', 'a', [], '>=1', undefined],
    ['a~=1.0 ; python_version < "3"', 'a', [], '~=1.0', undefined],
    ['a@https://example.com/a.zip', 'a', [], undefined, 'url https://example.com/a.zip'],
    ['a[x] @ git+https://example.com/a.git@v1', 'a', ['x'], undefined, 'git git+https://example.com/a.git@v1'],
    ['a @ file:///srv/a-1.0.whl', 'a', [], undefined, 'archive /srv/a-1.0.whl'],
    ['a @ file:./lib', 'a', [], undefined, 'path ./lib'],
    ['./lib[extra]', undefined, ['extra'], undefined, 'path ./lib'],
    ['.', undefined, [], undefined, 'path .'],
    ['wheels/psycopg2-2.9.9-cp312-cp312-linux_x86_64.whl', 'psycopg2', [], undefined, 'archive wheels/psycopg2-2.9.9-cp312-cp312-linux_x86_64.whl'],
    ['git+ssh://git@example.com/a.git#egg=A_b', 'a-b', [], undefined, 'git git+ssh://git@example.com/a.git#egg=A_b'],
    ['https://example.com/b-1.0.tar.gz', 'b', [], undefined, 'url https://example.com/b-1.0.tar.gz'],
  ] as const)('%s', (text, name, extras, specifier, source) => {
    const found = readRequirement(text)!;
    expect([found.name, found.extras, found.specifier, found.source && `${found.source.kind} ${found.source.written}`]).toEqual([name, extras, specifier, source]);
  }); // prettier-ignore

  it.each(['', 'a b', '=1', '!', 'a = 1'])('%j is not a requirement', (text) => {
    expect(readRequirement(text)).toBeUndefined();
  });

  it.each([
    [undefined, true],
    ['python_version < "3"', true],
    ['sys_platform == "linux"', true],
    ['sys_platform == "win32"', false],
    ["platform_system == 'Windows' and python_version > '3'", false],
    ['sys_platform == "win32" or python_version < "3"', true],
    ['sys_platform != "win32"', true],
    ['sys_platform != "linux"', false],
    ['os_name == "nt"', false],
  ])('with the condition %j may be installed on Linux: %s', (marker, expected) => {
    expect(mayApplyOnLinux(marker)).toBe(expected);
  });
});

describe('a requirements file', () => {
  it.each([
    ['-rbase.txt', ['base.txt']],
    ['-r  base.txt # all', ['base.txt']],
    ['--requirement=base.txt\n--requirement base2.txt', ['base.txt', 'base2.txt']],
    ['-cpins.txt', ['pins.txt as limits']],
    ['--constraint=pins.txt\r\n-c pins2.txt\r\n', ['pins.txt as limits', 'pins2.txt as limits']],
    ['-r "my list.txt"', ['my list.txt']],
    ['-r \\\nbase.txt', ['base.txt']],
    ['-r requirements/${ENV}.txt', ['requirements/${ENV}.txt']],
    ['#-r base.txt', []],
    ['flask -r base.txt', []],
    ['--req=base.txt', []],
  ])('%j includes %j', (text, expected) => {
    expect(readRequirementsFile(text).includes.map(({ path, constraint }) => path + (constraint ? ' as limits' : ''))).toEqual(expected);
  });

  it('parses continuations, comments, options and hashes', () => {
    const text = [
      '# all of it', '--index-url https://example.com/simple', '-f wheels', '--find-links https://example.com/w', '--no-binary :all:',
      'a==1 \\', '    --hash=sha256:x \\', '    --hash=sha256:y', 'b # not c', 'd[e]', '-e ./lib', '-e git+https://example.com/f.git#egg=f', '???',
    ].join('\n'); // prettier-ignore
    const { requirements, links, unread } = readRequirementsFile(text);
    expect(requirements.map(({ name, source, editable }) => [name ?? source?.written, editable])).toEqual([
      ['a', false],
      ['b', false],
      ['d', false],
      ['./lib', true],
      ['f', true],
    ]);
    expect([links, unread]).toEqual([['wheels'], ['???']]);
  });
});

describe('included lists', () => {
  const files = {
    'requirements.txt': '-r lists/a.txt\nflask\n',
    'lists/a.txt': '-r ../b.txt\n-c pins.txt\n',
    'lists/pins.txt': 'numpy==1\n',
    'b.txt': '-r requirements.txt\n-r lists/${STAGE}.txt\ndjango\n',
    'env/dev.txt': 'pytest\n',
  };

  it('are found relative to the including file, including cycles', () => {
    const found = manifestsIn(files).requirements('requirements.txt');
    expect(found.requirements.map(({ name, file }) => `${file} ${name}`)).toEqual(['requirements.txt flask', 'b.txt django', 'lists/pins.txt numpy']);
    expect(found.files).toEqual(['requirements.txt', 'lists/a.txt', 'b.txt', 'lists/pins.txt']);
    expect(found.unknown).toEqual([{ path: 'lists/${STAGE}.txt', reason: 'variable' }]);
  }); // prettier-ignore

  it.each([
    ['-r missing.txt', [{ path: 'missing.txt', reason: 'missing' }]],
    ['-r ../outside.txt', [{ path: '../outside.txt', reason: 'outside' }]],
    ['-r /srv/absolute.txt', [{ path: '/srv/absolute.txt', reason: 'outside' }]],
    ['-r https://example.com/x.txt', [{ path: 'https://example.com/x.txt', reason: 'outside' }]],
    ['-r hidden.txt', [{ path: 'hidden.txt', reason: 'unread' }]],
    ['???', [{ path: 'requirements.txt', reason: 'broken' }]],
  ])('%s: %j', (text, unknown) => {
    expect(manifestsIn({ 'requirements.txt': text }, ['hidden.txt']).requirements('requirements.txt').unknown).toEqual(unknown);
  });

  it('of constraints are not installed', () => {
    const { requirements, constraints } = manifestsIn({ 'r.txt': 'a\n-c c.txt', 'c.txt': 'b==1\n-r d.txt', 'd.txt': 'e' }).requirements('r.txt');
    expect([requirements.map(({ name }) => name), constraints.map(({ name }) => name)]).toEqual([['a', 'e'], ['b']]);
  }); // prettier-ignore
});

function project(files: Readonly<Record<string, string>>): PythonProject {
  return manifestsIn(files).project('python', '')!;
}

const dependencies = ({ dependencies: list }: PythonProject): readonly string[] =>
  list.map(({ name, version, group, dev, optional }) =>
    [name, version, group, dev && 'dev', optional && 'optional'].filter(Boolean).join(' '),
  );

describe('manifests', () => {
  it.each([
    ['PEP 621', { 'pyproject.toml': '[project]\nname = "x"\nrequires-python = ">=3.10"\ndependencies = ["a>=1", "b[c]"]\n[project.optional-dependencies]\npg = ["psycopg2"]\n[dependency-groups]\ntest = ["pytest", {include-group = "lint"}]\n' }, ['a >=1 dependencies', 'b dependencies', 'psycopg2 pg optional', 'pytest test dev'], '>=3.10'],
    ['Poetry', { 'pyproject.toml': '[tool.poetry]\nname = "x"\n[tool.poetry.dependencies]\npython = "^3.9"\na = "^1"\nB_c = {version = "*", extras = ["d"], optional = true}\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n' }, ['a ^1 dependencies', 'b-c dependencies optional', 'pytest dev dev'], '^3.9'],
    ['uv', { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["a"]\n[tool.uv]\ndev-dependencies = ["ruff"]\n', '.python-version': '3.12\n' }, ['a dependencies', 'ruff dev dev'], '3.12'],
    ['PDM', { 'pyproject.toml': '[project]\nname = "x"\n[tool.pdm.dev-dependencies]\ntest = ["pytest", "-e file:///${PROJECT_ROOT}/lib#egg=lib"]\n' }, ['pytest test dev', 'lib /${PROJECT_ROOT}/lib test dev'], undefined],
    ['Pipfile', { Pipfile: '[packages]\na = "*"\nb = {path = "./b", editable = true}\n[dev-packages]\npytest = "==8"\n[requires]\npython_version = "3.11"\n' }, ['a packages', 'b ./b packages', 'pytest ==8 dev-packages dev'], '3.11'],
    ['setup.cfg', { 'setup.cfg': '[metadata]\nname = x\n[options]\npython_requires = >=3.8\ninstall_requires =\n    a>=1 ; python_version < "4"\n    # b\n[options.extras_require]\ntest = pytest\n' }, ['a >=1 install_requires', 'pytest test optional'], '>=3.8'],
    ['setup.py', { 'setup.py': 'setup(name="x", install_requires=["a>=1", "b"], extras_require={"test": ["pytest"]}, python_requires=">=3.7")\n' }, ['a >=1 install_requires', 'b install_requires', 'pytest extras_require optional'], '>=3.7'],
    ['lists', { 'requirements.txt': 'a\n-r base.txt', 'base.txt': 'b', 'requirements-dev.txt': 'pytest' }, ['pytest requirements-dev.txt dev', 'a requirements.txt', 'b base.txt'], undefined],
  ] as const)('%s', (_, files, expected, runtime) => {
    const found = project(files as Record<string, string>);
    expect(dependencies(found)).toEqual(expected);
    expect(found.runtime?.version).toBe(runtime);
  });

  it.each([
    [{ 'pyproject.toml': '[tool.poetry.dependencies]\nlib = {path = "lib", develop = true}\n' }, ['editable lib'], ['local-package lib = { path = "lib" }']],
    [{ 'pyproject.toml': '[tool.poetry.dependencies.lib]\npath = "lib"\n' }, ['path lib'], ['local-package lib = { path = "lib" }']],
    [{ 'pyproject.toml': '[tool.uv.sources]\nlib = { path = "../lib" }\n' }, ['path '], ['local-package lib = { path = "../lib" }']],
    [{ 'pyproject.toml': '[tool.uv.sources]\nlib = { workspace = true }\n[tool.uv.workspace]\nmembers = ["libs/*"]\nexclude = ["libs/b"]\n', 'libs/a/pyproject.toml': '', 'libs/b/pyproject.toml': '' }, ['workspace libs/a'], ['workspace tool.uv.workspace', 'local-package lib = { workspace = true }']],
    [{ 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["lib @ file:///srv/lib"]\n' }, ['path '], ['local-package lib @ file:///srv/lib']],
    [{ Pipfile: '[packages]\nlib = {path = "./lib"}\n' }, ['path lib'], ['local-package lib = { path = "./lib" }']],
    [{ 'pyproject.toml': '[tool.uv.sources]\nlib = { git = "https://example.com/lib.git" }\n' }, [], []],
  ] as const)('%j: local packages %j', (files, local, needs) => {
    const found = project(files as Record<string, string>);
    expect(found.localPackages.map(({ kind, path = '' }) => `${kind} ${path}`)).toEqual(local);
    expect(found.sourceNeeds.filter(({ reason }) => reason !== 'own-package').map(({ reason, what }) => `${reason} ${what}`)).toEqual(needs);
  });

  it.each([
    ['[tool.poetry]\npackage-mode = false\n', false],
    ['[tool.uv]\npackage = false\n', false],
    ['[tool.pdm]\ndistribution = false\n', false],
    ['[project]\nname = "x"\n', true],
  ])('%j is a package: %s', (text, expected) => {
    expect(project({ 'pyproject.toml': text }).isPackage).toBe(expected);
  });
}); // prettier-ignore

describe('lock files', () => {
  it.each([
    ['poetry.lock', '[[package]]\nname = "A_b"\nversion = "1.0"\noptional = true\ngroups = ["dev"]\n[[package]]\nname = "lib"\nversion = "0"\n[package.source]\ntype = "directory"\nurl = "lib"\n', ['a-b@1.0 dev optional', 'lib@0 local']],
    ['uv.lock', 'version = 1\n[[package]]\nname = "a"\nversion = "1.0"\nsource = { registry = "x" }\n[[package]]\nname = "me"\nversion = "0"\nsource = { editable = "." }\n', ['a@1.0', 'me@0 local']],
    ['pdm.lock', '[[package]]\nname = "a"\nversion = "1.0"\ngroups = ["default"]\n[[package]]\nname = "b"\nversion = "1"\ngroups = ["test"]\npath = "./b"\n', ['a@1.0', 'b@1 dev local']],
    ['Pipfile.lock', '{"_meta": {}, "default": {"a": {"version": "==1.0"}}, "develop": {"b": {"path": "./b"}}}', ['a@1.0', 'b@ dev local']],
    ['poetry.lock', '[[package]]\nname = "a"\nversion = "1.0"\n[[package\n', ['a@1.0']],
  ])('%s %#', (name, text, expected) => {
    const found = readPythonLock(name, text).map((one) => `${one.name}@${one.version ?? ''}${one.dev ? ' dev' : ''}${one.optional ? ' optional' : ''}${one.local ? ' local' : ''}`);
    expect(found).toEqual(expected);
  });
}); // prettier-ignore

describe('setup.py, without running it', () => {
  it.each([
    ['setup(install_requires=["a"])', ['a'], [], false],
    ["REQUIRES = [\n    'a',\n    'b',  # why\n]\nsetup(\n    install_requires=REQUIRES,\n)\n", ['a', 'b'], [], false],
    ['setup(install_requires=open("requirements.txt").read().split())', [], ['requirements.txt'], true],
    ['setup(install_requires=[line for line in lines])', [], [], false],
    ['setup(name="x")', [], [], false],
    ['# install_requires=["a"]\nsetup()', [], [], false],
  ])('%j', (text, names, files, computed) => {
    const found = readSetupPy(text);
    expect([found.dependencies.map(({ name }) => name), found.files, found.computed]).toEqual([names, files, computed]);
  });

  it('finds the requirements files of setup.cfg', () => {
    expect(readSetupCfg('[options]\ninstall_requires = file: requirements.txt, more.txt\n').files).toEqual([
      'requirements.txt',
      'more.txt',
    ]);
  });
});
