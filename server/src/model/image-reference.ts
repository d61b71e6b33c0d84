import type { Span } from '../base/span.ts';
import { digestLengths } from '../knowledge/values.ts';
import type { ImageReference } from './model.ts';

/** The parts of `[registry/]repository[:tag][@digest]`, as offsets into the parsed text. */
interface Parts {
  readonly registry: Span | undefined;
  readonly repository: Span;
  readonly tag: Span | undefined;
  readonly digest: Span | undefined;
}

/**
 * Parses an image name. Never fails: an invalid name is split at the same separators.
 * `raw` is the word as written, `at` its document span, `resolved` the word with expanded variables (undefined if one is unknown). The
 * spans of parts are only set for parts that are in the document literally.
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function readImageReference(raw: string, at: Span, resolved: string | undefined): ImageReference {
  const quoted = /^(["'])(.*)\1$/.exec(raw);
  const inner = quoted ? quoted[2]! : raw;
  const masked = maskVariables(inner);
  const written = splitReference(masked);
  const start = at.end - at.start === raw.length ? at.start + (quoted ? 1 : 0) : undefined;
  const spanOf = (part: Span | undefined): Span | undefined =>
    part && start !== undefined && isPlain(masked.slice(part.start, part.end))
      ? { start: start + part.start, end: start + part.end }
      : undefined;
  const text = resolved ?? inner;
  const parts = resolved === undefined || resolved === inner ? written : splitReference(resolved);
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
 * Whether a text without variables is a valid image name in Docker. The grammar:
 * https://pkg.go.dev/github.com/distribution/reference
 */
export function isImageName(text: string): boolean {
  return text.length <= maxNameLength && imageName.test(text);
}

/** Why a text is no image name: nothing after the colon of the tag, a digest that no registry has, or anything else. */
export type ImageNameFault = 'empty-tag' | 'digest' | 'invalid';

/** Why Docker rejects a text without variables as an image name. Undefined if it is valid. */
export function imageNameFault(text: string): ImageNameFault | undefined {
  const [name = '', digest, ...more] = text.split('@');
  if (digest !== undefined) {
    const [algorithm = '', hex = ''] = digest.split(':');
    const isDigest = more.length === 0 && hex.length === digestLengths[algorithm] && /^[0-9a-f]+$/.test(hex);
    if (!isDigest) return 'digest';
  }
  // ParseNormalizedNamed rejects what looks like the ID of an image.
  if (isImageName(text) && !/^[0-9a-f]{64}$/.test(name)) return undefined;
  return name.endsWith(':') && isImageName(name.slice(0, -1)) ? 'empty-tag' : 'invalid';
}

/** The image name with its repository in lower case. The host of a registry and the tag may have upper case letters. */
export function lowerCaseName(text: string): string {
  const { repository } = splitReference(text);
  const registry = text.slice(0, repository.start);
  // Docker reads `Acme/tool` as an image of the registry "Acme". A name without a dot or a port is not meant as one.
  const lowered = /[.:]/.test(registry) ? registry : registry.toLowerCase();
  return lowered + text.slice(repository.start, repository.end).toLowerCase() + text.slice(repository.end);
}

/** In characters: 255 for a repository, 128 for a tag, plus a digest and a registry. */
const maxNameLength = 1024;

const imageName = (() => {
  const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
  const host = String.raw`(?:${label}(?:\.${label})*|\[[0-9a-fA-F:]+\])(?::\d+)?`;
  const part = String.raw`[a-z0-9]+(?:(?:\.|__?|-+)[a-z0-9]+)*`;
  const digest = String.raw`[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}`;
  return new RegExp(String.raw`^(?:${host}/)?${part}(?:/${part})*(?::\w[\w.-]{0,127})?(?:@${digest})?$`);
})();

const dockerHub = 'docker.io';

/** Replaces each character of a variable while a reference is split, so that the `:` of `${TAG:-1}` is not a separator. */
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

/** Whether it contains no variable, quote or escape. */
function isPlain(text: string): boolean {
  return !/["'\\`]/.test(text) && !text.includes(placeholder);
}

function splitReference(text: string): Parts {
  const atSign = text.indexOf('@');
  const nameEnd = atSign < 0 ? text.length : atSign;
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
    digest: atSign < 0 ? undefined : { start: atSign + 1, end: text.length },
  };
}

/**
 * Whether the part before the first slash is a registry host, because it cannot be a namespace of Docker Hub. A single variable counts as a
 * host.
 */
export function isRegistryHost(first: string): boolean {
  const variableAlone = [...first].every((c) => c === placeholder);
  return variableAlone || first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
}
