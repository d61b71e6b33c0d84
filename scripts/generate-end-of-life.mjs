// node scripts/generate-end-of-life.mjs FOLDER DATE
// Writes until when releases of the programs in official images get security fixes, from a checkout of https://github.com/endoflife-date/endoflife.date
// (products/*.md). DATE: releases whose support ends up to this day count as ended.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const [folder, today] = process.argv.slice(2);
if (!folder || !/^\d{4}-\d\d-\d\d$/.test(today ?? '')) throw new Error('usage: generate-end-of-life.mjs FOLDER DATE');
const target = new URL('../server/src/knowledge/end-of-life.generated.ts', import.meta.url);
const read = execFileSync('git', ['log', '-1', '--format=%cs'], { cwd: folder, encoding: 'utf8' }).trim();

/** The images of each product: repositories of Docker Hub without `library/`, or with the host of another registry. */
const products = [
  { file: 'debian', name: 'Debian', images: 'debian buildpack-deps', ends: 'eoes', codenames: true },
  { file: 'ubuntu', name: 'Ubuntu', images: 'ubuntu', codenames: true },
  { file: 'alpine-linux', name: 'Alpine', images: 'alpine' },
  { file: 'centos', name: 'CentOS', images: 'centos', instead: 'almalinux:9' },
  { file: 'fedora', name: 'Fedora', images: 'fedora' },
  { file: 'amazon-linux', name: 'Amazon Linux', images: 'amazonlinux' },
  { file: 'oracle-linux', name: 'Oracle Linux', images: 'oraclelinux' },
  { file: 'opensuse', name: 'openSUSE Leap', images: 'opensuse/leap' },
  { file: 'nodejs', name: 'Node.js', images: 'node' },
  { file: 'python', name: 'Python', images: 'python' },
  { file: 'go', name: 'Go', images: 'golang' },
  { file: 'eclipse-temurin', name: 'Java', images: 'eclipse-temurin' },
  { file: 'amazon-corretto', name: 'Java', images: 'amazoncorretto' },
  { file: 'php', name: 'PHP', images: 'php' },
  { file: 'ruby', name: 'Ruby', images: 'ruby' },
  { file: 'perl', name: 'Perl', images: 'perl' },
  { file: 'elixir', name: 'Elixir', images: 'elixir' },
  { file: 'erlang', name: 'Erlang/OTP', images: 'erlang' },
  {
    file: 'dotnet',
    name: '.NET',
    images: ['sdk', 'aspnet', 'runtime', 'runtime-deps']
      .flatMap((image) => [`mcr.microsoft.com/dotnet/${image}`, `mcr.microsoft.com/dotnet/core/${image}`])
      .join(' '),
  },
  { file: 'nginx', name: 'nginx', images: 'nginx' },
  { file: 'apache-http-server', name: 'Apache', images: 'httpd' },
  { file: 'tomcat', name: 'Tomcat', images: 'tomcat' },
  { file: 'haproxy', name: 'HAProxy', images: 'haproxy' },
  { file: 'traefik', name: 'Traefik', images: 'traefik' },
  { file: 'postgresql', name: 'PostgreSQL', images: 'postgres' },
  { file: 'mysql', name: 'MySQL', images: 'mysql' },
  { file: 'mariadb', name: 'MariaDB', images: 'mariadb' },
  { file: 'redis', name: 'Redis', images: 'redis' },
  { file: 'mongodb', name: 'MongoDB', images: 'mongo' },
  { file: 'apache-cassandra', name: 'Cassandra', images: 'cassandra' },
  { file: 'rabbitmq', name: 'RabbitMQ', images: 'rabbitmq' },
  { file: 'composer', name: 'Composer', images: 'composer' },
];

const rows = products.map(({ file, name, images, ends = 'eol', codenames = false, instead }) => {
  const text = readFileSync(join(folder, 'products', `${file}.md`), 'utf8');
  const { releases } = parse(text.split(/^---$/m)[1]);
  const cycles = releases.map((release) => ({
    version: String(release.releaseCycle),
    codename: codenames
      ? String(release.codename ?? '')
          .split(' ')[0]
          .toLowerCase()
      : '',
    end: endOf(release[ends] ?? release.eol),
    lts: release.lts === true || (dateOf(release.lts) ?? '9999') <= today,
    released: dateOf(release.releaseDate) ?? '',
  }));
  const list = cycles.map(({ version, codename, end }) => `${version}${codename && `=${codename}`}:${end <= today ? end : ''}`);
  return [images, name, instead ?? candidates(cycles), list.join(' ')].join('\t');
});

/**
 * The releases to change to, the oldest first: those with support for at least another year, only the ones with long-term support if there are such. Of releases
 * without a known end, the newest counts.
 */
function candidates(cycles) {
  const yearLater = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  const supported = cycles.filter(({ end, released }) => end > yearLater && released <= today);
  const known = supported.filter(({ end }, i) => end !== '9999' || i === 0);
  const lts = known.filter((each) => each.lts);
  const best = lts.length > 0 ? lts : known;
  return (best.length > 0 ? best : cycles.slice(0, 1))
    .toReversed()
    .map(({ version, codename }) => version + (codename && `=${codename}`))
    .join(' ');
}

/** A day, or 9999 if there is no end yet. `true` is a release that has ended on an unknown day. */
function endOf(value) {
  if (value === true) return '0000';
  return dateOf(value) ?? '9999';
}

function dateOf(value) {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? value.slice(0, 10) : undefined;
}

writeFileSync(
  target,
  `// Generated by scripts/generate-end-of-life.mjs from endoflife.date as of ${read}. Do not edit.

/** Releases whose support ended up to this day are marked. */
export const endOfLifeDate = '${today}';

/**
 * Columns: images, program, the releases to change to (oldest first) or another image, all releases. A release is \`version=code name:end\`: the code name is only there
 * for distributions, and the day only for a release that no longer gets security fixes (\`0000\` if the day is not known). For Debian, that is the end of its
 * long-term support.
 */
export const endOfLifeTable = \`
${rows.join('\n')}
\`;
`,
);
console.log(`${rows.length} programs, as of ${read}`);
