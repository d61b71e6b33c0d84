import type { RegistryTag } from '../../context/registry.ts';
import { cataloguedTags, type BaseImage } from '../../knowledge/base-images.ts';
import { readImageReference } from '../../model/image-reference.ts';
import { formatBytes } from '../../text/bytes.ts';
import { message } from '../../text/message.ts';
import { catalogueText } from '../hover/image.ts';
import type { Completion, Slot } from './item.ts';
import type { Place } from './place.ts';

/** More tags are of no use in a list: typing on makes it shorter. */
const mostTags = 300;

/** The tags of an image (`node`, `ghcr.io/example/app`): from the catalogue, and from its registry where that may be asked. */
export function tagItems(place: Place, slot: Slot, name: string): readonly Completion[] {
  if (name.includes('$')) return [];
  const { registry, repository } = readImageReference(name, { start: 0, end: name.length }, name);
  const known = registry === 'docker.io' ? cataloguedTags(repository).toSorted((a, b) => newestFirst(a.tag, b.tag)) : [];
  const names = new Set(known.map(({ tag }) => tag));
  const listed = listedTags(place, registry, repository, slot.typed).filter((tag) => !names.has(tag.name));
  if (known.length + listed.length > mostTags) place.markIncomplete();
  return [
    ...known.map(({ tag, image }) => cataloguedItem(place, slot, tag, image)),
    ...listed.map((tag) => listedItem(place, slot, tag)),
  ].slice(0, mostTags);
}

/** What the registry says at this moment: nothing while it has not answered, so that the rest need not wait. */
function listedTags(place: Place, registry: string, repository: string, typed: string): readonly RegistryTag[] {
  const answer = place.registry?.(registry, repository, typed);
  if (!answer || answer.state === 'unavailable') return [];
  if (answer.state === 'pending' || !answer.value.complete) place.markIncomplete();
  return answer.state === 'known' ? answer.value.tags : [];
}

function cataloguedItem({ say }: Place, slot: Slot, tag: string, image: BaseImage): Completion {
  return {
    label: tag,
    kind: 'tag',
    slot,
    newText: tag,
    detail: formatBytes(image.bytes.likely),
    documentation: () => catalogueText({ say }, `**${image.entry.repository}:${tag}**`, image),
  };
}

function listedItem({ say }: Place, slot: Slot, { name, compressed, date }: RegistryTag): Completion {
  return {
    label: name,
    kind: 'tag',
    slot,
    newText: name,
    detail: compressed === undefined ? undefined : say(message('{size} to download', { size: formatBytes(compressed) })),
    ...(date && { documentation: () => say(message('Pushed on {date}.', { date: date.slice(0, 10) })) }),
  };
}

/** Words before numbers (`latest`, `alpine`), then the highest version first; numbers in a tag are compared as numbers. */
export function newestFirst(a: string, b: string): number {
  const [wordA, wordB] = [/^\D/.test(a), /^\D/.test(b)];
  if (wordA !== wordB) return wordA ? -1 : 1;
  return wordA ? compare(a, b) : compare(b, a);
}

const { compare } = new Intl.Collator('en', { numeric: true });
