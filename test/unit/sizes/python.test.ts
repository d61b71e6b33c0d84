import { describe, expect, it } from 'vitest';
import { english } from '../../../server/src/base/message.ts';
import type { SizeEstimate } from '../../../server/src/sizes/size.ts';
import { pythonInstalls, summaryOf } from '../../support/size-truths.ts';
import { finalSizes, lastLayer } from '../../support/sizes.ts';

it.each([
  ['the versions of the table, as with a lock file', 'python-pinned-sets.tsv'],
  ['the newest versions', 'python-sets.tsv'],
])('real installs of %s are close to the estimate, and nearly all are inside the interval', (_, file) => {
  const { median, ninth, inside } = summaryOf(pythonInstalls(file));
  expect(median).toBeLessThan(0.03);
  expect(ninth).toBeLessThan(0.1);
  expect(inside).toBeGreaterThanOrEqual(0.9);
});

/** Megabytes of the last RUN on python:3.12-slim. */
function megabytes(instructions: string, context?: string): number {
  return layer(instructions, context).bytes!.likely / 1e6;
}

function layer(instructions: string, context?: string): SizeEstimate {
  return lastLayer(`FROM python:3.12-slim\n${instructions}`, context);
}

const two = megabytes('RUN pip install --no-cache-dir flask redis');

describe('the same packages', () => {
  it.each([
    ['as a module', 'RUN python3 -m pip install --no-cache-dir flask redis'],
    ['by another name', 'RUN pip3.12 install --no-cache-dir Flask REDIS'],
    ['no cache by a variable', 'ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask redis'],
    ['no cache by a variable of the command', 'RUN PIP_NO_CACHE_DIR=off pip install flask redis'],
    ['the cache on a mount', 'RUN --mount=type=cache,target=/root/.cache/pip pip install flask redis'],
    ['the cache of a user on a mount', 'USER app\nRUN --mount=type=cache,target=/home/app/.cache pip install flask redis'],
    ['the cache deleted', 'RUN pip install flask redis && rm -rf /root/.cache'],
    ['the cache deleted by pip', 'RUN pip install flask redis && pip cache purge'],
    ['a variable that does not affect pip', 'ENV PYTHONDONTWRITEBYTECODE=1\nRUN pip install --no-cache-dir flask redis'],
    ['to a folder', 'RUN pip install --no-cache-dir --target /deps flask redis'],
    ['to a prefix', 'RUN pip install --no-cache-dir --prefix=/install flask redis'],
    ['for a user', 'RUN pip install --no-cache-dir --user flask redis'],
    ['twice', 'RUN pip install --no-cache-dir flask redis && pip install --no-cache-dir redis'],
    ['in a variable', 'ARG DEPS="flask redis"\nRUN pip install --no-cache-dir $DEPS'],
    ['with what another requires', 'RUN pip install --no-cache-dir flask redis jinja2 click'],
    ['uv, compiled', 'RUN uv pip install --system --no-cache --compile-bytecode flask redis'],
    ['uv, compiled by a variable', 'ENV UV_COMPILE_BYTECODE=1\nRUN uv pip install --system --no-cache flask redis'],
    ['a condition that is false', `RUN pip install --no-cache-dir flask redis 'pandas; sys_platform == "win32"'`],
  ])('%s', (_, instructions) => {
    expect(megabytes(instructions)).toBeCloseTo(two, 1);
  });

  it.each([
    ['copied', 'COPY requirements.txt .\nRUN pip install --no-cache-dir -r requirements.txt'],
    ['copied elsewhere', 'COPY requirements.txt /tmp/list.txt\nRUN pip install --no-cache-dir -r /tmp/list.txt'],
    ['copied with all', 'WORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir --requirement=requirements.txt'],
    ['one that includes another', 'WORKDIR /app\nCOPY . .\nRUN pip install --no-cache-dir -r lists/all.txt'],
    ['on a bind mount', 'WORKDIR /app\nRUN --mount=type=bind,source=requirements.txt,target=r.txt pip install --no-cache-dir -r r.txt'],
    ['on a mount of the context', 'WORKDIR /app\nRUN --mount=type=bind,target=. pip install --no-cache-dir -r requirements.txt'],
  ])('in a requirements file: %s', (_, instructions) => {
    const context = `
      requirements.txt
          # the application
          flask  # web
          redis; python_version >= "3.8"
          pandas; sys_platform == "win32"
      lists/all.txt
          -r ../requirements.txt
    `;
    expect(megabytes(instructions, context)).toBeCloseTo(two, 1);
  });

  it('the dependencies of a project', () => {
    const context = `
      pyproject.toml
          [project]
          name = "app"
          dependencies = ["flask"]
          [project.optional-dependencies]
          cache = ["redis"]
          docs = ["sphinx"]
    `;
    const instructions = 'WORKDIR /app\nCOPY pyproject.toml .\nRUN pip install --no-cache-dir -e .[cache]';
    expect(megabytes(instructions, context)).toBeCloseTo(two, 1);
  });

  it('copied from the stage that installs them', () => {
    const sizes = finalSizes(`
      FROM python:3.12 AS build
      RUN python -m venv /opt/venv
      ENV PATH=/opt/venv/bin:$PATH
      RUN pip install --no-cache-dir flask redis
      FROM python:3.12-slim
      COPY --from=build /opt/venv /opt/venv
    `);
    const { bytes, source } = sizes.layers.at(-1)!.estimate;
    expect(source).toBe('packages');
    expect(bytes!.likely / 1e6 - two).toBeCloseTo(megabytes('RUN python -m venv /opt/venv'), 1);
    expect(bytes!.low).toBeLessThan(bytes!.high);
  });
});

