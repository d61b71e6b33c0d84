import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../../server/src/shell/reading.ts';
import type { PackageCommand } from '../../../../server/src/shell/tools/packages.ts';
import { scriptIn, scriptOfRun } from '../../../support/script.ts';

/** The package manager command that is the last command of a RUN. */
function read(body: string): PackageCommand {
  const found = readingsOf(scriptOfRun(body)).at(-1)!.packages;
  if (!found) throw new Error(`no package manager in ${body}`);
  return found;
}

const packagesOf = (body: string): string[] =>
  read(body).packages.map(({ name, version, source }) => [name, ...(version ? [version] : []), ...(source === 'repository' ? [] : [source])].join(' ')); // prettier-ignore

describe('tools and verbs', () => {
  it.each<[string, string, string, string]>([
    ['apt-get install x', 'apt-get', 'install', 'install'],
    ['apt-get -y -qq install x', 'apt-get', 'install', 'install'],
    ['apt-get -o Acquire::Retries=3 -t bookworm-backports install x', 'apt-get', 'install', 'install'],
    ['/usr/bin/apt-get update', 'apt-get', 'update', 'update'],
    ['DEBIAN_FRONTEND=noninteractive apt-get dist-upgrade', 'apt-get', 'upgrade', 'dist-upgrade'],
    ['sudo -E apt-get clean', 'apt-get', 'clean', 'clean'],
    ['sudo -u root env A=1 nice -n 5 apt install x', 'apt', 'install', 'install'],
    ['timeout -k 5 60 apt-get update', 'apt-get', 'update', 'update'],
    ['exec apt-get purge x', 'apt-get', 'remove', 'purge'],
    ['time apt-get update', 'apt-get', 'update', 'update'],
    ['aptitude install x', 'aptitude', 'install', 'install'],
    ['apk --no-cache add x', 'apk', 'install', 'add'],
    ['apk del x', 'apk', 'remove', 'del'],
    ['yum -y install x', 'yum', 'install', 'install'],
    ['dnf clean all', 'dnf', 'clean', 'clean'],
    ['microdnf update', 'microdnf', 'upgrade', 'update'],
    ['zypper -n in x', 'zypper', 'install', 'in'],
    ['zypper ref', 'zypper', 'update', 'ref'],
    ['npm ci', 'npm', 'install', 'ci'],
    ['npm --prefix app i', 'npm', 'install', 'i'],
    ['npm cache clean --force', 'npm', 'clean', 'cache clean'],
    ['npm run build', 'npm', 'run', 'run'],
    ['yarn', 'yarn', 'install', ''],
    ['yarn --frozen-lockfile', 'yarn', 'install', ''],
    ['yarn global add x', 'yarn', 'install', 'global add'],
    ['pnpm i', 'pnpm', 'install', 'i'],
    ['pnpm fetch --prod', 'pnpm', 'download', 'fetch'],
    ['corepack yarn install', 'yarn', 'install', 'install'],
    ['pip3.11 install x', 'pip', 'install', 'install'],
    ['python3 -m pip install x', 'pip', 'install', 'install'],
    ['python -u -m pip --no-cache-dir install x', 'pip', 'install', 'install'],
    ['/venv/bin/pip install x', 'pip', 'install', 'install'],
    ['poetry install', 'poetry', 'install', 'install'],
    ['uv sync --frozen', 'uv', 'install', 'sync'],
    ['uv pip install x', 'uv', 'install', 'pip install'],
    ['conda install -y x', 'conda', 'install', 'install'],
    ['go mod download', 'go', 'download', 'mod download'],
    ['go get ./...', 'go', 'install', 'get'],
    ['go build ./cmd/x', 'go', 'build', 'build'],
    ['cargo fetch', 'cargo', 'download', 'fetch'],
    ['cargo install ripgrep', 'cargo', 'install', 'install'],
    ['cargo install --path .', 'cargo', 'build', 'install'],
    ['cargo +nightly build --release', 'cargo', 'build', 'build'],
    ['cargo chef cook --recipe-path recipe.json', 'cargo', 'build', 'chef cook'],
    ['bundle install', 'bundler', 'install', 'install'],
    ['bundle', 'bundler', 'install', ''],
    ['php composer.phar install', 'composer', 'install', 'install'],
    ['mvn -B dependency:go-offline', 'maven', 'download', 'dependency:go-offline'],
    ['./mvnw package -DskipTests', 'maven', 'build', 'package'],
    ['mvn clean package', 'maven', 'build', 'clean'],
    ['mvn clean', 'maven', 'clean', 'clean'],
    ['gradle dependencies --no-daemon', 'gradle', 'download', 'dependencies'],
    ['./gradlew :app:dependencies', 'gradle', 'download', ':app:dependencies'],
    ['./gradlew bootJar -x test', 'gradle', 'build', 'bootJar'],
    ['dotnet restore', 'dotnet', 'download', 'restore'],
    ['gem install x', 'gem', 'install', 'install'],
  ])('%s: %s, %s, "%s"', (body, tool, verb, verbText) => {
    const found = read(body);
    expect([found.tool, found.verb, found.verbText]).toEqual([tool, verb, verbText]);
  });

  it.each([
    'echo apt-get install x',
    'xargs apt-get install',
    'command -v apt-get',
    'which npm',
    'apt-cache search x',
    '$PM install x',
    'python app.py',
    'A=1',
  ])('%s is not a package manager command', (body) => {
    expect(readingsOf(scriptOfRun(body)).at(-1)!.packages).toBeUndefined();
  });

  it('the verb and the program have their words', () => {
    const text = 'sudo apt-get -qq install x';
    const { toolWord, verbWord } = read(text);
    expect([toolWord, verbWord].map((word) => [word?.value, word?.start])).toEqual([
      ['apt-get', 'RUN sudo '.length],
      ['install', 'RUN sudo apt-get -qq '.length],
    ]);
  });
});

