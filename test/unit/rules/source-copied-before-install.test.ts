import { describe, expect, it } from 'vitest';
import type { External } from '../../../server/src/base/external.ts';
import type { ContextSnapshot } from '../../../server/src/context/context.ts';
import { readContextBlock } from '../../support/context-block.ts';
import { reportsOf } from '../../support/rule-tables.ts';
import { check, ruleOf } from '../../support/rules.ts';

/** The levels of the fixes if the texts of these files were not read: too many, too large, or with a name that is not recognized. */
function levels(install: string, files: string, unread: readonly string[]): readonly string[] {
  const known = readContextBlock(files) as External<ContextSnapshot> & { readonly state: 'known' };
  const texts = new Map([...known.value.texts].filter(([path]) => !unread.includes(path)));
  const context = { state: 'known', value: { ...known.value, texts } } as const;
  const text = `FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN ${install}\n`;
  const { findings } = check(text, { context, rules: [ruleOf('source-copied-before-install')] });
  return findings.flatMap(({ fixes }) => fixes.map(({ level }) => level));
}

const requirements = 'requirements.txt\n    -r base.list\nbase.list\n    flask\n';

it.each([
  ['pip install -r requirements.txt', requirements, [], ['safe']],
  ['pip install -r requirements.txt', requirements, ['base.list'], ['suggestion']],
  ['pip install -r requirements.txt', requirements, ['requirements.txt', 'base.list'], ['suggestion']],
  ['npm ci', 'package.json\n    {}\npackage-lock.json\n    {}\n', [], ['safe']],
  ['npm ci', 'package.json\n    {}\npackage-lock.json\n    {}\n', ['package-lock.json'], ['suggestion']],
])('%s, %j without the text of %j: %j', (install, files, unread, expected) => {
  expect(levels(install, files, unread)).toEqual(expected);
});

/** The findings of a Dockerfile with `FROM node:22`, `WORKDIR /app` and these lines, as `message manifests`. */
function findingsOf(lines: string, files?: string): string {
  return reportsOf('source-copied-before-install', `FROM node:22\nWORKDIR /app\n${lines}\n`, ['manifests'], files);
}

const nodeProject = 'package.json\n    {}\npackage-lock.json\n    {}\nmain.js\n';

describe('a copy of sources', () => {
  it.each<[string, boolean]>([
    ['COPY . .', true],
    ['COPY ./ ./', true],
    ['COPY ./. .', true],
    ['COPY . /app', true],
    ['COPY . /app/', true],
    ['COPY --link . .', true],
    ['COPY --chown=node:node . .', true],
    ['COPY [".", "."]', true],
    ['ADD . .', true],
    ['COPY src .', false],
    ['COPY package.json .', false],
    ['COPY *.js .', false],
    ['COPY src/ lib/ .', false],
    ['COPY --from=build . .', false],
    ['COPY --exclude=*.md . .', false],
    ['COPY --parents . .', false],
    ['ADD https://example.com/a/ .', false],
    ['ADD --checksum=sha256:0123456789012345678901234567890123456789012345678901234567890123 . .', false],
    ['ADD --keep-git-dir=true . .', false],
    ['ADD --unpack=true . .', false],
    ['ARG FROM\nCOPY $FROM/ .', false],
    ['ARG TO\nCOPY . $TO', false],
    ['COPY ["my app/", "."]', false],
    ['COPY [".", "/my app"]\nWORKDIR "/my app"', false],
  ])('%s: %s', (copy, expected) => {
    expect(findingsOf(`${copy}\nRUN npm ci`) !== '').toBe(expected);
  });

  it('a name without a slash may be a file; the context shows that it is a folder', () => {
    const lines = 'COPY web .\nRUN npm ci';
    expect(findingsOf(lines)).toBe('');
    expect(findingsOf(lines, 'web/package.json\n    {}\nweb/package-lock.json\n    {}\n')).toBe(
      'manifests web/package.json web/package-lock.json',
    );
    expect(findingsOf(lines, 'web\n')).toBe('');
  });
});

