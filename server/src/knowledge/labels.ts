import { message } from '../base/message.ts';
import type { FixedMessage } from '../base/message.ts';

/** A label with a standardized meaning. */
export interface LabelFacts {
  readonly key: string;
  readonly summary: FixedMessage;
}

/**
 * https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys, the keys that a Dockerfile can set.
 */
const rows: readonly (readonly [key: string, summary: FixedMessage])[] = [
  ['source', message('The URL of the source code.')],
  ['description', message('A short description of the image.')],
  ['licenses', message('The licenses of the contents, as an SPDX expression.')],
  ['title', message('The title of the image.')],
  ['version', message('The version of the packaged software.')],
  ['revision', message('The commit that the image was built from.')],
  ['created', message('The build time, in RFC 3339 format.')],
  ['authors', message('The authors or maintainers of the image.')],
  ['vendor', message('The organization that distributes the image.')],
  ['url', message('The URL with more information.')],
  ['documentation', message('The URL of the documentation.')],
  ['ref.name', message('The name of the image reference.')],
  ['base.name', message('The base image.')],
  ['base.digest', message('The digest of the base image.')],
];

export const labels: readonly LabelFacts[] = rows.map(([key, summary]) => ({ key: `org.opencontainers.image.${key}`, summary }));
