import { memoizeWeak } from '../../base/memoize.ts';
import { isKeyword } from '../../syntax/keywords.ts';
import type { BuiltImage, HistoryEntry } from '../../context/built-image.ts';
import { signatureOf } from './signature.ts';

/** An entry of a history, read as the instruction that made it. */
export interface HistoryStep {
  /** In capitals. */
  readonly keyword: string;
  /** What follows the keyword, without flags. */
  readonly text: string;
  /** The signature of that text. */
  readonly signature: string;
  /** For RUN: the signature after the build arguments, which may contain anything (`|2 A=1 B=/bin/sh x /bin/sh -c make`). */
  readonly hasArguments: boolean;
  /** For COPY and ADD of builders that do not name the sources: what was copied, and the target as written. */
  readonly copied: { readonly kind: 'file' | 'dir' | 'multi'; readonly target: string } | undefined;
  readonly bytes: number;
}

/** The history of an image, read. Memoized by image. */
export const stepsOfImage = memoizeWeak(({ history }: BuiltImage): readonly HistoryStep[] => history.map(readEntry));

/** The shell of the builder, then the mark of an instruction that runs nothing. */
const withoutCommand = /^[^\n]*?#\(nop\)\s+([a-z]+)(?:\s+|$)/i;
const keywordFirst = /^([A-Z]+)(?:\s+|$)/;
/** Docker 20.10 writes no space after a flag: `--chown=1000file:...`. */
const copiedByDigest = /^.*?(?:(file|dir|multi):)?[0-9a-f]{64} in (.*)$/s;

/**
 * Reads an entry of BuildKit (`RUN /bin/sh -c make # buildkit`), Docker's classic builder and buildah (`/bin/sh -c make`,
 * `/bin/sh -c #(nop) COPY file:... in /app`), or of a builder that writes the instruction as it is. Forms: histories of Docker 20.10 and
 * 28.5 and Podman 4.3, see test/unit/sizes/measured.
 */
export function readEntry({ createdBy, bytes }: HistoryEntry): HistoryStep {
  const line = createdBy.replace(/ # buildkit\s*$/, '').trim();
  const head = withoutCommand.exec(line) ?? keywordFirst.exec(line);
  const word = head?.[1]?.toUpperCase() ?? '';
  const keyword = isKeyword(word) ? word : 'RUN';
  const body = head && keyword === word ? line.slice(head[0].length) : line;
  const isCopy = keyword === 'COPY' || keyword === 'ADD';
  const [, kind = 'file', target] = (isCopy ? copiedByDigest.exec(body) : undefined) ?? [];
  // Flags do not identify an instruction: most builders leave some of them out.
  const text = isCopy ? body.replace(/^(?:--[a-z-]+(?:=\S*)? +)+/, '') : body;
  return {
    keyword,
    text,
    signature: signatureOf(text),
    hasArguments: keyword === 'RUN' && /^\|\d+ /.test(text),
    copied: target === undefined ? undefined : { kind: kind as 'file' | 'dir' | 'multi', target: target.trim() },
    bytes,
  };
}