describe('what may be between the copy and the install', () => {
  it.each([
    'WORKDIR /app', 'ENV A=1', 'ARG A=1', 'LABEL a=1', 'EXPOSE 80', 'USER node', 'SHELL ["/bin/bash", "-c"]', 'STOPSIGNAL SIGINT', 'CMD ["a"]',
    'ENTRYPOINT ["a"]', 'HEALTHCHECK CMD true', 'MAINTAINER me',
    'RUN apt-get update && apt-get install -y git',
    'RUN apk add --no-cache git',
    'RUN apt-get clean',
    'RUN mkdir -p /var/lib/x && rm -rf /tmp/x /root/.npm /etc/x',
    'RUN npm config set registry https://registry.example.com',
    'RUN npm cache clean --force',
    'RUN npm install -g pnpm',
    'RUN yarn global add serve',
    'RUN pip install flask',
    'RUN uv pip install --system flask',
    'RUN go install example.com/tool@v1.2.3',
    'RUN A=1',
  ])('%s', (line) => {
    expect(findingsOf(`COPY . .\n${line}\nRUN npm ci`)).toMatch(/^manifests package\*\.json$/);
  }); // prettier-ignore

  it.each([
    'VOLUME /data', 'COPY --from=build /a /a', 'ADD https://example.com/a /a', 'ONBUILD RUN true', 'COPY b b',
    'RUN ./configure.sh',
    'RUN make',
    'RUN npm run build',
    'RUN npm test',
    'RUN npm install express',
    'RUN yarn add express',
    'RUN uv add flask',
    'RUN go install ./cmd/tool',
    'RUN go install example.com/tool',
    'RUN apt-get install -y ./tool.deb',
    'RUN apt-get update && apt-get install -y /app/tool.deb',
    'RUN mkdir -p build',
    'RUN mkdir -p /var/lib/x /app/y',
    'RUN rm -rf /app/test',
    'RUN serve &',
    'RUN if test -f x; then true; fi',
    'RUN ["node", "x.js"]',
    'RUN <<EOF\nnode x.js\nEOF',
    'RUN --mount=type=bind,target=/src true',
    'RUN true | node x.js',
  ])('not %s', (line) => {
    expect(findingsOf(`COPY . .\n${line}\nRUN npm ci`)).toBe('');
  }); // prettier-ignore

  it('a variable that the copy uses must not change', () => {
    expect(findingsOf('ENV USER=node\nCOPY --chown=$USER . .\nENV USER=root\nRUN npm ci')).toBe('');
    expect(findingsOf('ENV USER=node\nCOPY --chown=$USER . .\nEXPOSE 80\nRUN npm ci')).toBe('manifests package*.json');
  });

  it('an install after a command that may need the sources is reported if that command comes in a later RUN', () => {
    expect(findingsOf('COPY . .\nRUN npm ci\nRUN npm run build')).toBe('manifests package*.json');
    expect(findingsOf('COPY . .\nRUN npm ci; npm run build')).toBe('no-fix package*.json');
    expect(findingsOf('COPY . .\nRUN npm run build && npm ci')).toBe('');
  });
});

describe('commands that may name files of the sources', () => {
  const options = [
    '-r', '-c', '-e', '-f', '-t', '--requirement', '--constraint', '--editable', '--find-links', '--prefix',
  ]; // prettier-ignore

  it.each(options)('pip install %s $F', (option) => {
    expect(findingsOf(`ARG F\nCOPY . /app\nRUN pip install flask ${option} $F`)).toBe('');
  });

  it.each(['-C', '--cwd', '--dir', '--directory', '--prefix', '--project'])('npm install %s $F', (option) => {
    expect(findingsOf(`ARG F\nCOPY . /app\nRUN npm install -g ${option} $F serve`)).toBe('');
    expect(findingsOf(`ARG F\nCOPY . /app\nRUN npm install -g ${option}=$F serve`)).toBe('');
  });

  it.each<[string, string]>([
    ['ARG T\nCOPY . /app\nRUN pip install --timeout $T flask', 'independent'],
    ['ARG V\nCOPY . /app\nRUN pip install flask==$V', 'independent'],
    ['ENV V=1.2\nCOPY . /app\nRUN pip install flask==$V', 'independent'],
    ['ENV P=flask\nCOPY . /app\nRUN pip install $P', 'independent'],
    ['ENV P=/opt/flask\nCOPY . /app\nRUN pip install -t $P flask', 'independent'],
    ['ENV P=/app/flask\nCOPY . /app\nRUN pip install -t $P flask', ''],
    ['ENV P=lib/flask\nCOPY . /app\nRUN pip install -t $P flask', ''],
    ['ENV P=all.txt\nCOPY . /app\nRUN pip install -c $P flask', ''],
    ['ENV P=all.toml\nCOPY . /app\nRUN pip install -c $P flask', ''],
    ['COPY . /app\nRUN pip install --target=/app/lib flask', ''],
    ['COPY . /app\nRUN pip install --target=/app/ flask', ''],
    ['COPY . /app\nRUN pip install --target=/application flask', 'independent'],
    ['COPY . /app\nRUN pip install --target=/opt flask', 'independent'],
    ['COPY . /app\nRUN cd /app && npm ci', 'manifests package*.json'],
    ['COPY . /app\nRUN cd $X && npm ci', ''],
  ])('%s: %s', (lines, expected) => {
    expect(findingsOf(lines)).toBe(expected);
  });
});