describe('the place for another option', () => {
  it.each([
    ['apt-get install x', 'apt-get install‸ x'],
    ['apt-get -q install -- x', 'apt-get -q install‸ -- x'],
    ['apt-get -- install x', 'apt-get‸ -- install x'],
    ['sudo -- dnf -q -- install x', 'sudo -- dnf -q‸ -- install x'],
    ['apk -t -- -- add x', 'apk -t --‸ -- add x'], // the first -- is the value of -t
    ['python3 -m pip -- install x', 'python3 -m pip‸ -- install x'],
    ['yarn', 'yarn‸'],
    ['yarn -- x', 'yarn‸ -- x'],
    ['pacman -S -- x', 'pacman -S‸ -- x'],
  ])('%s', (body, expected) => {
    // The second time, what was read is only moved.
    for (const text of [`RUN ${body}`, `FROM debian:12\nRUN ${body}`]) {
      const { start } = readingsOf(scriptIn(text)).at(-1)!.packages!.optionPlace;
      expect(`${text.slice(0, start)}‸${text.slice(start)}`).toContain(`RUN ${expected}`);
    }
  });
});

describe('packages', () => {
  it.each<[string, string[]]>([
    ['apt-get install -y curl git=1:2.39 vim/stable libc6:amd64', ['curl', 'git 1:2.39', 'vim stable', 'libc6']],
    ['apt-get install -t sid -o A=b "curl" ./x.deb /tmp/y.deb', ['curl', './x.deb path', '/tmp/y.deb path']],
    ['apk add --virtual .deps -X http://x/y curl=8.5.0-r0 "git~2.43" nginx@edge', ['curl 8.5.0-r0', 'git 2.43', 'nginx']],
    ['apk add -t .deps make', ['make']],
    ['yum install -y --enablerepo epel httpd-2.4 https://x/y.rpm', ['httpd-2.4', 'https://x/y.rpm url']],
    ['npm i -g yarn@1.22 @vue/cli @angular/cli@13', ['yarn 1.22', '@vue/cli', '@angular/cli 13']],
    ['npm i ./lib git+https://x/y.git', ['./lib path', 'git+https://x/y.git url']],
    ['pip install -i https://x a==1.0 "b>=2,<3" c[x,y]~=1.4 d', ['a 1.0', 'b 2,<3', 'c 1.4', 'd']],
    ['pip install -e .[dev] git+https://x/y', ['git+https://x/y url', '.[dev] path']],
    ['pip install --editable=./lib', ['./lib path']],
    ['go install golang.org/x/tools/cmd/stringer@v0.1', ['golang.org/x/tools/cmd/stringer v0.1']],
    ['cargo install ripgrep@14 --locked', ['ripgrep 14']],
    ['gem install rails:7.1 -N', ['rails 7.1']],
    ['conda install -y -c conda-forge numpy=1.26 conda-forge::scipy', ['numpy 1.26', 'scipy']],
    ['composer require a/b:^1.0', ['a/b ^1.0']],
    ['npm ci', []],
    ['npm run build', []],
    ['go build ./cmd/x', []],
    ['mvn package', []],
  ])('%s', (body, expected) => {
    expect(packagesOf(body)).toEqual(expected);
  });

  it('have their words', () => {
    const body = 'apt-get install \\\n  curl \\\n  "git=1"';
    expect(read(body).packages.map((request) => request.word.raw)).toEqual(['curl', '"git=1"']);
  });
});

