import { cataloguedRepositories, cataloguedTags, findBaseImage } from '../../knowledge/base-images.ts';
import { formatBytes } from '../../text/bytes.ts';
import { message } from '../../text/message.ts';
import { catalogueText } from '../hover/image.ts';
import type { Completion, Slot } from './item.ts';
import { behind, type Maker, type Place } from './place.ts';
import { tagItems } from './tags.ts';

/** Names of images, or, behind a colon, the tags of one. A digest is nothing to be guessed. */
export const imageItems: Maker = (place, slot) => {
  const { typed } = slot;
  if (typed.includes('@')) return [];
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon > 0) return tagItems(place, behind(slot, colon + 1), typed.slice(0, colon));
  return [...namedElsewhere(place, slot), ...catalogued(place, slot)];
};

/** The empty image, which only FROM knows. */
export const scratchItems: Maker = ({ say }, slot) => [
  { label: 'scratch', kind: 'image', slot, newText: 'scratch', detail: say(message('the empty image')) },
];

/** Images that the file names elsewhere, tag and all: those of other registries have no catalogue. */
function namedElsewhere({ document, instruction, say }: Place, slot: Slot): readonly Completion[] {
  const { model } = document;
  const names = new Map<string, number>();
  for (const other of model.tree.instructions) {
    if (other === instruction || (other.flags.length === 0 && other.keyword !== 'FROM')) continue;
    for (const { image, text } of model.sourcesOf(other)) {
      if (image && !image.isScratch && (image.tag || image.digest || image.registry !== 'docker.io'))
        names.set(text, (names.get(text) ?? 0) + 1);
    }
  }
  return [...names.keys()].map((name) => ({ label: name, kind: 'image', slot, newText: name, detail: say(message('in this file')) }));
}

/** What most Dockerfiles begin with. */
const likeliest: readonly string[] = [
  'alpine',
  'debian',
  'ubuntu',
  'node',
  'python',
  'golang',
  'eclipse-temurin',
  'php',
  'ruby',
  'rust',
  'nginx',
];

function catalogued({ say }: Place, slot: Slot): readonly Completion[] {
  const names = cataloguedRepositories();
  const first = likeliest.filter((name) => names.includes(name));
  return [...first, ...names.filter((name) => !first.includes(name))].map((name): Completion => {
    const latest = cataloguedTags(name).find(({ tag }) => tag === 'latest')?.image;
    return {
      label: name,
      kind: 'image',
      slot,
      newText: name,
      detail: latest && formatBytes(latest.bytes.likely),
      documentation: () => {
        const known = findBaseImage(name, undefined);
        return known ? catalogueText({ say }, `**${name}**`, known) : `**${name}**`;
      },
    };
  });
}
