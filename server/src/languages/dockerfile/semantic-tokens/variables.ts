import type { DockerfileModel, Variable } from '../../../model/model.ts';
import { shellUse } from '../../../model/uses.ts';
import type { Instruction, Pair } from '../../../syntax/tree.ts';
import type { TokenKind } from '../../token-legend.ts';
import type { Pieces } from './pieces.ts';

/** Every variable in an instruction by who sets it, in words that BuildKit reads and in shell text. */
export function addVariables(model: DockerfileModel, instruction: Instruction, into: Pieces): void {
  for (const use of model.usesIn(instruction)) {
    // The signs around the name, and what a modifier has behind it, are the grammar's.
    into.leaveOut(use);
    into.add(use.nameSpan, kindOf(model.resolve(instruction, use), 'read'));
  }
  for (const at of model.scriptOf(instruction)?.names ?? []) {
    into.add(at, kindOf(model.resolve(instruction, shellUse(at.name, at)), at.sets ? 'set' : 'read'));
  }
}

/** The name that a pair of ARG or ENV declares. `ARG TARGETARCH` asks for what BuildKit sets. */
export function addDeclaration(model: DockerfileModel, { keyword }: Instruction, pair: Pair, into: Pieces): void {
  const platform = keyword === 'ARG' && pair.value === undefined && model.stages[0] && isPlatform(model, pair.name);
  into.add(pair.nameSpan, platform ? 'predefinedDeclaration' : keyword === 'ARG' ? 'argDeclaration' : 'envDeclaration');
}

function isPlatform(model: DockerfileModel, name: string): boolean {
  return model.scopeAt(model.stages[0]!.from).lookup(name)?.origin === 'platform';
}

type Way = 'read' | 'set';

const kinds: Readonly<Record<Variable['origin'] | 'nobody', Readonly<Record<Way, TokenKind>>>> = {
  arg: { read: 'arg', set: 'argSetting' },
  'global-arg': { read: 'arg', set: 'argSetting' },
  env: { read: 'env', set: 'envSetting' },
  'base-image': { read: 'predefined', set: 'predefinedSetting' },
  predefined: { read: 'predefined', set: 'predefinedSetting' },
  platform: { read: 'predefined', set: 'predefinedSetting' },
  nobody: { read: 'variable', set: 'variableSetting' },
};

function kindOf(variable: Variable | undefined, way: Way): TokenKind {
  return kinds[variable?.origin ?? 'nobody'][way];
}
