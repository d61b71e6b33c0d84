import type { Keyword } from './tree.ts';

/** The instructions in alphabetical order. https://docs.docker.com/reference/dockerfile/ */
export const keywords: readonly Keyword[] = [
  'ADD', 'ARG', 'CMD', 'COPY', 'ENTRYPOINT', 'ENV', 'EXPOSE', 'FROM', 'HEALTHCHECK', 'LABEL', 'MAINTAINER', 'ONBUILD', 'RUN', 'SHELL',
  'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]; // prettier-ignore

const known: ReadonlySet<string> = new Set(keywords);

/** Whether `word` (upper case) is the keyword of an instruction. */
export function isKeyword(word: string): word is Keyword {
  return known.has(word);
}

/**
 * Instructions that can have here-documents, also inside ONBUILD. BuildKit ignores `<<` in other instructions (facts: buildkit-parsing).
 */
export const takesHeredoc: ReadonlySet<string> = new Set(['RUN', 'COPY', 'ADD']);

/** Instructions with the command of a container. */
export const startsProgram: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK']);

/** Instructions whose body can be a JSON array of strings. */
export const takesJson: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME']);

/** Instructions whose body is a shell command instead of a list of words, unless it is JSON. */
export const takesCommand: ReadonlySet<string> = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL']);

/**
 * Instructions in whose body BuildKit expands variables.
 * https://docs.docker.com/reference/dockerfile/#environment-replacement
 */
export const expandsVariables: ReadonlySet<string> = new Set([
  'ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR',
]); // prettier-ignore

/** Instructions in whose flags BuildKit expands variables (`--platform=$BUILDPLATFORM`, `--mount=type=cache,id=$X`). */
export const expandsFlags: ReadonlySet<string> = new Set(['ADD', 'COPY', 'FROM', 'RUN']);

/** The letter case of an instruction or of AS as written. */
export function casingOf(word: string): 'lower' | 'upper' | 'mixed' {
  if (word === word.toUpperCase()) return 'upper';
  return word === word.toLowerCase() ? 'lower' : 'mixed';
}
