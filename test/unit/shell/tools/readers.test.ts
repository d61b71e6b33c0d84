import { describe, expect, it } from 'vitest';
import type { ShellCommand, ShellWord } from '../../../../server/src/shell/script.ts';
import { readAccount } from '../../../../server/src/shell/tools/accounts.ts';
import { readExtraction } from '../../../../server/src/shell/tools/archives.ts';
import { readClone, readDownload } from '../../../../server/src/shell/tools/downloads.ts';
import { readChangeDirectory, readLink, readOwnership, readRemoval, readTransfer } from '../../../../server/src/shell/tools/files.ts';
import { parseArguments } from '../../../../server/src/shell/tools/options.ts';
import { unwrap } from '../../../../server/src/shell/tools/unwrap.ts';
import { readOutput, readWriting } from '../../../../server/src/shell/tools/writes.ts';
import { scriptOfRun } from '../../../support/script.ts';

const first = (body: string): ShellCommand => scriptOfRun(body).commands[0]!;
const values = (words: readonly ShellWord[] | undefined): string[] | undefined => words?.map((word) => word.value);

describe('options', () => {
  const syntax = { valued: ['-o', '-t', '--name'], combined: true };
  it.each<[string, string[], string[]]>([
    ['x -a b', ['-a'], ['b']],
    ['x -abc', ['-a', '-b', '-c'], []],
    ['x -aofile b', ['-a', '-o=file'], ['b']],
    ['x -ao file b', ['-a', '-o=file'], ['b']],
    ['x -q=2', ['-q=2'], []],
    ['x --name=a --name b --other c', ['--name=a', '--name=b', '--other'], ['c']],
    ['x a -- -b --c', [], ['a', '-b', '--c']],
    ['x - a', [], ['-', 'a']],
    ['x -o', ['-o'], []],
    ['x "-a" \'--name=b c\'', ['-a', '--name=b c'], []],
  ])('%s', (body, options, operands) => {
    const parsed = parseArguments(first(body).args, syntax);
    expect(parsed.options.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`))).toEqual(options);
    expect(values(parsed.operands)).toEqual(operands);
  });

  it('with one dash, if words are not combined letters', () => {
    const parsed = parseArguments(first('go build -ldflags "-s -w" --tags netgo -v .').args, {
      valued: ['-ldflags', '-tags'],
      combined: false,
    });
    expect(parsed.options.map(({ name, value }) => [name, value])).toEqual([
      ['-ldflags', '-s -w'],
      ['--tags', 'netgo'],
      ['-v', undefined],
    ]);
    expect(values(parsed.operands)).toEqual(['build', '.']);
  });
});

describe('the wrapped command', () => {
  it.each<[string, string[]]>([
    ['a b', ['a', 'b']],
    ['sudo a b', ['a', 'b']],
    ['sudo -u x -E A=1 a b', ['a', 'b']],
    ['env -i A=1 B=2 a b', ['a', 'b']],
    ['exec a b', ['a', 'b']],
    ['nice -n 10 ionice -c2 -n7 a b', ['a', 'b']],
    ['timeout 10 a b', ['a', 'b']],
    ['gosu app a b', ['a', 'b']],
    ['command a b', ['a', 'b']],
    ['command -v a', ['command', '-v', 'a']],
    ['env', ['env']],
    ['sudo -E', ['sudo', '-E']],
    ['xargs a', ['xargs', 'a']],
    ['tini -g -- a b', ['a', 'b']],
    ['/sbin/tini-static -- a b', ['a', 'b']],
    ['dumb-init --rewrite 15:3 a b', ['a', 'b']],
    ['su-exec app:app a b', ['a', 'b']],
    ['s6-setuidgid app a b', ['a', 'b']],
    ['setuidgid app a b', ['a', 'b']],
    ['runuser -u app -- a b', ['a', 'b']],
    ['su app -c "a b"', ['a', 'b']],
    ["su - app -s /bin/sh -c 'a b'", ['a', 'b']],
    ['su app', ['su', 'app']],
    ['runuser app', ['runuser', 'app']],
    ['busybox a b', ['a', 'b']],
    ['busybox --install -s /bin', ['busybox', '--install', '-s', '/bin']],
    ["sh -c 'a b'", ['a', 'b']],
    ['bash -lc "a b"', ['a', 'b']],
    ["bash -eo pipefail -c 'a b' -- c", ['a', 'b']],
    ['/bin/ash -c \'a "b c"\'', ['a', 'b c']],
    ["sudo -u x sh -c 'nice a b'", ['a', 'b']],
    ["env A=1 bash -c 'exec a b'", ['a', 'b']],
    ['sh -c a', ['a']],
    ["sh -c 'a && b'", ['sh', '-c', 'a && b']],
    ["sh -c 'a | b'", ['sh', '-c', 'a | b']],
    ['sh -c \'a "$1"\' -- b', ['sh', '-c', 'a "$1"', '--', 'b']],
    ["sh -c 'for x in a; do b; done'", ['sh', '-c', 'for x in a; do b; done']],
    ['sh -c "a $B"', ['sh', '-c', 'a $B']],
    ['sh script.sh', ['sh', 'script.sh']],
    ["fish -c 'a b'", ['fish', '-c', 'a b']],
  ])('%s', (body, expected) => {
    const { name, args } = unwrap(first(body)).inner;
    expect([name, ...args.map((arg) => arg.value)]).toEqual(expected);
  });
});

describe('what wrappers change', () => {
  it.each<[string, (string | undefined)[], (string | undefined)[]]>([
    ['sudo a', ['root'], [undefined]],
    ['sudo -u app -D /x a', ['app'], ['/x']],
    ['sudo -i a', ['root'], ['home']],
    ['gosu app:staff a', ['app'], [undefined]],
    ['nice env -C /x a', [undefined, undefined], [undefined, '/x']],
    ['su - app -c a', ['app'], ['home']],
    ['su -c a', ['root'], [undefined]],
    ['exec su-exec 1000:1000 a', [undefined, '1000'], [undefined, undefined]],
  ])('%s', (body, users, directories) => {
    const { wrappers } = unwrap(first(body));
    expect(wrappers.map(({ user }) => user)).toEqual(users);
    expect(wrappers.map(({ directory }) => (typeof directory === 'object' ? directory.value : directory))).toEqual(directories);
  });

  it('redirections outside and inside a shell', () => {
    const { inner } = unwrap(first("A=1 sh -c 'B=2 a > /x' 2> /y"));
    expect(inner.redirects.map(({ target }) => target?.value)).toEqual(['/y', '/x']);
    expect(inner.assignments.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('words keep their spans', () => {
    const body = "sudo sh -c 'apt-get install -y curl'";
    const { inner } = unwrap(first(body));
    const { text, start } = { text: `RUN ${body}`, start: 0 };
    expect([inner.nameWord!, ...inner.args].map((word) => text.slice(word.start - start, word.end - start))).toEqual(['apt-get', 'install', '-y', 'curl']); // prettier-ignore
  });
});

describe('files', () => {
  it.each<[string, string[], boolean, boolean]>([
    ['rm -rf /var/lib/apt/lists/*', ['/var/lib/apt/lists/*'], true, false],
    ['rm a b', ['a', 'b'], false, false],
    ['rm --recursive --force a', ['a'], true, false],
    ['rmdir a', ['a'], false, false],
    ['find /a /b -name "*.pyc" -delete', ['/a', '/b'], true, true],
    ['find /a -type f -exec rm -f {} +', ['/a'], true, true],
  ])('%s deletes', (body, targets, recursive, partial) => {
    const removal = readRemoval(first(body));
    expect({ ...removal, targets: values(removal?.targets) }).toMatchObject({ targets, recursive, partial });
  });

  it.each<[string, string | undefined]>([
    ['find /a -delete', '*'],
    ['find /a -mindepth 1 -type f -delete', '*'],
    ["find /a -name '*.pyc' -delete", '*.pyc'],
    ['find /a -name x -newer /b -delete', undefined],
    ['find /a -not -name x -delete', undefined],
    ['find /a -type d -delete', undefined],
  ])('%s selects by name: %s', (body, name) => {
    expect(readRemoval(first(body))?.name).toBe(name);
  });

  it.each(['find /a -name x', 'ls /a', 'echo rm a'])('%s deletes nothing', (body) => {
    expect(readRemoval(first(body))).toBeUndefined();
  });

  it.each<[string, string | undefined]>([
    ['cd /x', '/x'],
    ['cd -P /x', '/x'],
    ['cd', undefined],
    ['pushd /x', '/x'],
  ])('%s changes to %s', (body, target) => {
    const found = readChangeDirectory(first(body));
    expect(found).toBeDefined();
    expect(found?.target?.value).toBe(target);
  });

  it.each<[string, string | undefined, string[], boolean]>([
    ['chmod +x /a', '+x', ['/a'], false],
    ['chmod -x /a', '-x', ['/a'], false],
    ['chmod -R 755 /a /b', '755', ['/a', '/b'], true],
    ['chown -R app:app /a', 'app:app', ['/a'], true],
    ['chown --reference=/x /a', undefined, ['/a'], false],
    ['chgrp -v 0 /a', '0', ['/a'], false],
  ])('%s', (body, setting, targets, recursive) => {
    const found = readOwnership(first(body));
    expect([found?.setting?.value, values(found?.targets), found?.recursive]).toEqual([setting, targets, recursive]);
  });

  it.each<[string, boolean, string[], string | undefined]>([
    ['ln -s /a /b', true, ['/a'], '/b'],
    ['ln -sf /a /b', true, ['/a'], '/b'],
    ['ln /a /b', false, ['/a'], '/b'],
    ['ln -s /a /b /dir', true, ['/a', '/b'], '/dir'],
    ['ln -s -t /dir /a', true, ['/a'], '/dir'],
    ['ln -s /a', true, ['/a'], undefined],
  ])('%s', (body, symbolic, targets, link) => {
    const found = readLink(first(body));
    expect([found?.symbolic, values(found?.targets), found?.link?.value]).toEqual([symbolic, targets, link]);
  });

  it.each<[string, string[], string | undefined, boolean]>([
    ['cp /a /b', ['/a'], '/b', false],
    ['cp -r --preserve=mode /a /b /dir', ['/a', '/b'], '/dir', false],
    ['mv -t /dir /a /b', ['/a', '/b'], '/dir', true],
    ['install -m 755 -o root /a /b', ['/a'], '/b', false],
    ['install -t /dir /a', ['/a'], '/dir', true],
    ['cp --target-directory=/dir /a', ['/a'], undefined, true],
    ['cp /a', [], '/a', false],
  ])('%s', (body, sources, target, isFolder) => {
    const found = readTransfer(first(body));
    expect([values(found?.sources), found?.target?.value, found?.isFolder]).toEqual([sources, target, isFolder]);
  });

  it.each<[string, string, string[], boolean]>([
    ['mkdir /a /b', 'folder', ['/a', '/b'], false],
    ['mkdir -p -m 755 /a', 'folder', ['/a'], true],
    ['install -d -m 755 /a', 'folder', ['/a'], true],
    ['touch -d 2020-01-01 /a', 'create', ['/a'], true],
    ['mkfifo /a', 'create', ['/a'], false],
    ['tee /a /b', 'create', ['/a', '/b'], false],
    ['tee -a /a', 'append', ['/a'], false],
    ['truncate -s 0 /a', 'edit', ['/a'], false],
    ['dos2unix -q /a', 'edit', ['/a'], false],
    ['sed -i s/a/b/ /a /b', 'edit', ['/a', '/b'], false],
    ['sed -i.bak -e s/a/b/ -e s/c/d/ /a', 'edit', ['/a'], false],
    ['sed -Ei s/a/b/ /a', 'edit', ['/a'], false],
    ['sed -i -f x.sed /a', 'edit', ['/a'], false],
    ['sed -i --file x.sed /a', 'edit', ['/a'], false],
    ['sed --in-place --expression s/a/b/ /a', 'edit', ['/a'], false],
    ['install --directory --owner a --group b /a', 'folder', ['/a'], true],
    ['install -d -o a -g b --mode 1 /a', 'folder', ['/a'], true],
    ['mkdir --parents --mode 1 /a', 'folder', ['/a'], true],
    ['touch -r /b /a', 'create', ['/a'], true],
    ['touch --date x --reference /b -t 1 /a', 'create', ['/a'], true],
    ['mkfifo --mode 1 /a', 'create', ['/a'], false],
    ['mkfifo -m 1 /a', 'create', ['/a'], false],
    ['tee --append /a', 'append', ['/a'], false],
    ['truncate --size 1 /a', 'edit', ['/a'], false],
    ['truncate -r /b /a', 'edit', ['/a'], false],
    ['truncate --reference /b /a', 'edit', ['/a'], false],
  ])('%s writes', (body, mode, targets, keepsExisting) => {
    const found = readWriting(first(body));
    expect([found?.mode, values(found?.targets), found?.keepsExisting]).toEqual([mode, targets, keepsExisting]);
  });

  it.each(['sed s/a/b/ /a', 'install /a /b', 'cat /a', 'rmdir /a'])('%s writes no operand', (body) => {
    expect(readWriting(first(body))).toBeUndefined();
  });

  it.each<[string, string[], boolean]>([
    ['echo a > /a', ['/a'], true],
    ['printf a >> /a', ['>>/a'], true],
    ['> /a', ['/a'], true],
    ['cat > /a <<X\na\nX', ['/a'], true],
    ['ls > /a 2>&1', ['/a'], false],
    ['make > /a 2> /b', ['/a', '/b'], false],
    ['make 2>/dev/null >| /a', ['/a'], false],
  ])('%j redirects', (body, files, isText) => {
    const found = readOutput(first(body));
    expect(found?.files.map(({ word, appends }) => (appends ? '>>' : '') + word.value)).toEqual(files);
    expect(found?.isText).toBe(isText);
  });

  it.each(['make', 'make > /dev/null 2>&1', 'echo a >&2', 'sort < /a'])('%s redirects to no file', (body) => {
    expect(readOutput(first(body))).toBeUndefined();
  });
});

describe('accounts', () => {
  it.each<[string, object]>([
    [
      'useradd -r -u 1001 -g app -d /home/x -s /bin/false app',
      { kind: 'user', id: '1001', group: 'app', home: '/home/x', shell: '/bin/false', system: true },
    ],
    [
      'useradd --system --uid=1001 --gid=app --home-dir=/x --shell=/bin/sh app',
      { kind: 'user', id: '1001', group: 'app', home: '/x', shell: '/bin/sh', system: true },
    ],
    ['useradd --home /x app', { kind: 'user', home: '/x' }],
    ['adduser --gid 1001 --home /x --shell /bin/sh app', { kind: 'user', group: '1001', home: '/x', shell: '/bin/sh', system: false }],
    ['adduser -h /x -s /bin/sh app', { kind: 'user', home: '/x', shell: '/bin/sh' }],
    ['groupadd --system --gid 1001 app', { kind: 'group', id: '1001', system: true }],
    ['addgroup --system --gid 1001 app', { kind: 'group', id: '1001', system: true }],
    ['useradd --create-home --shell /bin/bash app', { kind: 'user', shell: '/bin/bash', system: false }],
    ['adduser --system --uid 1001 --ingroup app --no-create-home app', { kind: 'user', id: '1001', group: 'app', system: true }],
    ['adduser -S -D -H -u 1001 -G app app', { kind: 'user', id: '1001', group: 'app', system: true }],
    ['adduser --disabled-password --gecos "" app', { kind: 'user', system: false }],
    ['adduser app docker', { kind: 'membership', group: 'docker', groups: ['docker'] }],
    ['addgroup app docker', { kind: 'membership', group: 'docker', groups: ['docker'] }],
    ['useradd -G a,b app', { kind: 'user', groups: ['a', 'b'] }],
    ['usermod -aG a,b app', { kind: 'membership', groups: ['a', 'b'] }],
    ['usermod --append --groups a --shell /bin/sh app', { kind: 'membership', groups: ['a'] }],
    ['adduser -D app', { kind: 'user', groups: [] }],
    ['groupadd -r -g 1001 app', { kind: 'group', id: '1001', system: true }],
    ['addgroup -S -g 1001 app', { kind: 'group', id: '1001', system: true }],
  ])('%s', (body, expected) => {
    const account = readAccount(first(body));
    expect(account?.name.value).toBe('app');
    expect(account).toMatchObject(expected);
  });

  it.each(['useradd -r', 'usermod -s /bin/sh app', 'id app'])('%s creates none', (body) => {
    expect(readAccount(first(body))).toBeUndefined();
  });
});

describe('downloads', () => {
  it.each<[string, string[], string | undefined]>([
    ['curl -fsSL https://x/y.sh', ['https://x/y.sh'], undefined],
    ['curl -fsSLo /z https://x/y', ['https://x/y'], '/z'],
    ['curl -o - https://x/y', ['https://x/y'], undefined],
    ['curl -LO https://x/a/y.tgz?z=1', ['https://x/a/y.tgz?z=1'], 'y.tgz'],
    ['curl -H "A: b" --retry 3 --output=/z --url https://x/y', ['https://x/y'], '/z'],
    ['curl -O --output-dir /tmp https://x/y', ['https://x/y'], '/tmp/y'],
    ['wget https://x/y.tgz', ['https://x/y.tgz'], 'y.tgz'],
    ['wget -q https://x/', ['https://x/'], 'index.html'],
    ['wget -qO- https://x/y', ['https://x/y'], undefined],
    ['wget -q -O /z https://x/y', ['https://x/y'], '/z'],
    ['wget -P /tmp/ https://x/y', ['https://x/y'], '/tmp/y'],
  ])('%s', (body, urls, output) => {
    const found = readDownload(first(body));
    expect([values(found?.urls), found?.output]).toEqual([urls, output]);
  });

  it.each<[string, string, string | undefined, string | undefined]>([
    ['git clone https://x/a/y.git', 'y', undefined, undefined],
    ['git clone --depth 1 -b v1 https://x/a/y /z', '/z', '1', 'v1'],
    ['git clone --depth=1 --branch=v1 git@x:y.git', 'y', '1', 'v1'],
    ['git -c a=b clone https://x/y/', 'y', undefined, undefined],
  ])('%s', (body, directory, depth, branch) => {
    expect(readClone(first(body))).toMatchObject({ directory, depth, branch });
  });

  it.each(['git pull', 'curl --version', 'ls'])('%s downloads nothing', (body) => {
    expect([readClone(first(body)), readDownload(first(body))]).toEqual([undefined, undefined]);
  });
});

describe('archives', () => {
  it.each<[string, string | undefined, string | undefined]>([
    ['tar xzf a.tgz', 'a.tgz', undefined],
    ['tar xzfC a.tgz /d', 'a.tgz', '/d'],
    ['tar xzf a.tgz -C /d --strip-components 1', 'a.tgz', '/d'],
    ['tar -xzf a.tgz -C /d', 'a.tgz', '/d'],
    ['tar -C /d -xJf a.txz', 'a.txz', '/d'],
    ['tar --extract --file=a.tar --directory /d', 'a.tar', '/d'],
    ['tar xz', undefined, undefined],
    ['tar -xzf - -C /d', undefined, '/d'],
    ['unzip -q a.zip -d /d', 'a.zip', '/d'],
  ])('%s', (body, archive, directory) => {
    const found = readExtraction(first(body));
    expect(found).toBeDefined();
    expect([found?.archive, found?.directory]).toEqual([archive, directory]);
  });

  it.each([
    ['tar xzf a.tgz -C /d', true],
    ['tar -C /d -xJvf a.txz', true],
    ['tar --extract --zstd --file=a.tar --directory /d', true],
    ['tar xz', true],
    ['tar xzf a.tgz -C /d --strip-components 1', false],
    ['tar xzf a.tgz bin/tool', false],
    ['tar -xf a.tar --exclude=b', false],
    ['tar -xf a.tar -k', false],
    ['unzip -q a.zip -d /d', true],
    ['unzip a.zip b', false],
    ['unzip -j a.zip', false],
  ])('%s: all files with their paths: %s', (body, complete) => {
    expect(readExtraction(first(body))?.complete).toBe(complete);
  });

  it.each(['tar czf a.tgz b', 'tar -cf a.tar x', 'tar tf a.tar', 'gunzip a.gz'])('%s unpacks nothing', (body) => {
    expect(readExtraction(first(body))).toBeUndefined();
  });
});
