/**
 * The words that occur in tags of official images beside versions, and where a new one is rare. From the tags that docker-library/repo-info
 * lists (2018 to 2026-09) and the images' files in docker-library/official-images.
 */
const words: Readonly<Record<string, string>> = {
  node: 'argon boron carbon dubnium erbium fermium gallium hydrogen iron jod krypton current lts onbuild',
  golang: 'tip onbuild',
  python: 'onbuild',
  alpine: 'edge',
  debian: 'backports sid testing stable oldstable oldoldstable unstable rc experimental buggy',
  ubuntu: 'rolling devel',
  nginx: 'perl otel mainline stable',
  php: 'fpm cli zts apache',
  ruby: 'preview onbuild',
  postgres: '',
  redis: '',
  mysql: 'debian oracle oraclelinux innovation lts',
  mariadb: 'ubi lts rc',
  openjdk: 'jdk jre ea oracle oraclelinux experimental',
  maven: 'jdk openjdk ibmjava adoptopenjdk amazoncorretto eclipse temurin sapmachine microsoft azulzulu ibm graalvm liberica',
  gradle: 'jdk jre corretto graal ubi minimal lts and',
  'eclipse-temurin': 'jdk jre ubi minimal',
  httpd: '',
  rust: 'stable',
};

/** The code names of releases of Debian and Ubuntu. */
const releases =
  'wheezy jessie stretch buster bullseye bookworm trixie forky duke trusty xenial bionic focal groovy hirsute impish jammy kinetic lunar ' +
  'mantic noble oracular plucky questing resolute artful zesty yakkety vivid utopic wily precise cosmic disco eoan';

/** Words that any of the images may have. */
const common = `latest alpine slim rc beta alpha windowsservercore nanoserver ltsc sac ${releases}`;

const releaseNames: ReadonlySet<string> = new Set(releases.split(' '));

/** Whether the word is the code name of a release of Debian or Ubuntu, which has no number after it in a tag. */
export function isReleaseName(word: string): boolean {
  return releaseNames.has(word);
}

const byRepository: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(words).map(([repository, own]) => [repository, new Set(`${common} ${own}`.trim().split(/[ -]/))]),
);

/** The words in tags of a repository of Docker Hub (without `library/`). Undefined if not all of them are known. */
export function tagWords(repository: string): ReadonlySet<string> | undefined {
  return byRepository.get(repository);
}
