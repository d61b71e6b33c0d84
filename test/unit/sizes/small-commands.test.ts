import { describe, expect, it } from 'vitest';
import { inShort, lastLayer } from '../../support/sizes.ts';

const layerOf = (script: string) => lastLayer(`FROM debian:bookworm-slim\nRUN ${script}`);

/** Programs that only print, and options with which any program only prints. */
describe('commands that write nothing', () => {
  it.each([
    ...'make tool unknown-program'.split(' ').flatMap((program) => ['--version', '-version', '--help', '-v', '-V', '-h', 'version', 'help'].map((word) => `${program} ${word}`)), // prettier-ignore
    ...'--print-architecture --print-foreign-architectures -l -L -s -S --list --listfiles --status --search --get-selections'.split(' ').map((option) => `dpkg ${option}`), // prettier-ignore
    'dpkg --compare-versions 1 lt 2',
    'dpkg-query -W',
    'dpkg-architecture -q DEB_HOST_ARCH',
    'dpkg-divert --list x',
    'dpkg --set-selections',
    'dpkg --add-architecture i386',
    'git config a b',
    'git init',
    'git --version',
    'npm config set a b',
    'npm set a b',
    'git rev-parse HEAD',
    'git describe --tags',
    'git log -1',
    'git status',
    'go env',
    'go version',
    ...'cat date df du egrep fgrep file getent grep groups head hostname id jq ls md5sum nproc printenv ps pwd readlink realpath seq sha1sum sha256sum sha512sum sleep sort stat tail test tr uname uniq wc which whoami'.split(' ').map((program) => `${program} x`), // prettier-ignore
    "sed -n '1p' /etc/passwd",
  ])('%s', (script) => {
    const { bytes } = layerOf(script);
    expect(bytes === undefined ? 'unknown' : bytes.low).toBe(0);
    expect(bytes?.high).toBeLessThanOrEqual(100_000);
  });

  it.each(['echo x', 'true', 'cat /etc/passwd', 'make --version'])('%s: exactly nothing', (script) => {
    expect(inShort(layerOf(script))).toBe('0 heuristic');
  });
});

describe('commands that may write anything', () => {
  it.each([
    'tool --version all',
    'tool my--version',
    'tool versions',
    'tool -vx',
    'git',
    'git configure',
    'git unconfig',
    'npm configs',
    'go versions',
    'dpkg',
    'find / -name x -execdir touch {} +',
    'find / -ok touch {} +',
    'find / -fprint /x',
    'dpkg --configure -a',
    'go generate',
  ])('%s', (script) => {
    expect(layerOf(script).bytes).toBeUndefined();
  });
});

describe('commands that write small files', () => {
  it.each([
    'ldconfig',
    'update-ca-certificates',
    'a2enmod rewrite',
    'a2dismod mpm_event',
    'a2ensite x',
    'phpenmod x',
    'docker-php-ext-enable x',
    'systemctl enable x',
    'update-rc.d x defaults',
    'crontab /x',
    'ssh-keygen -A',
    'ssh-keyscan example.com',
    'apt-mark hold curl',
    'chpasswd',
    'groupmod -g 1 x',
    'usermod -aG a b',
    'deluser x',
    'delgroup x',
    'passwd -d root',
    'chsh -s /bin/sh x',
    'gpasswd -a a b',
    'mkfifo /x',
    'mknod /x c 1 3',
    'touch /x',
    'ln -s /a /b',
  ])('%s', (script) => {
    expect(layerOf(script).bytes?.high).toBeLessThanOrEqual(100_000);
  });
});
