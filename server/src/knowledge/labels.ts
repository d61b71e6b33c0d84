import { message } from '../base/message.ts';
import type { Message } from '../base/message.ts';

/** A label with a meaning that tools agree on. */
export interface LabelFacts {
  readonly key: string;
  readonly summary: Message;
}

/** https://github.com/opencontainers/image-spec/blob/main/annotations.md#pre-defined-annotation-keys, the ones that a Dockerfile can know. */
const rows: readonly (readonly [key: string, summary: Message])[] = [
  ['source', message('Address of the source code.')],
  ['description', message('What the image is, in a sentence.')],
  ['licenses', message('Licences of what is in it, as an SPDX expression.')],
  ['title', message('Name of the image, for people.')],
  ['version', message('Version of the program in it.')],
  ['revision', message('Commit that it was built from.')],
  ['created', message('When it was built, as RFC 3339 has it.')],
  ['authors', message('Who answers for it.')],
  ['vendor', message('Who distributes it.')],
  ['url', message('Where to read about it.')],
  ['documentation', message('Where its documentation is.')],
  ['ref.name', message('Name of its reference.')],
  ['base.name', message('The image that it is built on.')],
  ['base.digest', message('Digest of the image that it is built on.')],
];

export const labels: readonly LabelFacts[] = rows.map(([key, summary]) => ({ key: `org.opencontainers.image.${key}`, summary }));
