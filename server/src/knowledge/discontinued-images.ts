/** An official image that gets no updates any more, although it can still be pulled. */
export interface DiscontinuedImage {
  /** A day or a month. */
  readonly since: string;
  /** The image to use instead; undefined if there is none. */
  readonly instead: string | undefined;
}

/** From the notes on the images' pages: `deprecated.md` in https://github.com/docker-library/docs, as of 2026-08-21. */
export const discontinuedImages: ReadonlyMap<string, DiscontinuedImage> = new Map(
  Object.entries({
    clearlinux: { since: '2025-07-18', instead: undefined },
    clefos: { since: '2024-06-30', instead: undefined },
    emqx: { since: '2025-05', instead: 'emqx/emqx' },
    notary: { since: '2025-07-30', instead: undefined },
    openjdk: { since: '2022-07', instead: 'eclipse-temurin' },
    'php-zendserver': { since: '2024-07', instead: 'php' },
    rockylinux: { since: '2025-06', instead: 'rockylinux/rockylinux' },
    unit: { since: '2025-10', instead: undefined },
  }),
);

/** What replaces official images that are no longer on the list of those that are built, from their last pages on Docker Hub. */
export const replacements: ReadonlyMap<string, string> = new Map(
  Object.entries({
    adoptopenjdk: 'eclipse-temurin',
    celery: 'python',
    centos: 'almalinux',
    consul: 'hashicorp/consul',
    django: 'python',
    iojs: 'node',
    java: 'eclipse-temurin',
    jenkins: 'jenkins/jenkins',
    mosquitto: 'eclipse-mosquitto',
    nuxeo: 'nuxeo/nuxeo',
    opensuse: 'opensuse/leap',
    owncloud: 'owncloud/server',
    piwik: 'matomo',
    rails: 'ruby',
    sentry: 'getsentry/sentry',
    'ubuntu-debootstrap': 'ubuntu',
    'ubuntu-upstart': 'ubuntu',
    vault: 'hashicorp/vault',
  }),
);
