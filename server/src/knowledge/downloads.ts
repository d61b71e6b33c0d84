import { baseName } from '../base/paths.ts';
import { sizeOfName } from './file-sizes.ts';
import { sizeRange as range } from '../base/size-range.ts';
import type { SizeRange } from '../base/size-range.ts';

/** A compressed file or archive by its extension. */
export type ArchiveFormat = 'tar' | 'gz' | 'bz2' | 'xz' | 'zst' | 'zip' | 'deb' | 'jar';

/** The format of an archive or a compressed file by its name. Query strings and fragments of addresses do not count. */
export function archiveFormat(name: string): ArchiveFormat | undefined {
  const text = name.replace(/[?#].*$/s, '');
  return formats.find(([pattern]) => pattern.test(text))?.[1];
}

const formats: readonly (readonly [RegExp, ArchiveFormat])[] = [
  [/\.(?:t?gz|taz|crate|apk)$|\/(?:tarball|archive)\/[^/]*$|\/tar\.gz\//i, 'gz'],
  [/\.(?:t?bz2?|tbz)$/i, 'bz2'],
  [/\.(?:t?xz|lzma|tlz)$/i, 'xz'],
  [/\.(?:tzst|zstd?)$/i, 'zst'],
  [/\.(?:zip|whl|nupkg|xpi)$|\/zipball\//i, 'zip'],
  [/\.(?:deb|rpm)$/i, 'deb'],
  [/\.(?:jar|war|ear)$/i, 'jar'],
  [/\.tar$/i, 'tar'],
];

/**
 * How many times larger the contents of an archive are. Chosen by upstream archives of Debian 12 of 20 kB to 6 MB, a random sample: 36 of
 * 36 .gz are inside, 33 of 34 .xz, 8 of 10 .bz2. `deb`: Installed-Size by Size of the 63,314 binary packages of Debian 12, 5th percentile,
 * median, 95th. Not measured: `.zip` compresses like `.gz`, zstd between gzip and xz. 2026-11.
 */
const ratios: Readonly<Record<ArchiveFormat, SizeRange>> = {
  tar: range(0.5, 0.97, 1),
  gz: range(1.1, 3.3, 8),
  bz2: range(1.5, 4.5, 15),
  xz: range(1.5, 4.5, 15),
  zst: range(1.2, 4, 15),
  zip: range(1, 2.8, 8),
  deb: range(1.1, 3.8, 12),
  jar: range(1, 1.1, 1.3),
};

/** The factor from the bytes of an archive to those of its contents. */
export function unpackingRatio(format: ArchiveFormat | undefined): SizeRange {
  return format ? ratios[format] : range(1, 3.3, 15);
}

const megabyte = 1_000_000;

/** A program that is often downloaded: the download and, for an archive or an installer, what it becomes in the image. */
export interface KnownDownload {
  readonly download: SizeRange;
  readonly unpacked: SizeRange | undefined;
}

/**
 * Well-known downloads for Linux on amd64, in megabytes: low and high of the download, then of what is unpacked or installed, over the
 * versions of several years up to 2026-11. Release pages were not reachable when the table was made: the intervals are estimates. Checked with the same content in public registries: bun 1.0 and 1.4, deno 2.9, node 14 and 26 (npm), uv 0.13
 * (PyPI), Go 1.19, gosu, tini and dumb-init (Debian 12), OpenJDK 14 and 16 (layers in docker-library/repo-info of 2020). The checks are in
 * test/unit/sizes/downloads.test.ts.
 */
const table = `
rustup\\.rs|rustup-init                   0.01 20 300 1700
nvm-sh/nvm|creationix/nvm                 0.005 0.6 0.2 5
astral\\.sh/(?:uv|ruff)|/astral-sh/uv     0.01 25 20 70
bun\\.(?:sh|com)|/oven-sh/bun             0.005 65 75 150
deno\\.land|/denoland/deno                0.005 60 70 190
getcomposer\\.org|composer\\.phar         0.05 3.5 1.8 3.5
get-pip\\.py                              1.6 3 6 16
install\\.python-poetry\\.org|get-poetry  0.02 0.04 20 110
ohmyzsh|oh-my-zsh                         0.005 0.03 4 20
deb\\.nodesource\\.com|rpm\\.nodesource\\.com 0.002 0.03 0 25
(?:get|test)\\.docker\\.com               0.01 0.03 250 600
download\\.docker\\.com/.*/static.*\\.tgz  40 90 130 280
/docker/compose/releases                  8 70 8 70
kubectl$|/kubectl\\?                      38 62
get\\.helm\\.sh|/helm/helm/.*get-helm     0.005 20 30 70
releases\\.hashicorp\\.com                5 160 15 450
awscli-exe-linux|awscli\\.amazonaws\\.com 30 75 100 280
google-cloud-(?:sdk|cli)|sdk\\.cloud\\.google 0.005 230 250 1100
dumb-init                                 0.01 0.06
/tini(?:-|$)|/krallin/tini                0.01 0.9
/tianon/gosu|/gosu-                       1.1 3
su-exec                                   0.005 0.05
s6-overlay-(?:noarch|symlinks)            0.001 0.02 0.005 0.1
s6-overlay                                0.5 7 2 20
/jqlang/jq|/stedolan/jq                   0.5 5
/mikefarah/yq                             5 13
/hadolint                                 2 60
wait-for-it|wait-for(?:\\.sh)?$           0.001 0.01
/jwilder/dockerize|/powerman/dockerize    2 12 5 15
wkhtmltopdf|wkhtmltox                     10 35 35 140
google-chrome-stable|chrome/linux          60 140 200 420
chromedriver                              3 11 7 22
geckodriver                               2 6 4 16
phantomjs                                 10 25 30 75
/(?:mini|ana)conda|/Miniforge|/Mambaforge 50 160 250 900
Anaconda\\d                               400 1300 2500 9000
micro\\.mamba|micromamba                  3 10 8 25
go\\d[\\d.]*(?:\\$\\{?\\w+\\}?)?.*linux.*\\.tar\\.gz|golang\\.org/dl|go\\.dev/dl|storage\\.googleapis\\.com/golang 55 170 180 620
nodejs\\.org/(?:dist|download)            9 70 30 290
jdk|adoptium|adoptopenjdk|graalvm|corretto|zulu 35 350 80 800
apache-maven|/maven/                      7 11 9 13
gradle-[\\d.$]                            60 230 70 260
spark-[\\d.$]|/spark/                     170 450 200 500
hadoop-[\\d.$]|/hadoop/                   180 800 300 1700
kafka_|/kafka/                            35 130 40 150
apache-tomcat|/tomcat/                    8 14 13 25
flutter_linux                             400 1400 900 3500
sdk-tools-linux|commandlinetools   60 200 100 450
wordpress\\.org/(?:latest|wordpress-)     8 30 25 90
phpMyAdmin-                                8 20 30 70
download\\.nextcloud\\.com                 50 250 150 700
(?:elastic|open)search-[\\d.$]                  100 700 150 1400
/protobuf/.*protoc|protoc-                1 12 3 40
/nginx-[\\d.$]                            0.7 1.5 4 8
/redis-[\\d.$]|download\\.redis\\.io      1 5 4 20
cmake-[^/]*linux                          20 60 60 180
julia-                                    50 250 200 900
dotnet-install\\.sh|dotnet\\.microsoft\\.com 0.01 0.08 150 900
`
  .trim()
  .split('\n')
  .map((line) => /^(\S+)\s+([\d. ]+)$/.exec(line)!);

const known: readonly (readonly [RegExp, KnownDownload])[] = table.map(([, pattern, numbers]) => {
  const [low, high, lowUnpacked, highUnpacked] = numbers!.split(' ').map((number) => Number(number) * megabyte);
  const middle = (a: number, b: number): SizeRange => range(a, Math.round(Math.sqrt(Math.max(a, 1000) * b)), b);
  const unpacked = lowUnpacked === undefined ? undefined : middle(lowUnpacked, highUnpacked!);
  return [new RegExp(pattern!, 'i'), { download: middle(low!, high!), unpacked }];
});

/** A well-known download by its address. Returns undefined for any other. */
export function knownDownload(address: string): KnownDownload | undefined {
  return isSignature(address) ? undefined : known.find(([pattern]) => pattern.test(address))?.[1];
}

/** Signatures, checksums, keys, lists of packages. */
function isSignature(address: string): boolean {
  return /\.(?:asc|sig|sha\d+(?:sums?)?|md5|gpg|key|pub|pem|crt|list|repo)$|gpgkey|gpg-key|\/gpg$|sha\d+sums?(?:\.txt)?$/i.test(address);
}

/**
 * Downloads without a name in the table, by kind. The lower bounds are the 5th percentiles of the upstream archives (33,558: 5 kB, median
 * 67 kB, 99th percentile 50 MB) and binary packages (63,314: 5 kB, 59 kB, 22 MB) of Debian 12, 2026-11. Images download releases of programs, which are larger: the
 * other numbers are estimates.
 */
const archive = range(5_000, 4 * megabyte, 300 * megabyte);
const byFormat: Readonly<Record<ArchiveFormat, SizeRange>> = {
  tar: archive,
  gz: archive,
  bz2: archive,
  xz: archive,
  zst: archive,
  zip: archive,
  deb: range(5_000, 3 * megabyte, 150 * megabyte),
  jar: range(10_000, 3 * megabyte, 150 * megabyte),
};
const signature = range(0, 2_000, 50_000);
const model = range(megabyte, 200 * megabyte, 15_000 * megabyte);

/** The bytes of a download by its address. */
export function downloadSize(address: string): SizeRange {
  const path = address.replace(/[?#].*$/s, '');
  if (isSignature(path)) return signature;
  const format = archiveFormat(path);
  return knownDownload(address)?.download ?? (format ? byFormat[format] : isModel(path) ? model : sizeOfName(baseName(path)));
}

const isModel = (path: string): boolean => /\.(?:bin|pth?|safetensors|onnx|gguf|h5|pb|tflite|model|npz|pkl)$/i.test(path);

/** What an installer that is piped to a shell writes, if it is not in the table. */
export const unknownInstaller = range(0, 20 * megabyte, 800 * megabyte);

/**
 * A Git checkout: the files of 70 public projects (5th percentile 30 kB, median 2.5 MB, 95th 71 MB; `git ls-tree -l`, 2026-11), and its
 * .git folder: less than the files with `--depth`, up to several times as much with the whole history.
 */
export const checkoutFiles = range(20_000, 3 * megabyte, 150 * megabyte);
export const gitFolder = { shallow: range(30_000, 1.5 * megabyte, 80 * megabyte), whole: range(50_000, 8 * megabyte, 600 * megabyte) };
