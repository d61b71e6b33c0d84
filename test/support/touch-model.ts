import { expect } from 'vitest';
import type { DockerfileModel } from '../../server/src/model/index.ts';
import type { Instruction } from '../../server/src/syntax/tree.ts';

/** Calls everything that a model has, and checks what must be true for every file. */
export function touchModel(model: DockerfileModel): void {
  for (const stage of model.stages) {
    const { env, labels, exposed, volumes } = model.configOf(stage);
    expect(env.get('PATH')).toBeDefined();
    for (const setting of [...env.values(), ...labels.values(), ...exposed, ...volumes]) expect(setting.from).toBeTruthy();
    expect(stage.parent?.index ?? -1).toBeLessThan(stage.index);
    for (const { instruction, at } of stage.usedBy) {
      expect(at.start >= instruction.start && at.end <= instruction.end).toBe(true);
    }
  }
  expect(model.stages.filter((stage) => stage.isFinal)).toEqual(model.final ? [model.final] : []);
  for (const instruction of model.tree.instructions) touchInstruction(model, instruction);
}

function touchInstruction(model: DockerfileModel, instruction: Instruction): void {
  const scope = model.scopeAt(instruction);
  for (const { name } of scope.all()) expect(scope.lookup(name)?.name).toBe(name);
  for (const { text } of instruction.words) scope.expand(text);
  for (const { value } of instruction.pairs) scope.expand(value ?? '');
  for (const use of model.usesIn(instruction)) {
    const found = model.resolve(instruction, use);
    expect(found?.name ?? use.name).toBe(use.name);
  }
  model.configBefore(instruction);
  model.execOf(instruction);
  expect(model.scriptOf(instruction)?.dialect === undefined || model.dialectAt(instruction) !== 'none').toBe(true);
  for (const { stage, image } of model.sourcesOf(instruction)) expect(stage && image).toBeUndefined();
  if (instruction.trigger) touchInstruction(model, instruction.trigger);
}