it.each([
  ['without what they require', 'RUN pip install --no-cache-dir --no-deps flask redis'],
  ['not compiled', 'RUN pip install --no-cache-dir --no-compile flask redis'],
  ['uv does not compile', 'RUN uv pip install --system --no-cache flask redis'],
  ['installed by the layer before', 'RUN pip install --no-cache-dir redis\nRUN pip install --no-cache-dir flask redis'],
  ['only archives', 'RUN pip wheel --no-cache-dir -w /wheels flask redis'],
])('less: %s', (_, instructions) => {
  expect(megabytes(instructions)).toBeLessThan(two * 0.75);
});

describe('the cache that pip leaves', () => {
  it.each([
    ['pip', 'RUN pip install flask redis'],
    ['a variable without a value', 'ENV PIP_NO_CACHE_DIR=""\nRUN pip install flask redis'],
    ['a mount elsewhere', 'RUN --mount=type=cache,target=/root/.npm pip install flask redis'],
  ])('is waste: %s', (_, instructions) => {
    const { bytes, wasted } = layer(instructions);
    expect(wasted).toBeGreaterThan(500_000);
    expect(bytes!.likely / 1e6 - wasted / 1e6).toBeCloseTo(two, 1);
  });

  it('is small if the installed files are links to it', () => {
    expect(layer('RUN uv pip install --system flask redis').wasted).toBeLessThan(200_000);
  });
});

describe('the version of Python', () => {
  it.each([
    ['python:3.10-slim', '3.10', true],
    ['python:3.11-slim', '3.11', false],
    ['debian:bullseye', '3.9', true],
    ['debian:bookworm', '3.11', false],
  ])('%s has %s', (image, _, isInstalled) => {
    const { parts } = lastLayer(`FROM ${image}\nRUN pip install --no-cache-dir pytest`);
    expect(parts.some(({ name }) => name === 'exceptiongroup')).toBe(isInstalled);
  });
});

it.each([
  ['pip', 'RUN pip install --no-cache-dir pip', 'pip has nothing to install: the packages are already installed.'],
  [
    'again',
    'RUN pip install --no-cache-dir flask\nRUN pip install --no-cache-dir flask',
    'pip has nothing to install: the packages are already installed.',
  ],
  ['a simulation', 'RUN pip install --dry-run flask', 'These commands write nothing, or almost nothing.'],
])('nothing to install: %s', (_, instructions, detail) => {
  const estimate = layer(instructions);
  expect([estimate.bytes!.high, english(estimate.detail)]).toEqual([0, detail]);
});

it.each([
  ['a name that is not in the table', 'RUN pip install --no-cache-dir our-own-package flask', 'our-own-package'],
  ['a repository', 'RUN pip install --no-cache-dir flask git+https://github.com/a/own-tool.git', 'own-tool'],
])('a guess says so: %s', (_, instructions, name) => {
  const { bytes, source, detail } = layer(instructions);
  expect(source).toBe('heuristic');
  expect(english(detail)).toContain(name);
  expect(bytes!.high).toBeGreaterThan(2 * bytes!.likely);
});

it.each([
  ['RUN pip install $PACKAGES', 'What $PACKAGES installs is not known: an estimate of what projects usually install.'],
  ['RUN pip install /wheels/*.whl', 'What /wheels/*.whl installs is not known: an estimate of what projects usually install.'],
  ['RUN pip install -r missing.txt', 'The packages in missing.txt are not known: an estimate of what projects usually install.'],
  ['RUN pip install .', 'What . installs is not known: an estimate of what projects usually install.'],
])('a wide estimate: %s', (instructions, detail) => {
  expect(english(layer(instructions).detail)).toBe(detail);
});

it('the packages of PyTorch for graphics cards are gigabytes, and are not installed from the index for processors', () => {
  expect(megabytes('RUN pip install --no-cache-dir torch')).toBeGreaterThan(3_000);
  expect(megabytes('RUN pip install --no-cache-dir torch --index-url https://download.pytorch.org/whl/cpu')).toBeLessThan(1_000);
});