describe('manifests that are there before the copy', () => {
  it.each<[string, string]>([
    ['COPY package.json package-lock.json ./\nCOPY . .\nRUN npm ci', 'independent'],
    ['COPY package.json package-lock.json /app/\nCOPY . .\nRUN npm ci', 'independent'],
    ['COPY package.json .\nCOPY . .\nRUN npm ci', 'manifests package-lock.json'],
    ['COPY package.json package-lock.json /other/\nCOPY . .\nRUN npm ci', 'manifests package.json package-lock.json'],
    ['COPY --from=build package.json package-lock.json ./\nCOPY . .\nRUN npm ci', 'manifests package.json package-lock.json'],
    ['COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci', ''],
    ['COPY package.json package-lock.json ./\nRUN npm run x\nCOPY . .\nRUN npm ci', 'independent'],
    ['RUN npm install -g pnpm\nCOPY . .\nRUN npm ci', 'manifests package.json package-lock.json'],
    ['COPY requirements.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\nRUN npm ci', 'manifests package.json package-lock.json'],
  ])('%s: %s', (lines, expected) => {
    expect(findingsOf(lines, `${nodeProject}requirements.txt\n    flask\n`)).toBe(expected);
  });
});

describe('an install without manifests', () => {
  it.each<[string, boolean]>([
    ['/app', true],
    ['/opt/app', true],
    ['/usr/src', true],
    ['/usr/src/app', true],
    ['/usr/share/app', true],
    ['/var/www', true],
    ['/', false],
    ['/etc', false],
    ['/etc/app', false],
    ['/bin', false],
    ['/sbin', false],
    ['/lib', false],
    ['/usr', false],
    ['/usr/local/bin', false],
    ['/var/lib/app', false],
    ['/var/cache/app', false],
  ])('after COPY . %s: %s', (folder, expected) => {
    expect(findingsOf(`COPY . ${folder}\nRUN pip install flask`)).toBe(expected ? 'independent' : '');
  });

  it.each([
    'COPY src/ src/\nRUN pip install flask',
    'COPY . .\nRUN pip install flask && make',
  ])('%s: none', (lines) => {
    expect(findingsOf(lines)).toBe('');
  }); // prettier-ignore
});

/** The level of the fix; undefined without a finding. */
function levelOf(lines: string, files: string): string | undefined {
  const { findings } = check(`FROM node:22\nWORKDIR /app\nCOPY . .\n${lines}\n`, {
    rules: [ruleOf('source-copied-before-install')],
    context: readContextBlock(files),
  });
  return findings[0]?.fixes[0]?.level;
}

describe('a lock file that the command may change makes the fix a suggestion', () => {
  const yarn = 'package.json\n    {}\nyarn.lock\n';
  const pnpm = 'package.json\n    {}\npnpm-lock.yaml\n    lockfileVersion: 9\n';
  const python = (lock: string) => `pyproject.toml\n    [project]\n    name = "a"\n${lock}\n    version = 1\n`;

  it.each<[string, string, string]>([
    ['npm ci', nodeProject, 'safe'],
    ['npm clean-install', nodeProject, 'safe'],
    ['npm install', nodeProject, 'suggestion'],
    ['npm i', nodeProject, 'suggestion'],
    ['npm install', 'package.json\n    {}\nmain.js\n', 'safe'],
    ['yarn install', yarn, 'suggestion'],
    ['yarn install --frozen-lockfile', yarn, 'safe'],
    ['yarn install --immutable', yarn, 'safe'],
    ['pnpm install', pnpm, 'suggestion'],
    ['pnpm install --frozen-lockfile', pnpm, 'safe'],
    ['uv sync --no-install-project', python('uv.lock'), 'suggestion'],
    ['uv sync --frozen --no-install-project', python('uv.lock'), 'safe'],
    ['uv sync --locked --no-install-project', python('uv.lock'), 'safe'],
  ])('%s, %j: %s', (command, files, expected) => {
    expect(levelOf(`RUN ${command}`, files)).toBe(expected);
  });
});

