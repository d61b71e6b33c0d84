/**
 * The language that an image is made for, by the last part of its repository: what `make` and other tools of a project build in it. The
 * values are the ids of the stacks of the multi-stage conversion. https://github.com/docker-library/official-images (2026-11)
 */
const languages: Readonly<Record<string, string>> = {
  bun: 'node',
  clojure: 'java',
  composer: 'php',
  crystal: 'crystal',
  'dotnet-sdk': 'dotnet',
  sdk: 'dotnet',
  'eclipse-temurin': 'java',
  elixir: 'elixir',
  gcc: 'cpp',
  golang: 'go',
  gradle: 'java',
  haskell: 'haskell',
  maven: 'java',
  node: 'node',
  openjdk: 'java',
  php: 'php',
  pypy: 'python',
  python: 'python',
  ruby: 'ruby',
  rust: 'rust',
  sbt: 'java',
  'scala-mill': 'java',
  'scala-sbt': 'java',
  swift: 'swift',
};

/** The language of an image by its repository, whatever its registry; undefined for distributions and unknown images. */
export function languageOfImage(repository: string): string | undefined {
  const name = repository.replace(/^(?:.*\/)?/, '');
  return Object.hasOwn(languages, name) ? languages[name] : undefined;
}

/** How the tags of an official image name its slim variant. */
export interface SlimTags {
  /** `22-bookworm-slim` or `3.12-slim-bookworm`. */
  readonly position: 'after-release' | 'before-release';
  /** Whether there is a tag `slim` for the newest version. */
  readonly newest: boolean;
}

const beforeRelease: SlimTags = { position: 'before-release', newest: true };
const afterRelease: SlimTags = { position: 'after-release', newest: true };

/** Official images with slim variants, by repository. https://github.com/docker-library/official-images (2026-11) */
const slimTags: Readonly<Record<string, SlimTags>> = {
  debian: { position: 'after-release', newest: false },
  elixir: afterRelease,
  erlang: afterRelease,
  node: afterRelease,
  perl: beforeRelease,
  pypy: beforeRelease,
  python: beforeRelease,
  ruby: beforeRelease,
};

/** How the tags of an official image name its slim variant; undefined for images without one. */
export function slimTagsOf(repository: string): SlimTags | undefined {
  return Object.hasOwn(slimTags, repository) ? slimTags[repository] : undefined;
}

/** Registries that serve the official images of Docker Hub, with what they put before the name of the image. */
export const officialMirrors: readonly string[] = ['public.ecr.aws/docker/library/', 'mirror.gcr.io/library/'];
