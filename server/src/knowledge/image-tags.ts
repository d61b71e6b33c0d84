import type { Distribution } from './distributions.ts';

/** Words that are not a version, but refer to the newest image of some kind. */
export const movingWords: ReadonlySet<string> = new Set(['latest', 'lts', 'current', 'stable', 'mainline', 'rolling', 'edge']);

/** Code names of Node.js LTS releases. https://github.com/nodejs/Release */
export const nodeReleaseNames: ReadonlyMap<string, number> = new Map(
  Object.entries({
    argon: 4,
    boron: 6,
    carbon: 8,
    dubnium: 10,
    erbium: 12,
    fermium: 14,
    gallium: 16,
    hydrogen: 18,
    iron: 20,
    jod: 22,
    krypton: 24,
  }),
);

/** What `node:lts` is: the newest release with a code name. Newer ones get theirs when they become LTS. */
export const nodeLtsVersion: number = Math.max(...nodeReleaseNames.values());

/** Words for the default variant: `php:8.2-cli` is `php:8.2`. From the images' pages on Docker Hub. */
export const defaultVariants: ReadonlyMap<string, string> = new Map(
  Object.entries({ php: 'cli', 'eclipse-temurin': 'jdk', amazoncorretto: 'jdk', openjdk: 'jdk' }),
);

/** Images whose version is the release of a distribution, and the release of their `latest` and `stable` tags (2026-11). */
export const distributionImages: ReadonlyMap<string, Distribution> = new Map(
  Object.entries({
    debian: { distro: 'debian', release: 'trixie' },
    'buildpack-deps': { distro: 'debian', release: 'trixie' },
    ubuntu: { distro: 'ubuntu', release: 'resolute' },
  }),
);

/**
 * Images with a variant `slim` for each version, and where the word stands: `3.12-slim-bookworm`, `24-bookworm-slim`.
 * https://github.com/docker-library/official-images, 2026-08.
 */
export const slimVariants: ReadonlyMap<string, 'after version' | 'last'> = new Map([
  ['debian', 'last'],
  ['node', 'last'],
  ['perl', 'after version'],
  ['python', 'after version'],
  ['ruby', 'after version'],
  ['rust', 'after version'],
]);

/** Namespaces with the official images for one architecture. https://github.com/docker-library/official-images#architectures-other-than-amd64 */
export const architectureNamespaces: ReadonlySet<string> = new Set([
  'amd64', 'arm32v5', 'arm32v6', 'arm32v7', 'arm64v8', 'armhf', 'i386', 'mips64le', 'ppc64le', 'riscv64', 's390x',
]); // prettier-ignore

/** Images with a variant `alpine` for each version that is built in the same way. https://github.com/docker-library/official-images, 2026-11. */
export const alpineVariants: ReadonlySet<string> = new Set([
  'amazoncorretto', 'eclipse-temurin', 'golang', 'haproxy', 'httpd', 'memcached', 'nginx', 'node', 'php', 'postgres', 'python', 'rabbitmq',
  'redis', 'ruby', 'rust', 'tomcat',
]); // prettier-ignore
