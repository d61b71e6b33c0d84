import { describe, expect, it } from 'vitest';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { createBuildContext } from '../../../server/src/context/snapshot-context.ts';
import { factsOf } from '../../../server/src/facts/facts.ts';
import { convertToMultiStage } from '../../../server/src/multi-stage/convert.ts';
import { modelOf } from '../../support/model.ts';

/** The system packages that are added to a Dockerfile that installs with this command in a context with these files. */
function addedBy(install: string, files: Readonly<Record<string, string>>): readonly string[] | 'refused' {
  const texts = new Map(Object.entries({ 'app.py': '', ...files }));
  const entries = [...texts].map(([path, text]) => ({ path, kind: 'file' as const, size: text.length }));
  const value: ContextSnapshot = {
    root: 'test',
    dockerfile: 'Dockerfile',
    entries,
    truncated: false,
    ignore: undefined,
    texts,
    archives: new Map(),
  };
  const text = `FROM python:3.12\nWORKDIR /app\nCOPY . .\nRUN ${install}\nCMD ["python", "app.py"]\n`;
  const conversion = convertToMultiStage(factsOf(modelOf(text), createBuildContext({ state: 'known', value })));
  if (conversion.kind === 'refused') return 'refused';
  const last = conversion.text.slice(conversion.text.lastIndexOf('\nFROM '));
  return [...(/apt-get install -y --no-install-recommends ([^&]*)/.exec(last.replace(/\\\n/g, ' '))?.[1]?.trim().split(/\s+/) ?? [])];
}

const psycopg = 'psycopg2==2.9\n';
const plain = 'pip install -r requirements.txt';

describe('a package in an included list needs its library in the final stage', () => {
  it.each([
    ['-rrequirements/base.txt', { 'requirements/base.txt': psycopg }],
    ['-r requirements/base.txt', { 'requirements/base.txt': psycopg }],
    ['-r   base.txt # what all need', { 'base.txt': psycopg }],
    ['--requirement=base.txt', { 'base.txt': psycopg }],
    ['--requirement base.txt', { 'base.txt': psycopg }],
    ['--requirem=base.txt', { 'base.txt': psycopg }],
    ['-r "base.txt"', { 'base.txt': psycopg }],
    ['-r./deps/../base.txt', { 'base.txt': psycopg }],
    ['\t-rbase.txt', { 'base.txt': psycopg }],
    ['-r /app/base.txt', { 'base.txt': psycopg }],
    ['-rbase.txt\r\nflask\r\n', { 'base.txt': psycopg }],
    ['-r \\\n  base.txt', { 'base.txt': psycopg }],
    ['-rone.txt', { 'one.txt': '-r lists/two.txt', 'lists/two.txt': '-r ../three.list', 'three.list': '-rfour', four: psycopg }],
    ['-rrequirements/prod.txt', { 'requirements/prod.txt': '-rbase.txt', 'requirements/base.txt': psycopg }],
    ['-r a.txt\n-r b.txt', { 'a.txt': '-r b.txt', 'b.txt': `-r a.txt\n${psycopg}` }],
    ['-r requirements/${ENV}.txt', { 'requirements/dev.txt': 'flask', 'requirements/prod.txt': psycopg }],
    ['-c constraints.txt', { 'constraints.txt': `-r base.txt`, 'base.txt': psycopg }],
    ['-e ./lib', { 'lib/setup.py': 'setup(name="lib", install_requires=["psycopg2"])' }],
    ['./lib', { 'lib/pyproject.toml': '[project]\nname = "lib"\ndependencies = ["psycopg2>=2"]\n' }],
  ])('%j', (list, files) => {
    expect(addedBy(plain, { 'requirements.txt': list, ...(files as Record<string, string>) })).toEqual(['libpq5']);
  });
});

describe('forms of a requirement', () => {
  it.each([
    ['Psycopg2', ['libpq5']],
    ['PSYCOPG2 >= 2.9, < 3', ['libpq5']],
    ['psycopg2==2.9 \\\n    --hash=sha256:aa \\\n    --hash=sha256:bb', ['libpq5']],
    ['psycopg2 ; python_version >= "3.8"', ['libpq5']],
    ['psycopg2 @ https://example.com/psycopg2-2.9.tar.gz', ['libpq5']],
    ['psycopg2 @ git+https://example.com/psycopg2.git@main', ['libpq5']],
    ['-e git+https://example.com/psycopg2.git#egg=psycopg2', ['libpq5']],
    ['psycopg2-2.9.tar.gz', ['libpq5']],
    ['\uFEFFpsycopg2', ['libpq5']],
    ['psycopg[c]', ['libpq5']],
    ['--index-url https://example.com/simple\npsycopg2', ['libpq5']],
    ['psycopg2-binary==2.9', []],
    ['psycopg2_binary', []],
    ['Psycopg2-Binary', []],
    ['psycopg[binary,pool]', []],
    ['# psycopg2', []],
    ['flask # not psycopg2', []],
    ['psycopg2 ; sys_platform == "win32"', []],
    ['flask \\\n# psycopg2', []],
  ])('%j', (requirement, packages) => {
    expect(addedBy(plain, { 'requirements.txt': requirement })).toEqual(packages);
  });
});

describe('the lists that the command line names', () => {
  it.each([
    ['pip install -rrequirements.txt', { 'requirements.txt': psycopg }],
    ['pip install --requirement=requirements.txt', { 'requirements.txt': psycopg }],
    ['pip install --no-cache-dir -r one.txt -r two.txt', { 'one.txt': 'flask', 'two.txt': psycopg }],
    ['cd deps && pip install -r all.list', { 'deps/all.list': '-rbase.list', 'deps/base.list': psycopg }],
    ['pip install .', { 'pyproject.toml': '[project]\nname = "x"\ndependencies = ["psycopg2"]\n' }],
    ['pip install -e .', { 'setup.cfg': '[options]\ninstall_requires =\n    flask\n    psycopg2\n' }],
    ['pip install ./lib', { 'lib/setup.py': 'requires = [\n  "psycopg2",\n]\nsetup(install_requires=requires)\n' }],
    ['pip install .', { 'pyproject.toml': '[project]\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = {file = ["requirements.in"]}\n', 'requirements.in': psycopg }],
  ])('%s', (install, files) => {
    expect(addedBy(install, files as Record<string, string>)).toEqual(['libpq5']);
  }); // prettier-ignore
});

it.each([
  ['a constraint installs nothing', { 'requirements.txt': '-c pins.txt\nflask', 'pins.txt': psycopg }, []],
  ['what an extra needs alone counts, as it may be asked for', { 'requirements.txt': '.', 'pyproject.toml': '[project]\nname = "x"\n[project.optional-dependencies]\npg = ["psycopg2"]\n' }, ['libpq5']],
  ['a list that is not there', { 'requirements.txt': '-r missing.txt' }, 'refused'],
  ['a list at an address', { 'requirements.txt': '-r https://example.com/base.txt' }, 'refused'],
  ['a variable that fits no list', { 'requirements.txt': '-r lists/${ENV}.txt' }, 'refused'],
  ['a folder whose dependencies only running it tells', { 'requirements.txt': './lib', 'lib/setup.py': 'setup(install_requires=compute())' }, 'refused'],
])('%s', (_, files, expected) => {
  expect(addedBy(plain, files as Record<string, string>)).toEqual(expected);
}); // prettier-ignore
