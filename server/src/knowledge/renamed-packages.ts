/*
 * What takes the place of packages that newer releases of Debian do not have, and of names that other distributions or older releases use.
 * From the release notes of Debian 9 to 13 and https://tracker.debian.org, read 2026-11.
 */
/** One or more names, separated by spaces. */
const replacements: Readonly<Record<string, string>> = {
  'build-base': 'build-essential',
  'openjdk-7-jdk': 'default-jdk',
  'openjdk-8-jdk': 'default-jdk',
  'openjdk-8-jdk-headless': 'default-jdk-headless',
  'openjdk-8-jre': 'default-jre',
  'openjdk-8-jre-headless': 'default-jre-headless',
  'openjdk-11-jdk': 'default-jdk',
  'openjdk-11-jre-headless': 'default-jre-headless',
  'python-dev': 'python3-dev',
  'python-pip': 'python3-pip',
  'python-setuptools': 'python3-setuptools',
  'python-virtualenv': 'python3-virtualenv',
  'python-yaml': 'python3-yaml',
  dnsutils: 'bind9-dnsutils',
  'libgl1-mesa-dev': 'libgl-dev',
  'libgl1-mesa-glx': 'libgl1',
  'libmysqlclient-dev': 'default-libmysqlclient-dev',
  'libpng12-0': 'libpng16-16',
  'libpng12-dev': 'libpng-dev',
  'libssl1.0-dev': 'libssl-dev',
  'libssl1.0.0': 'libssl3 libssl1.1',
  'libssl1.0.2': 'libssl3 libssl1.1',
  'libssl1.1': 'libssl3',
  'mime-support': 'media-types',
  'mysql-client': 'default-mysql-client',
  'mysql-server': 'default-mysql-server',
  netcat: 'netcat-openbsd',
  pip: 'python3-pip',
  pip3: 'python3-pip',
  'p7zip-full': '7zip',
  'python-software-properties': 'software-properties-common',
  python: 'python3',
  python2: 'python3',
  'python2.7': 'python3',
  'youtube-dl': 'yt-dlp',
};

/** Names with a version of their own, and the name without it, which is the version of the release. */
const versioned: readonly (readonly [RegExp, string])[] = [
  [/^openjdk-\d+-(jdk|jre)(-headless)?$/, 'default-$1$2'],
  [/^python-(.+)$/, 'python3-$1'],
  [/^php\d(?:\.\d)?(-\w+)?$/, 'php$1'],
  [/^postgresql(-client)?-\d[\d.]*$/, 'postgresql$1'],
  [/^(gcc|g\+\+|gfortran|clang|llvm|clang-format|clang-tidy|lld)-\d[\d.]*$/, '$1'],
  [/^(?:lib)?python3\.\d+(-dev|-venv)?$/, 'python3$1'],
];

/** The names of `replacements`. */
export const replacedNames: readonly string[] = Object.keys(replacements);

/** The names that may take the place of a package, the most likely first. Not all of them exist in every release. */
export function replacementsOf(name: string): readonly string[] {
  const listed = Object.hasOwn(replacements, name) ? replacements[name]!.split(' ') : [];
  return [...listed, ...versioned.flatMap(([pattern, by]) => (pattern.test(name) ? [name.replace(pattern, by)] : []))];
}
