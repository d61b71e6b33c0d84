import type { Instruction } from '../syntax/tree.ts';
import type { Variable } from './model.ts';
import { endOfStage, Timeline } from './timeline.ts';

/** The definition of a name and the moment from which it applies. */
interface Definition {
  readonly moment: number;
  readonly variable: Variable;
}

/**
 * The ARG and ENV of one stage, or those before the first FROM, each with its moment. The last definition of a name applies, whether ARG or
 * ENV: an ENV overrides an earlier ARG, and an ARG with a value overrides an earlier ENV, as in BuildKit (dockerfile2llb adds both to one
 * environment).
 */
export class Definitions {
  private readonly byName = new Map<string, Timeline<Definition>>();
  private readonly byInstruction = new Map<Instruction, Variable[]>();

  add(definition: Definition): void {
    const { name } = definition.variable;
    let timeline = this.byName.get(name);
    if (!timeline) this.byName.set(name, (timeline = new Timeline()));
    timeline.add(definition.moment, definition);
    const { instruction } = definition.variable;
    const together = instruction && this.byInstruction.get(instruction);
    if (together) together.push(definition.variable);
    else if (instruction) this.byInstruction.set(instruction, [definition.variable]);
  }

  lookup(name: string, moment: number): Variable | undefined {
    return this.byName.get(name)?.before(moment)?.variable;
  }

  /** The last ENV with that name, which is the value in the container, whatever ARG follows. */
  lookupInContainer(name: string): Variable | undefined {
    return this.byName
      .get(name)
      ?.allBefore(endOfStage)
      .findLast((definition) => definition.variable.inContainer)?.variable;
  }

  /** One entry per name, last definition first. */
  visible(moment: number): readonly Variable[] {
    const last = [...this.byName.values()].flatMap((timeline) => timeline.before(moment) ?? []);
    return last.sort((a, b) => b.moment - a.moment).map((definition) => definition.variable);
  }

  /** The variables that an instruction defines, in the order of its pairs. */
  definedBy(instruction: Instruction): readonly Variable[] {
    return this.byInstruction.get(instruction) ?? [];
  }
}
