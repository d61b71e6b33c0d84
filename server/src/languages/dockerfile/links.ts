import { appendAll } from '../../base/lists.ts';
import { contextPath } from '../../base/paths.ts';
import { factsOf } from '../../facts/facts.ts';
import { registryPage } from '../../knowledge/registry-pages.ts';
import type { ImageReference } from '../../model/model.ts';
import type { Instruction } from '../../syntax/tree.ts';
import type { DocumentLink } from '../results.ts';
import type { DockerfileDocument } from './document.ts';

/** Links on sources of COPY and ADD that are files in the build context, on images with a page at their registry, and on URLs. */
export function linksOf(document: DockerfileDocument): readonly DocumentLink[] {
  const { text, model } = document;
  const links = model.tree.instructions.flatMap((whole) => {
    const found: DocumentLink[] = [];
    for (let part: Instruction | undefined = whole; part; part = part.trigger) {
      appendAll(found, fileLinks(document, part));
      appendAll(found, imageLinks(document, part));
    }
    return found;
  });
  const linked = new Set(links.map(({ start }) => start));
  return [...links, ...urlLinks(text).filter(({ start }) => !linked.has(start))].sort((a, b) => a.start - b.start);
}

function fileLinks({ model, build }: DockerfileDocument, instruction: Instruction): readonly DocumentLink[] {
  const sources = factsOf(model, build).copyOf(instruction)?.sources ?? [];
  return sources.flatMap(({ kind, value, start, end }): DocumentLink[] => {
    if (kind !== 'path' || value === undefined || !isFile(build, value)) return [];
    return [{ start, end, target: { kind: 'file', path: contextPath(value) } }];
  });
}

/** Whether the source is a file, which an editor can open. */
function isFile(build: DockerfileDocument['build'], source: string): boolean {
  return build.entry(source)?.kind === 'file' && build.has(source) === true;
}

function imageLinks({ model }: DockerfileDocument, instruction: Instruction): readonly DocumentLink[] {
  return model.sourcesOf(instruction).flatMap(({ image, at }): DocumentLink[] => {
    const url = image && pageOf(image);
    return url ? [{ start: at.start, end: at.end, target: { kind: 'url', url } }] : [];
  });
}

/** The page of an image. The tag may be unknown, because the page covers all tags. */
function pageOf({ isScratch, resolved, registry, repository, repositorySpan }: ImageReference): string | undefined {
  return isScratch || (resolved ?? repositorySpan) === undefined ? undefined : registryPage(registry, repository);
}

/** URLs in comments, ADD, RUN and LABEL, except those with variables. */
function urlLinks(text: string): readonly DocumentLink[] {
  return [...text.matchAll(/https?:\/\/[^\s"'<>`\\|;(){},]+/g)].flatMap(({ index, 0: found }): DocumentLink[] => {
    const url = found.replace(/[.:!?&]+$/, '');
    if (url.includes('$') || text[index + found.length] === '{' || !/^https?:\/\/[^/]+\.[^/]/.test(url)) return [];
    return [{ start: index, end: index + url.length, target: { kind: 'url', url } }];
  });
}
