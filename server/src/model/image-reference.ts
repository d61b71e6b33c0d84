import type { Span } from '../base/span.ts';
import type { ImageReference } from './model.ts';

/** The parts of `[registry/]repository[:tag][@digest]`, as offsets into the text that they were read from. */
interface Parts {
  readonly registry: Span | undefined;
  readonly repository: Span;
  readonly tag: Span | undefined;
  readonly digest: Span | undefined;
}

/**
 * Reads the name of an image, and never fails: what is no valid name is cut into parts by the same separators.
 * `raw` is the word as written, `at` its place in the document, `resolved` the word with its variables replaced (undefined
 * when one is not known). Part spans are given only for parts that stand in the document letter by letter.
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function readImageReference(raw: string, at: Span, resolved: string | undefined): ImageReference {
  const quoted = /^(["'])(.*)\1$/.exec(raw);
  const inner = quoted ? quoted[2]! : raw;
  const masked = maskVariables(inner);
  const written = cut(masked);
  const start = at.end - at.start === raw.length ? at.start + (quoted ? 1 : 0) : undefined;
  const spanOf = (part: Span | undefined): Span | undefined =>
    part && start !== undefined && isPlain(masked.slice(part.start, part.end))
      ? { start: start + part.start, end: start + part.end }
      : undefined;
  const text = resolved ?? inner;
  const parts = resolved === undefined || resolved === inner ? written : cut(resolved);
  const textOf = (part: Span | undefined): string | undefined => part && text.slice(part.start, part.end);
  const registry = textOf(parts.registry) ?? dockerHub;
  const repository = textOf(parts.repository)!;
  const onHub = registry === dockerHub || registry === 'index.docker.io';
  return {
    start: at.start,
    end: at.end,
    raw,
    resolved,
    registry: onHub ? dockerHub : registry,
    repository: onHub && repository.startsWith('library/') ? repository.slice('library/'.length) : repository,
    tag: textOf(parts.tag) || undefined,
    digest: textOf(parts.digest) || undefined,
    tagSpan: spanOf(written.tag),
    digestSpan: spanOf(written.digest),
    repositorySpan: spanOf(written.repository),
    isScratch: text === 'scratch',
  };
}

/**
 * Whether a text without variables is the name of an image, as Docker accepts it. The grammar:
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function isImageName(text: string): boolean {
  return text.length <= longestName && imageName.test(text);
}

/** 255 of a repository, 128 of a tag, a digest, and a registry before it. */
const longestName = 1024;

const imageName = (() => {
  const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
  const host = String.raw`(?:${label}(?:\.${label})*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
  const part = String.raw`[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*`;
  const digest = String.raw`[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}`;
  return new RegExp(String.raw`^(?:${host}/)?${part}(?:/${part})*(?::\w[\w.-]{0,127})?(?:@${digest})?$`);
})();

const dockerHub = 'docker.io';

/** Stands for each character of a variable while a reference is cut, so that the `:` of `${TAG:-1}` separates nothing. */
const placeholder = '\u0000';

function maskVariables(text: string): string {
  let out = '';
  for (let i = 0; i < text.length;) {
    const end = text[i] === '$' ? endOfVariable(text, i) : i;
    out += end > i ? placeholder.repeat(end - i) : text[i]!;
    i = Math.max(end, i + 1);
  }
  return out;
}

function endOfVariable(text: string, start: number): number {
  if (text[start + 1] !== '{') {
    const name = /\w*/y;
    name.lastIndex = start + 1;
    name.exec(text);
    return name.lastIndex;
  }
  let depth = 0;
  for (let i = start + 1; i < text.length; i++) {
    if (text[i] === '{') depth++;
    else if (text[i] === '}' && --depth === 0) return i + 1;
  }
  return text.length;
}

/** No variable, no quote, no escape in it. */
function isPlain(text: string): boolean {
  return !/["'\\`]/.test(text) && !text.includes(placeholder);
}

function cut(text: string): Parts {
  const monkey = text.indexOf('@');
  const nameEnd = monkey < 0 ? text.length : monkey;
  const name = text.slice(0, nameEnd);
  const slash = name.indexOf('/');
  const hasRegistry = slash > 0 && isRegistryHost(name.slice(0, slash));
  const start = hasRegistry ? slash + 1 : 0;
  const colon = name.lastIndexOf(':');
  const repositoryEnd = colon > name.lastIndexOf('/') ? colon : nameEnd;
  return {
    registry: hasRegistry ? { start: 0, end: slash } : undefined,
    repository: { start, end: repositoryEnd },
    tag: repositoryEnd < nameEnd ? { start: colon + 1, end: nameEnd } : undefined,
    digest: monkey < 0 ? undefined : { start: monkey + 1, end: text.length },
  };
}

/** The part before the first slash is a registry's host when it could be no namespace of Docker Hub. A variable alone is taken for one. */
export function isRegistryHost(first: string): boolean {
  const variableAlone = [...first].every((c) => c === placeholder);
  return variableAlone || first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
}