describe('prompts', () => {
  it.each<[string, boolean]>([
    ['apt-get install x', false],
    ['apt-get install -y x', true],
    ['apt-get -yqq install x', true],
    ['apt-get install --yes x', true],
    ['apt-get install --assume-yes x', true],
    ['apt-get install x -y', true],
    ['apt-get -q install x', false],
    ['apt-get -qq install x', true],
    ['apt-get -q -q install x', true],
    ['apt-get -q=2 install x', true],
    ['apt-get -o APT::Get::Assume-Yes=true install x', true],
    ['apt-get -oAPT::Get::Assume-Yes=1 install x', true],
    ['apt-get -o APT::Get::Assume-Yes=false install x', false],
    ['apt-get install -t y x', false],
    ['apk add x', true],
    ['yum install x', false],
    ['dnf -y install x', true],
    ['dnf install --assumeyes x', true],
    ['microdnf install x', true],
    ['zypper install x', false],
    ['zypper -n install x', true],
    ['zypper install -y x', true],
    ['conda install x', false],
    ['conda install --yes x', true],
    ['pip install x', true],
  ])('%s does not prompt: %s', (body, yes) => {
    expect(read(body).assumeYes).toBe(yes);
  });

  it.each<[string, boolean]>([
    ['apt-get install x', false],
    ['apt-get install --no-install-recommends x', true],
    ['apt-get -o APT::Install-Recommends=0 install x', true],
    ['apt-get -o APT::Install-Recommends="false" install x', true],
    ['apt-get -o APT::Install-Recommends=1 install x', false],
    ['dnf install --setopt=install_weak_deps=False x', true],
    ['dnf install --setopt install_weak_deps=True x', false],
    ['zypper install --no-recommends x', true],
  ])('%s skips recommended packages: %s', (body, without) => {
    expect(read(body).noRecommends).toBe(without);
  });
});

describe('the project in the working directory', () => {
  it.each<[string, boolean, boolean]>([
    ['npm ci', true, false],
    ['npm install', true, false],
    ['npm install --omit=dev', true, false],
    ['npm install express', false, false],
    ['npm install -g yarn', false, false],
    ['npm install .', false, true],
    ['yarn --cwd app', true, false],
    ['yarn add x', false, false],
    ['pnpm install --frozen-lockfile', true, false],
    ['pip install -r requirements.txt', true, false],
    ['pip install x', false, false],
    ['pip install .', true, true],
    ['pip install -e .', true, true],
    ['pip install -e .[dev] -r requirements.txt', true, true],
    ['pip install ".[dev]"', true, true],
    ['poetry install', true, true],
    ['poetry install --no-root', true, false],
    ['poetry install --only main', true, false],
    ['uv sync', true, true],
    ['uv sync --frozen --no-install-project', true, false],
    ['uv pip install -r requirements.txt', true, false],
    ['uv pip install .', true, true],
    ['uv tool install ruff', false, false],
    ['uv pip sync requirements.txt', true, false],
    ['go mod download', true, false],
    ['go mod download golang.org/x/net', false, false],
    ['go get ./...', true, true],
    ['go get golang.org/x/net', false, false],
    ['go install ./...', true, true],
    ['go install golang.org/x/tools/gopls@latest', false, false],
    ['go build -o /x .', true, true],
    ['go run golang.org/x/tools/cmd/stringer@latest', true, false],
    ['cargo build --release', true, true],
    ['cargo install --path .', true, true],
    ['cargo install ripgrep', false, false],
    ['cargo fetch', true, true],
    ['cargo chef cook --release', true, false],
    ['bundle install --jobs 4', true, false],
    ['composer install --no-dev', true, false],
    ['composer dump-autoload', true, true],
    ['mvn dependency:go-offline', true, false],
    ['mvn package', true, true],
    ['gradle build', true, true],
    ['apt-get install x', false, false],
  ])('%s: by its manifests %s, by its sources %s', (body, project, local) => {
    const found = read(body);
    expect({ project: found.project, local: found.local }).toEqual({ project, local });
  });

  it.each<[string, string[]]>([
    ['pip install -r a.txt -rb.txt --requirement=c.txt', ['a.txt', 'b.txt', 'c.txt']],
    ['pip install -c limits.txt x', []],
    ['conda env update -f environment.yml', ['environment.yml']],
  ])('%s has the manifests %j', (body, manifests) => {
    const text = `RUN ${body}`;
    expect(read(body).manifests.map((word) => text.slice(word.start, word.end))).toEqual(manifests);
  });
});
