import type { DockerfileModel } from '../../server/src/model/index.ts';

/** A place that names a variable or a stage: the name, and everything that the model knows about it except for names. */
export interface NamedPlace {
  readonly name: string;
  readonly meaning: string;
}

/** Every place of a file that names a variable or a stage, with its meaning in the model, in order of the text. */
export function namedPlaces(model: DockerfileModel): readonly NamedPlace[] {
  const { instructions } = model.tree;
  const parts = instructions.flatMap((instruction) => [instruction, instruction.trigger, instruction.trigger?.trigger]);
  const pairs = parts.flatMap((part) => (part && (part.keyword === 'ARG' || part.keyword === 'ENV') ? part.pairs : []));
  const numbers = new Map(pairs.map((pair, i) => [pair.start, i]));
  const places: NamedPlace[] = pairs.map(({ name, value }) => ({
    name: withoutVariables(name),
    meaning: `declares ${value === undefined ? 'nothing' : 'a value'}`,
  }));
  for (const stage of model.stages) {
    const { name = '', parent, distro, os } = stage;
    const config = model.configOf(stage);
    const values = [...config.env.values()].map(({ value }) => value);
    places.push({ name, meaning: JSON.stringify([parent?.index, distro, os, config.user?.value, config.workdir?.value, values]) });
  }
  for (const instruction of instructions) {
    for (const use of model.usesIn(instruction)) {
      const found = model.resolve(instruction, use);
      const where = found?.pair && numbers.get(found.pair.start);
      places.push({ name: use.name, meaning: JSON.stringify([use.modifier, found?.origin, where, found?.value, found?.source?.value]) });
    }
    for (const { name, sets } of model.scriptOf(instruction)?.names ?? []) places.push({ name, meaning: `sets ${sets}` });
    for (const { kind, text, stage, image } of model.sourcesOf(instruction)) {
      places.push({ name: withoutVariables(text), meaning: JSON.stringify([kind, stage?.index, image?.resolved]) });
    }
  }
  return places;
}

/** The variables of `FROM $BASE` and of `ENV $NAME=1` are separate places. */
function withoutVariables(name: string): string {
  return name.includes('$') ? '' : name;
}
