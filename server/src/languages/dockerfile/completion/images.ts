import type { RegistryImage } from '../../../context/registry.ts';
import { cataloguedRepositories, cataloguedTags, findBaseImage } from '../../../model/base-image-catalogue.ts';
import { isRegistryHost, readImageReference } from '../../../model/image-reference.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { catalogueText } from '../hover/image.ts';
import { plainText } from '../../markdown.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { behind, knownNow } from './request.ts';
import type { Maker, CompletionRequest } from './request.ts';
import { tagItems } from './tags.ts';

/** More images are of no use in a list: typing on makes it shorter. */
const mostImages = 300;

/** Names of images, or, behind a colon, the tags of one. A digest is nothing to be guessed. */
export const imageItems: Maker = (request, slot) => {
  const { typed } = slot;
  if (typed.includes('@')) return [];
  const colon = typed.indexOf(':', typed.lastIndexOf('/') + 1);
  if (colon > 0) return tagItems(request, behind(slot, colon + 1), typed.slice(0, colon));
  const known = [...namedElsewhere(request, slot), ...catalogued(request, slot)];
  const labels = new Set(known.map(({ label }) => label));
  return [...known, ...listed(request, slot).filter(({ label }) => !labels.has(label))];
};

/** The empty image, which only FROM knows. */
export const scratchItems: Maker = ({ translate }, slot) => [
  { label: 'scratch', kind: 'image', slot, newText: 'scratch', detail: translate(message('the empty image')) },
];

/** Images that the file names elsewhere, tag and all: those of other registries have no catalogue. */
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

/** Official images have no slash in their name. */
function catalogued({ translate }: CompletionRequest, slot: Slot): readonly Completion[] {
  if (slot.typed.includes('/')) return [];
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
        return known ? catalogueText({ translate }, `**${name}**`, known) : `**${name}**`;
      },
    };
  });
}

/** What the registry has at this moment: of the host that is written, or of Docker Hub. A plain word behind `--from=` is rather a stage. */
function listed(request: CompletionRequest, slot: Slot): readonly Completion[] {
  const { typed } = slot;
  const { cursor } = request;
  const slash = typed.indexOf('/');
  const isStage = slash < 0 && !(cursor.kind === 'arguments' && cursor.keyword === 'FROM' && !cursor.flag);
  if (isStage || /[$"']/.test(typed)) return [];
  const host = slash > 0 && isRegistryHost(typed.slice(0, slash)) ? typed.slice(0, slash + 1) : '';
  const { registry } = readImageReference(`${host}x`, { start: 0, end: host.length + 1 }, undefined);
  const name = typed.slice(host.length);
  const { images = [] } = knownNow(request, request.registry?.images(registry, name)) ?? {};
  if (images.length > mostImages) request.markIncomplete();
  const fitting = images.length > mostImages ? images.filter((image) => image.name.includes(name)) : images;
  return fitting.slice(0, mostImages).map((image) => listedItem(request, slot, host, image));
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
    ...(description !== undefined && { documentation: () => plainText(description) }),
  };
}
