import type { RegistryImage } from '../../../context/registry.ts';
import { cataloguedRepositories, cataloguedTags, findBaseImage } from '../../../model/base-image-catalogue.ts';
import { isRegistryHost, readImageReference } from '../../../model/image-reference.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { catalogText } from '../hover/image.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { slotAfter, valueSoFar } from './request.ts';
import type { ItemMaker, CompletionRequest } from './request.ts';
import { tagItems } from './tags.ts';
import { bold, escaped } from '../../markdown.ts';

/** The maximum number of images in a list. Typing more narrows it down. */
const maxImages = 300;

/** Names of images, or the tags of an image after a colon. Digests are not offered. */
export const imageItems: ItemMaker = (request, slot) => {
  const { typed } = slot;
  if (typed.includes('@')) return [];
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon > 0) return tagItems(request, slotAfter(slot, colon + 1), typed.slice(0, colon));
  const known = [...namedElsewhere(request, slot), ...catalogued(request, slot)];
  const labels = new Set(known.map(({ label }) => label));
  return [...known, ...listed(request, slot).filter(({ label }) => !labels.has(label))];
};

/** The empty image, which only FROM accepts. */
export const scratchItems: ItemMaker = ({ translate }, slot) => [
  { label: 'scratch', kind: 'image', slot, newText: 'scratch', detail: translate(message('the empty image')) },
];

/** Images that the file uses elsewhere, with their tags. There is no catalog for other registries. */
function namedElsewhere({ document, instruction, translate }: CompletionRequest, slot: Slot): readonly Completion[] {
  const { model } = document;
  const names = new Map<string, number>();
  for (const other of model.tree.instructions) {
    if (other === instruction || (other.flags.length === 0 && other.keyword !== 'FROM')) continue;
    for (const { image, text } of model.sourcesOf(other)) {
      if (image && !image.isScratch && (image.tag || image.digest || image.registry !== 'docker.io'))
        names.set(text, (names.get(text) ?? 0) + 1);
    }
  }
  return [...names.keys()].map((name) => ({ label: name, kind: 'image', slot, newText: name, detail: translate(message('in this file')) }));
}

/** The images that Dockerfiles use most often. */
const popularImages: readonly string[] = [
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

/** Items for official images, whose names have no slash. */
function catalogued({ markdown }: CompletionRequest, slot: Slot): readonly Completion[] {
  if (slot.typed.includes('/')) return [];
  const names = cataloguedRepositories();
  const first = popularImages.filter((name) => names.includes(name));
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
        return known ? catalogText({ translate: markdown }, bold(name), known) : bold(name);
      },
    };
  });
}

/**
 * Images that the registry has returned so far, for the host that is written or for Docker Hub. After `--from=`, a word without a slash is
 * more likely a stage.
 */
function listed(request: CompletionRequest, slot: Slot): readonly Completion[] {
  const { typed } = slot;
  const { cursor } = request;
  const slash = typed.indexOf('/');
  const isStage = slash < 0 && !(cursor.kind === 'arguments' && cursor.keyword === 'FROM' && !cursor.flag);
  if (isStage || /[$"']/.test(typed)) return [];
  const host = slash > 0 && isRegistryHost(typed.slice(0, slash)) ? typed.slice(0, slash + 1) : '';
  const { registry } = readImageReference(`${host}x`, { start: 0, end: host.length + 1 }, undefined);
  const name = typed.slice(host.length);
  const { images = [] } = valueSoFar(request, request.registry?.images(registry, name)) ?? {};
  if (images.length > maxImages) request.markIncomplete();
  const fitting = images.length > maxImages ? images.filter((image) => image.name.includes(name)) : images;
  return fitting.slice(0, maxImages).map((image) => listedItem(request, slot, host, image));
}

function listedItem(
  { translate }: CompletionRequest,
  slot: Slot,
  host: string,
  { name, description, official }: RegistryImage,
): Completion {
  const full = host + name;
  return {
    label: full,
    kind: 'image',
    slot,
    newText: full,
    detail: official ? translate(message('official image')) : undefined,
    ...(description !== undefined && { documentation: () => escaped(description) }),
  };
}
