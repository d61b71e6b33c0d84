import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';
import type { LabelType } from './label-values.ts';

/** A label with a standardized meaning. */
export interface LabelFacts {
  readonly key: string;
  readonly summary: FixedMessage;
  /** What the specification requires of its value. */
  readonly type: LabelType;
}

/**
 * https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys, the keys that a Dockerfile can set.
 */
const rows: readonly (readonly [key: string, summary: FixedMessage, type?: LabelType])[] = [
  ['source', message('The URL of the source code.'), 'url'],
  ['description', message('A short description of the image.')],
  ['licenses', message('The licenses of the contents, as an SPDX expression.'), 'spdx'],
  ['title', message('The title of the image.')],
  ['version', message('The version of the packaged software.')],
  ['revision', message('The commit that the image was built from.')],
  ['created', message('The build time, in RFC 3339 format.'), 'rfc3339'],
  ['authors', message('The authors or maintainers of the image.')],
  ['vendor', message('The organization that distributes the image.')],
  ['url', message('The URL with more information.'), 'url'],
  ['documentation', message('The URL of the documentation.'), 'url'],
  ['ref.name', message('The name of the image reference.')],
  ['base.name', message('The base image.')],
  ['base.digest', message('The digest of the base image.'), 'digest'],
];

export const labels: readonly LabelFacts[] = rows.map(([key, summary, type = 'text']) => ({
  key: `org.opencontainers.image.${key}`,
  summary,
  type,
}));

/** https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations */
const reservedPrefixes: readonly string[] = ['com.docker.', 'io.docker.', 'org.dockerproject.'];

/**
 * Keys in these namespaces that others may set: those of Docker Desktop extensions, and those that Buildx sets.
 * https://docs.docker.com/extensions/extensions-sdk/extensions/labels/
 */
const openPrefixes: readonly string[] = ['com.docker.extension.', 'com.docker.desktop.extension.', 'com.docker.image.source.'];

/** The namespace of a label's key, if Docker reserves it for its own use. */
export function reservedPrefixOf(key: string): string | undefined {
  return openPrefixes.some((prefix) => key.startsWith(prefix)) ? undefined : reservedPrefixes.find((prefix) => key.startsWith(prefix));
}

/** The labels that Buildx sets with BUILDX_GIT_LABELS. https://docs.docker.com/build/building/variables/#buildx_git_labels */
export const buildxGitLabels: ReadonlySet<string> = new Set([
  'com.docker.image.source.entrypoint',
  'org.opencontainers.image.revision',
  'org.opencontainers.image.source',
]);