describe('the project of a lock file or manifest', () => {
  const packages = (version: string, groups: (name: string) => string): string =>
    ['flask', 'redis', 'pytest'].map((name) => `[[package]]\n          name = "${name}"\n          version = "${version}"\n${groups(name)}`).join('\n          '); // prettier-ignore
  const manifest = `
      pyproject.toml
          [project]
          name = "app"
          dependencies = ["flask", "redis"]
          [dependency-groups]
          dev = ["pytest"]`;
  const withGroups = `${manifest}
      poetry.lock
          ${packages('5.0.0', (name) => `          groups = ["${name === 'pytest' ? 'dev' : 'main'}"]`)}`;
  const withoutGroups = `${manifest}
      uv.lock
          ${packages('5.0.0', () => '          dependencies = []')}`;
  const pipfile = `
      Pipfile
          [packages]
          flask = "*"
      Pipfile.lock
          {"default": {"flask": {"version": "==5.0.0"}, "redis": {"version": "==5.0.0"}, "pywin32": {"version": "==300", "markers": "sys_platform == 'win32'"}}, "develop": {"pytest": {"version": "==5.0.0"}}}`;
  const size = (run: string, context: string): number => megabytes(`WORKDIR /app\nCOPY . .\nRUN ${run}`, context);
  const two = megabytes('RUN uv pip install --system --no-cache --no-deps flask==5.0.0 redis==5.0.0');
  const three = megabytes('RUN uv pip install --system --no-cache --no-deps flask==5.0.0 redis==5.0.0 pytest==5.0.0');

  it.each([
    ['poetry without groups', 'poetry install --only main --no-root --no-cache', withGroups],
    ['poetry without one group', 'poetry install --without dev --no-cache', withGroups],
    ['poetry, by an old option', 'poetry install --no-dev --no-cache', withGroups],
    ['uv', 'uv sync --frozen --no-dev --no-cache', withoutGroups],
    ['pdm', 'pdm install --prod --no-self && rm -rf /root/.cache', withGroups],
  ])('%s', (_, run, context) => {
    expect(size(run, context)).toBeCloseTo(two, 1);
  });

  it.each([
    ['poetry', 'poetry install --no-cache', withGroups],
    ['uv', 'uv sync --locked --no-cache', withoutGroups],
    ['uv with another group', 'uv sync --no-cache --all-groups', withoutGroups],
  ])('%s with the packages for development', (_, run, context) => {
    expect(size(run, context)).toBeCloseTo(three, 1);
  });

  it('pipenv compiles, and leaves out other platforms', () => {
    expect(size('pipenv install --system --deploy && rm -rf /root/.cache', pipfile)).toBeCloseTo(
      megabytes('RUN pip install --no-cache-dir --no-deps flask==5.0.0 redis==5.0.0'),
      1,
    );
  });

  it('without a lock file, what the manifest requires', () => {
    expect(size('uv sync --no-dev --no-cache', manifest)).toBeCloseTo(megabytes('RUN uv pip install --system --no-cache flask redis'), 1);
  });

  it('without both, a wide estimate', () => {
    const { bytes, source } = layer('RUN poetry install --no-cache');
    expect(source).toBe('heuristic');
    expect(bytes!.high / bytes!.low).toBeGreaterThan(100);
  });

  it.each([
    ['uv', 'uv sync', '/app/.venv', withoutGroups],
    ['uv with a variable', 'UV_PROJECT_ENVIRONMENT=/opt/venv uv sync', '/opt/venv', withoutGroups],
    ['poetry in the project', 'POETRY_VIRTUALENVS_IN_PROJECT=1 poetry install', '/app/.venv', withGroups],
    ['poetry in the project, configured', 'poetry config virtualenvs.in-project true && poetry install', '/app/.venv', withGroups],
    ['pdm', 'pdm sync', '/app/.venv', withGroups],
  ])('%s: the environment can be copied', (_, run, folder, context) => {
    const text = `FROM python:3.12-slim AS build\nWORKDIR /app\nCOPY . .\nRUN ${run}\nFROM python:3.12-slim\nCOPY --from=build ${folder} ${folder}`;
    expect(finalSizes(text, context).layers[0]!.estimate.bytes!.likely / 1e6).toBeCloseTo(three, 0);
  });

  it('poetry without environments installs for all', () => {
    const text = `FROM python:3.12-slim AS build\nWORKDIR /app\nCOPY . .\nRUN poetry config virtualenvs.create false && poetry install\nFROM python:3.12-slim\nCOPY --from=build /app /app`;
    expect(finalSizes(text, withGroups).layers[0]!.estimate.bytes!.likely).toBeLessThan(10_000);
  });

  it('follows what locked packages require, with extras and conditions', () => {
    const context = `
      pyproject.toml
          [project]
          dependencies = ["flask[async]"]
      uv.lock
          [[package]]
          name = "flask"
          version = "5.0.0"
          dependencies = [{ name = "redis" }, { name = "pytest", marker = "sys_platform == 'win32'" }]
          [package.optional-dependencies]
          async = [{ name = "pandas" }]
          [[package]]
          name = "redis"
          version = "5.0.0"
          [[package]]
          name = "pandas"
          version = "5.0.0"
          [[package]]
          name = "pytest"
          version = "5.0.0"`;
    const names = layer('WORKDIR /app\nCOPY . .\nRUN uv sync --no-cache', context).parts.map(({ name }) => name);
    expect(names.toSorted()).toEqual(['flask', 'pandas', 'redis']);
  });
});