/** What an install needs besides its manifests: without it, the sources have to come first. */
describe('an install that needs the sources', () => {
  const composer = (json: string): string => `composer.json\n    ${json}\ncomposer.lock\n    {"packages": []}\n`;
  const node = (json: string): string => `package.json\n    ${json}\npackage-lock.json\n    {}\n`;
  const pyproject = (text: string): string => `pyproject.toml\n${text.replace(/^/gm, '    ')}\n`;
  const project = '[project]\nname = "a"\nversion = "1"\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"';

  it.each<[string, string, string]>([
    ['npm ci', node('{}'), 'manifests'],
    ['npm ci', node('{"scripts": {"build": "x"}}'), 'manifests'],
    ['npm ci', node('{"scripts": {"postinstall": "x"}}'), ''],
    ['npm ci', node('{"scripts": {"prepare": "x"}}'), ''],
    ['npm ci --ignore-scripts', node('{"scripts": {"postinstall": "x"}}'), 'manifests'],
    ['npm ci', node('{"workspaces": ["a"]}'), ''],
    ['npm ci --ignore-scripts', node('{"workspaces": ["a"]}'), ''],
    ['npm ci', node('{"dependencies": {"a": "file:../a"}}'), ''],
    ['composer install', composer('{}'), 'manifests'],
    ['composer install', composer('{"scripts": {"post-install-cmd": "x"}}'), ''],
    ['composer install --no-scripts', composer('{"scripts": {"post-install-cmd": "x"}}'), 'manifests'],
    ['composer install', composer('{"autoload": {"classmap": ["src"]}}'), ''],
    ['composer install --no-autoloader', composer('{"autoload": {"classmap": ["src"]}}'), 'manifests'],
    ['composer install -o', composer('{}'), ''],
    ['composer install --optimize-autoloader', composer('{}'), ''],
    ['composer install -a', composer('{}'), ''],
    ['composer install --classmap-authoritative', composer('{}'), ''],
    ['composer install -o --no-autoloader', composer('{}'), 'manifests'],
    ['pip install -r a.txt', 'a.txt\n    flask\n', 'manifests'],
    ['pip install -r a.txt', 'a.txt\n    ./lib\n', ''],
    ['pip install -r a.txt', 'a.txt\n    -e .\n', ''],
    ['pip install -r a.txt -c b.txt', 'a.txt\n    flask\nb.txt\n    x @ file:///x\n', ''],
    ['pip install .', pyproject(project), ''],
    ['pip install -e .', pyproject(project), ''],
    ['poetry install', pyproject(project), 'installs-project-option --no-root'],
    ['poetry install --no-root', pyproject(project), 'manifests'],
    ['uv sync', pyproject(project), 'installs-project-option --no-install-project'],
    ['uv sync', pyproject(`${project}\n[tool.uv]\npackage = false`), 'manifests'],
    ['uv sync --no-install-project', pyproject(project), 'manifests'],
    ['pipenv install', 'Pipfile\n    [packages]\n    flask = "*"\nPipfile.lock\n    {}\n', 'manifests'],
    ['pipenv install', 'Pipfile\n    [packages]\n    a = {path = "./a"}\nPipfile.lock\n    {}\n', ''],
    ['go mod download', 'go.mod\n    module a\ngo.sum\n', 'manifests'],
    ['go mod download', 'go.mod\n    module a\n    replace b => ./b\ngo.sum\n', ''],
    ['go get ./...', 'go.mod\n    module a\ngo.sum\n', ''],
    ['cargo fetch', 'Cargo.toml\n    [package]\n    name = "a"\nCargo.lock\n', 'manifests'],
    ['cargo fetch', 'Cargo.toml\n    [workspace]\nCargo.lock\n', ''],
    ['cargo fetch', 'Cargo.toml\n    [dependencies]\n    a = { path = "a" }\nCargo.lock\n', ''],
    ['bundle install', 'Gemfile\n    gem "a"\nGemfile.lock\n', 'manifests'],
    ['bundle install', 'Gemfile\n    gem "a", path: "a"\nGemfile.lock\n', ''],
    ['mvn dependency:go-offline', 'pom.xml\n    <project/>\n', 'manifests'],
    ['mvn dependency:go-offline', 'pom.xml\n    <project><modules><module>a</module></modules></project>\n', ''],
    ['mvn -s settings.xml dependency:go-offline', 'pom.xml\n    <project/>\nsettings.xml\n    <settings/>\n', ''],
    ['mvn --settings=settings.xml dependency:go-offline', 'pom.xml\n    <project/>\nsettings.xml\n    <settings/>\n', ''],
    ['mvn -s /etc/settings.xml dependency:go-offline', 'pom.xml\n    <project/>\n', 'manifests'],
    ['./mvnw dependency:go-offline', 'pom.xml\n    <project/>\nmvnw\n', ''],
    ['npm ci', `${node('{}')}node_modules/a\n`, 'installed-in-context'],
  ])('%s, %j: %s', (command, files, expected) => {
    const text = `FROM node:22\nWORKDIR /app\nCOPY . .\nRUN ${command}\n`;
    expect(reportsOf('source-copied-before-install', text, ['option'], `${files}main.x\n`)).toBe(expected);
  });
});
