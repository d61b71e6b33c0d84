import type { RegistryTag } from '../../../context/registry.ts';
import { cataloguedTags } from '../../../model/base-image-catalogue.ts';
import type { BaseImage } from '../../../model/base-image-catalogue.ts';
import { readTag } from '../../../model/image-tag.ts';
import { readImageReference } from '../../../model/image-reference.ts';
import { formatBytes } from '../../../base/bytes.ts';
import { message } from '../../../base/message.ts';
import { catalogText } from '../hover/image.ts';
import type { Completion, Slot } from '../../completion-item.ts';
import { valueSoFar } from './request.ts';
import type { CompletionRequest } from './request.ts';
import { bold, escaped } from '../../markdown.ts';

/** The maximum number of tags in a list. Typing more narrows it down. */
const maxTags = 300;

/**
 * The tags of an image (`node`, `ghcr.io/example/app`): from the base image data, and from its registry if registry requests are enabled.
 */
export function tagItems(request: CompletionRequest, slot: Slot, name: string): readonly Completion[] {
  if (name.includes('$')) return [];
  const { registry, repository } = readImageReference(name, { start: 0, end: name.length }, name);
  const known = registry === 'docker.io' ? cataloguedTags(repository).toSorted((a, b) => compareTags(repository, a.tag, b.tag)) : [];
  const names = new Set(known.map(({ tag }) => tag));
  const listed = listedTags(request, registry, repository, slot.typed).filter((tag) => !names.has(tag.name));
  const fitting = listed.length > maxTags ? listed.filter((tag) => tag.name.includes(slot.typed)) : listed;
  if (listed.length > maxTags) request.markIncomplete();
  return [
    ...known.map(({ tag, image }) => cataloguedItem(request, slot, tag, image)),
    ...fitting.slice(0, maxTags).map((tag) => listedItem(request, slot, tag)),
  ];
}

/** Compares tags: names of supported versions (`lts`) first, then the newest version, then the shortest variant. `latest` comes last. */
function compareTags(repository: string, a: string, b: string): number {
  const [first, second] = [rankOf(repository, a), rankOf(repository, b)];
  const at = first.findIndex((value, i) => value !== second[i]);
  return at < 0 ? 0 : first[at]! - second[at]!;
}

function rankOf(repository: string, tag: string): readonly number[] {
  const { version, variant, pinned } = readTag(repository, tag);
  // A missing part sorts first: `22` before `22.3`.
  const newest = [0, 1, 2].map((i) => -(version[i] ?? Number.MAX_VALUE));
  return [Number(tag === 'latest'), ...newest, variant === '' ? 0 : variant.split(' ').length, Number(pinned), tag.length];
}

/** The tags that the registry has returned so far. Empty while there is no response, so that other items do not wait. */
function listedTags(request: CompletionRequest, registry: string, repository: string, typed: string): readonly RegistryTag[] {
  return valueSoFar(request, request.registry?.tags(registry, repository, typed))?.tags ?? [];
}

function cataloguedItem({ markdown }: CompletionRequest, slot: Slot, tag: string, image: BaseImage): Completion {
  return {
    label: tag,
    kind: 'tag',
    slot,
    newText: tag,
    detail: formatBytes(image.bytes.likely),
    documentation: () => catalogText({ translate: markdown }, bold(`${image.entry.repository}:${tag}`), image),
  };
}

function listedItem({ translate, markdown }: CompletionRequest, slot: Slot, { name, compressed, date }: RegistryTag): Completion {
  return {
    label: name,
    kind: 'tag',
    slot,
    newText: name,
    detail: compressed === undefined ? undefined : translate(message('{size} to download', { size: formatBytes(compressed) })),
    ...(date && { documentation: () => markdown(message('Pushed on {date}.', { date: escaped(date.slice(0, 10)) })) }),
  };
}
