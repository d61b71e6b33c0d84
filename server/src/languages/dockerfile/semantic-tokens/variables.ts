import type { DockerfileModel, Variable } from '../../../model/model.ts';
import { shellUse } from '../../../model/uses.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import type { TokenKind } from '../../token-legend.ts';
import type { TokenBuilder } from './token-builder.ts';

/** Adds every variable in an instruction by its origin, in words that BuildKit expands and in shell text. */
export function addVariables(model: DockerfileModel, instruction: Instruction, into: TokenBuilder): void {
  for (const use of model.usesIn(instruction)) {
    // The characters around the name and the word of a modifier are left to the grammar.
    into.exclude(use);
    into.add(use.nameSpan, kindOf(model.resolve(instruction, use), 'read'));
  }
  for (const at of model.scriptOf(instruction)?.names ?? []) {
    into.add(at, kindOf(model.resolve(instruction, shellUse(at.name, at)), at.sets ? 'set' : 'read'));
  }
}

/** Adds the name that a pair of ARG or ENV declares. `ARG TARGETARCH` declares a variable that BuildKit sets. */
export function addDeclaration(model: DockerfileModel, { keyword }: Instruction, pair: Pair, into: TokenBuilder): void {
  const platform = keyword === 'ARG' && pair.value === undefined && model.stages[0] && isPlatform(model, pair.name);
  into.add(pair.nameSpan, platform ? 'predefinedDeclaration' : keyword === 'ARG' ? 'argDeclaration' : 'envDeclaration');
}

function isPlatform(model: DockerfileModel, name: string): boolean {
  return model.scopeAt(model.stages[0]!.from).lookup(name)?.origin === 'platform';
}

type Access = 'read' | 'set';

const kinds: Readonly<Record<Variable['origin'] | 'unknown', Readonly<Record<Access, TokenKind>>>> = {
  arg: { read: 'arg', set: 'argSetting' },
  'global-arg': { read: 'arg', set: 'argSetting' },
  env: { read: 'env', set: 'envSetting' },
  'base-image': { read: 'predefined', set: 'predefinedSetting' },
  predefined: { read: 'predefined', set: 'predefinedSetting' },
  platform: { read: 'predefined', set: 'predefinedSetting' },
  unknown: { read: 'variable', set: 'variableSetting' },
};

function kindOf(variable: Variable | undefined, access: Access): TokenKind {
  return kinds[variable?.origin ?? 'unknown'][access];
}
