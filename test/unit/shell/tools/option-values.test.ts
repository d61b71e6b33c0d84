import { describe, expect, it } from 'vitest';
import { readingsOf } from '../../../../server/src/shell/reading.ts';
import { readAccount } from '../../../../server/src/shell/tools/accounts.ts';
import { readDownload } from '../../../../server/src/shell/tools/downloads.ts';
import { scriptOfRun } from '../../../support/script.ts';

/** Options that take their value as the next word, from the manuals of the programs: `x` is the only package of the command. */
const valued = {
  'pip install': `-r --requirement -c --constraint -t --target --prefix --root -i --index-url --extra-index-url -f --find-links
    --trusted-host --proxy --retries --timeout --cache-dir --log --python-version --platform --implementation --abi --only-binary
    --no-binary --progress-bar --global-option -C --config-settings --src --upgrade-strategy --cert --client-cert --exists-action
    --python --use-feature --use-deprecated --report --group --root-user-action`,
  'pip download': '-d --dest',
  'pip wheel': '-w --wheel-dir --build-option',
  'uv pip install': `-p --python --extra --directory --project --link-mode --index --default-index --index-strategy --keyring-provider
    --resolution --prerelease --exclude-newer --refresh-package --reinstall-package -P --upgrade-package --config-file --color
    --torch-backend --index-url --extra-index-url --target --prefix --no-binary --only-binary`,
  'uv add': '--package --index --extra --rev --tag --branch',
  'uv sync': '--no-group --only-group --no-install-package --package --extra',
  'pipx install': '--python --pip-args --suffix --index-url -i --preinstall',
  'pipenv install': '--python --categories -i --index --pypi-mirror --extra-pip-args',
  'poetry add': '-C --directory -P --project -E --extras -G --group --source',
  'npm install': `--prefix -C --registry --cache -w --workspace --omit --include --loglevel --tag --userconfig --globalconfig
    --script-shell --before --install-strategy --cpu --os --libc --location --fetch-timeout --fetch-retries --maxsockets`,
  'yarn add': '--cwd --modules-folder --cache-folder --registry --network-timeout --network-concurrency --mutex --use-yarnrc',
  'pnpm add': '-C --dir -F --filter --store-dir --virtual-store-dir --registry --reporter --modules-dir --network-concurrency',
  'bun add': '--cwd -c --config --cache-dir --registry --backend --filter',
  'gem install': '-v --version -i --install-dir -n --bindir -s --source --platform -P --trust-policy',
  'composer require': '-d --working-dir --prefer-install --ignore-platform-req',
  'dotnet tool install': '-v --verbosity --version --tool-path --configfile -a --arch',
  'apt-get install': '-t --target-release -o --option -c --config-file',
  'apk add': '-t --virtual -X --repository -p --root --keys-dir --repositories-file --cache-dir',
  'dnf install': `-c --config -d --debuglevel -e --errorlevel -R --randomwait -x --exclude --enablerepo --disablerepo --repo --repoid
    --repofrompath --installroot --releasever --setopt --forcearch --disableplugin --enableplugin --advisory`,
  'yum install': '-c -x --exclude --enablerepo --disablerepo --installroot --releasever --setopt --downloaddir',
  'zypper install': '-t --type -r --repo --from',
  'pacman -S':
    '-b --dbpath -r --root --arch --cachedir --color --config --gpgdir --hookdir --logfile --assume-installed --ignore --overwrite',
} as const;

const rows = Object.entries(valued).flatMap(([command, options]) => options.split(/\s+/).map((option) => [command, option] as const));

describe('the next word is the value of the option', () => {
  it.each(rows)('%s %s', (command, option) => {
    const found = readingsOf(scriptOfRun(`${command} ${option} value x`)).at(-1)?.packages;
    expect(found?.packages.map(({ name }) => name)).toEqual(['x']);
  });

  it.each(
    `-o --output --output-dir -H --header -X --request -d --data --data-raw --data-binary --data-urlencode -u --user -A --user-agent -e
     --referer -b --cookie -c --cookie-jar -m --max-time --connect-timeout --retry --retry-delay --retry-max-time -x --proxy --cacert
     --capath -E --cert --key -F --form -T --upload-file -w --write-out -C --continue-at -r --range --proto --proto-redir --max-redirs
     -K --config -z --time-cond -D --dump-header --ciphers --tls13-ciphers --tls-max --resolve --limit-rate --max-filesize
     -Y --speed-limit -y --speed-time --interface --unix-socket --stderr --noproxy --oauth2-bearer`.split(/\s+/),
  )('curl %s', (option) => {
    expect(urls(`curl ${option} value https://example.com/x`)).toEqual(['https://example.com/x']);
  });

  it.each(
    `-O --output-document -P --directory-prefix -o --output-file -a --append-output -t --tries -T --timeout -w --wait -U --user-agent
     --header -e --execute -Q --quota --user --password -i --input-file -B --base -A --accept -R --reject -l --level --ca-certificate
     --ca-directory --post-data --referer --waitretry --progress --limit-rate --secure-protocol --load-cookies --read-timeout
     --connect-timeout --dns-timeout --max-redirect`.split(/\s+/),
  )('wget %s', (option) => {
    expect(urls(`wget ${option} value https://example.com/x`)).toEqual(['https://example.com/x']);
  });
});

/** shadow 4.17 (useradd, groupadd), Debian's adduser 3.137 and BusyBox 1.37. */
describe('the name of an account follows the value of the option', () => {
  it.each(
    Object.entries({
      useradd: `-u --uid -g --gid -G --groups -d --home-dir -s --shell -c --comment -b --base-dir -e --expiredate -f --inactive -k --skel
        -K --key -p --password -R --root -P --prefix -Z --selinux-user`,
      groupadd: '-g --gid -K --key -p --password -U --users -R --root -P --prefix',
      adduser: '-u -G -h -s -g -k --uid --gid --ingroup --home --shell --gecos --comment --conf --firstuid --lastuid --firstgid --lastgid',
      addgroup: '-g --gid --firstgid --lastgid',
    }).flatMap(([program, options]) => options.split(/\s+/).map((option) => [program, option] as const)),
  )('%s %s', (program, option) => {
    expect(readAccount(scriptOfRun(`${program} ${option} 5 x`).commands[0]!)?.name.value).toBe('x');
  });
});

function urls(body: string): readonly string[] | undefined {
  return readDownload(scriptOfRun(body).commands[0]!)?.urls.map(({ value }) => value);
}
