import type { PosixShell } from './posix-shells.ts';

/*
 * What dash and the ash of BusyBox make of constructs and builtins of bash. From their manuals and sources (dash 0.5.12; BusyBox 1.37 with the
 * options of Alpine: ASH_BASH_COMPAT), read in 2026-11.
 */

/**
 * A construct of bash that POSIX does not have, so that a plain `sh` reads it as something else or fails. Names are those of the bash
 * manual, where it has one. https://www.gnu.org/software/bash/manual/bash.html
 */
export type ExtensionKind =
  | 'double-brackets' | 'arithmetic-command' | 'arithmetic-for' | 'select' | 'function-keyword' | 'coproc' | 'process-substitution'
  | 'ansi-quote' | 'locale-quote' | 'brace-expansion' | 'extended-glob' | 'replacement' | 'substring' | 'case-change' | 'transformation'
  | 'indirection' | 'array' | 'append' | 'here-string' | 'both-outputs' | 'pipe-both'; // prettier-ignore

type Simple = Exclude<PosixShell, 'bash'>;

/** `stops`: the script fails. `literal`: the shell reads something else, and goes on. */
export type Effect = 'stops' | 'literal';

/** How the constructs are written, and what the two shells do. Undefined: the shell has it, or that is not certain. */
export const extensionEffects: Readonly<Record<ExtensionKind, { readonly written: string } & Partial<Readonly<Record<Simple, Effect>>>>> = {
  'double-brackets': { written: '[[ ]]', dash: 'stops' },
  'arithmetic-command': { written: '(( ))', dash: 'stops' },
  'arithmetic-for': { written: 'for ((...))', dash: 'stops', ash: 'stops' },
  select: { written: 'select', dash: 'stops', ash: 'stops' },
  'function-keyword': { written: 'function', dash: 'stops' },
  coproc: { written: 'coproc', dash: 'stops', ash: 'stops' },
  'process-substitution': { written: '<( )', dash: 'stops' },
  'ansi-quote': { written: "$'...'", dash: 'literal' },
  'locale-quote': { written: '$"..."' },
  'brace-expansion': { written: '{a,b}', dash: 'literal', ash: 'literal' },
  'extended-glob': { written: '@(a|b)' },
  replacement: { written: '${name/a/b}', dash: 'stops' },
  substring: { written: '${name:0:1}', dash: 'stops' },
  'case-change': { written: '${name^^}', dash: 'stops', ash: 'stops' },
  transformation: { written: '${name@Q}', dash: 'stops', ash: 'stops' },
  indirection: { written: '${!name}', dash: 'stops', ash: 'stops' },
  array: { written: 'name=(...)', dash: 'stops', ash: 'stops' },
  append: { written: 'name+=value', dash: 'stops' },
  'here-string': { written: '<<<', dash: 'stops', ash: 'stops' },
  'both-outputs': { written: '&>', dash: 'literal' },
  'pipe-both': { written: '|&', dash: 'stops' },
};

/** Builtins of bash that are no programs either. */
export const missingBuiltins: Readonly<Record<Simple, ReadonlySet<string>>> = {
  dash: new Set(
    'source pushd popd dirs shopt declare typeset let mapfile readarray builtin caller compgen complete disown enable help history suspend'.split(
      ' ',
    ),
  ),
  ash: new Set('pushd popd dirs shopt declare typeset mapfile readarray builtin caller compgen complete disown enable suspend'.split(' ')),
};

/** Releases of Debian and Ubuntu whose dash has no `set -o pipefail`. */
export const withoutPipefail: ReadonlySet<string> = new Set(
  'jessie stretch buster bullseye bookworm trixie trusty xenial bionic focal jammy noble plucky questing'.split(' '),
);
